"""The curated entries as a whole: how many on what, and what each must have."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.check import ANSWER, ASKS, STEPS
from knowledge.entry import CATEGORIES
from knowledge.load import Loaded, load_folder
from knowledge.text import han_count

BOOKS = {
    "总则": (50, "未成年 打赏 监护 失踪 欺诈 重大误解 代理 诉讼时效 见义勇为"),
    "物权": (
        130,
        (
            "漏水 噪音 采光 下水 相邻 通行 电梯 屋顶 楼道 车位 绿地 公共收益 维修资金 业主大会 业委会 "
            "共有 登记 捡到 居住权 承包地 宅基地 抵押 质押"
        ),
    ),
    "合同": (
        150,
        (
            "要约 书面 订金 定金 违约 解除 格式条款 借条 担保 租房 二手房 买卖 预付卡 赠与 物业费 中介 "
            "运输 快递 维修 保管 合伙"
        ),
    ),
    "人格权": (45, "肖像 名字 名誉 群里 隐私 摄像头 个人信息 性骚扰"),
    "婚姻家庭": (
        90,
        (
            "结婚 无效婚姻 撤销 彩礼 婚前财产 夫妻共同财产 夫妻共同债务 家暴 离婚登记 起诉离婚 冷静期 "
            "抚养权 抚养费 探望 家务补偿 收养 赡养"
        ),
    ),
    "继承": (
        60,
        (
            "第一顺序 份额 代位继承 自书遗嘱 代书遗嘱 打印遗嘱 录音录像遗嘱 口头遗嘱 公证遗嘱 几份遗嘱 "
            "父债子还 照顾 放弃继承 遗产管理人"
        ),
    ),
    "侵权责任": (
        95,
        "过错 无过错 未成年 学校 员工 高空抛物 狗咬 交通事故 医疗 产品 污染 安全保障 体育 喝酒",
    ),
    "维权": (30, "调解 收费 司法确认 聊天记录 录音 起诉 法律援助 报警 12348 110"),
}
"""For each book the least number of entries, and what residents must find there."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_folder(Path(__file__).parents[2] / "knowledge")


@pytest.mark.parametrize("book", BOOKS)
def test_every_book_has_its_entries_on_its_subjects(loaded: Loaded, book: str) -> None:
    least, subjects = BOOKS[book]
    entries = [entry for entry in loaded.entries if entry.book == book]
    said = "\n".join("\n".join((e.topic, *e.questions, *e.keywords, e.answer)) for e in entries)
    assert len(entries) >= least
    assert [word for word in subjects.split() if word not in said] == []


def test_every_entry_is_whole_and_read_twice(loaded: Loaded) -> None:
    for entry in loaded.entries:
        assert ASKS[0] <= len(entry.asks) <= ASKS[1], entry.id
        assert STEPS[0] <= len(entry.steps) <= STEPS[1], entry.id
        assert ANSWER[0] <= han_count(entry.answer) <= ANSWER[1], entry.id
        assert entry.keywords, entry.id
        assert entry.articles or entry.other_laws, entry.id
        assert entry.category in CATEGORIES, entry.id
        assert entry.reviewed, entry.id
        assert entry.law_state, entry.id


def test_most_articles_are_cited(loaded: Loaded) -> None:
    cited = Counter(article for entry in loaded.entries for article in entry.articles)
    assert len(cited) >= 950


def test_forty_teaching_cases_are_read_twice(loaded: Loaded) -> None:
    assert len(loaded.cases) >= 40
    assert all(case.reviewed and case.law_state for case in loaded.cases)
    titles = " ".join(case.title + case.happened for case in loaded.cases)
    assert "厨房顶上滴水" in titles
    assert "半夜放音乐" in titles

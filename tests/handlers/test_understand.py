"""The dispute category of a question."""

import pytest

from bot.knowledge_watch import KnowledgeHolder
from handlers.understand import understand
from knowledge.entry import CATEGORIES


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("房子要拆迁了，面积量得不对", "征地拆迁"),
        ("电动车把我撞了，对方全责不肯赔", "道路交通事故"),
        ("单位拖了三个月工资", "劳动争议"),
        ("手术没做好，医院要不要赔", "医疗"),
        ("离婚后孩子归谁", "婚姻家庭"),
        ("物业费太高不想交", "物业"),
        ("朋友写了欠条，到期就是不给钱", "合同"),
        ("喝多了被人打伤住院，医药费谁出", "损害赔偿"),
        ("喝酒开车肇事，要不要判刑", "道路交通事故"),
        ("工程干完了甲方不结款", "合同"),
        # the first entry is sure and about a compound, the word and the other entries are not
        ("公园健身器材断了，孩子摔伤，谁管", "损害赔偿"),
    ],
)
def test_it_is_named(knowledge: KnowledgeHolder, text: str, category: str) -> None:
    assert understand(knowledge.current(), text).category == category


def test_the_list_names_only_official_categories(knowledge: KnowledgeHolder) -> None:
    text = (knowledge.folder / "words" / "categories.txt").read_text(encoding="utf-8")
    names = {line.split("=")[0].strip() for line in text.splitlines() if line[:1] not in ("#", "")}
    assert names < set(CATEGORIES)

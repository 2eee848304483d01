"""以案释法: a case under an answer, and all cases to leaf through."""

import pytest

from bot.knowledge_watch import KnowledgeHolder
from knowledge.write import fields_of, item_text
from tests.conftest import World
from tests.knowledge.test_check import CASE, ENTRY

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
CASES = 6


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeHolder:
    """One entry with a case of its own, one without, and enough cases for two pages."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "faq").mkdir()
    (folder / "cases").mkdir()
    fence = {**fields_of(ENTRY), "编号": "fence-01", "问题": "邻居的狗咬伤孩子谁赔？"}
    fence |= {"别的问法": ("被狗咬了医药费谁出",), "关键词": ("狗", "咬伤")}
    entries = item_text(fields_of(ENTRY), 2) + item_text(fence, 2)
    (folder / "faq" / "a.yaml").write_text(f"主题: 甲\n编: 物权\n条目:\n{entries}", "utf-8")
    numbered = (
        {**fields_of(CASE), "编号": f"case-{n:02}", "标题": f"楼上漏水的第{n}个案例"}
        for n in range(1, CASES + 1)
    )
    others = [
        item_text({**f, "条目": ("leaks-01",)[: f["编号"] == "case-01"]}, 0) for f in numbered
    ]
    (folder / "cases" / "a.yaml").write_text("".join(others), "utf-8")
    return KnowledgeHolder(folder, folder / "statutes.json", folder / "cache")


def test_a_case_is_offered_under_its_entry_s_answer_and_told(world: World) -> None:
    assert "看案例" in world.say("楼上漏水怎么办？")
    told = world.say("看案例")
    assert "楼上漏水的第1个案例" in told
    assert CASE.happened in told
    assert CASE.settled in told
    assert CASE.lesson in told
    assert "《民法典》第288条" in told
    assert "不是真人真事" in told
    assert "谢谢" in world.say("有用"), "the answer can still be rated"


def test_an_entry_without_a_case_offers_none(world: World) -> None:
    assert "看案例" not in world.say("邻居的狗咬伤孩子谁赔？")
    assert "还没有案例" in world.say("看案例")


def test_all_cases_can_be_leafed_through_and_asked_about(world: World) -> None:
    first = world.say("以案释法")
    assert "第4个案例" in first
    assert "第5个案例" not in first
    second = world.say("换一批")
    assert "第6个案例" in second
    assert "第1个案例" in world.say("换一批"), "after the last page comes the first"
    told = world.say("1")
    assert "怎么处理的" in told
    assert ENTRY.question in told
    assert ENTRY.answer[:10] in world.say(ENTRY.question)


def test_asking_for_a_case_that_is_gone_is_answered_kindly(world: World) -> None:
    assert "还没有案例" in world.say("案例：case-99")

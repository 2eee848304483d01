"""Questions about one thing are counted together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge_watch import KnowledgeHolder
from knowledge.similar import group

ASKED = [
    "楼上养鸽子拉屎怎么办",
    "楼上养的鸽子到处拉屎",
    "楼上养鸽子拉屎怎么办",
    "网上买的二手电脑开不了机",
]


def test_what_is_alike_is_one_group_and_the_most_asked_stands_first(
    knowledge: KnowledgeHolder,
) -> None:
    first, second = group(knowledge.current(), ASKED)
    assert (first.times, first.question) == (3, "楼上养鸽子拉屎怎么办")
    assert first.others == ("楼上养的鸽子到处拉屎",)
    assert (second.times, second.others) == (1, ())


def test_nothing_is_lost_or_counted_twice(knowledge: KnowledgeHolder) -> None:
    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.sampled_from([*ASKED, "", "???", "漏水", "鸽子"]), max_size=12))
    def check(questions: list[str]) -> None:
        groups = group(knowledge.current(), questions)
        assert sum(g.times for g in groups) == len(questions)
        wordings = [w for g in groups for w in (g.question, *g.others)]
        assert sorted(wordings) == sorted(set(questions))

    check()

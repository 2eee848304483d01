"""What leans on the question before, and what stands for itself."""

import pytest

from handlers.follow_up import is_follow_up, joined


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("那要是他不承认呢", True),
        ("多久", True),
        ("要多少钱", True),
        ("对方不同意呢", True),
        ("房东不退押金怎么办", False),
        ("离婚", False),
        ("如果我把房子租给别人，他半年不交租金，我能不能直接换锁把他的东西扔出去", False),
    ],
)
def test_what_leans_on_the_question_before(text: str, expected: bool) -> None:
    assert is_follow_up(text) is expected


def test_of_a_long_story_the_newest_question_stays_whole() -> None:
    both = joined("甲" * 1000, "多久")
    assert both.endswith("，多久")
    assert len(both) < 200

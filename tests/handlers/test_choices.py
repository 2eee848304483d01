"""Which choice a resident means, and what is none."""

import pytest

from handlers import wording
from handlers.choices import chosen
from handlers.turn import Choice

SUMMARY = tuple(Choice(w, w) for w in (wording.SUBMIT, wording.GO_BACK, wording.GIVE_UP))
QUESTIONS = (Choice("离婚", "问题：1"), Choice(wording.CHOOSE_NONE, wording.CHOOSE_NONE))


@pytest.mark.parametrize(
    ("choices", "text", "says"),
    [
        (SUMMARY, "2", wording.GO_BACK),
        (SUMMARY, "最后一个", wording.GIVE_UP),
        (SUMMARY, "不对", None),
        (SUMMARY, "不是", None),
        (QUESTIONS, "不是", wording.CHOOSE_NONE),
        (QUESTIONS, "以上都不对", wording.CHOOSE_NONE),
        ((), "不对", None),
    ],
)
def test_what_is_meant(choices: tuple[Choice, ...], text: str, says: str | None) -> None:
    found = chosen(choices, text)
    assert (found and found.says) == says

"""Yes and no as people say them, and what only looks like one: agreement has legal weight."""

import pytest

from handlers.yes_no import answer_in

CLEAR_YES = ["同意", "我同意", "愿意", "愿意的", "好的同意", "好，我愿意。", "同意调解", "嗯，同意"]
YES = ["好", "好的", "行", "行吧", "可以", "可以的", "嗯", "嗯嗯", "是", "是的", "对", "对对"]
CLEAR_NO = ["不同意", "我不同意", "不愿意", "拒绝", "不同意调解", "不愿意去", "不接受调解"]
NO = ["不", "不行", "不去", "不调", "不调了", "不想调解", "我不去！", "不谈"]
NEITHER = [
    "",
    "愿意吗",
    "同意？",
    "不同意会怎么样",
    "不去行吗",
    "是不是要钱",
    "可以不去吗",
    "好的不同意",
    "同意不了",
    "没同意",
    "没问题",
    "不是",
    "不对",
    "我是",
    "行不行",
    "同意是什么意思",
    "对方同意吗",
    "他不愿意",
    "不想活了",
]


@pytest.mark.parametrize("text", [*CLEAR_YES, *YES])
def test_a_yes(text: str) -> None:
    assert answer_in(text) is True
    assert answer_in(text, is_clear=True) is (True if text in CLEAR_YES else None)


@pytest.mark.parametrize("text", [*CLEAR_NO, *NO])
def test_a_no(text: str) -> None:
    assert answer_in(text) is False
    assert answer_in(text, is_clear=True) is (False if text in CLEAR_NO else None)


@pytest.mark.parametrize("text", NEITHER)
def test_neither(text: str) -> None:
    assert answer_in(text) is None

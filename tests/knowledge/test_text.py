"""One form for everything residents type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import LONGEST, normalise, normalise_all


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("電梯廣告收入歸誰", "电梯广告收入归谁"),
        ("ＡＢＣ１２３", "abc123"),
        ("漏水！！！！怎么办？？？", "漏水!怎么办?"),
        ("他不管😡😡", "他不管"),
        ("[捂脸]他不管", "他不管"),
        ("哈哈哈哈哈哈哈", "哈哈"),
        ("  两  个\n空格 ", "两 个 空格"),
        ("\x01漏\u200b水", "漏 水"),
    ],
)
def test_it_is_brought_into_one_form(typed: str, form: str) -> None:
    assert normalise(typed) == form


@given(st.text(st.sampled_from("漏水怎么办!！??  a9Ａ[捂脸]\n😡"), max_size=60))
def test_a_second_time_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(
    st.lists(st.text(st.sampled_from("漏電梯。。！哈 \n\r\u2028①Ａ[捂脸]e\u0301😡"), max_size=20))
)
def test_many_at_once_are_as_each_alone(texts: list[str]) -> None:
    assert normalise_all(texts) == [normalise(text) for text in texts]


@given(st.text())
def test_whatever_is_typed_is_one_bounded_line(text: str) -> None:
    form = normalise(text)
    assert "\n" not in form
    assert len(form) <= 20 * LONGEST

"""Article numbers in all the ways people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.numerals import to_chinese, to_int


@given(st.integers(1, 9999))
def test_every_number_survives_the_way_there_and_back(number: int) -> None:
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("一千零七十七", 1077), ("一〇七七", 1077), ("十五", 15), ("一百一十", 110), ("两百", 200),
     ("1077", 1077), ("", None), ("条", None), ("一百x", None), ("１０", None)],
)  # fmt: skip
def test_it_reads_what_people_write(text: str, number: int | None) -> None:
    assert to_int(text) == number

"""Telephone numbers as they are typed."""

import pytest

from handlers.phone import read_phone

NUMBERS = [
    ("13800138000", "13800138000"),
    ("138 0013 8000", "13800138000"),
    ("+86-138-0013-8000", "13800138000"),
    ("１３８００００００００", "13800000000"),
    ("0906-2123456", "09062123456"),
    ("", ""),
    ("12345", None),
    ("138001380001", None),
    ("打我老公的", None),
]


@pytest.mark.parametrize(("typed", "read"), NUMBERS)
def test_a_number_is_read_or_refused(typed: str, read: str | None) -> None:
    assert read_phone(typed) == read

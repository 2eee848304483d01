"""Telephone numbers as they are typed."""

import pytest

from handlers.phone import find_phone, read_phone

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


SENTENCES = [
    ("我电话是13900139000白天打", "13900139000"),
    ("139 0013 9000，晚上别打", "13900139000"),
    ("一三八零零一三八零零零", "13800138000"),
    ("幺三八零零幺三八零零零", "13800138000"),
    ("座机0906-2123456", "09062123456"),
    ("2123456", "2123456"),
    ("我欠他2123456元", ""),
    ("住3号楼501", ""),
    ("没有电话", ""),
    ("订单号1390013900012", ""),
    ("一二三楼都漏", ""),
]


@pytest.mark.parametrize(("said", "found"), SENTENCES)
def test_a_number_is_taken_out_of_a_sentence(said: str, found: str) -> None:
    assert find_phone(said) == found

"""Which articles are cited, book by book."""

from dataclasses import replace

import pytest

from knowledge.coverage import BOOK_RANGES, coverage, runs
from knowledge.entry import LAST_ARTICLE
from tests.knowledge.test_check import ENTRY


def test_the_books_are_the_whole_code_without_a_gap() -> None:
    numbers = [n for _, first, last in BOOK_RANGES for n in range(first, last + 1)]
    assert numbers == list(range(1, LAST_ARTICLE + 1))


def test_an_article_counts_once_an_entry() -> None:
    twice = replace(ENTRY, articles=(288, 288, 1165))
    books = {book.name: book for book in coverage([twice, ENTRY])}
    assert (books["物权"].cited, books["物权"].entries) == (1, 2)
    assert books["物权"].citations[288 - 205] == 2
    assert books["侵权责任"].cited == 1
    assert 1165 not in books["侵权责任"].uncited
    assert books["继承"].uncited == tuple(range(1119, 1164))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [([], ""), ([3], "3"), ([1, 2, 3, 5, 8, 7], "1-3、5、7-8"), ([1, 3], "1、3")],
)
def test_neighbours_are_said_together(numbers: list[int], words: str) -> None:
    assert runs(numbers) == words

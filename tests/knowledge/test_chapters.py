"""Books and chapters cover the Code without a gap."""

import pytest

from knowledge.chapters import BOOKS, CHAPTERS, Chapter, find_chapter


@pytest.mark.parametrize("parts", [BOOKS, CHAPTERS])
def test_they_cover_every_article_once(parts: tuple[Chapter, ...]) -> None:
    numbers = [n for part in parts for n in range(part.first, part.last + 1)]
    assert numbers == list(range(1, 1261))


@pytest.mark.parametrize(
    ("words", "is_book", "first"),
    [
        ("离婚", False, 1076),
        ("租赁合同", False, 703),
        ("婚姻家庭", True, 1040),
        ("继承", True, 1119),
    ],
)
def test_words_name_a_chapter(words: str, is_book: bool, first: int) -> None:
    chapter = find_chapter(words, is_book)
    assert chapter is not None
    assert chapter.first == first


def test_other_words_name_none() -> None:
    assert find_chapter("停车") is None
    assert find_chapter("") is None

"""Which articles of the Civil Code the entries cite, book by book."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.entry import LAST_ARTICLE, Entry

BOOK_RANGES = (
    ("总则", 1, 204),
    ("物权", 205, 462),
    ("合同", 463, 988),
    ("人格权", 989, 1039),
    ("婚姻家庭", 1040, 1118),
    ("继承", 1119, 1163),
    ("侵权责任", 1164, 1258),
    ("附则", 1259, LAST_ARTICLE),
)
"""The books of the Civil Code with their first and last articles."""


@dataclass(frozen=True, slots=True)
class BookCoverage:
    """One book: how many entries are filed under it, and for each article from `first` on how
    many entries cite it."""

    name: str
    first: int
    last: int
    entries: int
    citations: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.citations)

    @property
    def cited(self) -> int:
        return sum(count > 0 for count in self.citations)

    @property
    def uncited(self) -> tuple[int, ...]:
        """The articles that no entry cites."""
        return tuple(self.first + i for i, count in enumerate(self.citations) if not count)


def coverage(entries: Iterable[Entry]) -> tuple[BookCoverage, ...]:
    """Every book in order; an article cited twice by one entry counts once."""
    entries = tuple(entries)
    citing = Counter(article for entry in entries for article in set(entry.articles))
    filed = Counter(entry.book for entry in entries)
    return tuple(
        BookCoverage(
            name, first, last, filed[name], tuple(citing[n] for n in range(first, last + 1))
        )
        for name, first, last in BOOK_RANGES
    )


def runs(numbers: Iterable[int]) -> str:
    """Numbers for people: neighbours together, 3、5-8、11."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return "、".join(str(g[0]) if len(g) == 1 else f"{g[0]}-{g[-1]}" for g in groups)

"""The values that editors write: FAQ entries, notes on single articles, teaching cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

BOOKS = ("总则", "物权", "合同", "人格权", "婚姻家庭", "继承", "侵权责任", "维权")
"""The seven books of the Civil Code, and 维权 for how to get one's right."""

CATEGORIES = (
    "婚姻家庭",
    "邻里",
    "房屋宅基地",
    "合同",
    "生产经营",
    "损害赔偿",
    "山林土地",
    "征地拆迁",
    "环境污染",
    "劳动争议",
    "消费",
    "医疗",
    "道路交通事故",
    "物业",
    "其他",
)
"""Dispute categories of the official people's mediation statistics, in their order."""

LAST_ARTICLE = 1260
"""The Civil Code has articles 1 to 1260."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the knowledge folder: a path relative to it and a line from 1;
    line 0 stands for all of it. `lines` are those of an item's names, where they are known."""

    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def at(self, name: str) -> "Place":
        """The line of one of the item's names; its first line where there is no such name."""
        return Place(self.file, self.lines.get(name, self.line))

    def __str__(self) -> str:
        return f"{self.file} 第{self.line}行" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Entry:
    """One curated question with its answer; every text is plain Simplified Chinese.

    `articles` are Civil Code article numbers, the one that decides first. `reviewed` is the day
    of the second reading against the law as of `law_state`; None until that has happened.
    """

    id: str
    topic: str
    book: str
    question: str
    asks: tuple[str, ...]
    keywords: tuple[str, ...]
    answer: str
    steps: tuple[str, ...]
    articles: tuple[int, ...]
    category: str
    place: Place
    other_laws: tuple[str, ...] = ()
    time_limit: str = ""
    reviewed: date | None = None
    law_state: date | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """The question and every other way of asking it."""
        return (self.question, *self.asks)


@dataclass(frozen=True, slots=True)
class Note:
    """What one Civil Code article is about, in our own words, and questions it answers."""

    article: int
    gist: str
    asks: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """A short anonymised teaching case (以案释法) that goes with some entries.

    `happened`, `settled` and `lesson` are what went before, what was done about it, and what to
    learn from it; `entries` are the ids of the entries under whose answers it is offered.
    """

    id: str
    title: str
    entries: tuple[str, ...]
    articles: tuple[int, ...]
    happened: str
    settled: str
    lesson: str
    place: Place
    other_laws: tuple[str, ...] = ()
    reviewed: date | None = None
    law_state: date | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a knowledge file, said in Chinese with what to do about it.

    An error keeps the base from being used; a warning does not.
    """

    place: Place
    message: str
    is_error: bool = True

    def __str__(self) -> str:
        return f"{self.place}：{'错误' if self.is_error else '提醒'}：{self.message}"

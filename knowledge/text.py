"""Bring what a resident typed into one form: Simplified, half-width, no emoji, no noise."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Protocol


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _simplifier() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415 - loading its tables takes time; only when asked

    converter: _Converter = OpenCC("t2s")
    return converter


_NOT_TEXT = re.compile(
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2190-\u21FF\u2B00-\u2BFF\uFE00-\uFE0F\u200B-\u200F"
    r"\u2028-\u202E\u2060-\u206F\uFEFF\x00-\x08\x0B-\x1F\x7F-\x9F]"
)
_WECHAT_FACE = re.compile(r"\[[\u4e00-\u9fff]{1,4}\]|/:[a-z@:,-]{1,6}")
_REPEATED = re.compile(r"([^\w\s])\1+")
_LONG_RUN = re.compile(r"(.)\1{3,}")
_NOT_LETTERS = re.compile(r"[\W_]+")
_WHAT_TO_DO = re.compile(
    r"(?:我)?(?:该|应该|要)?(?:怎么办|咋办|咋整|怎么处理|怎么弄|怎么解决)[呢啊呀]?$"
)
_BLANKS = re.compile(r"[^\S\n]+")

LONGEST = 5_000
"""Characters of a question that are looked at; WeChat itself sends at most about 600 汉字."""


def simplify(text: str) -> str:
    """Traditional characters to Simplified ones; everything else stays."""
    return text if text.isascii() else _simplifier().convert(text)


@lru_cache(maxsize=256)  # every handler that looks at a message asks for the same
def normalise(text: str) -> str:
    """One line of Simplified, half-width, lower-case text without emoji or repeated punctuation."""
    return normalise_all([text])[0]


def normalise_all(texts: Sequence[str]) -> list[str]:
    """The same for many texts at once, as the lines of one: no pattern looks across a line."""
    formed = (unicodedata.normalize("NFKC", text[:LONGEST]) for text in texts)
    lines = "\n".join(text.replace("\n", " ") for text in formed)
    lines = _WECHAT_FACE.sub(" ", _NOT_TEXT.sub(" ", lines))
    lines = _REPEATED.sub(r"\1", simplify(lines).lower())
    lines = _BLANKS.sub(" ", _LONG_RUN.sub(r"\1\1", lines))
    return [line.strip() for line in lines.split("\n")] if texts else []


def bare(text: str) -> str:
    """A normalised question without its signs and without 怎么办 at its end."""
    letters = _NOT_LETTERS.sub("", text)
    return _WHAT_TO_DO.sub("", letters) or letters


def han_count(text: str) -> int:
    """How many 汉字 a text has."""
    return sum("\u4e00" <= c <= "\u9fff" for c in text)

"""Put characters right that an input method's wrong choice has left: 利昏 for 离婚."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

_FILE = Path(__file__).with_name("sounds.txt")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_EVIDENCE = 5.0
"""How well known the pairs with the right character must be: the sum of their texts' logarithms."""
_IS_WORD = 2.0
"""What it counts that one of the two pairs is a word."""
COMMON = _EVIDENCE - _IS_WORD
"""How well known a word must be to be meant by two characters that only sound like it."""
FAMILIAR = 1.4
"""How well known a pair must be to count at all, about five texts: a slip may stand in some."""
_MOST = 12
"""Characters of a question that are looked at; more of them are no slips but another language."""


@cache
def homophones() -> Mapping[str, str]:
    """For each of 6,700 characters the common ones that sound like it but for the tone
    (`bench/sounds.py`)."""
    found: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, common, *others = line.split()
            found.update(dict.fromkeys(common + "".join(others), common))
    return found


@cache
def _sounds() -> Mapping[str, tuple[str, ...]]:
    """For each common character the sounds it has, each as the characters that share it."""
    found: dict[str, tuple[str, ...]] = {}
    for sound in dict.fromkeys(homophones().values()):
        for character in sound:
            found[character] = (*found.get(character, ()), sound)
    return found


@dataclass(frozen=True)
class Evidence:
    """What the indexed texts say. `known`: for each familiar pair of characters the logarithm of
    how many have it. `is_word`: whether a pair is a word. `words`: see `common_words`."""

    known: Mapping[str, float]
    is_word: Callable[[str], bool]
    words: Mapping[tuple[str, str], str]


def common_words(words: Mapping[str, float]) -> Mapping[tuple[str, str], str]:
    """For each two sounds the word of two characters that most texts have. `words`: the logarithm
    of how many have each."""
    found: dict[tuple[str, str], str] = {}
    for word in sorted(words, key=lambda word: words[word]):
        first, second = (_sounds().get(character, ()) for character in word)
        found.update(dict.fromkeys(product(first, second), word))
    return found


def mended(text: str, said: Evidence) -> str:
    """The text with each character replaced that makes no familiar pair, if another of the same
    sound makes pairs that are common."""
    looked_at = 0
    for run in _HAN_RUN.finditer(text):
        start, end = run.span()
        for at in range(start, end if end - start > 1 else start):
            if _is_familiar(text, at, start, end, said):
                continue
            looked_at += 1
            if looked_at > _MOST:
                return text
            text = text[:start] + _meant(text[start:end], at - start, said) + text[end:]
    return text


def _is_familiar(text: str, at: int, start: int, end: int, said: Evidence) -> bool:
    """Whether a character of the run makes a familiar pair with one that it stands next to."""
    if at > start and text[at - 1 : at + 1] in said.known:
        return True
    return at + 1 < end and text[at : at + 2] in said.known


def _meant(run: str, at: int, said: Evidence) -> str:
    """The run with the character at a place put right, or it and the next."""
    before, here, after = run[:at], run[at], run[at + 1 :]
    best = _best(before[-1:], here, after[:1], said)
    if best != here or not after:
        return before + best + after
    sounds = homophones().get(here, ""), homophones().get(after[0], "")
    return before + said.words.get(sounds, here + after[0]) + after[1:]


def _best(before: str, character: str, after: str, said: Evidence) -> str:
    """The character of this sound that fits best, or the one that stands there."""
    known = said.known.get
    most, best = _EVIDENCE, character
    for other in homophones().get(character, ""):
        left, right = known(before + other, 0.0), known(other + after, 0.0)
        total = left + right
        if total > most - _IS_WORD and (
            (left and said.is_word(before + other)) or (right and said.is_word(other + after))
        ):
            total += _IS_WORD
        if total > most and other != character:
            most, best = total, other
    return best

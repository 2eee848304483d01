"""Put characters right that an input method's wrong choice has left: 利昏 for 离婚."""

import re
from collections.abc import Callable, Mapping, Sequence
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
    """What the indexed texts say. `known`: of each pair of characters the logarithm of how many
    texts have it, below 0 for none. `is_word`: whether a pair is a word that they have. `words`:
    see `common_words`."""

    known: Callable[[Sequence[str]], Sequence[float]]
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
    """The text with each character replaced whose pairs no text has, if another of the same sound
    makes pairs that are common. A text in which every pair is known comes back as it is."""
    looked_at = 0
    for run in _HAN_RUN.finditer(text):
        start, end = run.span()
        known = _around(text[start:end], said)
        for at in range(start, end if end - start > 1 else start):
            if known[at - start] > 0 or known[at - start + 1] > 0:
                continue
            looked_at += 1
            if looked_at > _MOST:
                return text
            meant = _meant(text[start:end], at - start, said)
            if meant != text[start:end]:
                text = text[:start] + meant + text[end:]
                known = _around(meant, said)
    return text


def _around(run: str, said: Evidence) -> list[float]:
    """How known the pair before and behind each character of a run is; behind one is before the
    next."""
    return [-1.0, *said.known([run[at : at + 2] for at in range(len(run) - 1)]), -1.0]


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
    others = homophones().get(character, "")
    left = said.known([before + other for other in others]) if before else [0.0] * len(others)
    right = said.known([other + after for other in others]) if after else [0.0] * len(others)
    most, best = _EVIDENCE, character
    for other, *both in zip(others, left, right, strict=True):
        total = sum(max(value, 0.0) for value in both)
        if total > most - _IS_WORD and _has_word(before, other, after, said):
            total += _IS_WORD
        if total > most and other != character:
            most, best = total, other
    return best


def _has_word(before: str, character: str, after: str, said: Evidence) -> bool:
    """Whether the character makes a word with one of its neighbours."""
    is_left = bool(before) and said.is_word(before + character)
    return is_left or (bool(after) and said.is_word(character + after))

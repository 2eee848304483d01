"""Put characters right that an input method's wrong choice has left: 利昏 for 离婚."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("sounds.txt")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
_EVIDENCE = 5.0
"""How well known the pairs with the right character must be: the sum of their texts' logarithms."""
_IS_WORD = 2.0
"""What it counts that one of the two pairs is a word."""
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


def mended(text: str, known: Callable[[str], float], is_word: Callable[[str], bool]) -> str:
    """The text with each character replaced whose pairs no text has, if another of the same sound
    makes pairs that are common.

    `known` is the logarithm of how many texts have a pair of characters, below 0 for none. A text
    in which every pair is known comes back as it is.
    """
    out = list(text)
    looked_at = 0
    for run in _HAN_RUN.finditer(text):
        for place in range(*run.span()):
            before = out[place - 1] if place > run.start() else ""
            after = out[place + 1] if place + 1 < run.end() else ""
            if not _is_strange(before, out[place], after, known):
                continue
            looked_at += 1
            if looked_at > _MOST:
                return "".join(out)
            here = out[place]
            out[place] = _best(before, here, after, known, is_word)
            if out[place] == here and after and known(here + after) <= 0:
                out[place : place + 2] = _best_word(here + after, known, is_word)
    return "".join(out)


def _is_strange(before: str, character: str, after: str, known: Callable[[str], float]) -> bool:
    """Whether no text has the character next to what it stands next to here."""
    if before and known(before + character) > 0:
        return False
    return bool(before or after) and not (after and known(character + after) > 0)


def _best(
    before: str,
    character: str,
    after: str,
    known: Callable[[str], float],
    is_word: Callable[[str], bool],
) -> str:
    """The character of this sound that fits best, or the one that stands there."""
    most, best = _EVIDENCE, character
    for other in homophones().get(character, ""):
        left = known(before + other) if before else 0.0
        right = known(other + after) if after else 0.0
        total = max(left, 0.0) + max(right, 0.0)
        if total > most - _IS_WORD and _has_word(before, other, after, is_word):
            total += _IS_WORD
        if total > most and other != character:
            most, best = total, other
    return best


def _has_word(before: str, character: str, after: str, is_word: Callable[[str], bool]) -> bool:
    """Whether the character makes a word with one of its neighbours."""
    return bool((before and is_word(before + character)) or (after and is_word(character + after)))


def _best_word(pair: str, known: Callable[[str], float], is_word: Callable[[str], bool]) -> str:
    """The commonest word that sounds like both characters, or the pair itself."""
    sounds = homophones()
    most, best = _EVIDENCE - _IS_WORD, pair
    for first in sounds.get(pair[0], ""):
        for second in sounds.get(pair[1], ""):
            word = first + second
            if is_word(word) and known(word) > most:
                most, best = known(word), word
    return best

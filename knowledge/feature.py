"""What texts are indexed and searched by, each a number: words, synonyms, pairs, characters."""

import numpy as np
from numpy.typing import NDArray

from knowledge.runs import Longs

FIRST_HAN, LAST_HAN = 0x4E00, 0x9FFF
"""The 汉字 that are looked at; a character's code is its place after the first."""
CODE_BITS, KIND_BITS = 15, 32
CHARACTER, PAIR, WORD, GROUP, LATIN = (kind << KIND_BITS for kind in range(5))
"""A feature is its kind, and below that the code of a character, the codes of two, the number of a
word in the dictionary, that of a group of synonyms, or a checksum of a Latin word."""
BITS = KIND_BITS + 3
"""Every feature is smaller than 2 to the power of this."""
_WORTH = np.array([0.6, 0.7, 1.0, 0.6, 1.0], dtype=np.float32)


def worth(features: Longs) -> NDArray[np.float32]:
    """What each feature is worth by its kind; measured in docs/answers.md."""
    worths: NDArray[np.float32] = _WORTH[features >> KIND_BITS]
    return worths


def pair_of(two: str) -> int:
    """The feature of two 汉字 side by side."""
    return PAIR | (ord(two[0]) - FIRST_HAN) << CODE_BITS | (ord(two[1]) - FIRST_HAN)


def as_text(pair: int) -> str:
    """The two 汉字 of such a feature."""
    first, second = pair >> CODE_BITS & ((1 << CODE_BITS) - 1), pair & ((1 << CODE_BITS) - 1)
    return chr(first + FIRST_HAN) + chr(second + FIRST_HAN)

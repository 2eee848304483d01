"""What the indexed texts say of pairs of characters, for putting typos right."""

from collections.abc import Sequence

import numpy as np

from knowledge.dictionary import Dictionary
from knowledge.feature import PAIR, WORD, as_text, pair_of
from knowledge.homophones import COMMON, Evidence, common_words
from knowledge.index import Indexes


def evidence(indexes: Indexes, dictionary: Dictionary) -> Evidence:
    """From the rarity of the pairs in the indexes."""
    features, rare = indexes.features, indexes.rare
    rarest = indexes.rarest

    def known(pairs: Sequence[str]) -> list[float]:
        numbers = indexes.numbers(map(pair_of, pairs))
        found = np.full(numbers.size, -1.0)
        found[numbers >= 0] = rarest - rare[numbers[numbers >= 0]]
        logarithms: list[float] = found.tolist()
        return logarithms

    def is_word(pair: str) -> bool:
        return pair in dictionary.trie and known([pair])[0] >= 0

    common = (features >= PAIR) & (features < WORD) & (rarest - rare > COMMON)
    pairs = [as_text(feature) for feature in features[common].tolist()]
    words = dict(zip(pairs, (rarest - rare[common]).tolist(), strict=True))
    return Evidence(
        known, is_word, common_words({w: v for w, v in words.items() if w in dictionary.trie})
    )

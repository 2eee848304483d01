"""What the indexed texts say of pairs of characters, for putting typos right."""

import numpy as np

from knowledge.dictionary import Dictionary
from knowledge.feature import PAIR, WORD, as_text
from knowledge.homophones import COMMON, FAMILIAR, Evidence, common_words
from knowledge.index import Indexes


def evidence(indexes: Indexes, dictionary: Dictionary) -> Evidence:
    """From how rare the pairs are in the indexes."""
    logarithms = indexes.rarest - indexes.rare
    is_pair = (indexes.features >= PAIR) & (indexes.features < WORD)
    familiar = np.flatnonzero(is_pair & (logarithms > FAMILIAR))
    pairs = map(as_text, indexes.features[familiar].tolist())
    known = dict(zip(pairs, logarithms[familiar].tolist(), strict=True))
    is_word = dictionary.trie.__contains__
    words = {pair: value for pair, value in known.items() if value > COMMON and is_word(pair)}
    return Evidence(known, is_word, common_words(words))

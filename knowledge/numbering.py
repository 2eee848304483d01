"""Feature numbers kept from one base to the next, so that after an edit only new texts are cut."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from knowledge.index import Ints, Numbered


@dataclass
class Numbering:
    """Remembers the feature numbers of the texts of the last base; `features` cuts a new one.

    Not for two threads at once. What it hands out is never changed afterwards.
    """

    features: Callable[[str], Mapping[str, float]]
    _vocabulary: dict[str, int] = field(default_factory=dict)
    _kinds: list[float] = field(default_factory=list)
    _known: dict[str, Ints] = field(default_factory=dict)

    def number(self, texts: Iterable[str]) -> Numbered:
        """The texts as runs of feature numbers, as `knowledge.index.number` makes them."""
        known = {text: self._ids(text) for text in texts}
        self._known = known
        lengths = [ids.size for ids in known.values()]
        starts = np.cumsum([0, *lengths], dtype=np.int32)
        ids = np.concatenate([*known.values(), np.array([], dtype=np.int32)])
        kinds = np.array(self._kinds, dtype=np.float32)
        return Numbered(dict(self._vocabulary), kinds, ids, starts)

    def _ids(self, text: str) -> Ints:
        found = self._known.get(text)
        if found is not None:
            return found
        numbers = []
        for feature, kind in self.features(text).items():
            number = self._vocabulary.setdefault(feature, len(self._kinds))
            if number == len(self._kinds):
                self._kinds.append(kind)
            numbers.append(number)
        return np.array(numbers, dtype=np.int32)

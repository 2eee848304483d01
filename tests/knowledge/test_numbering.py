"""Numbers kept from one base to the next mean the same as numbers made anew."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from knowledge.index import Numbered, number
from knowledge.numbering import Numbering

versions = st.lists(
    st.lists(st.text("漏水房东狗", min_size=1), unique=True), min_size=1, max_size=4
)


def features(text: str) -> Mapping[str, float]:
    return {character: 1.0 if character == "漏" else 0.5 for character in text}


def said(numbered: Numbered) -> list[dict[str, float]]:
    """Each text's features by name again."""
    names = {n: feature for feature, n in numbered.vocabulary.items()}
    runs = [
        numbered.ids[a:b].tolist()
        for a, b in zip(numbered.starts[:-1], numbered.starts[1:], strict=True)
    ]
    return [{names[n]: float(numbered.kinds[n]) for n in run} for run in runs]


@given(versions)
def test_every_version_is_as_if_numbered_anew(texts_of: list[list[str]]) -> None:
    kept = Numbering(features)
    for texts in texts_of:
        assert said(kept.number(texts)) == said(number(map(features, texts)))


def test_only_new_texts_are_cut_and_an_older_base_is_left_alone() -> None:
    cut: list[str] = []

    def watched(text: str) -> Mapping[str, float]:
        cut.append(text)
        return features(text)

    kept = Numbering(watched)
    first = kept.number(["漏水", "房东"])
    before = dict(first.vocabulary)
    kept.number(["漏水", "狗"])
    assert cut == ["漏水", "房东", "狗"]
    assert first.vocabulary == before

"""Homophone typos in questions."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge_watch import KnowledgeHolder
from knowledge.homophones import Evidence, common_words, homophones, mended
from knowledge.match import rank

WORDS = {"离婚", "利息", "物业"}
KNOWN = {"离婚": 6.0, "婚后": 4.0, "利息": 5.0, "物业": 6.0, "业费": 5.5}


SAID = Evidence(KNOWN, WORDS.__contains__, common_words({word: KNOWN[word] for word in WORDS}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("利婚", "离婚"),
        ("离昏后", "离婚后"),
        ("利昏", "离婚"),
        ("物业废", "物业费"),
        ("利息", "利息"),
        ("利 婚", "利 婚"),
        ("离婚abc利婚", "离婚abc离婚"),
        ("李四", "李四"),
        ("", ""),
    ],
)
def test_a_character_is_put_right_where_the_texts_say_so(typed: str, meant: str) -> None:
    assert mended(typed, SAID) == meant


@given(st.text(alphabet="离利婚昏物业废费后 a。", max_size=40))
def test_only_characters_of_the_same_sound_change(text: str) -> None:
    sounds = homophones()
    changed = mended(text, SAID)
    assert len(changed) == len(text)
    assert all(a == b or b in sounds[a] for a, b in zip(text, changed, strict=True))


def test_a_text_of_unknown_pairs_only_is_looked_at_for_a_while() -> None:
    asked: list[str] = []

    class Watched(dict[str, float]):
        def __contains__(self, pair: object) -> bool:
            asked.append(str(pair))
            return False

    mended("利" * 5_000, replace(SAID, known=Watched()))
    assert len(asked) < 50


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("物业废太高能不交吗", "物业费太高能不交吗"),
        ("利昏孩子归谁", "离婚孩子归谁"),
        ("房冬不退押金", "房东不退押金"),
        ("邻居家的狗把我咬殇了", "邻居家的狗把我咬伤了"),
    ],
)
def test_a_typo_finds_the_same(knowledge: KnowledgeHolder, typed: str, meant: str) -> None:
    base = knowledge.current()
    assert rank(base, typed).articles == rank(base, meant).articles

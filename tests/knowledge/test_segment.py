"""Words, pairs and synonyms that a question is found by."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.segment import Segmenter
from knowledge.words import Words, read_words


@pytest.fixture(scope="module")
def segmenter(tmp_path_factory: pytest.TempPathFactory) -> Segmenter:
    folder = tmp_path_factory.mktemp("words")
    lists = {
        "terms.txt": "离婚冷静期  # 一个词",
        "synonyms.txt": "配偶 = 老公, 老婆\n出租人 = 房东",
        "stop.txt": "怎么办\n的",
        "filler.txt": "请问\n谢谢",
        "elsewhere.txt": "劳动 = 工伤, 公司+工资, !离婚",
    }
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Segmenter(read_words(folder), folder / "cache")


@cache
def plain_segmenter() -> Segmenter:
    """With a stop word, a stop character and two groups that share a word."""
    groups = {"老公": ("配偶", "亲属"), "老婆": ("配偶",), "房东": ("出租人",)}
    words = Words(("离婚冷静期",), frozenset({"的", "冷静"}), ("请问",), groups)
    return Segmenter(words)


def names(segmenter: Segmenter, text: str) -> set[str]:
    """What a text is found by, for a person to read."""
    return set(segmenter.named(segmenter.clean(text)).values())


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("离婚冷静期", {"离婚冷静期", "离婚", "冷静"}),
        ("老公打我", {"老公", "同义：配偶", "“打我”"}),
        ("房東", {"房东", "同义：出租人"}),
        ("iPhone坏了", {"iphone"}),
    ],
)
def test_it_is_found_by(segmenter: Segmenter, text: str, features: set[str]) -> None:
    assert features <= names(segmenter, text)


def test_politeness_and_stop_words_are_left_out(segmenter: Segmenter) -> None:
    assert names(segmenter, "请问，房东的押金，谢谢！") == names(segmenter, "房东的押金")
    assert "的" not in names(segmenter, "房东的押金")
    assert "怎么办" not in names(segmenter, "怎么办")


def test_two_sides_are_not_one_group(segmenter: Segmenter) -> None:
    groups = {name for name in names(segmenter, "房东和老婆") if name.startswith("同义")}
    assert groups == {"同义：出租人", "同义：配偶"}


@given(st.lists(st.text(alphabet="请问房东的押金老公婆离婚冷静期iPhone13，。 \n𠀀", max_size=30)))
def test_many_texts_together_are_cut_as_each_alone(texts: list[str]) -> None:
    segmenter = plain_segmenter()
    many = [*texts, *("房东" for _ in range(300))]
    cut = segmenter.cut(many)
    alone = [sorted(segmenter.features(segmenter.clean(text))) for text in many]
    assert [cut.of(i).tolist() for i in range(cut.size)] == alone
    few = segmenter.cut(texts)
    assert [few.of(i).tolist() for i in range(few.size)] == alone[: len(texts)]


def test_more_text_than_is_read_at_once_is_cut_too(segmenter: Segmenter) -> None:
    texts = [f"房东第{n}次不退押金" * 200 for n in range(400)]
    cut = segmenter.cut(texts)
    assert cut.size == len(texts)
    for i in (0, 150, 299):
        assert cut.of(i).tolist() == sorted(segmenter.features(segmenter.clean(texts[i])))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("工伤怎么认定", "劳动"),
        ("公司不发工资", "劳动"),
        ("公司漏水", None),
        ("离婚时工伤的钱怎么分", None),
    ],
)
def test_what_belongs_elsewhere_is_known(
    segmenter: Segmenter, text: str, place: str | None
) -> None:
    assert segmenter.elsewhere(text) == place


def test_missing_lists_are_empty_lists(tmp_path: Path) -> None:
    words = read_words(tmp_path)
    assert (words.terms, words.fillers, words.elsewhere) == ((), (), ())

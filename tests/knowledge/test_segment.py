"""Words, pairs and synonyms that a question is found by."""

from pathlib import Path

import pytest

from knowledge.segment import BIGRAM, GROUP, Segmenter, read_words


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


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("离婚冷静期", {"离婚冷静期", "离婚", "冷静"}),
        ("老公打我", {"老公", GROUP + "配偶", BIGRAM + "打我"}),
        ("房東", {"房东", GROUP + "出租人"}),
        ("iPhone坏了", {"iphone"}),
    ],
)
def test_it_is_found_by(segmenter: Segmenter, text: str, features: set[str]) -> None:
    assert features <= segmenter.features(text).keys()


def test_politeness_and_stop_words_are_left_out(segmenter: Segmenter) -> None:
    polite, plain = segmenter.features("请问，房东的押金，谢谢！"), segmenter.features("房东的押金")
    assert polite.keys() == plain.keys()
    assert "的" not in plain
    assert "怎么办" not in segmenter.features("怎么办")


def test_two_sides_are_not_one_group(segmenter: Segmenter) -> None:
    groups = {f for f in segmenter.features("房东和老婆") if f.startswith(GROUP)}
    assert groups == {GROUP + "出租人", GROUP + "配偶"}


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

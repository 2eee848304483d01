"""What is written is read back without losing a character, and the rest of a file stays."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import ROOT
from knowledge.entry import BOOKS, CATEGORIES, Case, Entry, Note, Place
from knowledge.load import Loaded, load_folder, read_cases, read_faq, read_notes
from knowledge.write import append_item, fields_of, item_text, replace_item
from tests.knowledge.test_lint import GOOD

HEAD = "主题: 甲\n编: 物权\n条目:\n"
PLACE = Place("faq/a.yaml", 4)
characters = st.characters(exclude_categories=["Cs", "Cc", "Cn"], include_characters="\n")
"""Everything but control characters, which the check refuses; line breaks are kept."""
tricky = st.sampled_from("漏水:：-#|>[]{},，'\"&*!%@` \n“”=_x0041\u3000")
texts = st.text(tricky | characters, min_size=1).map(str.strip).filter(bool)
lists = st.lists(texts, min_size=1, max_size=4).map(tuple)
articles = st.lists(st.integers(1, 1260), max_size=4).map(tuple)
days = st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))
laws = st.lists(st.sampled_from(["物业管理条例第五十五条"]), max_size=1).map(tuple)
entries = st.builds(
    Entry, id=texts, topic=st.just("甲"), book=st.just(BOOKS[1]), question=texts, asks=lists,
    keywords=lists, answer=texts, steps=lists, articles=articles,
    category=st.sampled_from(CATEGORIES), place=st.just(PLACE), other_laws=laws,
    time_limit=st.just("") | texts, reviewed=days, law_state=days,
)  # fmt: skip
cases = st.builds(
    Case, id=texts, title=texts, entries=lists, articles=articles, happened=texts, settled=texts,
    lesson=texts, place=st.just(Place("cases/a.yaml", 1)), other_laws=laws, reviewed=days,
    law_state=days,
)  # fmt: skip
notes = st.builds(
    Note, article=st.integers(1, 1260), gist=texts, asks=lists,
    place=st.just(Place("articles/a.yaml", 1)),
)  # fmt: skip


def without_advice(loaded: Loaded) -> Loaded:
    """What was read with its errors; that an emoji is better left out is no error."""
    return replace(loaded, problems=loaded.errors)


@given(entries)
def test_an_entry_is_read_back_as_it_was(entry: Entry) -> None:
    loaded = read_faq(HEAD + item_text(fields_of(entry), 2), "faq/a.yaml")
    assert without_advice(loaded) == Loaded(entries=(entry,))


@given(cases)
def test_a_case_is_read_back_as_it_was(case: Case) -> None:
    loaded = read_cases(item_text(fields_of(case), 0), "cases/a.yaml")
    assert without_advice(loaded) == Loaded(cases=(case,))


@given(notes)
def test_a_note_is_read_back_as_it_was(note: Note) -> None:
    loaded = read_notes(item_text(fields_of(note), 0), "articles/a.yaml")
    assert without_advice(loaded) == Loaded(notes=(note,))


def test_the_whole_base_is_written_as_its_editors_wrote_it() -> None:
    """Most entries come out byte for byte, so that a change shows as a small difference."""
    loaded = load_folder(ROOT / "knowledge")
    same = 0
    for entry in loaded.entries:
        lines = (ROOT / "knowledge" / entry.place.file).read_text("utf-8").split("\n")
        written = item_text(fields_of(entry), 2).rstrip("\n").split("\n")
        same += lines[entry.place.line - 1 :][: len(written)] == written
    assert same > 0.9 * len(loaded.entries)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n", "\n\n# 结尾的话\n"])
def test_appending_keeps_every_byte_that_was_there(end: str, tail: str) -> None:
    old = (GOOD.rstrip("\n") + tail).replace("\n", end)
    entry = read_faq(GOOD, "faq/a.yaml").entries[0]
    new = append_item(old, item_text({**fields_of(entry), "编号": "leaks-02"}, 2))
    assert new.startswith(old)
    assert [e.id for e in read_faq(new, "faq/a.yaml").entries] == ["leaks-01", "leaks-02"]
    assert not re.search("[^\r]\n", new) or end == "\n"


def test_replacing_keeps_comments_and_the_other_items() -> None:
    one = GOOD.removeprefix("主题: 漏水\n编: 物权\n条目:\n")
    two = one.replace("leaks-01", "leaks-02")
    text = f"# 开头\n主题: 漏水\n编: 物权\n条目:\n{one}\n  # 下面这条常被问\n{two}\n# 结尾\n"
    first, second = read_faq(text, "faq/a.yaml").entries
    item = item_text({**fields_of(first), "问题": "改了吗？"}, 2)
    new = replace_item(text, first.place.line, second.place.line, item)
    assert new == text.replace("问题: 楼上漏水怎么办？", "问题: 改了吗？", 1)
    last = item_text({**fields_of(second), "问题": "改了吗？"}, 2)
    new = replace_item(text, second.place.line, None, last)
    assert new.endswith("\n# 结尾\n")
    assert [e.question for e in read_faq(new, "x").entries] == ["楼上漏水怎么办？", "改了吗？"]

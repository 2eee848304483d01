"""The whole base through a spreadsheet and back, without losing a character."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.cli import main
from bot.config import ROOT
from bot.spreadsheet import NotAWorkbook, from_cell, read_workbook, to_cell, write_workbook
from knowledge.edit import KINDS, plan_import, rows_of
from knowledge.entry import Case, Entry, Note
from knowledge.load import Loaded, load_folder
from tests.knowledge.test_write import cases, entries, lists, notes, texts


@given(st.lists(entries, max_size=2), st.lists(cases, max_size=2), st.lists(notes, max_size=2))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_is_exported_comes_back_character_by_character(
    tmp_path: Path, faq: list[Entry], told: list[Case], noted: list[Note]
) -> None:
    loaded = Loaded(
        tuple(replace(e, id=f"a-{n:02}") for n, e in enumerate(faq)),
        tuple({note.article: note for note in noted}.values()),
        (),
        tuple(replace(c, id=f"c-{n:02}") for n, c in enumerate(told)),
    )
    sheets = {kind.sheet: rows_of(kind, loaded) for kind in KINDS}
    write_workbook(sheets, tmp_path / "base.xlsx")
    back = read_workbook(tmp_path / "base.xlsx")
    result = plan_import({}, back, loaded)
    assert (result.problems, result.changes, result.missing) == ([], [], [])


def has_no_carriage_return(text: str) -> bool:
    """`_x000D_` is how the format spells a carriage return, which is not kept."""
    return "_x000D_" not in text


@given(lists.filter(lambda items: all(map(has_no_carriage_return, items))))
def test_a_list_survives_its_cell(items: tuple[str, ...]) -> None:
    assert from_cell("别的问法", to_cell(items)) == items


@given(texts.filter(has_no_carriage_return))
def test_a_text_survives_its_cell(text: str) -> None:
    assert from_cell("问题", to_cell(text)) == text


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("审核日期", datetime.fromisoformat("2026-11-22"), "2026-11-22"),
        ("法条", 1165.0, ("1165",)),
        ("法条", "1165，288、 296", ("1165", "288", "296")),
        ("问题", None, ""),
        ("下一步", "一\r\n\r\n二 ", ("一", "二")),
        ("回答", "=SUM(A1)", "=SUM(A1)"),
    ],
)
def test_what_a_spreadsheet_program_makes_of_a_cell_is_understood(
    name: str, cell: object, value: object
) -> None:
    assert from_cell(name, cell) == value


def test_the_whole_base_goes_out_and_back_unchanged(tmp_path: Path) -> None:
    loaded = load_folder(ROOT / "knowledge")
    env = {"BAIMI_DATA_DIR": str(tmp_path)}
    file = tmp_path / "base.xlsx"
    assert CliRunner().invoke(main, ["knowledge", "export", str(file)], env=env).exit_code == 0
    result = CliRunner().invoke(main, ["knowledge", "import", str(file), "--dry-run"], env=env)
    assert "修改 0 个，新增 0 个，错误 0 处。" in result.output
    assert load_workbook(file)["问答"].max_row == len(loaded.entries) + 1


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    folder = tmp_path / "knowledge"
    copytree(ROOT / "knowledge" / "faq" / "remedies", folder / "faq" / "remedies")
    return folder


def test_an_edited_cell_is_reported_and_then_written(tmp_path: Path, copied: Path) -> None:
    env = {"BAIMI_DATA_DIR": str(tmp_path / "d"), "BAIMI_KNOWLEDGE_DIR": str(copied)}
    file, run = tmp_path / "base.xlsx", CliRunner()
    run.invoke(main, ["knowledge", "export", str(file)], env=env)
    before = {p: p.read_bytes() for p in copied.rglob("*.yaml")}
    book = load_workbook(file)
    sheet = book["问答"]
    column = [cell.value for cell in sheet[1]].index("问题") + 1
    sheet.cell(2, column).value = "这一句改过了吗？"
    book.save(file)

    dry = run.invoke(main, ["knowledge", "import", str(file), "--dry-run"], env=env)
    assert "+ 这一句改过了吗？" in dry.output
    assert {p: p.read_bytes() for p in copied.rglob("*.yaml")} == before

    assert run.invoke(main, ["knowledge", "import", str(file), "--yes"], env=env).exit_code == 0
    changed = [p for p, old in before.items() if p.read_bytes() != old]
    assert len(changed) == 1
    lines = zip(
        changed[0].read_text("utf-8").split("\n"),
        before[changed[0]].decode().split("\n"),
        strict=True,
    )
    assert [new.strip() for new, old in lines if new != old] == ["问题: 这一句改过了吗？"]


def test_a_bad_row_keeps_every_file_as_it_is(tmp_path: Path, copied: Path) -> None:
    env = {"BAIMI_DATA_DIR": str(tmp_path / "d"), "BAIMI_KNOWLEDGE_DIR": str(copied)}
    file, run = tmp_path / "base.xlsx", CliRunner()
    run.invoke(main, ["knowledge", "export", str(file)], env=env)
    before = {p: p.read_bytes() for p in copied.rglob("*.yaml")}
    book = load_workbook(file)
    names = [cell.value for cell in book["问答"][1]]
    book["问答"].cell(2, names.index("问题") + 1).value = "这一句改过了吗？"
    book["问答"].cell(3, names.index("纠纷类别") + 1).value = "没有这一类"
    book.save(file)
    result = run.invoke(main, ["knowledge", "import", str(file), "--yes"], env=env)
    assert result.exit_code == 1
    assert "表“问答” 第3行" in result.output
    assert {p: p.read_bytes() for p in copied.rglob("*.yaml")} == before


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "base.xlsx"
    file.write_text("编号,问题")
    with pytest.raises(NotAWorkbook):
        read_workbook(file)

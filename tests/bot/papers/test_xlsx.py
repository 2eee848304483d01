"""Spreadsheets: whatever a resident writes stays text."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.papers.sheet import Sheet
from bot.papers.xlsx import write_csv, write_xlsx


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", " =1+1"]
)
def test_nothing_becomes_a_formula(text: str) -> None:
    sheet = load_workbook(BytesIO(write_xlsx(Sheet("台账", ("事情",), [(text,)])))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    written = list(csv.reader(StringIO(write_csv(("事情",), [(text,)]).lstrip("\ufeff"))))
    assert written[1] == ["'" + text]


@given(st.text(min_size=1, max_size=40))
def test_any_text_stays_text(text: str) -> None:
    """What the format cannot hold is left out; an escape of its own is read back as it is."""
    sheet = load_workbook(BytesIO(write_xlsx(Sheet("台账", ("事情",), [(text,)])))).worksheets[0]
    assert sheet["A2"].data_type not in ("f", "e")
    assert sheet["A2"].value is None or isinstance(sheet["A2"].value, str)


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "TRUE", "1e5", "2026-03-01", "00123"])
def test_what_looks_like_something_else_stays_text(text: str) -> None:
    sheet = load_workbook(BytesIO(write_xlsx(Sheet("台账", ("事情",), [(text,)])))).worksheets[0]
    assert (sheet["A2"].data_type, sheet["A2"].value) == ("s", text)


@given(st.text(max_size=60))
def test_any_text_makes_a_readable_file(text: str) -> None:
    sheet = load_workbook(BytesIO(write_xlsx(Sheet(text, ("事情",), [(text, 3)])))).worksheets[0]
    assert sheet["B2"].value == 3

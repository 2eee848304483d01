"""Tables as .xlsx and .csv that a spreadsheet takes as text, never as a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from bot.papers.sheet import Cell, Sheet

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Also full-width: a spreadsheet of China may take those for the same (OWASP, CSV injection)."""
_MISTAKEN = (*_STARTS_FORMULA, "#")
_NOT_IN_A_TITLE = re.compile(r"[\\*?:/\[\]\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_000
"""Characters; a cell of the format holds 32,767."""


def write_xlsx(*sheets: Sheet) -> bytes:
    """A book; on each sheet the headings are bold and stand still."""
    book = Workbook(write_only=True)
    for each in sheets:
        title = _NOT_IN_A_TITLE.sub("", each.title)[:31] or "表"
        sheet: WriteOnlyWorksheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, heading, bold=True) for heading in each.headings])
        for row in each.rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The same as text in UTF-8 with a mark that spreadsheets know it by. What could start a
    formula gets an apostrophe before it, as OWASP advises."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([disarmed(v) if isinstance(v, str) else v for v in row])
    return "\ufeff" + file.getvalue()


def disarmed(text: str) -> str:
    """Text that no spreadsheet takes for a formula; a dash for nothing stays a dash."""
    return f"'{text}" if text.lstrip(" ").startswith(_STARTS_FORMULA) else text


def _cell(sheet: WriteOnlyWorksheet, value: Cell, bold: bool = False) -> Cell | SheetCell:
    """A plain value where nothing can be mistaken, which is ten times as quick."""
    if isinstance(value, int) and not bold:
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:_LONGEST]
    if not bold and not text.startswith(_MISTAKEN):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # or openpyxl takes a leading "=" for a formula, "#N/A" for an error
    cell.quotePrefix = text.startswith(_STARTS_FORMULA)
    if bold:
        cell.font = Font(bold=True)
    return cell

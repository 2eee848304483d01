"""The knowledge as a workbook: every cell is text, so that no program makes dates or sums of it.

A list stands in one cell, a line for each item; where an item itself has a line break, as JSON.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from knowledge.edit import KINDS, LISTS, Kind, Row

_WIDTHS = {"回答": 60, "别的问法": 40, "下一步": 40, "问题": 30, "经过": 50, "处理": 50, "问法": 40}


class NotAWorkbook(Exception):
    """The file is no .xlsx, or lacks the sheets or columns that an export has."""


def write_workbook(sheets: Mapping[str, Iterable[Row]], file: Path) -> None:
    """One sheet for each kind, the heading frozen, whole or not at all."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for kind in KINDS:
        sheet = book.create_sheet(kind.sheet)
        sheet.freeze_panes = "D2"
        for column, name in enumerate(kind.columns, 1):
            _write(sheet.cell(1, column), name)
            sheet.cell(1, column).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 16)
        for number, row in enumerate(sheets.get(kind.sheet, ()), 2):
            for column, name in enumerate(kind.columns, 1):
                _write(sheet.cell(number, column), to_cell(row.cells.get(name, "")))
    draft = file.with_name(file.name + ".part")
    book.save(draft)
    draft.replace(file)


def read_workbook(file: Path) -> dict[str, list[Row]]:
    """The rows of each sheet that is there; empty rows are passed over. Raises NotAWorkbook."""
    try:
        book = load_workbook(file, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as why:
        raise NotAWorkbook(f"{file.name} 打不开，请存成 .xlsx 再试。") from why
    found = {}
    for kind in KINDS:
        if kind.sheet in book.sheetnames:
            lines = book[kind.sheet].iter_rows(values_only=True)
            found[kind.sheet] = _rows(kind, list(lines))
    if not found:
        raise NotAWorkbook(f"{file.name} 里没有叫“问答”“法条说明”或“案例”的表。")
    return found


def to_cell(value: str | tuple[str, ...]) -> str:
    """The text of a cell."""
    if isinstance(value, str):
        return value
    plain = "\n".join(value)
    return plain if _items(plain) == value else json.dumps(value, ensure_ascii=False)


def from_cell(name: str, cell: object) -> str | tuple[str, ...]:
    """The value that a cell of column `name` stands for."""
    if isinstance(cell, datetime | date):
        text = f"{cell:%Y-%m-%d}"
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    else:
        text = "" if cell is None else str(cell).replace("\r\n", "\n").replace("_x000D_\n", "\n")
    if name not in LISTS:
        return text.strip()
    if name == "法条":  # numbers may also stand side by side
        text = text.replace("，", "\n").replace("、", "\n").replace(",", "\n")
    return _items(text)


def _items(text: str) -> tuple[str, ...]:
    if text.startswith('["'):
        try:
            return tuple(str(item) for item in json.loads(text))
        except ValueError:
            pass  # an item that happens to begin like this
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _rows(kind: Kind, lines: list[tuple[object, ...]]) -> list[Row]:
    heading = [str(name or "").strip() for name in lines[0]] if lines else []
    missing = [name for name in kind.columns if name not in heading]
    if missing:
        raise NotAWorkbook(f"表“{kind.sheet}”的第一行缺少：{'、'.join(missing)}。")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        named = dict(zip(heading, line, strict=False))
        cells = {name: from_cell(name, named.get(name)) for name in kind.columns}
        if any(cells.values()):
            rows.append(Row(number, cells))
    return rows


def _write(cell: object, text: str) -> None:
    """As text, also where it begins like a formula."""
    if isinstance(cell, Cell):
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")

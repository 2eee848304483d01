"""A file of places and people: YAML, or a spreadsheet with one sheet a section."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import yaml
from openpyxl.utils.exceptions import InvalidFileException

from handlers.tickets.house_rows import FIELDS, TITLES, Row, rows_of
from handlers.tickets.people import House
from handlers.tickets.staff_rows import read_house

COLUMNS = {
    "代码": "code", "名称": "name", "层级": "tier", "上级": "parent", "地址词": "words",
    "二维码": "scene", "用户名": "username", "姓名": "name", "角色": "role", "地点": "places",
    "电话": "phone", "邮箱": "mail", "调委会": "committee", "开始": "since", "截止": "until",
    "人员": "staff", "替班": "substitute", "星期": "weekdays",
}  # fmt: skip
"""What the columns of a spreadsheet are called in a YAML file."""
_SECTIONS = {title: section for section, title in TITLES.items()}


def read_staff_file(file: Path, known: House | None = None) -> House | list[str]:
    """The places and people of a file, or everything that is wrong with it, in Chinese. `known`
    are those who were entered before, to whom the file may refer."""
    try:
        sections = _spreadsheet(file) if file.suffix.lower() == ".xlsx" else _yaml(file)
    except (yaml.YAMLError, UnicodeDecodeError, BadZipFile, InvalidFileException, KeyError):
        return [f"{file.name} 读不了：请给 UTF-8 的 .yaml 或者 Excel 的 .xlsx 文件"]
    if not sections:
        return [f"{file.name} 里没有叫{'、'.join(TITLES.values())}的表"]
    return read_house(sections, known)


def write_staff_file(house: House, file: Path) -> None:
    """All places and people as a spreadsheet that `read_staff_file` takes back; of an empty house
    the headings alone, to be filled in. Every cell is text, so that no program makes sums of it."""
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for section, title in TITLES.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([_heading(section, field) for field in FIELDS[section]])
        for row in rows_of(house, section):
            sheet.append([row.get(field, "") for field in FIELDS[section]])
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            cell.number_format, cell.data_type = "@", "s"
    book.save(file)


def _heading(section: str, field: str) -> str:
    if section == "places" and field == "name":
        return "名称"
    wanted = "places" if (section, field) == ("duties", "place") else field
    return next(c for c, f in reversed(COLUMNS.items()) if f == wanted)


def _yaml(file: Path) -> dict[str, list[Row]]:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise yaml.YAMLError
    return {
        str(section): [_row(row) for row in (rows if isinstance(rows, list) else [rows])]
        for section, rows in read.items()
        if rows
    }


def _row(row: object) -> Row:
    """A row by its columns; what is none has one that nobody knows."""
    if not isinstance(row, dict):
        return {str(row): ""}
    return {str(key): _words(value) for key, value in row.items()}


def _words(value: object) -> str:
    if isinstance(value, list):
        return ",".join(_words(part) for part in value)
    return "" if value is None else str(value).removesuffix(" 00:00:00").strip()


def _spreadsheet(file: Path) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        read = {
            title: _sheet(book[title].iter_rows(values_only=True), title)
            for title in book.sheetnames
        }
    finally:
        book.close()
    return {_SECTIONS.get(t, t): rows for t, rows in read.items() if rows or t in _SECTIONS}


def _sheet(rows: Iterable[tuple[object, ...]], title: str) -> list[Row]:
    lines = iter(rows)
    heads = [COLUMNS.get(_words(cell), _words(cell)) for cell in next(lines, ())]
    if title == TITLES["duties"]:
        heads = ["place" if head == "places" else head for head in heads]
    return [
        {head: _words(cell) for head, cell in zip(heads, line, strict=False) if head}
        for line in lines
        if any(cell is not None for cell in line)
    ]

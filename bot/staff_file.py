"""A file of places and people: YAML, or a spreadsheet with one sheet a section."""

from collections.abc import Iterable
from pathlib import Path
from zipfile import BadZipFile

import openpyxl
import yaml
from openpyxl.utils.exceptions import InvalidFileException

from handlers.tickets.people import House
from handlers.tickets.staff_rows import Row, read_house

SHEETS = {"地点": "places", "人员": "staff", "值班": "duties", "请假": "absences"}
COLUMNS = {
    "代码": "code", "名称": "name", "层级": "tier", "上级": "parent", "地址词": "words",
    "二维码": "scene", "用户名": "username", "姓名": "name", "角色": "role", "地点": "places",
    "电话": "phone", "邮箱": "mail", "调委会": "committee", "开始": "since", "截止": "until",
    "人员": "staff", "替班": "substitute", "星期": "weekdays",
}  # fmt: skip
"""What the columns of a spreadsheet are called in a YAML file."""


def read_staff_file(file: Path) -> House | list[str]:
    """The places and people of a file, or everything that is wrong with it, in Chinese."""
    try:
        sections = _spreadsheet(file) if file.suffix.lower() == ".xlsx" else _yaml(file)
    except (yaml.YAMLError, UnicodeDecodeError, BadZipFile, InvalidFileException, KeyError):
        return [f"{file.name} 读不了：请给 UTF-8 的 .yaml 或者 Excel 的 .xlsx 文件"]
    return read_house(sections)


def _yaml(file: Path) -> dict[str, list[Row]]:
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(read, dict):
        raise yaml.YAMLError
    return {
        str(section): [_row(row) for row in rows if isinstance(row, dict)]
        for section, rows in read.items()
        if isinstance(rows, list)
    }


def _row(row: dict[object, object]) -> Row:
    return {str(key): _words(value) for key, value in row.items()}


def _words(value: object) -> str:
    if isinstance(value, list):
        return ",".join(_words(part) for part in value)
    return "" if value is None else str(value).removesuffix(" 00:00:00").strip()


def _spreadsheet(file: Path) -> dict[str, list[Row]]:
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    try:
        return {
            section: _sheet(book[title].iter_rows(values_only=True), section)
            for title, section in SHEETS.items()
            if title in book.sheetnames
        }
    finally:
        book.close()


def _sheet(rows: Iterable[tuple[object, ...]], section: str) -> list[Row]:
    lines = iter(rows)
    heads = [COLUMNS.get(_words(cell), "") for cell in next(lines, ())]
    if section == "duties":
        heads = ["place" if head == "places" else head for head in heads]
    return [
        {head: _words(cell) for head, cell in zip(heads, line, strict=False) if head}
        for line in lines
        if any(cell is not None for cell in line)
    ]

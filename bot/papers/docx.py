"""A document as a .docx file: plain tables that can be printed and signed."""

from io import BytesIO

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from handlers.tickets.papers import Paper

_FONT = "仿宋"
_WIDTHS = (Cm(4.5), Cm(11.5))


def write_docx(paper: Paper) -> bytes:
    """The document; a blank is left to be written by hand, and the missing fields are listed on
    a slip of their own at the end."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)  # A4; the library's own is Letter
    page.left_margin = page.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(paper.title)
    run.bold, run.font.size = True, Pt(18)
    _add_rows(document.add_table(rows=len(paper.rows), cols=2, style="Table Grid"), paper.rows)
    document.add_paragraph()
    for line in paper.text:
        document.add_paragraph(_printable(line))
    for who in paper.signed_by:
        document.add_paragraph(f"{who}：________________    年    月    日")
    if paper.missing:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph("还缺这些内容（此页不入卷）：")
        for field in paper.missing:
            document.add_paragraph(field.label, style="List Bullet")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_rows(table: Table, rows: tuple[tuple[str, str], ...]) -> None:
    """Labels narrow, answers wide, and room to write by hand where nothing is known."""
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    for row, (label, text) in zip(table.rows, rows, strict=True):
        row.height, row.height_rule = Cm(0.95), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, width, words in zip(row.cells, _WIDTHS, (label, text), strict=True):
            cell.width, cell.text = width, _printable(words)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _printable(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")

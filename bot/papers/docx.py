"""A document as a .docx file: plain tables that can be printed and signed."""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from handlers.tickets.papers import Paper

_FONT = "仿宋"


def write_docx(paper: Paper) -> bytes:
    """The document; a blank is left to be written by hand, and the missing fields are listed on
    a slip of their own at the end."""
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(paper.title)
    run.bold, run.font.size = True, Pt(18)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in paper.rows:
        left, right = table.add_row().cells
        left.width, right.width = Cm(4.5), Cm(11.5)
        left.text, right.text = label, _printable(text)
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


def _printable(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")

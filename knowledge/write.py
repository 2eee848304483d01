"""From a value back to the YAML that an editor would have written, and into a file that keeps
every other byte."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

import yaml

from knowledge.entry import Case, Entry, Note
from knowledge.load import CASE_KEYS, ENTRY_KEYS, NOTE_KEYS

Fields = Mapping[str, str | tuple[str, ...]]
"""An entry, note or case by the names that editors use; what is empty is left out."""
BLOCKS = ("回答", "经过", "处理", "启示")
"""Long texts: each stands below its name after a `|`."""
ROWS = ("别的问法", "下一步", "其他法律")
"""Lists of sentences: one a line."""
_PLAIN = re.compile(
    r"[\w“”《》（）、，。！？：；·—…+/%()=.-]+(?: [\w“”《》（）、，。！？：；·—…+/%()=.-]+)*"
)
_UNSAFE_START = re.compile(r"[-=.%+]")


def fields_of(item: Entry | Note | Case) -> Fields:
    """The value's fields in the order in which they are written."""
    if isinstance(item, Note):
        named: dict[str, object] = {"条": item.article, "要旨": item.gist, "问法": item.asks}
        return _texts(named, NOTE_KEYS)
    named = {
        "编号": item.id,
        "法条": item.articles,
        "其他法律": item.other_laws,
        "审核日期": item.reviewed,
        "法律截至": item.law_state,
    }
    if isinstance(item, Case):
        named |= {"标题": item.title, "条目": item.entries, "经过": item.happened}
        return _texts(named | {"处理": item.settled, "启示": item.lesson}, CASE_KEYS)
    named |= {"问题": item.question, "别的问法": item.asks, "关键词": item.keywords}
    named |= {"回答": item.answer, "下一步": item.steps, "纠纷类别": item.category}
    return _texts(named | {"期限": item.time_limit}, ENTRY_KEYS)


def item_text(fields: Fields, indent: int) -> str:
    """The fields as one item of a list whose dash stands at column `indent`."""
    margin = " " * (indent + 2)
    lines: list[str] = []
    for name, value in fields.items():
        if isinstance(value, tuple):
            lines += _list(name, value, margin)
        elif name in BLOCKS and _fits_block(value):
            lines += [
                f"{margin}{name}: |",
                *(f"{margin}  {x}" if x else "" for x in value.split("\n")),
            ]
        else:
            lines.append(f"{margin}{name}: {scalar(value)}")
    text = "\n".join(lines) + "\n"
    return " " * indent + "- " + text[indent + 2 :]


def append_item(text: str, item: str) -> str:
    """The file's text with one more item at its end, after a blank line as between entries.

    Every character that was there stays; the file's own line ends are used.
    """
    end = line_end(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else end
    between = end if item.startswith("  ") else ""
    return text + gap + between + item.replace("\n", end)


def replace_item(text: str, line: int, following: int | None, item: str) -> str:
    """The file's text with the item that begins on `line` (from 1) replaced, up to the line of
    the `following` item or the end; blank lines and comments between items stay."""
    lines = text.splitlines(keepends=True)
    last = (following - 1) if following else len(lines)
    while last > line and (not lines[last - 1].strip() or lines[last - 1].lstrip()[0] == "#"):
        last -= 1
    new = item.replace("\n", line_end(text))
    return "".join(lines[: line - 1]) + new + "".join(lines[last:])


def line_end(text: str) -> str:
    """The line end that a file uses."""
    return "\r\n" if "\r\n" in text else "\n"


def _texts(named: Mapping[str, object], order: Iterable[str]) -> Fields:
    found: dict[str, str | tuple[str, ...]] = {}
    for name in order:
        value = named[name]
        if isinstance(value, tuple):
            found[name] = tuple(str(v) for v in value)
        elif value is not None and value != "":
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    if not found.get("其他法律"):
        found.pop("其他法律", None)
    return found


def _list(name: str, items: tuple[str, ...], margin: str) -> list[str]:
    if name in ROWS and items:
        return [f"{margin}{name}:", *(f"{margin}  - {scalar(item)}" for item in items)]
    return [f"{margin}{name}: [{', '.join(scalar(item) for item in items)}]"]


def scalar(text: str) -> str:
    """Bare where YAML reads it back as it is, else in double quotes."""
    if _PLAIN.fullmatch(text) and not _UNSAFE_START.match(text):
        return text
    quoted: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)
    return quoted.rstrip("\n")


def _fits_block(text: str) -> bool:
    """Whether a text below a `|` is read back as it is."""
    return text.replace("\n", "").isprintable() and bool(text[:1].strip())

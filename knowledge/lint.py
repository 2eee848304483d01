"""Faults of a file's bare text that a word processor or a phone's keyboard puts into YAML."""

import re
from collections.abc import Iterable

from knowledge.entry import Place, Problem
from knowledge.names import is_prose, melted, swallowed

_INDENT = re.compile(r"[ \t\u3000\u00a0]*")
_QUOTED = re.compile(r"^\s*(?:- )?(?:[^\s:：]+: +)?([“‘「『])([^“”‘’「」『』]*)([”’」』])\s*$")
_DASH = re.compile(r"^\s*(?:[－—–•·●]|[*+](?=\s)|-(?=[^\s-])|\d{1,2}(?:[.)](?=\s)|[、．）]))\s*\S")
"""What stands for the dash of a list: another sign, a number, or a dash without a blank."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that nobody sees or means, and that no spreadsheet takes."""
_HIDDEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_FACE = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2B50\u2B55]")
_STAND_INS = {"［": "[", "］": "]", "｜": "|", "＃": "#"}
_WHOLE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?""")
_PAIRS = {"“": "”", "「": "」", "『": "』", "（": "）", "《": "》", "【": "】"}
_OPENING = {closes: opens for opens, closes in _PAIRS.items()}
_WIDE = {"(": "（", ")": "）"}
"""Either may stand for the other."""
_SIGNS = re.compile(f"[{''.join([*_PAIRS, *_OPENING, *_WIDE])}]")
_COUNTS = re.compile(r"[0-9一二三四五六七八九十a-zA-Z]")
"""What a bracket that only closes may follow: 1）先拍照。"""
Finding = tuple[str, bool]
"""What is wrong, and whether it is an error."""


def read_text(data: bytes, file: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file's bytes, without a byte order mark; None and why when it is no UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data[: wrong.start].count(b"\n") + 1
        return None, (Problem(Place(file, line), _encoding_hint(data)),)
    if not text.startswith("\ufeff"):
        return text, ()
    message = "文件开头有看不见的 BOM 标记，请用“另存为”选“UTF-8（无 BOM）”再保存。"
    return text.removeprefix("\ufeff"), (Problem(Place(file, 1), message, is_error=False),)


def lint(text: str, file: str, keys: Iterable[str]) -> tuple[Problem, ...]:
    """What is wrong with a file's characters, line by line; `keys` are the names it may use.

    An error breaks the YAML or changes what it means; a warning is only seen by residents.
    """
    names = tuple(keys)
    named = re.compile(rf"^\s*(?:- )?(?:{'|'.join(map(re.escape, names))})(\s*：|:(?=[^\s/]))")
    lines = text.split("\n")
    apart, within = dict(melted(lines, names)), dict(swallowed(lines, names))
    found = []
    for number, (line, prose) in enumerate(zip(lines, is_prose(lines), strict=True), 1):
        faults = [*_blanks(line), *_unpaired(line), *(() if prose else _faults(line, named))]
        if number in apart:
            faults.append((apart[number], True))
        if number in within:
            faults.append((within[number], False))
        found += [Problem(Place(file, number), message, is_error) for message, is_error in faults]
    return tuple(found)


def _blanks(line: str) -> Iterable[Finding]:
    indent = _INDENT.match(line)
    blanks = indent[0] if indent else ""
    if "\t" in blanks:
        yield "行首有制表符（Tab），请改成空格。", True
    elif "\t" in line:
        yield "这一行里有制表符（Tab），请改成空格。", False
    if CONTROL.search(line):
        yield "这一行里有看不见的控制字符，请把这一行删掉重新打。", True
    if _HIDDEN.search(line):
        yield "这一行里有从网页或微信带来的看不见的字符，请把这一行重新打一遍。", False
    if "\u3000" in blanks or "\u00a0" in blanks:
        yield "行首用了全角空格，或者网页带来的特殊空格，请改成英文的空格。", True
    if _FACE.search(line):
        yield "这一行里有表情符号，老手机上会显示成方框，请删掉。", False


def _unpaired(line: str) -> Iterable[Finding]:
    """Quotes and brackets of which only one half is on the line."""
    if line.lstrip().startswith("#"):
        return
    waiting: list[str] = []
    for found in _SIGNS.finditer(line):
        sign = _WIDE.get(found[0], found[0])
        if sign in _PAIRS:
            waiting.append(sign)
        elif _OPENING[sign] in waiting:
            waiting.remove(_OPENING[sign])
        elif not (sign == "）" and _COUNTS.match(line, max(found.start() - 1, 0))):
            yield f"这一行的{sign}前面没有{_OPENING[sign]}，请补上，或者去掉。", False
    for sign in waiting:
        yield f"这一行的{sign}后面没有{_PAIRS[sign]}，请补上，或者去掉。", False


def _faults(line: str, named: re.Pattern[str]) -> Iterable[Finding]:
    colon = named.match(line)
    if colon and "：" in colon[1]:
        yield "名称后面用了中文冒号“：”，请改成英文冒号加一个空格“: ”。", True
    elif colon:
        yield "英文冒号后面要空一格，写成“名称: 内容”。", True
    if _DASH.match(line):
        yield "列表每行要用英文的减号开头，后面空一格，写成“- ”，不用写序号。", True
    quoted = _QUOTED.match(line)
    if quoted:
        yield (
            f"不用给内容加引号，居民会看到它们：请去掉开头的{quoted[1]}和结尾的{quoted[3]}。",
            False,
        )
    yield from _value(line.lstrip(" -").partition(": ")[2].strip())


def _value(value: str) -> Iterable[Finding]:
    if value[:1] in _STAND_INS:
        yield f"“{value[0]}”是全角的，请改成英文的“{_STAND_INS[value[0]]}”。", True
    elif value[:1] in ('"', "'"):
        if not _WHOLE.fullmatch(value):
            yield "引号没有成对。不用加引号；内容里的引号请用中文的“”。", True
    elif value[:1] not in ("[", "{", "") and ": " in value:
        yield "这一行有两处“: ”（英文冒号加空格）。内容里的冒号请改成中文的“：”。", True


def _encoding_hint(data: bytes) -> str:
    advice = "请用“另存为”，编码选 UTF-8，再保存。"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return f"文件不是 UTF-8 编码，像是 UTF-16（记事本里叫 Unicode）。{advice}"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return f"文件不是 UTF-8 编码，可能存坏了。{advice}"
    return f"文件不是 UTF-8 编码，像是 GBK（记事本里叫 ANSI）。{advice}"

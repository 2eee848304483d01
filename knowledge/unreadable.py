"""Why a YAML parser gave up on a file, as an editor would see it: which line, what to do there."""

import re
from collections.abc import Iterable

from knowledge.names import is_prose

_NAMED = re.compile(r"( *)(- )?([^\s:\-#\[\]]+):(?: |$)")
_NOT_A_START = "@`%&*!,]}"
_NEITHER = (
    "这一行读不懂：是新的一项，名称后面就要写英文冒号，再空一格；"
    "是上面那项接下来的内容，前面就要空六格。"
)
_OTHERWISE = "格式读不懂。请看这一行和上一行的缩进是否对齐，英文冒号后是否空一格。"


def find_cause(text: str, line: int, began: int | None, names: Iterable[str]) -> tuple[int, str]:
    """The line (from 1) of the likeliest cause at or above the `line` where reading stopped, and
    what to do about it. `began` is the line of what was taken for a name and had no colon, if
    that is why; `names` are those that the file may use."""
    lines = text.split("\n")[:line]
    return (
        _no_colon(lines, began, names)
        or _open_bracket(lines)
        or _strange_start(lines)
        or _indent(lines)
        or ((began, _NEITHER) if began else (line, _OTHERWISE))
    )


def _no_colon(lines: list[str], began: int | None, names: Iterable[str]) -> tuple[int, str] | None:
    """A name without its colon, where the parser looked for one or among the last two lines."""
    longest = sorted(names, key=len, reverse=True)
    # a word of one character may begin a sentence: it is a name when it stands alone
    known = "|".join(name if len(name) > 1 else rf"{name}(?=\s)" for name in longest)
    forgot = re.compile(rf" *(?:- )?({known})(?!\s*[:：])")
    prose = list(is_prose(lines))
    places = [began] if began else [n for n, _ in _last(lines, 2) if not prose[n - 1]]
    for number in places:
        found = forgot.match(lines[number - 1])
        if found:
            name = found[1]
            return number, f"“{name}”后面少了英文冒号，请写成“{name}: ”，冒号后面空一格。"
    return None


def _open_bracket(lines: list[str]) -> tuple[int, str] | None:
    """A list in brackets that is not closed on its line, among the last two lines."""
    for number, line in _last(lines, 2):
        value = line.partition(": ")[2].strip()
        if value.startswith("[") and "]" not in value:
            return number, "这一行的“[”没有配上“]”，请在行尾补上英文的“]”。"
    return None


def _strange_start(lines: list[str]) -> tuple[int, str] | None:
    """A text that begins with a sign that means something else to YAML."""
    for number, line in _last(lines, 1):
        value = line.partition(": ")[2].strip() or line.strip().removeprefix("- ").strip()
        if value[:1] and value[0] in _NOT_A_START:
            return number, f"内容不能用“{value[0]}”开头，请去掉它，或者换成别的字。"
    return None


def _indent(lines: list[str]) -> tuple[int, str] | None:
    """A line that does not stand where its neighbours of the same kind stand."""
    for number, line in _last(lines, 6):
        if line[0] not in " #-" and not _NAMED.match(line):
            return number, "这一行前面没有空格。长的内容每一行前面都要空六格。"
    return _not_where_others_are(lines)


def _not_where_others_are(lines: list[str]) -> tuple[int, str] | None:
    """The last named line, when its name stands elsewhere than those before it."""
    names: list[tuple[int, int, bool]] = []  # line, column of the name, whether a dash is before it
    for number, (line, prose) in enumerate(zip(lines, is_prose(lines), strict=True), 1):
        found = None if prose else _NAMED.match(line)
        if found:
            names.append((number, found.start(3), bool(found[2])))
    if len(names) < 3:
        return None
    number, column, has_dash = names[-1]
    wanted = [c for _, c, dash in names[:-1] if dash == has_dash and (c > 0 or has_dash)]
    if not wanted or wanted[-1] == column:
        return None
    kind = "“- ”开头的行" if has_dash else "名称"
    minus = 2 if has_dash else 0
    return number, (
        f"缩进没有对齐：这一行前面空了{column - minus}格，"
        f"前面的{kind}空了{wanted[-1] - minus}格，请改成一样。"
    )


def _last(lines: list[str], count: int) -> list[tuple[int, str]]:
    """The last lines that are not blank, with their numbers, the last first."""
    found = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    return found[: -count - 1 : -1]

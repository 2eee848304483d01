"""Which names a file's lines begin with, as its bare text stands: what can be said without YAML."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from statistics import mode

HEADS = ("编号", "条")
"""The names that an entry, a case or a note begins with."""
_OPENS_PROSE = re.compile(r"[\s:：][|>｜][+-]?\s*$")
_NAMED = re.compile(r"( *)([-－—–] *)?([^\s:：\-#\[\]]+)(\s*[:：])?")

_BARE = re.compile(r"( *)([^\s:]+):\s*(?:[|\[].*)?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A line that begins with a name: its number, whether a dash is before the name, and the
    column of the dash, or else of the name."""

    number: int
    column: int
    has_dash: bool
    name: str


def is_prose(lines: Iterable[str]) -> Iterator[bool]:
    """For each line whether it stands below a name that ends in `|`, where anything may be said."""
    block = -1  # the indent of that name
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if line.strip() and indent <= block:
            block = -1
        yield block >= 0
        if block < 0 and _OPENS_PROSE.search(line):
            block = indent


def named_lines(lines: Sequence[str], names: Collection[str]) -> Iterator[Named]:
    """The lines outside prose that begin with one of the names, or with a dash, where the word
    behind it is taken for a name."""
    for number, (line, prose) in enumerate(zip(lines, is_prose(lines), strict=True), 1):
        found = None if prose else _NAMED.match(line)
        if found and (found[2] or (found[4] and found[3] in names)):
            yield Named(number, len(found[1]), bool(found[2]), found[3])


def melted(lines: Sequence[str], names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Where an item runs into the one before it, because the dash or the line that it begins with
    is missing: the line and what to do. YAML would find every name of it written twice."""
    all_of_them = list(named_lines(lines, names))
    begun = [line.column for line in all_of_them if line.has_dash and line.name in HEADS]
    in_a_topic = any(line.name == "条目" and line.column == 0 for line in all_of_them)
    column = mode(begun) if begun else 2 * in_a_topic
    deepest = max(begun, default=column)
    found = [line for line in all_of_them if not line.has_dash or line.column <= deepest]
    seen: set[str] = set()
    is_first = True  # no item has begun yet
    for line, after in zip_longest(found, found[1:]):
        if line.has_dash:
            seen, is_first = set(), False
        elif line.name in HEADS and (is_first or _goes_on(line, after, seen)):
            yield line.number, _no_dash(line.name, column)
            seen, is_first = set(), False
        elif is_first and in_a_topic and line.column > 0:
            yield line.number, f"这一行的“{line.name}”上面少了“- 编号: ”那一行，请补上。"
            is_first = False
        elif not is_first and _goes_on(line, after, seen):
            yield line.number, _no_head(line.name)
            seen = set()
        seen.add(line.name)


def swallowed(lines: Sequence[str], names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Names of a list or a long text that stand so far to the right that they are part of the
    prose above: the line and what to do."""
    columns = {line.column for line in named_lines(lines, names) if not line.has_dash}
    for number, (line, prose) in enumerate(zip(lines, is_prose(lines), strict=True), 1):
        found = _BARE.match(line) if prose else None
        if found and found[2] in names and len(found[1]) not in columns:
            yield (
                number,
                (
                    f"“{found[2]}”前面空得太多，成了上面那项的内容。"
                    "要另起一项，前面的空格请和别的名称一样多。"
                ),
            )


def _goes_on(line: Named, after: Named | None, seen: Collection[str]) -> bool:
    """Whether this name and the next one stand in the item before: it is another item's."""
    return line.name in seen and after is not None and not after.has_dash and after.name in seen


def _no_dash(name: str, column: int) -> str:
    blanks = f"“-”前面空{column}格" if column else "“-”前面不空格"
    return f"“{name}”前面少了“- ”（横线加空格）。每一条都从“- {name}: ”开始，{blanks}。"


def _no_head(name: str) -> str:
    return (
        f"从这一行的“{name}”起，几项都写了第二遍，像是另一条的内容："
        "另一条要从“- 编号: ”开始，请在这一行上面补上。"
    )

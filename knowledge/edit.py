"""Changes to the knowledge that come as rows of a table: what they would change, and the files'
new texts. Nothing is written here."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.entry import Case, Entry, Note, Place, Problem
from knowledge.load import (
    CASE_KEYS,
    ENTRY_KEYS,
    NOTE_KEYS,
    Loaded,
    read_cases,
    read_faq,
    read_notes,
)
from knowledge.write import Fields, append_item, fields_of, item_text, replace_item, scalar

Item = Entry | Note | Case
LISTS = frozenset(["别的问法", "关键词", "下一步", "法条", "其他法律", "问法", "条目"])
"""The names whose value is a list."""
_NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of knowledge: its sheet's name, its folder, its columns, and how it is read."""

    sheet: str
    folder: str
    key: str
    names: tuple[str, ...]
    indent: int
    read: Callable[[str, str], Loaded]

    @property
    def columns(self) -> tuple[str, ...]:
        return ("文件", *(("主题", "编") if self.folder == "faq" else ()), *self.names)

    def items(self, loaded: Loaded) -> Sequence[Item]:
        found: Mapping[str, Sequence[Item]] = {
            "faq": loaded.entries,
            "articles": loaded.notes,
            "cases": loaded.cases,
        }
        return found[self.folder]


KINDS = (
    Kind("问答", "faq", "编号", ENTRY_KEYS, 2, read_faq),
    Kind("法条说明", "articles", "条", NOTE_KEYS, 0, read_notes),
    Kind("案例", "cases", "编号", CASE_KEYS, 0, read_cases),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its number, counted from 1 with the heading, and its cells by column."""

    number: int
    cells: Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """What a row changes: for each name the old and the new value; a new item has no old ones."""

    key: str
    file: str
    is_new: bool
    names: tuple[tuple[str, str, str], ...]


@dataclass
class Plan:
    """What an import would do. `files` are the new texts; only without problems may one write."""

    changes: list[Change] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The report that editors read before anything is written."""
        found = [str(problem) for problem in self.problems]
        for change in self.changes:
            found.append(f"{'新增' if change.is_new else '修改'} {change.key}（{change.file}）")
            for name, old, new in change.names:
                found += (
                    [f"  {name}：{new}"]
                    if change.is_new
                    else [f"  {name}", f"    - {old}", f"    + {new}"]
                )
        if self.missing:
            found.append(
                f"表里没有、保留不动的有 {len(self.missing)} 个：{'、'.join(self.missing[:10])}"
            )
        fresh = sum(change.is_new for change in self.changes)
        found.append(
            f"修改 {len(self.changes) - fresh} 个，新增 {fresh} 个，错误 {len(self.problems)} 处。"
        )
        return found


def rows_of(kind: Kind, loaded: Loaded) -> list[Row]:
    """Every item of a kind as a row of its sheet."""
    rows = []
    for number, item in enumerate(kind.items(loaded), 2):
        cells: dict[str, str | tuple[str, ...]] = {"文件": item.place.file}
        if isinstance(item, Entry):
            cells |= {"主题": item.topic, "编": item.book}
        rows.append(Row(number, cells | dict(fields_of(item))))
    return rows


def plan_import(
    texts: Mapping[str, str], sheets: Mapping[str, Sequence[Row]], loaded: Loaded
) -> Plan:
    """Compare the sheets' rows with what the files hold. `texts` are the files' texts by name."""
    plan = Plan()
    for kind in KINDS:
        if kind.sheet in sheets:
            _plan_kind(plan, kind, sheets[kind.sheet], texts, loaded)
    return plan


def _plan_kind(
    plan: Plan, kind: Kind, rows: Sequence[Row], texts: Mapping[str, str], loaded: Loaded
) -> None:
    known = {_key(item): item for item in kind.items(loaded)}
    changed: dict[str, dict[str, Item]] = {}
    seen: set[str] = set()
    for row in rows:
        item, problems = _read_row(kind, row)
        plan.problems += problems
        if item is None:
            continue
        key, file = _key(item), str(row.cells["文件"])
        if key in seen:
            plan.problems.append(_at(kind, row, f"“{key}”在表里有两行，请留一行。"))
        seen.add(key)
        old = known.get(key)
        fault = _misplaced(item, file, old, loaded)
        if fault:
            plan.problems.append(_at(kind, row, fault))
        elif old is None or _bare(old) != _bare(item):
            changed.setdefault(file, {})[key] = item
            plan.changes.append(_change(key, file, old, item))
    plan.missing += [f"{kind.sheet} {key}" for key in known if key not in seen]
    for file, items in changed.items():
        _plan_file(plan, kind, file, texts.get(file), items, loaded)


def _read_row(kind: Kind, row: Row) -> tuple[Item | None, list[Problem]]:
    """The item that a row says, read by the same reader as the files."""
    cells = {name: row.cells.get(name, "") for name in kind.columns}
    fields: Fields = {n: v for n in kind.names if (v := cells[n]) or (n in LISTS and v != "")}
    file = str(cells["文件"])
    head = _head(str(cells["主题"]), str(cells["编"])) if kind.folder == "faq" else ""
    if not re.fullmatch(rf"{kind.folder}/[\w-]+(?:/[\w-]+)*\.yaml", file):
        example = f"“文件”写的是“{file}”，要写成 {kind.folder}/….yaml。"
        return None, [_at(kind, row, example)]
    loaded = kind.read(head + item_text(fields, kind.indent), file)
    problems = [_at(kind, row, p.message) for p in loaded.problems if p.is_error]
    items = kind.items(loaded)
    return (items[0] if items and not problems else None), problems


def _misplaced(item: Item, file: str, old: Item | None, loaded: Loaded) -> str:
    """Why an item cannot stand where its row says; empty when it can."""
    if old is not None and old.place.file != file:
        return f"“{_key(item)}”在 {old.place.file} 里，不能用表格搬到别的文件。"
    if isinstance(item, Entry):
        for other in loaded.entries:
            if other.place.file == file and (other.topic, other.book) != (item.topic, item.book):
                return f"{file} 的主题和编是“{other.topic}”“{other.book}”，要改请直接改文件开头。"
    return ""


def _plan_file(
    plan: Plan, kind: Kind, file: str, text: str | None, items: dict[str, Item], loaded: Loaded
) -> None:
    """The file's new text, which must read back as exactly what was meant."""
    there = [item for item in kind.items(loaded) if item.place.file == file]
    meant = [items.get(_key(item), item) for item in there]
    new = text if text is not None else _new_file(next(iter(items.values())))
    for position in reversed(range(len(there))):
        changed = items.get(_key(there[position]))
        if changed is not None:
            following = there[position + 1 :]
            line = following[0].place.line if following else None
            written = item_text(fields_of(changed), kind.indent)
            new = replace_item(new, there[position].place.line, line, written)
    for key in [key for key in items if key not in {_key(item) for item in there}]:
        new = append_item(new, item_text(fields_of(items[key]), kind.indent))
        meant.append(items[key])
    if list(map(_bare, kind.items(kind.read(new, file)))) != list(map(_bare, meant)):
        plan.problems.append(Problem(Place(file, 1), "改好的文件读出来不一样，请手工改这个文件。"))
    plan.files[file] = new


def _new_file(item: Item) -> str:
    return _head(item.topic, item.book) if isinstance(item, Entry) else ""


def _head(topic: str, book: str) -> str:
    lines = (
        f"{name}: {scalar(value)}\n" for name, value in (("主题", topic), ("编", book)) if value
    )
    return "".join(lines) + "条目:\n"


def _change(key: str, file: str, old: Item | None, new: Item) -> Change:
    before, after = (fields_of(old) if old else {}), fields_of(new)
    names = [n for n in dict.fromkeys((*before, *after)) if before.get(n) != after.get(n)]
    told = tuple((n, _shown(before.get(n)), _shown(after.get(n))) for n in names)
    return Change(key, file, old is None, told)


def _shown(value: str | Iterable[str] | None) -> str:
    return value if isinstance(value, str) else "；".join(value or ())


def _key(item: Item) -> str:
    return str(item.article) if isinstance(item, Note) else item.id


def _bare(item: Item) -> Item:
    return replace(item, place=_NOWHERE)


def _at(kind: Kind, row: Row, message: str) -> Problem:
    return Problem(Place(f"表“{kind.sheet}”", row.number), message)

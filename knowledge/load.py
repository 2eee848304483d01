"""Read the editors' YAML files into values; every fault is told with its line, none is raised."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from knowledge.entry import BOOKS, CATEGORIES, LAST_ARTICLE, Entry, Note, Place, Problem

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

type_names = {
    yaml.ScalarNode: "一段文字",
    yaml.SequenceNode: "列表",
    yaml.MappingNode: "一组“名称: 内容”",
}
ENTRY_KEYS = (
    "编号", "问题", "别的问法", "关键词", "回答", "下一步", "法条", "其他法律",
    "纠纷类别", "期限", "审核日期", "法律截至",
)  # fmt: skip
OPTIONAL_KEYS = ("其他法律", "期限", "审核日期", "法律截至")
_LAW = re.compile(r".+第[一二三四五六七八九十百千零]+条(之[一二三四五六七八九十])?")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that could be read, and everything that was wrong."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.is_error)


@dataclass
class _Reader:
    """Reads one file's nodes and gathers its problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1)

    def fault(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.place(node), message))

    def text(self, node: yaml.Node, name: str) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        self.fault(node, f"“{name}”要写一段文字，现在是空的或者是{type_names[type(node)]}。")
        return ""

    def texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(node, f"“{name}”要写成列表，每条一行，以“- ”开头。")
            return ()
        return tuple(filter(None, (self.text(item, name) for item in node.value)))

    def articles(self, node: yaml.Node) -> tuple[int, ...]:
        numbers = []
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value = item.value if isinstance(item, yaml.ScalarNode) else ""
            if str(value).isdigit() and 1 <= int(value) <= LAST_ARTICLE:
                numbers.append(int(value))
            else:
                self.fault(
                    item, f"法条“{value}”不对，民法典只有第1条到第{LAST_ARTICLE}条，请只写数字。"
                )
        return tuple(numbers)

    def day(self, node: yaml.Node, name: str) -> date | None:
        try:
            return date.fromisoformat(str(node.value))
        except (TypeError, ValueError):
            self.fault(node, f"“{name}”要写成 2026-01-31 这样的日期。")
            return None

    def fields(
        self, node: yaml.Node, allowed: Iterable[str], required: Iterable[str], what: str
    ) -> dict[str, yaml.Node]:
        """The mapping's values by key; unknown, missing and repeated keys are told."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what}要写成“名称: 内容”，冒号要用英文的，后面空一格。")
            return {}
        found: dict[str, yaml.Node] = {}
        allowed = tuple(allowed)
        for key, value in node.value:
            name = str(key.value)
            if name not in allowed:
                self.fault(key, f"不认识的名称“{name}”，可以写的有：{'、'.join(allowed)}。")
            elif name in found:
                self.fault(key, f"“{name}”写了两遍，请留一个。")
            else:
                found[name] = value
        for name in required:
            if name not in found:
                self.fault(node, f"{what}缺少“{name}”。")
        return found


def read_faq(text: str, file: str) -> Loaded:
    """One topic file of `faq/`: entries that are whole, and what is wrong with the others."""
    root, reader = _compose(text, file)
    if root is None:
        return Loaded(problems=tuple(reader.problems))
    top = reader.fields(root, ("主题", "编", "条目"), ("主题", "编", "条目"), "文件开头")
    topic = reader.text(top["主题"], "主题") if "主题" in top else ""
    book = _one_of(reader, top["编"], "编", BOOKS) if "编" in top else ""
    items = top.get("条目")
    if items is not None and not isinstance(items, yaml.SequenceNode):
        reader.fault(items, "“条目”要写成列表，每个条目以“  - 编号: ”开头。")
        items = None
    entries = [_entry(reader, item, topic, book) for item in (items.value if items else ())]
    return Loaded(
        entries=tuple(e for e in entries if e is not None), problems=tuple(reader.problems)
    )


def read_notes(text: str, file: str) -> Loaded:
    """One file of `articles/`: a list of notes on single articles."""
    root, reader = _compose(text, file)
    if root is None:
        return Loaded(problems=tuple(reader.problems))
    if not isinstance(root, yaml.SequenceNode):
        reader.fault(root, "法条说明要写成列表，每条以“- 条: ”开头。")
        return Loaded(problems=tuple(reader.problems))
    notes = []
    for item in root.value:
        names = ("条", "要旨", "问法")
        found = reader.fields(item, names, names, "法条说明")
        if len(found) < len(names):
            continue
        numbers = reader.articles(found["条"])
        gist, asks = reader.text(found["要旨"], "要旨"), reader.texts(found["问法"], "问法")
        if numbers:
            notes.append(Note(numbers[0], gist, asks, reader.place(item)))
    return Loaded(notes=tuple(notes), problems=tuple(reader.problems))


def load_folder(folder: Path) -> Loaded:
    """Read `faq/**/*.yaml` and `articles/*.yaml` below `folder`; files in name order."""
    parts = [
        *_read_all(folder, "faq", read_faq),
        *_read_all(folder, "articles", read_notes),
    ]
    entries = tuple(e for part in parts for e in part.entries)
    notes = tuple(n for part in parts for n in part.notes)
    problems = [p for part in parts for p in part.problems]
    problems += _repeated({e.id: e.place for e in entries}, [(e.id, e.place) for e in entries])
    problems += _repeated(
        {str(n.article): n.place for n in notes}, [(str(n.article), n.place) for n in notes]
    )
    if not entries:
        problems.append(Problem(Place("faq", 1), "没有读到任何条目。"))
    return Loaded(entries, notes, tuple(problems))


def _read_all(folder: Path, name: str, read: Callable[[str, str], Loaded]) -> list[Loaded]:
    parts = []
    for path in sorted((folder / name).rglob("*.yaml")):
        file = path.relative_to(folder).as_posix()
        try:
            parts.append(read(path.read_text(encoding="utf-8"), file))
        except UnicodeDecodeError:
            problem = Problem(Place(file, 1), "文件不是 UTF-8 编码，请用“另存为”选 UTF-8 再保存。")
            parts.append(Loaded(problems=(problem,)))
    return parts


def _compose(text: str, file: str) -> tuple[yaml.Node | None, _Reader]:
    reader = _Reader(file)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reader.problems.append(Problem(Place(file, line), _syntax_hint(text, line)))
        return None, reader
    if root is None:
        reader.problems.append(Problem(Place(file, 1), "文件是空的。"))
    return root, reader


def _syntax_hint(text: str, line: int) -> str:
    """What most likely broke the YAML near a line, for somebody who does not know YAML."""
    lines = text.splitlines()
    nearby = lines[max(0, line - 2) : line + 1]
    if any("\t" in near for near in nearby):
        return "这里有制表符（Tab），请改成空格。"
    keys = (*ENTRY_KEYS, "主题", "编", "条目", "条", "要旨", "问法")
    if any(near.strip(" -").startswith(f"{key}：") for near in nearby for key in keys):
        return "名称后面用了中文冒号“：”，请改成英文冒号加一个空格“: ”。"
    return "格式读不懂。请看缩进是否对齐、英文冒号后是否空一格、引号是否成对。"


def _one_of(reader: _Reader, node: yaml.Node, name: str, allowed: tuple[str, ...]) -> str:
    value = reader.text(node, name)
    if value and value not in allowed:
        reader.fault(node, f"“{name}”写的是“{value}”，只能是：{'、'.join(allowed)}。")
    return value


def _entry(reader: _Reader, node: yaml.Node, topic: str, book: str) -> Entry | None:
    before = len(reader.problems)
    required = (key for key in ENTRY_KEYS if key not in OPTIONAL_KEYS)
    found = reader.fields(node, ENTRY_KEYS, required, "条目")
    if len(reader.problems) > before:
        return None
    laws = reader.texts(found["其他法律"], "其他法律") if "其他法律" in found else ()
    for law in laws:
        if not _LAW.fullmatch(law):
            reader.fault(found["其他法律"], f"其他法律“{law}”要写成“法律名第几条”，数字用汉字。")
    entry = Entry(
        id=reader.text(found["编号"], "编号"),
        topic=topic,
        book=book,
        question=reader.text(found["问题"], "问题"),
        asks=reader.texts(found["别的问法"], "别的问法"),
        keywords=reader.texts(found["关键词"], "关键词"),
        answer=reader.text(found["回答"], "回答"),
        steps=reader.texts(found["下一步"], "下一步"),
        articles=reader.articles(found["法条"]),
        category=_one_of(reader, found["纠纷类别"], "纠纷类别", CATEGORIES),
        place=reader.place(node),
        other_laws=laws,
        time_limit=reader.text(found["期限"], "期限") if "期限" in found else "",
        reviewed=reader.day(found["审核日期"], "审核日期") if "审核日期" in found else None,
        law_state=reader.day(found["法律截至"], "法律截至") if "法律截至" in found else None,
    )
    return entry if len(reader.problems) == before else None


def _repeated(last: Mapping[str, Place], all_of_them: Iterable[tuple[str, Place]]) -> list[Problem]:
    """A key that stands twice: the earlier place is told where the later one is."""
    return [
        Problem(place, f"“{key}”重复了，另一处在 {last[key]}。")
        for key, place in all_of_them
        if last[key] != place
    ]

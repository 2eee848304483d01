"""Read one YAML file's nodes into plain values; every fault is kept with its line, none raised."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from sys import intern

import yaml

from knowledge.citation import article_fault
from knowledge.entry import Place, Problem
from knowledge.lint import CONTROL, lint
from knowledge.unreadable import find_cause

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LAW = re.compile(r".+第[一二三四五六七八九十百千零]+条(之[一二三四五六七八九十])?")
_TYPES: dict[type[yaml.Node], str] = {
    yaml.SequenceNode: "列表",
    yaml.MappingNode: "一组“名称: 内容”",
}


@dataclass
class Reader:
    """Reads one file's nodes and gathers its problems."""

    file: str
    characters: tuple[Problem, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    @property
    def told(self) -> tuple[Problem, ...]:
        """The problems of the file's characters, and else of its content, which then only
        follow from them."""
        if any(p.is_error for p in self.characters):
            return self.characters
        return (*self.characters, *self.problems)

    def place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1)

    def place_of_all(self, node: yaml.Node) -> Place:
        """The place of a mapping with the lines of its names."""
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        lines = {intern(str(key.value)): self.place(key).line for key, _ in pairs}
        return replace(self.place(node), lines=lines)

    def fault(self, node: yaml.Node, message: str) -> None:
        self.problems.append(Problem(self.place(node), message))

    def text(self, node: yaml.Node, name: str) -> str:
        if isinstance(node, yaml.ScalarNode) and CONTROL.search(node.value):
            self.fault(node, f"“{name}”里有看不见的控制字符，请重新打一遍。")
            return ""
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        if isinstance(node, yaml.ScalarNode):
            self.fault(node, f"“{name}”是空的，请写上内容（“#”后面的字不算内容）。")
        else:
            self.fault(node, f"“{name}”要写一段文字，现在是{_TYPES[type(node)]}。")
        return ""

    def texts(self, node: yaml.Node, name: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(
                node,
                f"“{name}”要写成列表：每条一行、以“- ”开头，"
                "或者写在英文方括号里、用英文逗号加空格隔开。",
            )
            return ()
        return tuple(filter(None, (self.text(item, name) for item in node.value)))

    def articles(self, node: yaml.Node) -> tuple[int, ...]:
        numbers = []
        for item in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            value = item.value if isinstance(item, yaml.ScalarNode) else ""
            fault = article_fault(str(value))
            if fault:
                self.fault(item, fault)
            else:
                numbers.append(int(value))
        return tuple(numbers)

    def laws(self, node: yaml.Node) -> tuple[str, ...]:
        laws = self.texts(node, "其他法律")
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            law = str(item.value).strip()
            if law in laws and not _LAW.fullmatch(law):
                self.fault(item, f"其他法律“{law}”要写成“法律名第几条”，数字用汉字。")
        return laws

    def day(self, node: yaml.Node, name: str) -> date | None:
        try:
            return date.fromisoformat(str(node.value))
        except (TypeError, ValueError):
            self.fault(node, f"“{name}”要写成 2026-01-31 这样的日期。")
            return None

    def one_of(self, node: yaml.Node, name: str, allowed: tuple[str, ...]) -> str:
        value = self.text(node, name)
        if value and value not in allowed:
            self.fault(node, f"“{name}”写的是“{value}”，只能是：{'、'.join(allowed)}。")
        return value

    def fields(
        self, node: yaml.Node, allowed: Iterable[str], required: Iterable[str], what: str
    ) -> dict[str, yaml.Node]:
        """The mapping's values by key; unknown, missing and repeated keys are told."""
        if not isinstance(node, yaml.MappingNode):
            self.fault(node, f"{what}要写成“名称: 内容”，冒号要用英文的，后面空一格。")
            return {}
        found: dict[str, yaml.Node] = {}
        lines: dict[str, int] = {}
        allowed = tuple(allowed)
        for key, value in node.value:
            name = str(key.value)
            if name not in allowed:
                self.fault(key, f"不认识的名称“{name}”，可以写的有：{'、'.join(allowed)}。")
            elif name in found:
                self.fault(key, f"“{name}”写了两遍，第{lines[name]}行已经有了，请留一个。")
            else:
                found[name], lines[name] = value, self.place(key).line
        missing = "".join(f"“{name}”" for name in required if name not in found)
        if missing:
            self.fault(node, f"{what}缺少{missing}。")
        return found


def compose(text: str, file: str, keys: Iterable[str]) -> tuple[yaml.Node | None, Reader]:
    """The file's root node, or None with the problem; `keys` are the names it may use."""
    names = tuple(keys)
    reader = Reader(file, lint(text, file, names))
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        stopped, began = _line(text, error, "problem_mark") or 1, None
        if getattr(error, "context", None) == "while scanning a simple key":
            began = _line(text, error, "context_mark")
        line, cause = find_cause(text, stopped, began, names)
        reader.problems.append(Problem(Place(file, line), cause))
        return None, reader
    if root is None:
        message = "文件是空的。请写上内容；不要这个文件了，就把它删掉。"
        reader.problems.append(Problem(Place(file, 1), message))
    return root, reader


def _line(text: str, error: yaml.YAMLError, name: str) -> int | None:
    """The line from 1 of one of an error's marks, which may stand behind the last one."""
    mark = getattr(error, name, None)
    return min(mark.line, text.count("\n")) + 1 if mark else None

"""The house's import rule: bot → handlers → knowledge, and the last two are pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = {
    "flask", "sqlalchemy", "alembic", "wechatpy", "huey", "httpx", "requests", "socket", "time",
    "waitress", "urllib", "http", "secrets", "random", "uuid", "click",
}  # fmt: skip
"""What neither handlers nor knowledge may import: the web, the database, clocks and chance."""
FORBIDDEN = {"handlers": OUTSIDE | {"bot", "jieba"}, "knowledge": OUTSIDE | {"bot", "handlers"}}


def modules(room: str) -> Iterator[Path]:
    yield from sorted((ROOT / room).rglob("*.py"))


def imported(file: Path) -> set[str]:
    """The top-level names of everything a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_nothing_that_stands_before_it(room: str) -> None:
    wrong = {str(file): imported(file) & FORBIDDEN[room] for file in modules(room)}
    assert {file: names for file, names in wrong.items() if names} == {}


def test_only_dictionary_imports_jieba() -> None:
    files = [file.name for file in modules("knowledge") if "jieba" in imported(file)]
    assert files == ["dictionary.py"]


@pytest.mark.parametrize("room", ["bot", *FORBIDDEN])
def test_a_name_is_given_once(room: str) -> None:
    """A sentence that takes the name of another silently replaces it."""
    twice = []
    for file in modules(room):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        named = [
            target.id
            for node in body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        ]
        twice += [f"{file.name}: {name}" for name in named if named.count(name) > 1]
    assert twice == []


@pytest.mark.parametrize("room", FORBIDDEN)
def test_no_clock_is_read(room: str) -> None:
    calls = [
        f"{file.name}:{node.lineno}"
        for file in modules(room)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in ("now", "today", "utcnow")
        # `turn.now` is the argument that stands for the clock.
        and not (isinstance(node.value, ast.Name) and node.value.id in ("turn", "self"))
        and not isinstance(node.ctx, ast.Store)
    ]
    assert calls == []

"""Read the editors' YAML files into values; every fault is told with its line, none is raised."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import yaml

from knowledge.entry import BOOKS, CATEGORIES, Case, Entry, Note, Place, Problem
from knowledge.lint import read_text
from knowledge.reader import Reader, compose

TOP_KEYS = ("主题", "编", "条目")
ENTRY_KEYS = (
    "编号", "问题", "别的问法", "关键词", "回答", "下一步", "法条", "其他法律",
    "纠纷类别", "期限", "审核日期", "法律截至",
)  # fmt: skip
OPTIONAL_KEYS = ("其他法律", "期限", "审核日期", "法律截至")
NOTE_KEYS = ("条", "要旨", "问法")
CASE_KEYS = (
    "编号", "标题", "条目", "法条", "其他法律", "经过", "处理", "启示", "审核日期", "法律截至",
)  # fmt: skip
_ALL_KEYS = tuple(dict.fromkeys((*TOP_KEYS, *ENTRY_KEYS, *NOTE_KEYS, *CASE_KEYS)))


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that could be read, and everything that was wrong."""

    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    cases: tuple[Case, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.is_error)


Kept = dict[str, tuple[str, Loaded]]
"""What each file said when it was read last, with the digest of its bytes then."""


def read_faq(text: str, file: str) -> Loaded:
    """One topic file of `faq/`: entries that are whole, and what is wrong with the others."""
    root, reader = compose(text, file, _ALL_KEYS)
    if root is None:
        return Loaded(problems=reader.told)
    top = reader.fields(root, TOP_KEYS, TOP_KEYS, "文件开头")
    topic = reader.text(top["主题"], "主题") if "主题" in top else ""
    book = reader.one_of(top["编"], "编", BOOKS) if "编" in top else ""
    items = top.get("条目")
    if items is not None and not isinstance(items, yaml.SequenceNode):
        reader.fault(items, "“条目”要写成列表，每个条目以“  - 编号: ”开头。")
        items = None
    entries = [_entry(reader, item, topic, book) for item in (items.value if items else ())]
    return Loaded(entries=tuple(e for e in entries if e is not None), problems=reader.told)


def read_notes(text: str, file: str) -> Loaded:
    """One file of `articles/`: a list of notes on single articles."""
    notes = []
    items, reader = _list(text, file, "法条说明要写成列表，每条以“- 条: ”开头。")
    for item in items:
        found = reader.fields(item, NOTE_KEYS, NOTE_KEYS, "法条说明")
        if len(found) < len(NOTE_KEYS):
            continue
        numbers = reader.articles(found["条"])
        gist, asks = reader.text(found["要旨"], "要旨"), reader.texts(found["问法"], "问法")
        if numbers:
            notes.append(Note(numbers[0], gist, asks, reader.place(item)))
    return Loaded(notes=tuple(notes), problems=reader.told)


def read_cases(text: str, file: str) -> Loaded:
    """One file of `cases/`: a list of teaching cases."""
    items, reader = _list(text, file, "案例要写成列表，每个以“- 编号: ”开头。")
    cases = [_case(reader, item) for item in items]
    return Loaded(cases=tuple(c for c in cases if c is not None), problems=reader.told)


def load_folder(folder: Path, kept: Kept | None = None) -> Loaded:
    """Read `faq/**/*.yaml`, `articles/*.yaml` and `cases/*.yaml`; files in name order.

    What a file of the same bytes said before is taken from `kept`, which is brought up to date.
    """
    if not folder.is_dir():
        return Loaded(problems=(_nothing_in(folder),))
    before = dict(kept or {})
    now: Kept = {}
    parts = [
        *_read_all(folder, "faq", read_faq, before, now),
        *_read_all(folder, "articles", read_notes, before, now),
        *_read_all(folder, "cases", read_cases, before, now),
    ]
    if kept is not None:
        kept.clear()
        kept.update(now)
    entries = tuple(e for part in parts for e in part.entries)
    notes = tuple(n for part in parts for n in part.notes)
    cases = tuple(c for part in parts for c in part.cases)
    problems = [p for part in parts for p in part.problems]
    for what, keyed in (
        ("编号", [(e.id, e.place) for e in entries]),
        ("条号", [(str(n.article), n.place) for n in notes]),
        ("编号", [(c.id, c.place) for c in cases]),
    ):
        problems += _repeated(what, keyed)
    if not any(p.is_error for p in problems):  # else the entry may stand in a file with a fault
        problems += _unknown_entries(cases, {e.id for e in entries})
    if not entries and not problems:
        problems.append(_nothing_in(folder))
    return Loaded(entries, notes, tuple(problems), cases)


def _nothing_in(folder: Path) -> Problem:
    """Why a folder has no entries, as whoever named it would see it."""
    if folder.is_file():
        why = f"这是一个文件，不是文件夹：{folder}。请写 faq 外面那一层文件夹。"
    elif not folder.exists():
        why = f"没有这个文件夹：{folder}。请核对路径，或者 BAIMI_KNOWLEDGE_DIR 的设置。"
    elif not (folder / "faq").is_dir():
        why = f"这个文件夹里没有 faq 文件夹：{folder}。请写 faq 外面那一层文件夹。"
    else:
        why = f"没有读到任何条目：{folder / 'faq'} 里没有以 .yaml 结尾、写着条目的文件。"
    return Problem(Place("问答文件夹", 0), why)


def read_file(path: Path, file: str, read: Callable[[str, str], Loaded]) -> Loaded:
    """One file by one of the readers; `file` is the name that problems say."""
    return _read_bytes(path.read_bytes(), file, read)


def _read_bytes(data: bytes, file: str, read: Callable[[str, str], Loaded]) -> Loaded:
    text, problems = read_text(data, file)
    if text is None:
        return Loaded(problems=problems)
    loaded = read(text, file)
    return replace(loaded, problems=problems + loaded.problems)


def yaml_files(folder: Path) -> list[Path]:
    """The files that are read, in name order; not an editor's own (`.x.yaml.swp`, `~$x.yaml`)."""
    return [path for path in sorted(folder.rglob("*.yaml")) if path.name[0] not in ".~#"]


def _read_all(
    folder: Path,
    name: str,
    read: Callable[[str, str], Loaded],
    before: Mapping[str, tuple[str, Loaded]],
    now: Kept,
) -> list[Loaded]:
    """What every file says; taken from `before` where its bytes are the same, and put in `now`."""
    found = []
    for path in yaml_files(folder / name):
        file = path.relative_to(folder).as_posix()
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            continue  # deleted since it was listed
        digest, old = blake2b(data, digest_size=16).hexdigest(), before.get(file)
        loaded = old[1] if old and old[0] == digest else _read_bytes(data, file, read)
        now[file] = digest, loaded
        found.append(loaded)
    for path in sorted((folder / name).rglob("*.yml")):
        message = "文件名要以 .yaml 结尾，这个文件没有读进来，请改名。"
        place = Place(path.relative_to(folder).as_posix(), 1)
        found.append(Loaded(problems=(Problem(place, message, is_error=False),)))
    return found


def _list(text: str, file: str, otherwise: str) -> tuple[list[yaml.Node], Reader]:
    """The items of a file that is one list; no items and a problem when it is something else."""
    root, reader = compose(text, file, _ALL_KEYS)
    if root is not None and not isinstance(root, yaml.SequenceNode):
        reader.fault(root, otherwise)
    return (root.value if isinstance(root, yaml.SequenceNode) else []), reader


def _entry(reader: Reader, node: yaml.Node, topic: str, book: str) -> Entry | None:
    before = len(reader.problems)
    required = (key for key in ENTRY_KEYS if key not in OPTIONAL_KEYS)
    found = reader.fields(node, ENTRY_KEYS, required, "条目")
    if len(reader.problems) > before:
        return None
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
        category=reader.one_of(found["纠纷类别"], "纠纷类别", CATEGORIES),
        place=reader.place_of_all(node),
        other_laws=reader.laws(found["其他法律"]) if "其他法律" in found else (),
        time_limit=reader.text(found["期限"], "期限") if "期限" in found else "",
        reviewed=reader.day(found["审核日期"], "审核日期") if "审核日期" in found else None,
        law_state=reader.day(found["法律截至"], "法律截至") if "法律截至" in found else None,
    )
    return entry if len(reader.problems) == before else None


def _case(reader: Reader, node: yaml.Node) -> Case | None:
    before = len(reader.problems)
    required = (key for key in CASE_KEYS if key not in OPTIONAL_KEYS)
    found = reader.fields(node, CASE_KEYS, required, "案例")
    if len(reader.problems) > before:
        return None
    case = Case(
        id=reader.text(found["编号"], "编号"),
        title=reader.text(found["标题"], "标题"),
        entries=reader.texts(found["条目"], "条目"),
        articles=reader.articles(found["法条"]),
        happened=reader.text(found["经过"], "经过"),
        settled=reader.text(found["处理"], "处理"),
        lesson=reader.text(found["启示"], "启示"),
        place=reader.place_of_all(node),
        other_laws=reader.laws(found["其他法律"]) if "其他法律" in found else (),
        reviewed=reader.day(found["审核日期"], "审核日期") if "审核日期" in found else None,
        law_state=reader.day(found["法律截至"], "法律截至") if "法律截至" in found else None,
    )
    return case if len(reader.problems) == before else None


def _repeated(what: str, keyed: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    """A key that stands twice is told where it stands again, with the place that had it first."""
    first: dict[str, Place] = {}
    for key, place in keyed:
        if first.setdefault(key, place) is not place:
            message = (
                f"{what}“{key}”已经有了，在 {first[key]}。请换一个没有用过的，或者删掉多的一条。"
            )
            yield Problem(place, message)


def _unknown_entries(cases: Iterable[Case], known: set[str]) -> list[Problem]:
    return [
        Problem(case.place.at("条目"), f"没有编号为“{entry}”的条目，请核对“条目”里的编号。")
        for case in cases
        for entry in case.entries
        if entry not in known
    ]

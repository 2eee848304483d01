"""`baimi new`: asks the fields of an entry one by one, checks each, and makes the file's text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from knowledge.check import same_question
from knowledge.citation import article_fault
from knowledge.entry import BOOKS, CATEGORIES, Entry
from knowledge.load import Loaded, read_faq
from knowledge.text import han_count
from knowledge.write import append_item, item_text, scalar

_APART = re.compile(r"[\s,，、;；]+")
_LAW = re.compile(r".+第[一二三四五六七八九十百千零]+条(?:之.)?")
_NEW_FILE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
Value = str | tuple[str, ...]


class NotYet(Exception):
    """An answer that cannot be taken; its text says what to do."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for a line and says something: a terminal, or a test."""

    ask: Callable[[str], str]
    say: Callable[[str], object]

    def until_good(self, prompt: str, read: Callable[[str], Value]) -> Value:
        """Ask for one line again until `read` takes it."""
        while True:
            try:
                return read(self.ask(prompt).strip())
            except NotYet as why:
                self.say(str(why))

    def lines(self, prompt: str, read: Callable[[tuple[str, ...]], Value]) -> Value:
        """Ask for lines up to an empty one, again until `read` takes them."""
        while True:
            self.say(prompt + "（一行一条，写完按一次空行）：")
            found: list[str] = []
            while line := self.ask("-").strip():
                found.append(line)
            try:
                return read(tuple(found))
            except NotYet as why:
                self.say(str(why))


def new_entry(asker: Asker, root: Path, loaded: Loaded) -> tuple[Path, str, Entry]:
    """The file, its new text with the entry at the end, and the entry. Nothing is written.

    `loaded` is the base as it is: for the next number, and for questions that are taken.
    """
    path, text = _topic_file(asker, root, loaded)
    fields = {"编号": next_id(path.stem, loaded), **_fields(asker, loaded)}
    new = append_item(text, item_text(fields, 2))
    return path, new, read_faq(new, path.relative_to(root).as_posix()).entries[-1]


def next_id(stem: str, loaded: Loaded) -> str:
    """The file's name with the number after the highest that any entry has."""
    numbers = [
        int(match[1])
        for entry in loaded.entries
        if (match := re.fullmatch(rf"{re.escape(stem)}-(\d+)", entry.id))
    ]
    return f"{stem}-{max(numbers, default=0) + 1:02}"


def _topic_file(asker: Asker, root: Path, loaded: Loaded) -> tuple[Path, str]:
    topics = {e.place.file: f"{e.book}·{e.topic}" for e in loaded.entries}
    files = sorted(topics)
    for number, file in enumerate(files, 1):
        asker.say(f"{number:3}  {topics[file]}（{file}）")

    def read(line: str) -> str:
        if line.isdecimal() and 1 <= int(line) <= len(files):
            return files[int(line) - 1]
        if _NEW_FILE.fullmatch(line) and not line.isdecimal():
            return f"faq/{line}.yaml"
        raise NotYet(f"请写 1 到 {len(files)}，或者新文件的英文小写名，例如 property/noise。")

    file = str(asker.until_good("放进哪个主题？写前面的数字；新主题写文件名", read))
    path = root / file
    if path.exists():
        return path, path.read_bytes().decode("utf-8")
    topic = asker.until_good("新主题叫什么", _needed)
    book = asker.until_good(f"属于哪一编（{'、'.join(BOOKS)}）", _one_of(BOOKS))
    return path, f"主题: {scalar(str(topic))}\n编: {book}\n条目:\n"


def _fields(asker: Asker, loaded: Loaded) -> dict[str, Value]:
    taken = {same_question(q): e.id for e in loaded.entries for q in e.questions}

    def fresh(line: str) -> str:
        owner = taken.get(same_question(_needed(line)))
        if owner:
            raise NotYet(f"{owner} 已经有这个问法了，请换一种说法，或者去改那个条目。")
        taken[same_question(line)] = "这个条目"
        return line

    def all_fresh(lines: tuple[str, ...]) -> tuple[str, ...]:
        _count(len(lines), 4, 8, "条")
        before = dict(taken)
        try:
            return tuple(fresh(line) for line in lines)
        except NotYet:
            taken.clear()
            taken.update(before)
            raise

    fields: dict[str, Value] = {
        "问题": asker.until_good("问题：居民会怎么问，一句话", fresh),
        "别的问法": asker.lines("别的问法：4到8条，至少两条是口语", all_fresh),
        "关键词": asker.until_good("关键词：3到12个，用空格隔开", _words),
        "回答": asker.lines("回答：第一句就说可以、不可以还是看情况", _answer),
        "下一步": asker.lines("下一步：2到6步", _steps),
        "法条": asker.until_good("法条：民法典条号，最要紧的在前，用空格隔开", _articles),
        "其他法律": asker.lines("其他法律：例如 物业管理条例第五十五条，没有就空行", _laws),
        "纠纷类别": asker.until_good(f"纠纷类别（{'、'.join(CATEGORIES)}）", _one_of(CATEGORIES)),
        "期限": asker.until_good("期限：多久之内、从哪天算，没有就回车", str),
    }
    return {name: value for name, value in fields.items() if value or name == "法条"}


def _needed(line: str) -> str:
    if not line:
        raise NotYet("这一项不能空着。")
    return line


def _count(found: int, least: int, most: int, unit: str) -> None:
    if not least <= found <= most:
        raise NotYet(f"现在是{found}{unit}，要{least}到{most}{unit}，请重新写。")


def _words(line: str) -> tuple[str, ...]:
    words = tuple(filter(None, _APART.split(line)))
    _count(len(words), 3, 12, "个")
    return words


def _answer(lines: tuple[str, ...]) -> str:
    text = "\n".join(lines)
    _count(han_count(text), 80, 300, "个汉字")
    return text


def _steps(lines: tuple[str, ...]) -> tuple[str, ...]:
    _count(len(lines), 2, 6, "步")
    return lines


def _articles(line: str) -> tuple[str, ...]:
    numbers = tuple(filter(None, _APART.split(line)))
    for number in numbers:
        if fault := article_fault(number):
            raise NotYet(fault)
    return numbers


def _laws(lines: tuple[str, ...]) -> tuple[str, ...]:
    for line in lines:
        if not _LAW.fullmatch(line):
            raise NotYet(f"“{line}”要写成“法律名第几条”，数字用汉字。")
    return lines


def _one_of(allowed: tuple[str, ...]) -> Callable[[str], str]:
    def read(line: str) -> str:
        if line not in allowed:
            raise NotYet(f"只能是：{'、'.join(allowed)}。")
        return line

    return read

"""What a good entry must have besides being readable: counts, lengths, dates, no double questions.

An error is wrong for a resident; a warning is what a second reader should look at.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from knowledge.entry import Case, Entry, Note, Place, Problem
from knowledge.load import Loaded
from knowledge.text import han_count, normalise

ASKS = (4, 8)
KEYWORDS = (3, 12)
NOTE_ASKS = (2, 400)
"""More make an article's document so long that each of its questions counts for little."""
STEPS = (2, 6)
ANSWER = (80, 300)
"""汉字 of an answer: short enough for a pensioner, long enough to say why."""
CASE_PARTS = {"经过": (60, 200), "处理": (60, 220), "启示": (30, 120)}
FRESH = timedelta(days=365)
"""An entry that nobody has held against the law for this long is to be read again."""
REPEALED = frozenset(
    [
        "民法通则",
        "民法总则",
        "婚姻法",
        "继承法",
        "收养法",
        "担保法",
        "合同法",
        "物权法",
        "侵权责任法",
    ]
)
"""Repealed when the Civil Code took effect on 2021-01-01 (article 1260)."""
_ID = re.compile(r"[a-z][a-z0-9-]*-[0-9]{2,3}")
_JOINED = re.compile(r"[，、,;；]")
_MARKS = re.compile(r"[^\w]+")
Finding = tuple[str, str, bool]
"""The name whose line is at fault (empty: none of them), what is wrong, and whether it is an
error."""


def check(loaded: Loaded, today: date, overflow: Callable[[Entry], int]) -> tuple[Problem, ...]:
    """Everything that is wrong with what was read, in the order of files and lines.

    `overflow` says by how many UTF-8 bytes an entry's answer is too long for one message.
    """
    problems = [*loaded.problems, *_double_questions(loaded.entries)]
    for entry in loaded.entries:
        problems += _at(
            entry.place, (*_entry(entry), *_dates(entry, today), *_size(overflow(entry)))
        )
    for case in loaded.cases:
        problems += _at(case.place, (*_case(case), *_dates(case, today)))
    for note in loaded.notes:
        problems += _at(note.place, _note(note))
    return in_order(problems)


def _at(place: Place, findings: Iterable[Finding]) -> Iterator[Problem]:
    for name, message, is_error in findings:
        yield Problem(place.at(name), message, is_error)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file and line, each said once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place.file, p.place.line)))


def same_question(text: str) -> str:
    """The form in which two ways of asking are the same: no marks, blanks or wide letters."""
    return _MARKS.sub("", normalise(text))


def _entry(entry: Entry) -> Iterator[Finding]:
    yield from _id(entry.id)
    yield from _count("别的问法", len(entry.asks), ASKS, "条")
    yield from _count("关键词", len(entry.keywords), KEYWORDS, "个")
    yield from _count("下一步", len(entry.steps), STEPS, "条")
    yield from _count("回答", han_count(entry.answer), ANSWER, "个汉字")
    for word in entry.keywords:
        if _JOINED.search(word):
            yield (
                "关键词",
                f"关键词“{word}”像是几个词连在一起，词之间要用英文逗号加空格隔开。",
                True,
            )
        if word[0] in "“‘「『\"'" or word[-1] in "”’」』\"'":
            yield "关键词", f"关键词“{word}”带着引号，请去掉。", False
    yield from _laws(entry.articles, entry.other_laws)


def _case(case: Case) -> Iterator[Finding]:
    yield from _id(case.id)
    for name, text in (("经过", case.happened), ("处理", case.settled), ("启示", case.lesson)):
        yield from _count(name, han_count(text), CASE_PARTS[name], "个汉字")
    yield from _count("标题", len(case.title), (4, 20), "个字")
    if not case.entries:
        yield "条目", "“条目”是空的，要写至少一个问答的编号，不然居民看不到这个案例。", True
    yield from _laws(case.articles, case.other_laws)


def _note(note: Note) -> Iterator[Finding]:
    yield from _count("要旨", han_count(note.gist), (5, 80), "个汉字")
    yield from _count("问法", len(note.asks), NOTE_ASKS, "条")


def _id(identity: str) -> Iterator[Finding]:
    if not _ID.fullmatch(identity):
        yield "编号", f"编号“{identity}”要写成英文小写加两位数字，例如 leaks-01。", True


def _count(name: str, found: int, allowed: tuple[int, int], unit: str) -> Iterator[Finding]:
    least, most = allowed
    if found < least:
        yield name, f"“{name}”只有{found}{unit}，要{least}到{most}{unit}，请补一些。", False
    elif found > most:
        yield name, f"“{name}”有{found}{unit}，要{least}到{most}{unit}，请删掉一些。", False


def _laws(articles: tuple[int, ...], others: tuple[str, ...]) -> Iterator[Finding]:
    for twice in sorted({n for n in articles if articles.count(n) > 1}):
        yield "法条", f"法条{twice}写了两遍，请留一个。", True
    if not articles and not others:
        yield "法条", "没有写法条，请在“法条”或“其他法律”里写上依据。", True
    for law in others:
        if law.partition("第")[0].strip("《》") in REPEALED:
            yield "其他法律", f"“{law}”2021年起已经废止，请改引《民法典》。", True


def _dates(item: Entry | Case, today: date) -> Iterator[Finding]:
    if item.reviewed is None:
        yield "", "还没有“审核日期”：要另一个人对照法条读过，再写上那天的日期。", False
        return
    if item.reviewed > today:
        yield "审核日期", f"“审核日期”{item.reviewed}还没有到，请写实际读的那天。", True
    elif today - item.reviewed > FRESH:
        yield "审核日期", f"“审核日期”{item.reviewed}过了一年，请对照现在的法律再读一遍。", False
    if item.law_state is None:
        yield "审核日期", "有“审核日期”，但没有“法律截至”：请写对照的是哪一天为止的法律。", False
    elif item.law_state > item.reviewed:
        yield "法律截至", f"“法律截至”{item.law_state}比“审核日期”还晚，请核对。", True


def _size(over: int) -> Iterator[Finding]:
    if over > 0:
        yield "回答", f"回答加上下一步太长，一条微信发不完，请删掉大约{-(-over // 3)}个字。", True


def _double_questions(entries: Iterable[Entry]) -> Iterator[Problem]:
    """The same words twice: within an entry, or in two entries, where neither can be sure."""
    seen: dict[str, tuple[str, Place]] = {}
    for entry in entries:
        own: set[str] = set()
        for text in entry.questions:
            key = same_question(text)
            there = entry.place.at("问题" if text == entry.question else "别的问法")
            other, place = seen.setdefault(key, (entry.id, entry.place))
            if key in own:
                message = f"问法“{text}”在这个条目里写了两遍，请换一种说法。"
                yield Problem(there, message, is_error=False)
            elif place != entry.place:
                yield Problem(there, f"问法“{text}”和 {other}（{place}）的一样，请改掉一个。")
            own.add(key)

"""以案释法: teaching cases under an answer, and all of them to leaf through."""

import re
from dataclasses import replace

from handlers import wording
from handlers.answer import ENTRY, laws_of, may_mediate
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.entry import Case
from knowledge.text import normalise

CASE = "案例："
"""`案例：case-leak-01` asks for one case; it is what a choice among cases says."""
_LEAF = re.compile(r"(?:看看?)?(?:以案释法|案例|普法案例|调解案例)\s*([0-9]{1,2})?")
_A_LIST = 4
"""Cases offered at once: titles of 20 characters fit with the way to the next ones."""


def handle(turn: Turn) -> Outcome | None:
    """看案例 after an answer, one case by its id, 以案释法 for all; None for everything else."""
    text = turn.message.text.strip()
    if text == wording.SHOW_CASE:
        return _of_last_answer(turn)
    if text.startswith(CASE):
        wanted = text.removeprefix(CASE).strip()
        case = next((c for c in turn.base.cases if c.id == wanted), None)
        return show(turn, case) if case else say(turn, Reply(wording.NO_CASES))
    leaf = _LEAF.fullmatch(normalise(text))
    return _leaf(turn, int(leaf[1] or 1)) if leaf else None


def show(turn: Turn, case: Case) -> Outcome:
    """One case, what it goes with, and the next ones."""
    words = wording.CASE.format(
        title=case.title,
        happened=case.happened,
        settled=case.settled,
        lesson=case.lesson,
        laws=wording.LAWS.format(laws=laws_of(case)),
    )
    entry = next((e for i in case.entries if (e := turn.base.entry(i))), None)
    choices = []
    if entry is not None:
        if may_mediate(entry):
            choices.append(Choice(wording.OPEN_TICKET, wording.OPEN_TICKET))
        if entry.id != turn.conversation.entry:
            choices.append(Choice(entry.question, ENTRY + entry.id))
    choices.append(Choice(wording.CASES_LABEL, wording.CASES_LABEL))
    return replace(say(turn, Reply(words, tuple(choices))), decision="case")


def _of_last_answer(turn: Turn) -> Outcome:
    cases = turn.base.cases_of(turn.conversation.entry)
    if not cases:
        return say(turn, Reply(wording.NO_CASES))
    return show(turn, cases[0]) if len(cases) == 1 else _offer(turn, cases[:_A_LIST])


def _leaf(turn: Turn, page: int) -> Outcome:
    """The titles of one page; after the last page comes the first."""
    cases = turn.base.cases
    if not cases:
        return say(turn, Reply(wording.NO_CASES_AT_ALL))
    pages = -(-len(cases) // _A_LIST)
    page = (max(page, 1) - 1) % pages
    more = Choice(wording.MORE_CASES, f"{wording.CASES_LABEL}{page + 2}")
    return _offer(turn, cases[page * _A_LIST :][:_A_LIST], *([more] if pages > 1 else []))


def _offer(turn: Turn, cases: tuple[Case, ...], *others: Choice) -> Outcome:
    titles = tuple(Choice(case.title, CASE + case.id) for case in cases)
    return replace(say(turn, Reply(wording.CASES, (*titles, *others))), decision="case")

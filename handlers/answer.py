"""Put an entry, a choice of questions, or articles into words."""

import re
from dataclasses import replace

from handlers import wording
from handlers.paging import LIMIT, choices_size, size
from handlers.turn import Choice, Reply
from knowledge.base import Base
from knowledge.entry import Case, Entry
from knowledge.match import Match
from knowledge.numerals import to_chinese

ENTRY = "问题："
"""`问题：leaks-01` asks for one entry; it is what a choice among questions says."""
ARTICLE = "民法典第{}条"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_VIOLENCE = re.compile(r"家暴|家庭暴力|虐待|性侵|猥亵|性骚扰|遗弃|打我")


def answer_reply(
    entry: Entry,
    related: tuple[Match, ...],
    has_cases: bool = False,
    rival: Match | None = None,
) -> Reply:
    """The plain answer first, then the articles, what to do next, and the numbered choices.

    Where a `rival` fits nearly as well, the question that is answered stands above the answer and
    the other one among the choices: 可以 to a landlord is 不可以 to a tenant. The case and 有用 /
    没用 are offered where one message has room for them.
    """
    answer = wording.ANSWER_TO.format(question=entry.question) if rival else ""
    parts = [answer + entry.answer, wording.LAWS.format(laws=laws_of(entry))]
    steps = [f"{_CIRCLED[i]} {step}" for i, step in enumerate(entry.steps)]
    if steps:
        parts.append("\n".join([wording.NEXT_STEPS, *steps]))
    if entry.time_limit:
        parts.append(wording.TIME_LIMIT.format(limit=entry.time_limit))
    parts.append(wording.DISCLAIMER)
    choices = [Choice(wording.OPEN_TICKET, wording.OPEN_TICKET)] if may_mediate(entry) else []
    if entry.articles:
        choices.append(Choice(wording.SHOW_ARTICLES, wording.SHOW_ARTICLES))
    if rival:
        choices.append(entry_choice(rival))
    elif related:
        choices.append(Choice(wording.RELATED, wording.RELATED))
    reply = Reply("\n\n".join(parts), tuple(choices))
    if has_cases:
        reply = _with_choices(reply, wording.SHOW_CASE) or reply
    asked = replace(reply, text=reply.text + wording.RATE_IT)
    return _with_choices(reply, wording.USEFUL, wording.USELESS) or _fitting(asked) or reply


def _with_choices(reply: Reply, *labels: str) -> Reply | None:
    """The reply with choices that can as well be typed, if it still fits into one message."""
    more = tuple(Choice(label, label) for label in labels)
    return _fitting(replace(reply, choices=(*reply.choices, *more)))


def _fitting(reply: Reply) -> Reply | None:
    return reply if size(reply.text) + choices_size(reply.choices) <= LIMIT else None


def may_mediate(entry: Entry) -> bool:
    """Mediation is not offered where there is violence or abuse (mediation.md, crisis table)."""
    return not _VIOLENCE.search(entry.question + "".join(entry.keywords))


def laws_of(entry: Entry | Case) -> str:
    """The cited articles as a resident reads them: 《民法典》第1165、288条；…第五十五条."""
    numbers = "、".join(str(n) for n in entry.articles)
    code = (wording.CODE_ARTICLES.format(numbers=numbers),) if numbers else ()
    return "；".join((*code, *entry.other_laws))


def choose_reply(matches: tuple[Match, ...]) -> Reply:
    """Up to three questions to choose from, and a way out."""
    choices = map(entry_choice, matches[:3])
    return Reply(wording.CHOOSE, (*choices, Choice(wording.CHOOSE_NONE, wording.CHOOSE_NONE)))


def entry_choice(match: Match) -> Choice:
    """A line that asks for one entry."""
    return Choice(match.entry.question, ENTRY + match.entry.id)


def unsure_reply() -> Reply:
    """Say so, and offer people."""
    return Reply(wording.UNSURE, (Choice(wording.OPEN_TICKET, wording.OPEN_TICKET), HELP_CHOICE))


HELP_CHOICE = Choice(wording.HELP_LABEL, "帮助")


def statute_reply(base: Base, articles: tuple[int, ...]) -> Reply:
    """No prepared answer, but these articles are near; the question is filed for the editors."""
    parts = [wording.STATUTE_FALLBACK, *(article_text(base, n) for n in articles[:2])]
    return Reply("\n\n".join(parts), (Choice(wording.OPEN_TICKET, wording.OPEN_TICKET),))


def article_text(base: Base, number: int) -> str:
    """One article: its number, our line on what it is about, and the imported text if any."""
    lines = [wording.ARTICLE_TITLE.format(chinese=to_chinese(number))]
    note, text = base.notes.get(number), base.statutes.text(number)
    if note:
        lines.append(wording.ARTICLE_GIST.format(gist=note.gist))
    lines.append(text or wording.ARTICLE_NO_TEXT)
    return "\n".join(lines)

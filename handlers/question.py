"""A legal question: answered, offered as a choice, or honestly not known."""

import re
from dataclasses import replace

from handlers import wording
from handlers.answer import (
    ENTRY,
    answer_reply,
    choose_reply,
    statute_reply,
    unsure_reply,
)
from handlers.crisis import ASK_LAW
from handlers.follow_up import is_follow_up, joined
from handlers.turn import Choice, Outcome, Reply, Turn, say
from handlers.understand import SHORTEST
from knowledge.entry import Entry
from knowledge.match import Decision, Match, Ranking, asked_on, decide, rank
from knowledge.text import han_count, normalise

_RELATED_FROM = 0.3
_TOO_LONG = re.compile(
    r"(?:太长了?|太多了?|看不(?:懂|明白)|没(?:看|听)(?:懂|明白)|听不懂|不懂|说?简单(?:一?点|些)|说人话|太复杂了?|"
    r"(?:这|你说的)?(?:是)?(?:什么|啥)意思|[,。!?的啊呢])++"
)
_FIRST_SENTENCE = re.compile(r"[^。！？]+[。！？]")
_HOW_LONG = re.compile(r"多久|多长|几年|几个月|几天|期限|什么时候|来得及|过期")
_RIVAL = 0.8
"""What of the first entry's score the second has to have to be meant as well as that."""


def handle(turn: Turn) -> Outcome | None:
    """Answer what was asked; None when there is nothing to look for in the text."""
    text = turn.message.text.removeprefix(ASK_LAW)
    if han_count(normalise(text)) < SHORTEST:
        return None
    ranking = rank(turn.base, text)
    before = turn.conversation.question
    if before and is_follow_up(text) and decide(ranking) is not Decision.ANSWER:
        ranking = rank(turn.base, joined(before, text))
        if on := _asked_on(turn, text, ranking):
            return on
        text = joined(before, text)
    decision = decide(ranking)
    asked = replace(turn, conversation=replace(turn.conversation, question=text, entry=""))
    if decision is Decision.ANSWER:
        return answered(asked, ranking.entries[0].entry, ranking.entries[:4], _rival(ranking))
    if decision is Decision.CHOOSE:
        outcome = say(asked, choose_reply(ranking.entries))
        return replace(outcome, decision=decision.value)
    if decision is Decision.STATUTE:
        articles = tuple(m.article for m in ranking.articles)
        outcome = say(asked, statute_reply(turn.base, articles))
        kept = replace(outcome.conversation, article=articles[0])
        return replace(outcome, conversation=kept, decision=decision.value, gap=text)
    return not_known(asked, text)


def _asked_on(turn: Turn, text: str, ranking: Ranking) -> Outcome | None:
    """What the last answer does not say and others may; never the same answer twice running. None
    where `ranking`, for both questions together, is sure of another entry, or nothing was
    answered before."""
    last = turn.base.entry(turn.conversation.entry)
    is_sure = decide(ranking) is Decision.ANSWER
    if last is None or (is_sure and ranking.entries[0].entry.id != last.id):
        return None
    choices = (Choice(wording.OPEN_TICKET, wording.OPEN_TICKET),)
    if is_sure and last.time_limit and _HOW_LONG.search(text):
        told = Reply(wording.TIME_LIMIT.format(limit=last.time_limit), choices)
        return replace(say(turn, told), decision=Decision.ANSWER.value)
    before = turn.conversation.question
    others = tuple(m for m in asked_on(turn.base, before, text) if m.entry.id != last.id)
    if others:
        return replace(say(turn, choose_reply(others)), decision=Decision.CHOOSE.value)
    if not is_sure:
        return None
    not_said = Reply(wording.NOT_SAID_THERE, choices)
    return replace(say(turn, not_said), decision=Decision.UNSURE.value)


def handle_reference(turn: Turn) -> Outcome | None:
    """A choice among questions: the entry it stands for."""
    if not turn.message.text.startswith(ENTRY):
        return None
    entry = turn.base.entry(turn.message.text.removeprefix(ENTRY).strip())
    if entry is None:
        return say(turn, unsure_reply())
    matches = rank(turn.base, entry.question).entries
    return answered(turn, entry, matches)


def handle_asides(turn: Turn) -> Outcome | None:
    """None of the offered questions, related questions, the answer in short, and the way out of
    the crisis gate."""
    text, question = turn.message.text, turn.conversation.question
    if _TOO_LONG.fullmatch(normalise(text)):
        return _in_short(turn)
    if text == wording.CHOOSE_NONE:
        return not_known(turn, question)
    if text == wording.RELATED:
        entry = turn.base.entry(turn.conversation.entry)
        others = (
            related_to(entry, rank(turn.base, question or entry.question).entries) if entry else ()
        )
        return say(turn, choose_reply(others) if others else Reply(wording.NO_MORE))
    if text == wording.CRISIS_ASK_LAW:
        asked = replace(turn.message, text=ASK_LAW + question)
        return handle(replace(turn, message=asked)) or not_known(turn, question)
    return None


def _in_short(turn: Turn) -> Outcome | None:
    """The last answer's first sentence and first step; None where there was no answer."""
    entry = turn.base.entry(turn.conversation.entry)
    if entry is None:
        return None
    first = _FIRST_SENTENCE.match(entry.answer)
    words = wording.IN_SHORT.format(answer=first[0] if first else entry.answer)
    step = wording.IN_SHORT_STEP.format(step=entry.steps[0]) if entry.steps else ""
    return say(turn, Reply(words + step + wording.IN_SHORT_HELP, turn.conversation.choices))


def answered(
    turn: Turn, entry: Entry, others: tuple[Match, ...], rival: Match | None = None
) -> Outcome:
    """The entry's answer, remembered so that 看法条 and 请人调解 know what it was about."""
    has_cases = bool(turn.base.cases_of(entry.id))
    outcome = say(turn, answer_reply(entry, related_to(entry, others), has_cases, rival))
    article = entry.articles[0] if entry.articles else 0
    kept = replace(outcome.conversation, entry=entry.id, article=article, rated="")
    return replace(outcome, conversation=kept, decision=Decision.ANSWER.value, entry=entry.id)


def _rival(ranking: Ranking) -> Match | None:
    """The second entry where it fits nearly as well as the first."""
    first, *others = ranking.entries
    return next((m for m in others[:1] if m.score >= _RIVAL * first.score), None)


def not_known(turn: Turn, question: str) -> Outcome:
    """Nothing fits: say so, offer people, and keep the question for the editors."""
    return replace(
        say(turn, unsure_reply()), decision=Decision.UNSURE.value, gap=normalise(question)
    )


def related_to(entry: Entry, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    """Other entries worth offering next to this one."""
    return tuple(m for m in matches if m.entry.id != entry.id and m.score >= _RELATED_FROM)

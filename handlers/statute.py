"""Articles by number, by chapter, the ones just cited, and the next one."""

import re
from dataclasses import replace

from handlers import wording
from handlers.answer import ARTICLE, article_text
from handlers.choices import NO_CHOICE
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.chapters import Chapter, find_chapter
from knowledge.entry import LAST_ARTICLE
from knowledge.numerals import NUMERAL, to_int
from knowledge.text import normalise

_NUMBER = re.compile(
    rf"(?:请?(?:看|查|问)?(?:一下)?(?:中华人民共和国)?(?:民法典)?的?)?\s*(?:第\s*)?"
    rf"([0-9]{{1,4}}|[{NUMERAL}]{{1,9}})\s*(条)?\s*(?:(?:是|讲|说|写)(?:的是)?(?:什么|啥)?(?:内容)?)?[?。!]?"
)
_SHOW = {"看法条", "法条", "看条文", "原文", "看原文", "法律原文", "法律依据"}
_NEXT = {"下一条", "下条", "后面一条"}
_PREVIOUS = {"上一条", "上条", "前面一条"}
_CHAPTER = re.compile(
    r"(?:请?(?:看|查|找)?(?:一下|看)?(?:民法典)?的?)?(.{2,12}?)(?:那|这)?(?:一)?(章|编)(?:的?(?:内容|法条|条文))?(?:有哪些|是什么)?[?。!]?"
)
_SHOWN = 6
"""Articles of a chapter that are offered at once."""
_GIST = 14
"""Characters of an article's gist in a choice."""


def handle(turn: Turn) -> Outcome | None:
    """Show the articles that were asked for; None when the text asks for none."""
    text = normalise(turn.message.text)
    if text in _SHOW:
        return _cited(turn)
    if text in _NEXT or text in _PREVIOUS:
        if not turn.conversation.article:
            return say(turn, Reply(wording.NO_ARTICLE_YET))
        return show(turn, turn.conversation.article + (1 if text in _NEXT else -1))
    number = _asked_number(text)
    if number is not None:
        return show(turn, number)
    match = _CHAPTER.fullmatch(text)
    chapter = find_chapter(match[1], is_book=match[2] == "编") if match else None
    return _chapter(turn, chapter) if chapter else None


def show(turn: Turn, number: int) -> Outcome:
    """One article, and the next one to go on with."""
    if number > LAST_ARTICLE and turn.conversation.article == LAST_ARTICLE:
        return say(turn, Reply(wording.LAST_ARTICLE))
    if not 1 <= number <= LAST_ARTICLE:
        return say(turn, Reply(wording.NO_SUCH_ARTICLE.format(number=number)))
    choices = [Choice(wording.OPEN_TICKET, wording.OPEN_TICKET)]
    if number < LAST_ARTICLE:
        choices.append(Choice(wording.NEXT_ARTICLE, wording.NEXT_ARTICLE))
    outcome = say(turn, Reply(article_text(turn.base, number), tuple(choices)))
    kept = replace(outcome.conversation, article=number)
    return replace(outcome, conversation=kept, decision="statute")


def _chapter(turn: Turn, chapter: Chapter) -> Outcome:
    """A chapter's span and its first articles to tap; 下一条 goes on from the first."""
    numbers = range(chapter.first, min(chapter.last, chapter.first + _SHOWN - 1) + 1)
    choices = tuple(Choice(_article_label(turn, n), reference(n)) for n in numbers)
    title = wording.CHAPTER_TITLE.format(
        title=chapter.title, first=chapter.first, last=chapter.last
    )
    outcome = say(turn, Reply(title, choices))
    kept = replace(outcome.conversation, article=chapter.first)
    return replace(outcome, conversation=kept, decision="statute")


def _article_label(turn: Turn, number: int) -> str:
    note = turn.base.notes.get(number)
    return f"第{number}条 {note.gist[:_GIST]}" if note else f"第{number}条"


def _cited(turn: Turn) -> Outcome:
    """The text of what the last answer cited; a single article with its next one."""
    entry = turn.base.entry(turn.conversation.entry)
    if entry is None or not entry.articles:
        if turn.conversation.article:
            return show(turn, turn.conversation.article)
        return say(turn, Reply(wording.NO_ARTICLE_YET))
    texts = [article_text(turn.base, number) for number in entry.articles]
    choices = (
        Choice(wording.OPEN_TICKET, wording.OPEN_TICKET),
        Choice(wording.NEXT_ARTICLE, wording.NEXT_ARTICLE),
    )
    outcome = say(turn, Reply("\n\n".join(texts), choices))
    kept = replace(outcome.conversation, article=entry.articles[-1])
    return replace(outcome, conversation=kept, decision="statute")


def _asked_number(text: str) -> int | None:
    """1077 out of 民法典1077条, 第一千零七十七条, 1077; None for a choice-like bare number."""
    match = _NUMBER.fullmatch(text)
    number = to_int(match[1]) if match else None
    if match is None or number is None:
        return None
    is_named = match[2] is not None or "民法典" in text
    is_bare = text.isdigit() and number >= NO_CHOICE
    return number if is_named or is_bare else None


def reference(number: int) -> str:
    """How a choice asks for an article."""
    return ARTICLE.format(number)

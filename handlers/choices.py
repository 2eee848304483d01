"""Which of the numbered choices a resident means: by number, by tap, or by saying the words."""

import re
from dataclasses import replace

from handlers import wording
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.numerals import to_int
from knowledge.text import normalise

_NUMBER = re.compile(
    r"(?:我?[选要]|回复?|第|答案是?)*\s*([0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*(?:个|项|条|号|吧|[.。、!,，])*"
)

_LAST = re.compile(r"(?:我?选)?最后(?:一个|一项|那个)")
_NONE = re.compile(r"(?:以上|上面|这些)?都?不(?:是|对)的?")
"""None of them, where that is offered. Elsewhere it is no choice: 不对 under a summary does not
mean its last line, 取消."""
_ALL = re.compile(r"(?:这?(?:两|三|几)个|全部?|都)(?:都)?(?:是|要|对)")
NO_CHOICE = 16
"""A bare number from here on is an article's."""
_FEWEST = 3
"""Characters from which a part of a label stands for it."""


def chosen(choices: tuple[Choice, ...], text: str) -> Choice | None:
    """The choice that a text stands for: 2, ２, 二, 第二个, 选2, or the label's own words."""
    plain = normalise(text)
    for choice in choices:
        if plain in (normalise(choice.label), normalise(choice.says)):
            return choice
    if _LAST.fullmatch(plain) and choices:
        return choices[-1]
    if _NONE.fullmatch(plain):
        return next((choice for choice in choices if choice.says == wording.CHOOSE_NONE), None)
    if len(plain) >= _FEWEST:
        within = [choice for choice in choices if plain in normalise(choice.label)]
        if len(within) == 1:
            return within[0]
    match = _NUMBER.fullmatch(plain)
    number = to_int(match[1]) if match else None
    return choices[number - 1] if number and number <= len(choices) else None


def handle_missed(turn: Turn) -> Outcome | None:
    """A number that is none of the choices: they are offered again."""
    choices = turn.conversation.choices
    plain = normalise(turn.message.text)
    match = _NUMBER.fullmatch(plain)
    number = to_int(match[1]) if match else None
    is_missed = number is not None and number < NO_CHOICE and not 1 <= number <= len(choices)
    if not choices or not (is_missed or _ALL.fullmatch(plain)):
        return None
    return say(turn, Reply(wording.PICK_ONE.format(count=len(choices)), choices))


def spoken(turn: Turn) -> Turn:
    """The turn with a choice replaced by the words it stands for.

    A tapped line keeps its meaning when newer replies have come since: it carries its words.
    """
    message = turn.message
    if message.choice:
        return replace(turn, message=replace(message, text=message.choice))
    choice = chosen(turn.conversation.choices, message.text) if message.text else None
    return replace(turn, message=replace(message, text=choice.says)) if choice else turn

"""Keep a reply within what the platform carries: at most 2000 bytes of UTF-8."""

import re

from handlers import wording
from handlers.turn import Choice, Reply

LIMIT = 2000
"""UTF-8 bytes of a text message (wechat.md: stay at or under 2000)."""
TAP_LINE = 96
"""UTF-8 bytes that a tappable line adds around its label and its `says`, at most."""
MOST_FOR_CHOICES = 1500
"""Bytes; three questions of 42 汉字 and a way out take fewer, so none is ever dropped."""
_SENTENCE_END = re.compile(r"[。！？；\n]")


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def choices_size(choices: tuple[Choice, ...]) -> int:
    """The most bytes that choices can take under a text: the label twice (shown and sent), what
    it says, markup; a character has at most 4 bytes."""
    return sum(TAP_LINE + 8 * len(c.label) + 4 * len(c.says) for c in choices)


def first_page(reply: Reply, limit: int = LIMIT) -> tuple[Reply, str]:
    """The reply cut to `limit` bytes with its choices, and the text that follows under 更多.

    Cuts at a sentence's end, or anywhere if a sentence is longer than a page. The rest is empty
    when everything fits.
    """
    choices = reply.choices
    while choices_size(choices) > MOST_FOR_CHOICES:
        choices = choices[:-1]
    room = limit - choices_size(choices)
    if size(reply.text) <= room:
        return Reply(reply.text, choices), ""
    if all(c.says != wording.MORE for c in choices):
        choices = (*choices, Choice(wording.MORE, wording.MORE))
        room = limit - choices_size(choices)
    room -= size(wording.MORE_FOLLOWS)
    head = reply.text.encode()[:room].decode(errors="ignore")
    ends = [m.end() for m in _SENTENCE_END.finditer(head)]
    if ends and ends[-1] > len(head) // 2:
        head = head[: ends[-1]]
    return Reply(head.rstrip() + wording.MORE_FOLLOWS, choices), reply.text[len(head) :].lstrip()

"""Which grid a resident lives in: by the code they scanned, or by choice."""

from dataclasses import replace

from handlers import wording
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_ASK = ("我的网格", "选网格", "我住哪个网格", "换网格")
_MOST = 20
"""Choices under one reply."""


def may_ask_home(turn: Turn) -> bool:
    """Whether the grids have to be looked up for a message: it may be about them."""
    said = turn.message.choice or turn.message.text
    offered = any(c.says.startswith(wording.LIVES_IN) for c in turn.conversation.choices)
    return offered or normalise(said).startswith(wording.LIVES_IN) or normalise(said) in _ASK


def handle(turn: Turn) -> Outcome | None:
    """我的网格 offers the grids; 我住第一网格 chooses one."""
    text = normalise(turn.message.text)
    if text in _ASK:
        return _offer(turn)
    chosen = next((g for g in turn.grids if text == normalise(wording.LIVES_IN + g.name)), None)
    if chosen is None:
        return None
    return replace(say(turn, Reply(wording.HOME_KEPT.format(grid=chosen.name))), home=chosen.code)


def _offer(turn: Turn) -> Outcome:
    choices = tuple(Choice(g.name, wording.LIVES_IN + g.name) for g in turn.grids[:_MOST])
    return say(turn, Reply(wording.ASK_HOME if choices else wording.NO_GRIDS, choices))

"""Which grid a resident lives in: by the code they scanned, by choice, or by their address."""

import re
from dataclasses import replace

from handlers import wording
from handlers.tickets.people import House, Place
from handlers.tickets.places import grid_by_address
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_ASK = ("我的网格", "选网格", "我住哪个网格", "换网格")
_ADDRESS = re.compile(r"我(?:家)?住在?([^，。？！,?!]{2,24})")
"""A sentence that says where somebody lives and nothing else."""
_REST = re.compile(r"[\d一二三四五六七八九十号栋幢楼单元层室门座a-z\-]*")
"""What may follow a grid's word in an address."""
_MOST = 20
"""Choices under one reply."""


def may_ask_home(turn: Turn) -> bool:
    """Whether the grids have to be looked up for a message: it may be about them."""
    said = turn.message.choice or turn.message.text
    offered = any(c.says.startswith(wording.LIVES_IN) for c in turn.conversation.choices)
    return offered or bool(_ADDRESS.fullmatch(said.strip())) or normalise(said) in _ASK


def handle(turn: Turn) -> Outcome | None:
    """我的网格 offers the grids; 我住第一网格 chooses one, 我住3号楼2单元 by the address."""
    text = normalise(turn.message.text)
    if text in _ASK:
        return _offer(turn)
    chosen = next((g for g in turn.grids if text == normalise(wording.LIVES_IN + g.name)), None)
    chosen = chosen or _by_address(turn)
    if chosen is None:
        return None
    return replace(say(turn, Reply(wording.HOME_KEPT.format(grid=chosen.name))), home=chosen.code)


def _by_address(turn: Turn) -> Place | None:
    """The grid of an address that is nothing but one: 我住3号楼漏水怎么办 is a question."""
    said = _ADDRESS.fullmatch(turn.message.text.strip())
    grid = grid_by_address(House(turn.grids), said[1]) if said else None
    if said is None or grid is None:
        return None
    plain = normalise(said[1])
    word = max((normalise(w) for w in grid.words if normalise(w) in plain), key=len)
    return grid if _REST.fullmatch(plain.partition(word)[2]) else None


def _offer(turn: Turn) -> Outcome:
    choices = tuple(Choice(g.name, wording.LIVES_IN + g.name) for g in turn.grids[:_MOST])
    return say(turn, Reply(wording.ASK_HOME if choices else wording.NO_GRIDS, choices))

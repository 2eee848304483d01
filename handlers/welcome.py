"""Follow, unfollow, and the scan of a grid's code."""

from dataclasses import replace

from handlers import wording
from handlers.small_talk import help_reply
from handlers.turn import SILENCE, Kind, Message, Outcome, Reply, Turn, say

_SCENE = "qrscene_"
"""Before the scene when a new follower came by a code (wechat.md, "Events that arrive")."""
_LONGEST_GRID = 64


def handle(turn: Turn) -> Outcome | None:
    """Welcome a new follower; forget one who leaves (the operator's duty on unsubscribe); bind
    the grid whose code was scanned."""
    if turn.message.kind is not Kind.EVENT:
        return None
    grid = scanned_grid(turn.message)
    bound = wording.GRID_BOUND.format(grid=grid) if grid else ""
    if turn.message.event == "subscribe":
        greeting = wording.WELCOME.format(community=turn.contacts.community)
        words = f"{greeting}\n{bound}".rstrip()
        return replace(say(turn, Reply(words, help_reply(turn).choices)), grid=grid)
    if turn.message.event == "scan" and grid:
        return replace(say(turn, Reply(bound, help_reply(turn).choices)), grid=grid)
    if turn.message.event == "unsubscribe":
        return replace(Outcome(SILENCE, turn.conversation), forgets=True)
    return None


def scanned_grid(message: Message) -> str:
    """The code of the grid, 1 to 64 characters; empty when none was scanned."""
    if message.event not in ("subscribe", "scan"):
        return ""
    if message.event == "subscribe" and not message.event_key.startswith(_SCENE):
        return ""
    grid = message.event_key.removeprefix(_SCENE).strip()
    return grid if len(grid) <= _LONGEST_GRID else ""

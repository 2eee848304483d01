"""Follow, unfollow, and the scan of a grid's code."""

from dataclasses import replace

from handlers import wording
from handlers.small_talk import help_reply
from handlers.tickets.places import grid_by_scene
from handlers.turn import SILENCE, Kind, Message, Outcome, Reply, Turn, say

_SCENE = "qrscene_"
"""Before the scene when a new follower came by a code (wechat.md, "Events that arrive")."""
_LONGEST = 64


def handle(turn: Turn) -> Outcome | None:
    """Welcome a new follower; forget one who leaves (the operator's duty on unsubscribe); keep
    the grid whose code was scanned, also one that nobody has entered yet."""
    if turn.message.kind is not Kind.EVENT:
        return None
    scene = scanned(turn.message)
    grid = grid_by_scene(turn.grids, scene)
    home = grid.code if grid else scene
    bound = wording.GRID_BOUND.format(grid=grid.name if grid else f"{scene}网格") if home else ""
    if turn.message.event == "subscribe":
        greeting = wording.WELCOME.format(community=turn.contacts.community)
        words = f"{greeting}\n{bound}".rstrip()
        return replace(say(turn, Reply(words, help_reply(turn).choices)), home=home)
    if turn.message.event == "scan" and home:
        return replace(say(turn, Reply(bound, help_reply(turn).choices)), home=home)
    if turn.message.event == "unsubscribe":
        return replace(Outcome(SILENCE, turn.conversation), forgets=True)
    return None


def scanned(message: Message) -> str:
    """The scene of the code, 1 to 64 characters; empty when none was scanned."""
    if message.event not in ("subscribe", "scan"):
        return ""
    if message.event == "subscribe" and not message.event_key.startswith(_SCENE):
        return ""
    scene = message.event_key.removeprefix(_SCENE).strip()
    return scene if len(scene) <= _LONGEST else ""

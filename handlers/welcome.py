"""Follow, unfollow and menu taps."""

from dataclasses import replace

from handlers import wording
from handlers.small_talk import help_reply
from handlers.turn import SILENCE, Kind, Outcome, Reply, Turn, say


def handle(turn: Turn) -> Outcome | None:
    """Welcome a new follower; forget one who leaves (the operator's duty on unsubscribe)."""
    if turn.message.kind is not Kind.EVENT:
        return None
    if turn.message.event == "subscribe":
        greeting = wording.WELCOME.format(community=turn.contacts.community)
        return say(turn, Reply(greeting, help_reply(turn).choices))
    if turn.message.event == "unsubscribe":
        return replace(Outcome(SILENCE, turn.conversation), forgets=True)
    return None

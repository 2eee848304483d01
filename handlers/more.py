"""更多: the next page of a reply that did not fit into one message."""

from dataclasses import replace

from handlers import wording
from handlers.turn import Outcome, Reply, Turn, say
from knowledge.text import normalise

_ASKS = {"更多", "继续", "下文", "接着说", "还有呢", "下一页", "more"}


def handle(turn: Turn) -> Outcome | None:
    """The rest under the same choices; a reply without a rest says so."""
    if normalise(turn.message.text) not in _ASKS:
        return None
    if not turn.conversation.rest:
        return say(turn, Reply(wording.NO_MORE))
    choices = tuple(c for c in turn.conversation.choices if c.says != wording.MORE)
    outcome = say(turn, Reply(turn.conversation.rest, choices))
    return replace(outcome, decision="more")

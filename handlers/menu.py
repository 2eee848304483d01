"""A tap on the account's menu says what its key says (knowledge/menu.yaml)."""

from dataclasses import replace

from handlers.turn import Kind, Turn


def tapped(turn: Turn) -> Turn:
    """The turn with a menu tap as the words that a resident would have written."""
    message = turn.message
    if message.kind is not Kind.EVENT or message.event != "click" or not message.event_key:
        return turn
    words = replace(message, kind=Kind.TEXT, text=message.event_key, event="", event_key="")
    return replace(turn, message=words)

"""有用 or 没用: what a resident thought of the last answer, counted without the person."""

from dataclasses import replace

from handlers import wording
from handlers.answer import may_mediate
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_USEFUL = {"有用", "有帮助", "很有用", "有用的", "帮到我了", "解决了", "说得好", "讲得好"}
_USELESS = {
    "没用",
    "没有用",
    "没帮助",
    "没有帮助",
    "不对",
    "答非所问",
    "没解决",
    "看不懂",
    "不是我问的",
}


def handle(turn: Turn) -> Outcome | None:
    """Count it once for each answer; after 没用 the ways on are offered."""
    text = normalise(turn.message.text).rstrip("。!~.")
    if text not in _USEFUL | _USELESS:
        return None
    entry = turn.base.entry(turn.conversation.entry)
    if entry is None:
        return say(turn, Reply(wording.RATE_WHAT))
    choices = [Choice(wording.OPEN_TICKET, wording.OPEN_TICKET)] if may_mediate(entry) else []
    if turn.conversation.rated == entry.id:
        return say(turn, Reply(wording.RATED_ALREADY, tuple(choices)))
    useful = text in _USEFUL
    if not useful:
        choices.append(Choice(wording.RELATED, wording.RELATED))
    words = wording.RATED_USEFUL if useful else wording.RATED_USELESS
    outcome = say(turn, Reply(words, tuple(choices)))
    kept = replace(outcome.conversation, rated=entry.id)
    return replace(outcome, conversation=kept, decision="rated", rates=entry.id, useful=useful)

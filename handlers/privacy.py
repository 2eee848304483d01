"""What we keep about a resident: told, shown, erased (个人信息保护法 17, 44-47)."""

from dataclasses import replace

from handlers import wording
from handlers.turn import Choice, Conversation, Outcome, Reply, Turn, say
from knowledge.text import normalise

_ASKS = {"隐私", "隐私政策", "个人信息", "你们怎么保管我的信息"}
_MINE = {"我的信息", "查看我的信息"}
_DELETE = {"删除我的信息", "删除信息", "注销", "删掉我的信息"}


def handle(turn: Turn) -> Outcome | None:
    """The notice, what is kept, and erasing it after one more question."""
    text = normalise(turn.message.text)
    if text in _ASKS:
        return say(turn, Reply(wording.PRIVACY.format(phone=turn.contacts.phone)))
    if text in _MINE:
        intake = 1 if turn.conversation.intake else 0
        return say(turn, Reply(wording.MY_DATA.format(count=len(turn.tickets), intake=intake)))
    if text in _DELETE:
        choices = (
            Choice(wording.DELETE_YES, wording.DELETE_YES),
            Choice(wording.DELETE_NO, wording.DELETE_NO),
        )
        return say(turn, Reply(wording.DELETE_SURE, choices))
    if text == wording.DELETE_YES and _was_asked(turn):
        return replace(Outcome(Reply(wording.DELETED), Conversation()), forgets=True)
    if text == wording.DELETE_NO and _was_asked(turn):
        return say(turn, Reply(wording.NOT_DELETED))
    return None


def _was_asked(turn: Turn) -> bool:
    return any(c.says == wording.DELETE_YES for c in turn.conversation.choices)

"""The platform's reports on notices: consents given and taken back, and what became of a send.

They are no words of a resident, get no reply, and count once however often they are delivered.
"""

from collections.abc import Iterator, Mapping

from bot.deps import Deps
from bot.store import outgoing, receipts, windows
from handlers.turn import Message

_CONSENTS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
}
_TEMPLATE_DONE = "templatesendjobfinish"
_NOTICE_DONE = "subscribe_msg_sent_event"


def note_result(fields: Mapping[str, str], message: Message, deps: Deps) -> bool:
    """Store what the event reports; False when it is no such report."""
    if message.event not in (*_CONSENTS, _TEMPLATE_DONE, _NOTICE_DONE):
        return False
    now = deps.now()
    with deps.database.writing.begin() as session:
        if not receipts.claim(session, message.receipt, now):
            return True
        if message.event == _TEMPLATE_DONE:
            words = f"模板消息：{fields.get('Status', '')[:40]}"
            outgoing.result_of(session, fields.get("MsgID", ""), words)
        elif message.event == _NOTICE_DONE:
            for number, status in _listed(fields, "SubscribeMsgSentEvent", "MsgID", "ErrorStatus"):
                outgoing.result_of(session, number, f"订阅通知：{status[:40]}")
        else:
            root = _CONSENTS[message.event]
            for template, answer in _listed(fields, root, "TemplateId", "SubscribeStatusString"):
                if answer == "accept":
                    windows.consented(session, message.sender, template[:128])
                elif message.event == "subscribe_msg_change_event":
                    windows.consent_used(session, message.sender, template, is_over=True)
    return True


def _listed(
    fields: Mapping[str, str], root: str, first: str, second: str
) -> Iterator[tuple[str, str]]:
    """Pairs of two fields of each item in the event's list, as `read_xml` names them."""
    number = 0
    while (key := f"{root}/{number}/{first}") in fields:
        yield fields[key], fields.get(f"{root}/{number}/{second}", "")
        number += 1

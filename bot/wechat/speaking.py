"""Say what is due: the ledger decides the way, the error-code table what follows.

At least once: a process that dies after the platform accepted and before we noted it leaves a
lease that runs out, and the message goes out again. Anything else goes out exactly once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.store import alarms, conversations, outgoing, windows
from bot.store.engine import Database
from bot.store.outgoing import Due
from bot.wechat.client import Answered, Failed, PlatformClient
from bot.wechat.codes import (
    REFUSED_NOTICE,
    WINDOW_CLOSED,
    WINDOW_USED_UP,
    Do,
    meaning,
    what_to_do,
)
from bot.wechat.outbound import render_text
from bot.wechat.powers import Powers
from bot.wechat.ways import Choice, Ledger, Way, choose
from handlers import wording
from handlers.paging import first_page, size
from handlers.turn import Reply

_LOCAL = ZoneInfo("Asia/Shanghai")
_MEND_AFTER = timedelta(hours=1)
"""How soon a message is tried again when the operator has to mend something first."""
_MOST = 200
"""Messages in one go; the next sweep goes on."""
_SHORTEST = 60
"""UTF-8 bytes below which a message is not cut any more."""
_OTHER_WAY = {WINDOW_CLOSED, WINDOW_USED_UP, REFUSED_NOTICE}
"""Codes that close one way and leave the next one open."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A template of the account: its id, and the names of the two fields that say that there is
    news and how to read it (empty when the template has none). A field holds 20 characters."""

    template: str = ""
    title_field: str = ""
    words_field: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """What it takes to speak first; `client` is None without an AppSecret."""

    database: Database
    client: PlatformClient | None
    powers: Powers
    notice: Notice
    template: Notice
    now: Callable[[], datetime]


def speak_due(speaker: Speaker) -> int:
    """Try everything that is due; how many messages the platform accepted.

    No transaction is open while the platform thinks.
    """
    accepted = 0
    for _ in range(_MOST):
        with speaker.database.writing.begin() as session:
            due = outgoing.take_due(session, speaker.now())
        if due is None:
            break
        accepted += _speak(speaker, due)
    return accepted


def _speak(speaker: Speaker, due: Due) -> bool:
    """Go through the ways until one is accepted or none is left."""
    for _ in Way:
        now = speaker.now()
        with speaker.database.writing.begin() as session:
            ledger = windows.ledger(session, due.resident, speaker.notice.template)
            choice = _choice(speaker, ledger, now)
            pause = alarms.stopped_until(session, now)
            if choice.way is Way.PASSIVE or speaker.client is None:
                outgoing.waits(session, due.id, "", choice.why)
                return False
            if pause:
                outgoing.again(session, due.id, "今天的接口次数用完了，明天再发", pause)
                return False
        answer = speaker.client.call(*_request(speaker, due, choice))
        if isinstance(answer, Answered):
            _accepted(speaker, due, choice, answer)
            return True
        if not _goes_on(speaker, due, choice, answer):
            return False
    return False


def _choice(speaker: Speaker, ledger: Ledger, now: datetime) -> Choice:
    powers = speaker.powers if speaker.client else Powers()
    has = (bool(speaker.notice.template), bool(speaker.template.template))
    return choose(powers, ledger, now, *has)


def _request(speaker: Speaker, due: Due, choice: Choice) -> tuple[str, dict[str, Any]]:
    if choice.way is Way.CUSTOM:
        text = {"content": render_text(due.reply)}
        content = {"touser": due.resident, "msgtype": "text", "text": text}
        return "/cgi-bin/message/custom/send", content
    is_notice = choice.way is Way.NOTICE
    notice = speaker.notice if is_notice else speaker.template
    words = {
        notice.title_field: {"value": wording.NOTICE_TITLE},
        notice.words_field: {"value": wording.NOTICE_WORDS},
    }
    words.pop("", None)
    path = "subscribe/bizsend" if is_notice else "template/send"
    content = {"touser": due.resident, "template_id": notice.template, "data": words}
    return f"/cgi-bin/message/{path}", content


def _accepted(speaker: Speaker, due: Due, choice: Choice, answer: Answered) -> None:
    """A notice only says that there is news: the words themselves wait for the next contact."""
    now = speaker.now()
    with speaker.database.writing.begin() as session:
        if choice.way is Way.CUSTOM:
            windows.used(session, due.resident, choice.window)
            outgoing.delivered(session, due.id, choice.way, now)
            conversations.shows(session, due.resident, due.reply.choices)
            return
        if choice.way is Way.NOTICE:
            windows.consent_used(session, due.resident, speaker.notice.template)
        number = str(answer.fields.get("msgid", ""))
        outgoing.waits(session, due.id, choice.way, choice.why, number)


def _goes_on(speaker: Speaker, due: Due, choice: Choice, failed: Failed) -> bool:
    """Do what the table says about a code; True when another way is to be tried at once."""
    now, why = speaker.now(), meaning(failed.code)
    do = what_to_do(failed.code)
    with speaker.database.writing.begin() as session:
        if do is Do.STOP_RESIDENT:
            if choice.way is Way.NOTICE:
                template = speaker.notice.template
                windows.consent_used(session, due.resident, template, is_over=True)
            else:
                windows.closed(session, due.resident)
            if failed.code in _OTHER_WAY and choice.way is not Way.TEMPLATE:
                return True
            outgoing.waits(session, due.id, "", why)
        elif do is Do.STOP_TODAY:
            tomorrow = next_day(now)
            alarms.raise_alarm(session, failed.code, now, tomorrow)
            outgoing.again(session, due.id, why, tomorrow)
        elif do is Do.SHORTEN:
            parts = halves(due.reply)
            if len(parts) > 1:
                outgoing.replaced(session, due, parts, now)
            else:
                outgoing.waits(session, due.id, "", why)
        elif do is Do.RETRY:
            outgoing.again(session, due.id, why, now + outgoing.retry_after(due.tries))
        else:
            alarms.raise_alarm(session, failed.code, now)
            outgoing.again(session, due.id, why, now + _MEND_AFTER)
    return False


def halves(reply: Reply) -> tuple[Reply, ...]:
    """Two parts of a message that was too large, the choices under the second."""
    if size(reply.text) < _SHORTEST:
        return (reply,)
    head, rest = first_page(Reply(reply.text), max(size(reply.text) // 2 + 40, _SHORTEST))
    if not rest:
        return (reply,)
    return Reply(head.text.removesuffix(wording.MORE_FOLLOWS)), Reply(rest, reply.choices)


def next_day(now: datetime) -> datetime:
    """Midnight in China, when the platform's quotas begin anew."""
    local = now.astimezone(_LOCAL) + timedelta(days=1)
    return local.replace(hour=0, minute=5, second=0, microsecond=0)

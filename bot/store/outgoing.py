"""What is to be said to residents: kept in the transaction that causes it, until it is said."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.store.channel_tables import Outgoing
from bot.wechat.ways import Way
from handlers.turn import Choice, Reply

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(minutes=30)
_LEASE = timedelta(minutes=2)
"""How long a sending may take before another process may try: longer than any time-out."""
DUE, SENDING, WAITING, DELIVERED, DROPPED = "due", "sending", "waiting", "delivered", "dropped"


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come, leased to the caller. `tries` counts this one."""

    id: int
    resident: str
    reply: Reply
    tries: int
    ticket_id: int | None


@dataclass(frozen=True, slots=True)
class Unsaid:
    """How many messages are being sent, and how many wait for their resident's next one."""

    due: int
    waiting: int


def send(
    session: Session,
    resident: str,
    reply: Reply,
    now: datetime,
    key: str = "",
    ticket_id: int | None = None,
) -> None:
    """Say something to a resident who is not waiting for an answer, exactly once for a `key`.

    It is stored with the transaction, and goes out after the commit by the first way that the
    ledger allows (`bot.wechat.speaking`), or with the reply to the resident's next message.
    """
    values = {
        "key": key or secrets.token_hex(20),
        "resident": resident,
        "ticket_id": ticket_id,
        "reply": to_json(reply),
        "state": DUE,
        "way": "",
        "why": "",
        "created_at": now,
        "next_try_at": now,
        "tries": 0,
        "delivered_at": None,
        "platform_id": "",
        "erased_at": None,
    }
    # The id is the database's, so the key decides whether this was said before.
    if session.scalar(select(Outgoing.id).where(Outgoing.key == values["key"])) is None:
        session.add(Outgoing(**values))


def take_due(session: Session, now: datetime) -> Due | None:
    """The oldest message to try now; nobody else gets it until the lease is over."""
    row = session.scalars(
        select(Outgoing)
        .where(Outgoing.state.in_((DUE, SENDING)), Outgoing.next_try_at <= now)
        .order_by(Outgoing.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    row.state, row.next_try_at, row.tries = SENDING, now + _LEASE, row.tries + 1
    return Due(row.id, row.resident or "", reply_of(row), row.tries, row.ticket_id)


def take_waiting(session: Session, resident: str, now: datetime) -> tuple[Reply, ...]:
    """Everything that waits for this resident, which goes out with the reply of this very
    transaction; what is being sent just now is left alone."""
    rows = session.scalars(
        select(Outgoing)
        .where(Outgoing.resident == resident, Outgoing.state.in_((DUE, WAITING)))
        .order_by(Outgoing.id)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.state, row.way, row.delivered_at, row.next_try_at = DELIVERED, Way.PASSIVE, now, None
    return tuple(reply_of(row) for row in rows)


def delivered(session: Session, row_id: int, way: Way, now: datetime) -> None:
    """The platform has accepted the whole message."""
    _set(session, row_id, state=DELIVERED, way=way, why="", delivered_at=now, next_try_at=None)


def waits(session: Session, row_id: int, way: str, why: str, platform_id: str = "") -> None:
    """It goes out at the next contact; `way` is how the resident was told that there is news."""
    _set(
        session,
        row_id,
        state=WAITING,
        way=way,
        why=why,
        next_try_at=None,
        platform_id=platform_id,
    )


def again(session: Session, row_id: int, why: str, at: datetime) -> None:
    """Try once more `at` that time, or earlier when the resident writes."""
    _set(session, row_id, state=DUE, why=why, next_try_at=at)


def retry_after(tries: int) -> timedelta:
    """Twice as long each time."""
    waited: timedelta = FIRST_RETRY * 2 ** min(tries - 1, 10)
    return min(waited, LONGEST_RETRY)


def replaced(session: Session, due: Due, parts: tuple[Reply, ...], now: datetime) -> None:
    """A message that was too large goes out in parts."""
    for number, part in enumerate(parts):
        send(session, due.resident, part, now, f"part:{due.id}:{number}", due.ticket_id)
    _set(session, due.id, state=DROPPED, why="太长，分成几条发", next_try_at=None)


def result_of(session: Session, platform_id: str, why: str) -> None:
    """The platform's word on a notice it had accepted."""
    session.execute(
        update(Outgoing)
        .where(Outgoing.platform_id == platform_id, Outgoing.state == WAITING)
        .values(why=why)
    )


def count_unsaid(session: Session) -> Unsaid:
    """How many messages nobody has read yet."""
    due = func.count().filter(Outgoing.state.in_((DUE, SENDING)))
    waiting = func.count().filter(Outgoing.state == WAITING)
    found = session.execute(select(due, waiting).where(Outgoing.state.in_((DUE, SENDING, WAITING))))
    return Unsaid(*found.one())


def try_now(session: Session, now: datetime) -> None:
    """Whatever stood in the way is mended: everything that is to be tried later is tried now."""
    session.execute(update(Outgoing).where(Outgoing.state == DUE).values(next_try_at=now))


def forget(session: Session, resident: str) -> None:
    """The person left: nothing more is said to them, and nothing of what was said is kept."""
    mine = Outgoing.resident == resident
    unsaid = mine & Outgoing.state.in_((DUE, SENDING, WAITING))
    session.execute(update(Outgoing).where(unsaid).values(state=DROPPED, why="居民已离开"))
    session.execute(
        update(Outgoing)
        .where(mine)
        .values(resident=None, reply=to_json(Reply("")), next_try_at=None)
    )


def _set(session: Session, row_id: int, **values: Any) -> None:
    """Only while somebody is sending it: a resident who left meanwhile stays forgotten."""
    session.execute(
        update(Outgoing).where(Outgoing.id == row_id, Outgoing.state == SENDING).values(**values)
    )


def to_json(reply: Reply) -> dict[str, Any]:
    """A reply as a row keeps it."""
    choices = [{"label": choice.label, "says": choice.says} for choice in reply.choices]
    return {"text": reply.text, "choices": choices}


def reply_of(row: Outgoing) -> Reply:
    """The reply that a row keeps."""
    choices = tuple(Choice(c["label"], c["says"]) for c in row.reply.get("choices", ()))
    return Reply(str(row.reply.get("text", "")), choices)

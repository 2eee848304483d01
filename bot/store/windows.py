"""The send-window ledger of each resident (wechat.md: 客服 messages, notifications)."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.store.channel_tables import NoticeConsent, SendWindow
from bot.store.upsert import insert_or_replace
from bot.wechat.ways import Ledger, Window

WINDOWS = {"message": (timedelta(hours=48), 5), "tap": (timedelta(minutes=1), 3)}
"""For how long and how many messages, by what the resident did."""


def opened(session: Session, resident: str, kind: str, now: datetime) -> None:
    """The resident wrote (`message`) or tapped, followed or scanned (`tap`)."""
    lasts, count = WINDOWS[kind]
    values = {"resident": resident, "kind": kind, "closes_at": now + lasts, "left": count}
    insert_or_replace(session, SendWindow, values)


def ledger(session: Session, resident: str, template: str) -> Ledger:
    """What may still be sent to a resident."""
    windows = {
        kind: Window(row.closes_at, row.left)
        for kind in WINDOWS
        if (row := session.get(SendWindow, (resident, kind)))
    }
    consent = session.get(NoticeConsent, (resident, template))
    return Ledger(windows.get("tap"), windows.get("message"), consent.left if consent else 0)


def used(session: Session, resident: str, kind: str) -> None:
    """One message more went out through this window."""
    session.execute(
        update(SendWindow)
        .where(SendWindow.resident == resident, SendWindow.kind == kind, SendWindow.left > 0)
        .values(left=SendWindow.left - 1)
    )


def closed(session: Session, resident: str) -> None:
    """The platform says that nothing more may be sent, whatever we had counted."""
    session.execute(update(SendWindow).where(SendWindow.resident == resident).values(left=0))


def consented(session: Session, resident: str, template: str) -> None:
    """The resident agreed to one more notice of a template."""
    row = session.get(NoticeConsent, (resident, template))
    if row is None:
        session.add(NoticeConsent(resident=resident, template=template, left=1))
    else:
        row.left += 1


def consent_used(session: Session, resident: str, template: str, is_over: bool = False) -> None:
    """One notice went out, or (`is_over`) the resident wants no more."""
    row = session.get(NoticeConsent, (resident, template))
    if row is not None:
        row.left = 0 if is_over else max(0, row.left - 1)


def forget(session: Session, resident: str) -> None:
    """The resident left."""
    session.execute(delete(SendWindow).where(SendWindow.resident == resident))
    session.execute(delete(NoticeConsent).where(NoticeConsent.resident == resident))

"""Inbound receipts: the same message gets the same reply, across processes and restarts."""

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session, sessionmaker

from bot.store.tables import Receipt, columns_of
from bot.store.upsert import insert_missing

KEPT_FOR = timedelta(days=7)
"""The platform redelivers within seconds, and a request older than 5 minutes is refused."""


def claim(session: Session, key: str, now: datetime) -> bool:
    """True for the first delivery of a report, which is not replied to."""
    return insert_missing(session, Receipt, {"key": key, "received_at": now, "reply": None})


def stored_reply(session: Session, key: str) -> str:
    """The text that was answered to this message; empty where nothing was."""
    return session.scalars(select(Receipt.reply).where(Receipt.key == key)).one() or ""


_KEEP = insert(columns_of(Receipt))


def keep(session: Session, key: str, text: str, now: datetime) -> None:
    """Keep what a new message is answered, for its next delivery."""
    session.connection().execute(_KEEP, {"key": key, "received_at": now, "reply": text})


def forget_old(session: Session, now: datetime) -> None:
    """Remove receipts that no delivery can ask for any more."""
    session.execute(delete(Receipt).where(Receipt.received_at < now - KEPT_FOR))


def sweep_receipts(writing: sessionmaker[Session], now: datetime) -> None:
    """`forget_old` in a transaction of its own."""
    with writing.begin() as session:
        forget_old(session, now)

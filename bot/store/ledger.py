"""The chain of all events: the next link, and reading it for a check."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.dossier_tables import LedgerHead
from bot.store.tables import Event
from handlers.tickets.chain import Head, Link, digest_of, hash_of

_THE_ONE = 1


def next_link(
    session: Session,
    ticket_id: int,
    at: datetime,
    actor: str,
    action: str,
    recorded: str,
    told: str,
    audience: str,
) -> Link:
    """The link that this event is. The head stays locked until the transaction ends."""
    row = session.scalars(
        select(LedgerHead)
        .where(LedgerHead.id == _THE_ONE)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    seq, salt = row.seq + 1, secrets.token_hex(16)
    digest = digest_of(salt, recorded, told)
    sealed = hash_of(row.hash, seq, ticket_id, at, actor, action, audience, digest)
    row.seq, row.hash = seq, sealed
    return Link(seq, ticket_id, at, actor, action, recorded, told, audience, salt, digest, sealed)


def head(session: Session) -> Head:
    """Where the chain ends."""
    row = session.get_one(LedgerHead, _THE_ONE)
    return Head(row.seq, row.hash)


def links(session: Session) -> Iterator[Link]:
    """All events in their order, as they stand in the database."""
    rows = session.scalars(select(Event).order_by(Event.seq).execution_options(yield_per=1000))
    for row in rows:
        yield Link(
            row.seq,
            row.ticket_id,
            row.at,
            row.actor,
            row.action,
            row.recorded,
            row.told,
            row.audience,
            row.salt,
            row.digest,
            row.hash,
        )


def erase_texts(session: Session, seqs: Iterable[int]) -> None:
    """Take the words out of events; an event with `erasure_text` must be added as well."""
    session.execute(
        update(Event).where(Event.seq.in_(tuple(seqs))).values(recorded="", told="", salt="")
    )

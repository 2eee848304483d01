"""The parties' own confirmation of an agreement: by their WeChat, or with a one-time code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.store import agreements, parties
from bot.store.dossier_tables import AgreementRow, SignerRow, SigningTry
from bot.store.tables import Ticket
from handlers.tickets.agreement import SIDE_NAMES, Side
from handlers.tickets.signing import Signing, Signs
from handlers.tickets.working_days import local_day

CODE_LIVES = timedelta(days=7)
CODE_DIGITS = 8
MOST_WRONG_CODES = 5
"""Wrong codes of one resident on one day."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has answered about which agreement; `is_last` when now all have confirmed it."""

    ticket: str
    number: str
    side: Side
    name: str
    is_last: bool


def keep_code(session: Session, signer_id: int, code: str, now: datetime) -> None:
    """A one-time code for a party; the one before is void. `code` itself is not stored."""
    row = session.get_one(SignerRow, signer_id)
    row.code, row.code_until = code_hash(code), now + CODE_LIVES


def code_hash(code: str) -> str:
    """How a code is stored."""
    return sha256(f"baimi code {code}".encode()).hexdigest()


def waiting_for(session: Session, resident: str, code: str, now: datetime) -> Signing | None:
    """What the party whom `code` is for, or whose WeChat this is, has to confirm.

    A wrong code is counted; after MOST_WRONG_CODES of a day none is looked at.
    """
    row = _by_code(session, resident, code, now) if code else _by_wechat(session, resident)
    return _signing(session, row, resident, code) if row is not None else None


def save(session: Session, signs: Signs, resident: str, now: datetime) -> Signed:
    """A party's own answer: confirmed, or what is wrong with it."""
    row = session.get_one(SignerRow, signs.signer)
    if signs.wrong:
        row.refused_at, row.words = now, signs.wrong
    else:
        row.resident, row.confirmed_at = resident, now
        row.way = "code" if signs.by_code else "wechat"
        row.code = row.code_until = row.refused_at = None
    session.flush()
    agreement = session.get_one(AgreementRow, row.agreement_id)
    ticket = session.get_one(Ticket, agreement.ticket_id)
    waits = select(SignerRow.id).where(
        SignerRow.agreement_id == agreement.id, SignerRow.confirmed_at.is_(None)
    )
    is_last = session.scalars(waits.limit(1)).first() is None
    return Signed(ticket.number, agreement.number, Side(row.side), row.name, is_last)


def bind(session: Session, ticket_id: int, side: Side, resident: str) -> None:
    """The side is known by this WeChat, unless it has one or this is the other side's."""
    known = parties.sides_of(session, ticket_id)
    if any(party.resident == resident for party in known):
        return
    for party in known:
        if party.role == side.value and party.resident is None:
            party.resident = resident


def _wrong_codes(session: Session, resident: str, now: datetime) -> SigningTry:
    row = session.get(SigningTry, (resident, local_day(now)))
    if row is None:
        row = SigningTry(resident=resident, day=local_day(now), times=0)
        session.add(row)
    return row


def _waiting() -> Select[SignerRow]:
    """Those who have not confirmed an agreement that is in force."""
    return (
        select(SignerRow)
        .join(AgreementRow, AgreementRow.id == SignerRow.agreement_id)
        .where(SignerRow.confirmed_at.is_(None), AgreementRow.replaced.is_(False))
        .order_by(SignerRow.id.desc())
        .limit(1)
    )


def _by_wechat(session: Session, resident: str) -> SignerRow | None:
    return session.scalars(_waiting().where(SignerRow.resident == resident)).one_or_none()


def _by_code(session: Session, resident: str, code: str, now: datetime) -> SignerRow | None:
    tries = _wrong_codes(session, resident, now)
    if tries.times >= MOST_WRONG_CODES:
        return None
    coded = _waiting().where(SignerRow.code == code_hash(code), SignerRow.code_until > now)
    found = session.scalars(coded).one_or_none()
    tries.times += found is None
    return found


def _signing(session: Session, row: SignerRow, resident: str, code: str) -> Signing:
    agreement = session.get_one(AgreementRow, row.agreement_id)
    ticket = session.get_one(Ticket, agreement.ticket_id)
    others = select(SignerRow.id).where(
        SignerRow.agreement_id == agreement.id,
        SignerRow.id != row.id,
        SignerRow.resident == resident,
    )
    draft = agreements.in_force(session, ticket.number).draft
    return Signing(
        signer=row.id,
        ticket=ticket.number,
        number=agreement.number,
        side=SIDE_NAMES[Side(row.side)],
        name=row.name,
        facts=draft.facts,
        terms=draft.terms,
        mediator=agreement.mediator,
        code=code,
        barred=session.scalars(others.limit(1)).one_or_none() is not None,
    )

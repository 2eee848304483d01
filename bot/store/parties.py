"""The two sides of a ticket: their records, their consent, and the codes they are invited by."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.store.dispute_tables import Code, CodeTry, PartyRow
from handlers.tickets.party import Consent, Party, PartyRole
from handlers.tickets.ticket import TicketDraft, TicketKind

INVITATION = "invite"
"""The purpose of a code that invites the respondent."""
INVITED_FOR = timedelta(days=14)
GUESSES = 5
GUESSES_WITHIN = timedelta(hours=1)
"""So many wrong codes in this time, then a resident has to wait."""


class NoSuchParty(Exception):
    """The ticket has no such side: a need has no respondent, and a crisis's is never contacted."""


def add_parties(session: Session, ticket_id: int, draft: TicketDraft, resident: str | None) -> None:
    """The applicant, and in a dispute the respondent, of whom only what was told is known."""
    session.add(
        PartyRow(
            ticket_id=ticket_id,
            role=PartyRole.APPLICANT.value,
            resident=resident,
            name="",
            phone=draft.phone,
            address=draft.where,
            consent=(Consent.GIVEN if draft.consented else Consent.UNASKED).value,
            consent_at=draft.consented,
            consent_how="微信" if draft.consented and resident else "",
            **_NOTHING_SHARED,
        )
    )
    if draft.kind is TicketKind.DISPUTE:
        session.add(
            PartyRow(
                ticket_id=ticket_id,
                role=PartyRole.RESPONDENT.value,
                resident=None,
                name=draft.other_side,
                phone="",
                address="",
                consent=Consent.UNASKED.value,
                consent_at=None,
                consent_how="",
                **_NOTHING_SHARED,
            )
        )
    session.flush()


def party_row(session: Session, ticket_id: int, role: PartyRole) -> PartyRow:
    """One side. Raises NoSuchParty."""
    query = select(PartyRow).where(PartyRow.ticket_id == ticket_id, PartyRow.role == role.value)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NoSuchParty(role.value)
    return row


def party_value(row: PartyRow) -> Party:
    """The side as a plain value."""
    return Party(
        role=PartyRole(row.role),
        name=row.name,
        phone=row.phone,
        address=row.address,
        consent=Consent(row.consent),
        on_wechat=row.resident is not None,
        shares_name=row.shares_name,
        shares_phone=row.shares_phone,
        shares_story=row.shares_story,
    )


def set_consent(row: PartyRow, consent: Consent, how: str, now: datetime) -> None:
    """What a side said, when, and by which way."""
    row.consent, row.consent_at, row.consent_how = consent.value, now, how


def make_code(session: Session, party_id: int, purpose: str, now: datetime) -> str:
    """A fresh six-digit code for a side; an older one for the same purpose is void."""
    session.execute(
        delete(Code).where(
            Code.party_id == party_id, Code.purpose == purpose, Code.used_at.is_(None)
        )
    )
    while True:
        code = f"{secrets.randbelow(1_000_000):06d}"
        if session.get(Code, code) is None:
            break
    session.add(
        Code(
            code=code,
            party_id=party_id,
            purpose=purpose,
            made_at=now,
            expires_at=now + INVITED_FOR,
            used_at=None,
            used_by="",
        )
    )
    return code


def find_code(session: Session, code: str, purpose: str, now: datetime) -> Code | None:
    """The code if it is valid now; a used one belongs to whoever used it."""
    row = session.get(Code, code)
    return row if row and row.purpose == purpose and row.expires_at > now else None


def use_code(session: Session, code: str, resident: str, now: datetime) -> None:
    """The code belongs to this resident from now on."""
    row = session.get_one(Code, code)
    row.used_at, row.used_by = row.used_at or now, resident


def sides_of(session: Session, ticket_id: int) -> list[PartyRow]:
    """All sides of a ticket, the applicant first."""
    query = select(PartyRow).where(PartyRow.ticket_id == ticket_id).order_by(PartyRow.id)
    return list(session.scalars(query))


def known_contact(session: Session, resident: str) -> tuple[str, str]:
    """The telephone and the address that a resident gave last, in whichever of their tickets; for
    a crisis, where nobody asks. Empty where they gave none."""
    query = select(PartyRow).where(PartyRow.resident == resident).order_by(PartyRow.id.desc())
    rows = list(session.scalars(query))
    phone = next((row.phone for row in rows if row.phone), "")
    return phone, next((row.address for row in rows if row.address), "")


def may_guess(session: Session, resident: str, now: datetime) -> bool:
    """Whether a resident may type one more code."""
    tries = select(func.count()).where(
        CodeTry.resident == resident, CodeTry.at > now - GUESSES_WITHIN
    )
    return (session.scalar(tries) or 0) < GUESSES


def count_guess(session: Session, resident: str, now: datetime) -> None:
    """One wrong code."""
    session.execute(delete(CodeTry).where(CodeTry.at < now - GUESSES_WITHIN))
    session.add(CodeTry(resident=resident, at=now))


def anonymise_parties(session: Session, resident: str) -> None:
    """Take the person out of their sides; consent and its date stay with the file."""
    session.execute(
        update(PartyRow)
        .where(PartyRow.resident == resident)
        .values(resident=None, name="", phone="", address="")
    )


_NOTHING_SHARED = {"shares_name": False, "shares_phone": False, "shares_story": False}

"""The parties' own confirmation of an agreement: by their WeChat, or with a one-time code."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.store import agreements, tickets
from bot.store.dossier_tables import AgreementRow, SignerRow, SigningTry
from bot.store.tables import Ticket
from handlers.tickets.agreement import SIDE_NAMES, Side
from handlers.tickets.signing import Signing, Signs
from handlers.tickets.working_days import local_day

CODE_LIVES = timedelta(days=7)
CODE_DIGITS = 8
MOST_WRONG_CODES = 5
"""Wrong codes of one resident on one day."""


def issue_code(session: Session, signer_id: int, code: str, by: str, now: datetime) -> None:
    """A one-time code for a party; the one before is void. `code` itself is not stored."""
    row = session.get_one(SignerRow, signer_id)
    row.code, row.code_until = code_hash(code), now + CODE_LIVES
    agreement = session.get_one(AgreementRow, row.agreement_id)
    recorded = f"{by}给{SIDE_NAMES[Side(row.side)]}{row.name}开了一次性确认码"
    tickets.add_event(session, agreement.ticket_id, now, by, "code", recorded)


def code_hash(code: str) -> str:
    """How a code is stored."""
    return sha256(f"baimi code {code}".encode()).hexdigest()


def waiting_for(session: Session, resident: str, code: str, now: datetime) -> Signing | None:
    """What the party whom `code` is for, or whose WeChat this is, has to confirm.

    A wrong code is counted; after MOST_WRONG_CODES of a day none is looked at.
    """
    row = _by_code(session, resident, code, now) if code else _by_wechat(session, resident)
    return _signing(session, row, resident, code) if row is not None else None


def save(session: Session, signs: Signs, resident: str, now: datetime) -> Ticket:
    """A party's own answer; the ticket it is about."""
    signer = session.get_one(SignerRow, signs.signer)
    agreement = session.get_one(AgreementRow, signer.agreement_id)
    if signs.wrong:
        refuse(session, signer, signs.wrong, now)
    else:
        confirm(session, signer, resident, signs.by_code, now)
    return session.get_one(Ticket, agreement.ticket_id)


def confirm(
    session: Session, signer: SignerRow, resident: str, by_code: bool, now: datetime
) -> None:
    """The party has confirmed by themselves."""
    agreement = session.get_one(AgreementRow, signer.agreement_id)
    signer.resident, signer.confirmed_at, signer.way = (
        resident,
        now,
        "code" if by_code else "wechat",
    )
    signer.code = signer.code_until = signer.refused_at = None
    side = SIDE_NAMES[Side(signer.side)]
    how = "凭一次性确认码" if by_code else "用自己的微信"
    recorded = f"{side}{signer.name}{how}确认了协议{agreement.number}"
    said = f"{side}已确认协议"
    tickets.add_event(session, agreement.ticket_id, now, side, "sign", recorded, said)


def refuse(session: Session, signer: SignerRow, words: str, now: datetime) -> None:
    """The party says that the agreement is not what was agreed."""
    agreement = session.get_one(AgreementRow, signer.agreement_id)
    signer.refused_at, signer.words = now, words
    side = SIDE_NAMES[Side(signer.side)]
    recorded = f"{side}{signer.name}说协议{agreement.number}不对：{words}"
    tickets.add_event(session, agreement.ticket_id, now, side, "object", recorded)


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

"""Agreements: saving, confirming by the parties, and how they are kept."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.store import visits
from bot.store.dossier_tables import AgreementRow, SignerRow, TermRow
from bot.store.tables import Ticket
from handlers.tickets.agreement import (
    AgreementDraft,
    Form,
    Side,
    Signer,
    Term,
    agreement_number,
)
from handlers.tickets.performance import Promise, visit_day
from handlers.tickets.signing import Standing
from handlers.tickets.working_days import local_day


class NoSuchAgreement(Exception):
    """The ticket has no agreement, or not this one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A party and how they confirmed. `shared` is on how many other agreements the same
    WeChat has confirmed for somebody of another name: a sign of forged files."""

    id: int
    signer: Signer
    confirmed: datetime | None
    way: str
    refused: datetime | None
    words: str
    shared: int = 0


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """An agreement as it stands."""

    id: int
    ticket: str
    number: str
    draft: AgreementDraft
    mediator: str
    made: datetime
    court: str
    court_on: date | None
    promises: tuple[Promise, ...]
    notes: tuple[str, ...]
    signatures: tuple[Signature, ...]

    @property
    def is_confirmed(self) -> bool:
        """Whether every party has confirmed by themselves."""
        return all(s.confirmed for s in self.signatures)


def save_agreement(
    session: Session, ticket: Ticket, draft: AgreementDraft, mediator: str, now: datetime
) -> str:
    """A new agreement, in force from here on in place of an earlier one, and its return visit;
    its number."""
    serial = session.scalar(
        select(func.count()).select_from(AgreementRow).where(AgreementRow.ticket_id == ticket.id)
    )
    session.execute(
        update(AgreementRow).where(AgreementRow.ticket_id == ticket.id).values(replaced=True)
    )
    row = AgreementRow(
        ticket_id=ticket.id,
        number=agreement_number(ticket.number, (serial or 0) + 1),
        form=draft.form.value,
        facts=draft.facts.strip(),
        mediator=mediator,
        made_at=now,
        effective=draft.effective,
        fen=sum(term.fen or 0 for term in draft.terms),
        replaced=False,
        court="",
        court_on=None,
    )
    session.add(row)
    ticket.agreed, ticket.agreed_fen = row.form, row.fen
    session.flush()
    session.add_all(_term(row.id, position, term) for position, term in enumerate(draft.terms, 1))
    session.add_all(_signer(row.id, signer) for signer in draft.parties)
    session.flush()
    due = visit_day(draft.terms, draft.effective or local_day(now))
    visits.plan_visit(session, ticket.id, due, row.id)
    return row.number


def of_ticket(session: Session, number: str) -> AgreementFile | None:
    """The agreement that is in force for a ticket."""
    row = session.scalars(
        select(AgreementRow)
        .join(Ticket, Ticket.id == AgreementRow.ticket_id)
        .where(Ticket.number == number, AgreementRow.replaced.is_(False))
    ).one_or_none()
    return _file(session, row, number) if row else None


def standing(session: Session, ticket_id: int) -> Standing | None:
    """How far the ticket's agreement has come; None where there is none."""
    row = session.scalars(
        select(AgreementRow).where(
            AgreementRow.ticket_id == ticket_id, AgreementRow.replaced.is_(False)
        )
    ).one_or_none()
    if row is None:
        return None
    signers = session.scalars(
        select(SignerRow)
        .where(SignerRow.agreement_id == row.id, SignerRow.confirmed_at.is_(None))
        .order_by(SignerRow.id)
    ).all()
    return Standing(
        row.effective,
        tuple(Side(s.side) for s in signers),
        tuple(Side(s.side) for s in signers if s.refused_at is not None),
    )


def in_force(session: Session, number: str) -> AgreementFile:
    """The same; raises NoSuchAgreement where there is none."""
    found = of_ticket(session, number)
    if found is None:
        raise NoSuchAgreement(number)
    return found


def _file(session: Session, row: AgreementRow, ticket: str) -> AgreementFile:
    terms = _terms(session, row.id)
    signers = session.scalars(
        select(SignerRow).where(SignerRow.agreement_id == row.id).order_by(SignerRow.id)
    ).all()
    promises = tuple(Promise(t.id, _as_term(t), t.done_on) for t in terms)
    draft = AgreementDraft(
        form=Form(row.form),
        facts=row.facts,
        terms=tuple(promise.term for promise in promises),
        effective=row.effective,
        parties=tuple(Signer(Side(s.side), s.name, s.resident or "") for s in signers),
    )
    return AgreementFile(
        row.id,
        ticket,
        row.number,
        draft,
        row.mediator,
        row.made_at,
        row.court,
        row.court_on,
        promises,
        tuple(t.done_note for t in terms),
        tuple(_signature(session, s) for s in signers),
    )


def _signature(session: Session, row: SignerRow) -> Signature:
    shared = 0
    if row.confirmed_at is not None and row.resident:
        query = select(func.count()).select_from(SignerRow)
        shared = (
            session.scalar(
                query.where(SignerRow.resident == row.resident, SignerRow.name != row.name)
            )
            or 0
        )
    signer = Signer(Side(row.side), row.name, row.resident or "")
    return Signature(row.id, signer, row.confirmed_at, row.way, row.refused_at, row.words, shared)


def _terms(session: Session, agreement_id: int) -> list[TermRow]:
    query = select(TermRow).where(TermRow.agreement_id == agreement_id)
    return list(session.scalars(query.order_by(TermRow.position)))


def _term(agreement_id: int, position: int, term: Term) -> TermRow:
    return TermRow(
        agreement_id=agreement_id,
        position=position,
        side=term.side.value,
        text=term.text.strip(),
        due=term.due,
        fen=term.fen,
        done_on=None,
        done_note="",
    )


def _as_term(row: TermRow) -> Term:
    return Term(Side(row.side), row.text, row.due, row.fen)


def _signer(agreement_id: int, signer: Signer) -> SignerRow:
    return SignerRow(
        agreement_id=agreement_id,
        side=signer.side.value,
        name=signer.name.strip(),
        resident=signer.resident or None,
        code=None,
        code_until=None,
        confirmed_at=None,
        way="",
        refused_at=None,
        words="",
    )

"""What the tables say of each ticket, for `baimi ledger verify` to compare with the chain."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import PartyRow, Rating
from bot.store.dossier_tables import AgreementRow, DossierRow, SignerRow, TermRow, VisitRow
from bot.store.tables import Event, Ticket
from handlers.tickets import recorded
from handlers.tickets.agreement import FORM_NAMES, AgreementDraft, Form, Side, Term, terms_in_words
from handlers.tickets.audit import Facts, Told, differences, opening_code
from handlers.tickets.entry import Particulars
from handlers.tickets.party import PARTY_NAMES, PartyRole
from handlers.tickets.performance import Performed, VisitRecord
from handlers.tickets.report import CONTENT
from handlers.tickets.ticket import END_REASON_NAMES, EndReason, Status, TicketKind

_AT_ONCE = 500
Sentence = tuple[str, str]


@dataclass
class _Held:
    """What belongs to some tickets, by the ticket's id; terms and signers by the agreement's."""

    events: defaultdict[int, list[Told]] = field(default_factory=lambda: defaultdict(list))
    agreements: defaultdict[int, list[AgreementRow]] = field(
        default_factory=lambda: defaultdict(list)
    )
    terms: defaultdict[int, list[TermRow]] = field(default_factory=lambda: defaultdict(list))
    signers: defaultdict[int, list[SignerRow]] = field(default_factory=lambda: defaultdict(list))
    visits: defaultdict[int, list[VisitRow]] = field(default_factory=lambda: defaultdict(list))
    ratings: defaultdict[int, list[tuple[str, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """The side, which closing, and the stars."""
    dossiers: dict[int, DossierRow] = field(default_factory=dict)


def told_otherwise(session: Session) -> Iterator[tuple[str, str]]:
    """Number and difference, wherever the tables and the chain do not agree."""
    last = session.scalar(select(func.max(Ticket.id))) or 0
    for first in range(1, last + 1, _AT_ONCE):
        ids = range(first, first + _AT_ONCE)
        held = _held(session, ids)
        some = select(Ticket).where(Ticket.id.between(ids[0], ids[-1])).order_by(Ticket.id)
        for ticket in session.scalars(some):
            for found in differences(_facts(ticket, held), tuple(held.events[ticket.id])):
                yield ticket.number, found
        session.expunge_all()


def _held(session: Session, ids: range) -> _Held:
    held = _Held()
    first, last = ids[0], ids[-1]
    events = select(Event).where(Event.ticket_id.between(first, last)).order_by(Event.seq)
    for event in session.scalars(events):
        told = Told(event.action, event.recorded, event.at, not event.salt)
        held.events[event.ticket_id].append(told)
    made = select(AgreementRow).where(AgreementRow.ticket_id.between(first, last))
    for row in session.scalars(made.order_by(AgreementRow.id)):
        held.agreements[row.ticket_id].append(row)
    of_these = select(AgreementRow.id).where(AgreementRow.ticket_id.between(first, last))
    terms = select(TermRow).where(TermRow.agreement_id.in_(of_these)).order_by(TermRow.position)
    for term in session.scalars(terms):
        held.terms[term.agreement_id].append(term)
    for signer in session.scalars(select(SignerRow).where(SignerRow.agreement_id.in_(of_these))):
        held.signers[signer.agreement_id].append(signer)
    done = select(VisitRow).where(VisitRow.ticket_id.between(first, last))
    for visit in session.scalars(done.where(VisitRow.done_at.is_not(None))):
        held.visits[visit.ticket_id].append(visit)
    given = select(PartyRow.ticket_id, PartyRow.role, Rating.closing, Rating.stars)
    for ticket_id, role, closing, stars in session.execute(
        given.join(Rating, Rating.party_id == PartyRow.id).where(
            PartyRow.ticket_id.between(first, last)
        )
    ):
        held.ratings[ticket_id].append((role, closing, stars))
    rows = select(DossierRow).where(DossierRow.ticket_id.between(first, last))
    held.dossiers = {row.ticket_id: row for row in session.scalars(rows)}
    return held


def _facts(ticket: Ticket, held: _Held) -> Facts:
    agreements, events = held.agreements[ticket.id], held.events[ticket.id]
    confirmed = [s for a in agreements for s in held.signers[a.id] if s.confirmed_at]
    kept = [t for a in agreements for t in held.terms[a.id] if t.done_on]
    sentences = [
        *_of_opening(ticket, events),
        *_of_ratings(ticket, held.ratings[ticket.id]),
        *(s for row in agreements for s in _of_agreement(row, held)),
        *(("回访", recorded.visited(_visit(row))) for row in held.visits[ticket.id]),
        *_of_result(ticket, agreements, held),
    ]
    extra = held.dossiers.get(ticket.id)
    if extra and _particulars(extra).are_any:
        sentences.append(("统计内容", recorded.particulars(_particulars(extra))))
    return Facts(
        TicketKind(ticket.kind),
        Status(ticket.status),
        ticket.tier,
        ticket.opened_at,
        ticket.closed_at,
        tuple(sentences),
        {
            "rate": len(held.ratings[ticket.id]),
            "agreement": len(agreements),
            "sign": len(confirmed),
            "kept": len(kept),
            "visit": len(held.visits[ticket.id]),
        },
    )


def _of_opening(ticket: Ticket, events: Sequence[Told]) -> Iterator[Sentence]:
    if events and "校验码" in events[0].text:
        code = opening_code(ticket.kind, ticket.category, ticket.source, ticket.what)
        yield "登记的内容", f"校验码{code}"


def _of_ratings(ticket: Ticket, ratings: Sequence[tuple[str, int, int]]) -> Iterator[Sentence]:
    for role, _, stars in ratings:
        yield "评价", f"{PARTY_NAMES[PartyRole(role)]}评价{stars}分"
    if ticket.closed_at is not None:
        marks = [stars for _, closing, stars in ratings if closing == ticket.closings]
        counted = (ticket.marks, ticket.content, ticket.points)
        if counted != (len(marks), sum(s >= CONTENT for s in marks), sum(marks)):
            yield "报表里的评分", _NEVER


def _of_result(
    ticket: Ticket, agreements: Sequence[AgreementRow], held: _Held
) -> Iterator[Sentence]:
    """The result is what closing it recorded, or the agreement's own words."""
    if ticket.end_reason:
        yield "终止原因", f"（{END_REASON_NAMES[EndReason(ticket.end_reason)]}）"
    in_force = next((row for row in agreements if not row.replaced), None)
    if ticket.agreed:
        draft = _draft(in_force, held.terms[in_force.id]) if in_force else None
        if draft is None or in_force is None:
            yield "协议", _NEVER
        elif (ticket.agreed, ticket.agreed_fen) != (in_force.form, in_force.fen) or (
            ticket.result != f"{FORM_NAMES[draft.form]}\n{terms_in_words(draft.terms)}"
        ):
            yield "结果和协议", _NEVER
    elif ticket.closed_at is not None and ticket.result:
        yield "结果", f"：{ticket.result}"


def _of_agreement(row: AgreementRow, held: _Held) -> Iterator[Sentence]:
    terms = held.terms[row.id]
    draft = _draft(row, terms)
    yield "协议内容", recorded.agreement(row.number, row.mediator, draft)
    if row.fen != sum(term.fen or 0 for term in draft.terms):
        yield "协议金额", _NEVER
    if row.effective:
        yield "生效日期", recorded.effective(row.number, row.effective)
    if row.court and row.court_on:
        yield "司法确认", recorded.court(row.number, row.court, row.court_on)
    for term in terms:
        if term.done_on:
            line = recorded.kept(row.number, term.position, term.done_on, term.done_note)
            yield "履行", line
    for signer in held.signers[row.id]:
        if signer.confirmed_at and signer.resident:  # without one they were erased
            yield (
                "当事人确认",
                recorded.confirmed(
                    Side(signer.side), signer.name, row.number, signer.way == "code"
                ),
            )


def _draft(row: AgreementRow, terms: Sequence[TermRow]) -> AgreementDraft:
    promised = tuple(Term(Side(t.side), t.text, t.due, t.fen) for t in terms)
    return AgreementDraft(Form(row.form), row.facts, promised, row.effective)


def _visit(row: VisitRow) -> VisitRecord:
    return VisitRecord(
        row.visited_on or row.due,
        row.visitor,
        Performed(row.performed),
        row.satisfied,
        row.litigation,
        row.risk,
        row.words,
    )


def _particulars(row: DossierRow) -> Particulars:
    return Particulars(row.fen, row.crime, row.petition, row.mediators)


_NEVER = "\x00"
"""A sentence that no file has: the tables do not even agree among themselves."""

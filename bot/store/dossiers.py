"""The official particulars of a dispute, and the one set of data of its documents."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import agreements, visits
from bot.store.dispute_tables import PartyRow, Profile
from bot.store.dossier_tables import DossierRow
from bot.store.tables import Event, StaffRow, Ticket
from handlers.tickets.act import Action
from handlers.tickets.agreement import FORM_NAMES, SIDE_NAMES, Form, terms_in_words
from handlers.tickets.entry import Particulars
from handlers.tickets.party import CONSENT_NAMES, Consent
from handlers.tickets.performance import PERFORMED_NAMES
from handlers.tickets.ticket import END_REASON_NAMES, SOURCE_NAMES, EndReason, Source
from handlers.tickets.working_days import local_day

_ROUTES = "仲裁、行政处理或者向人民法院起诉"
"""What the parties of a mediation without an agreement are told (人民调解法 26)."""


def dossier(session: Session, ticket_id: int) -> DossierRow:
    """The ticket's row of official particulars, made where it is missing."""
    row = session.get(DossierRow, ticket_id)
    if row is None:
        row = DossierRow(
            ticket_id=ticket_id, fen=None, crime=False, petition=False, mediators="", fields={}
        )
        session.add(row)
    return row


def particulars(session: Session, ticket_id: int) -> Particulars:
    """What the statistics ask of a dispute, as far as it was written down."""
    row = session.get(DossierRow, ticket_id)
    return Particulars(row.fen, row.crime, row.petition, row.mediators) if row else Particulars()


def save_particulars(session: Session, ticket_id: int, wanted: Particulars) -> None:
    """Keep them."""
    row = dossier(session, ticket_id)
    row.fen, row.crime, row.petition = wanted.fen, wanted.crime, wanted.petition
    row.mediators = wanted.mediators.strip()
    session.flush()


def paper_data(session: Session, ticket: Ticket) -> dict[str, str]:
    """Everything the documents are filled from, by the fields' keys; what staff filled in by hand
    goes before what is known otherwise."""
    data = {
        "number": ticket.number,
        "category": ticket.category,
        "source": SOURCE_NAMES[Source(ticket.source)],
        "opened": str(local_day(ticket.opened_at)),
        "closed": str(local_day(ticket.closed_at)) if ticket.closed_at else "",
        "summary": ticket.what,
        "mediator": ticket.handler,
        "committee": _committee(session, ticket.handler),
        "outcome": _outcome(ticket),
        "ending": _ending(ticket),
        "routes": _ROUTES if ticket.closed_at and not ticket.agreed else "",
    }
    data |= _parties(session, ticket) | _events(session, ticket)
    data |= _agreement(session, ticket.number) | _visit(session, ticket.number)
    filled = session.get(DossierRow, ticket.id)
    return data | {k: v for k, v in (filled.fields if filled else {}).items() if str(v).strip()}


def _outcome(ticket: Ticket) -> str:
    reason = END_REASON_NAMES[EndReason(ticket.end_reason)] if ticket.end_reason else ""
    return "：".join(part for part in (reason, ticket.result) if part)


def _ending(ticket: Ticket) -> str:
    """The outcome in a few words, for the cover."""
    if ticket.agreed:
        return f"达成{FORM_NAMES[Form(ticket.agreed)]}"
    if ticket.end_reason:
        return f"调解终止：{END_REASON_NAMES[EndReason(ticket.end_reason)]}"
    return "移送" if ticket.closed_at else ""


def _committee(session: Session, handler: str) -> str:
    query = select(Profile.committee).join(StaffRow, StaffRow.username == Profile.username)
    return session.scalars(query.where(StaffRow.name == handler)).one_or_none() or ""


def _parties(session: Session, ticket: Ticket) -> dict[str, str]:
    data: dict[str, str] = {}
    consents = []
    for row in session.scalars(select(PartyRow).where(PartyRow.ticket_id == ticket.id)):
        data |= {f"{row.role}.{key}": getattr(row, key) for key in ("name", "phone", "address")}
        if row.consent in (Consent.GIVEN, Consent.REFUSED):
            day = f"{local_day(row.consent_at)} " if row.consent_at else ""
            who = "申请人" if row.role == "applicant" else "被申请人"
            consents.append(f"{who}{day}{CONSENT_NAMES[Consent(row.consent)]}（{row.consent_how}）")
    return data | {"consent": "；".join(consents)}


def _events(session: Session, ticket: Ticket) -> dict[str, str]:
    """Days and words that the file's events tell."""
    wanted = {
        Action.ACCEPT.value: "accepted",
        Action.INVESTIGATE.value: "inquiry.day",
        Action.MEDIATE.value: "session.day",
    }
    data: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    stage = "inquiry.words"
    for event in session.scalars(
        select(Event).where(Event.ticket_id == ticket.id).order_by(Event.seq)
    ):
        day = str(local_day(event.at))
        if event.action in wanted:
            data.setdefault(wanted[event.action], day)
        if event.action == Action.INVESTIGATE.value:
            data |= {"inquiry.by": event.actor, "inquiry.recorder": event.actor}
        if event.action == Action.MEDIATE.value:
            stage = "session.words"
        if event.action in (Action.NOTE.value, Action.INVESTIGATE.value, Action.VERIFY.value):
            words = event.recorded.partition("：")[2]
            notes.setdefault(stage, []).extend([f"{day} {words}"] if words else [])
    data |= {key: "\n".join(lines) for key, lines in notes.items() if lines}
    if ticket.handler:
        data["session.recorder"] = ticket.handler
    return data


def _agreement(session: Session, number: str) -> dict[str, str]:
    found = agreements.of_ticket(session, number)
    if found is None:
        return {}
    confirmed = [
        f"{SIDE_NAMES[s.signer.side]}{s.signer.name}："
        + (f"{local_day(s.confirmed)}已自行确认" if s.confirmed else "未确认")
        for s in found.signatures
    ]
    return {
        "agreement.number": found.number,
        "agreement.form": found.draft.form.value,
        "agreement.facts": found.draft.facts,
        "agreement.terms": terms_in_words(found.draft.terms),
        "agreement.effective": str(found.draft.effective or ""),
        "agreement.confirmed": "；".join(confirmed),
    }


def _visit(session: Session, number: str) -> dict[str, str]:
    record = visits.last_visit(session, number)
    if record is None:
        return {}
    return {
        "visit.reason": "协议履行情况回访",
        "visit.day": str(record.day),
        "visit.performed": PERFORMED_NAMES[record.performed],
        "visit.satisfied": f"{record.satisfied}分" if record.satisfied else "未评价",
        "visit.litigation": "是" if record.litigation else "否",
        "visit.risk": record.risk,
        "visit.words": record.words,
        "visit.by": record.visitor,
    }

"""Acts on a mediation file that are more than one move: agree, take effect, visit, enter."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.desk import Desk
from bot.store import agreements, dossiers, keeping, parties, tickets, visits
from bot.store.agreements import AgreementFile
from bot.store.dispute_tables import PartyRow
from bot.store.tables import Ticket
from handlers.phone import read_phone
from handlers.tickets import entry as entries
from handlers.tickets.act import Act, Action, Actor, Refused
from handlers.tickets.agreement import (
    FORM_NAMES,
    AgreementDraft,
    Side,
    Signer,
    faults,
    terms_in_words,
)
from handlers.tickets.entry import Entry
from handlers.tickets.guards import by_handler
from handlers.tickets.party import PartyRole
from handlers.tickets.performance import VisitRecord, visit_faults
from handlers.tickets.ticket import NEED_CATEGORY, Status, TicketDraft, TicketKind
from handlers.tickets.working_days import local_day
from knowledge.entry import CATEGORIES

_AGREED_ALREADY = (Status.AGREED, Status.PERFORMING)
_COURT_STATES = ("applied", "confirmed", "refused")


def signers(session: Session, ticket: Ticket) -> tuple[Signer, ...]:
    """The two sides as they would sign, with their WeChat where it is known."""
    rows = session.scalars(
        select(PartyRow).where(PartyRow.ticket_id == ticket.id).order_by(PartyRow.id)
    )
    return tuple(Signer(Side(row.role), row.name, row.resident or "") for row in rows)


def agree(
    session: Session,
    number: str,
    draft: AgreementDraft,
    actor: Actor,
    version: int,
    now: datetime,
    desk: Desk,
) -> Refused | None:
    """Save an agreement and move the ticket there; a later one replaces it while it is kept."""
    today = local_day(now)
    ticket = tickets.find(session, number, lock=True)
    found = list(faults(draft, today, local_day(ticket.opened_at)))
    if found:
        return Refused("\n".join(found))
    if ticket.version != version:
        raise tickets.ChangedMeanwhile(number)
    words = f"{FORM_NAMES[draft.form]}\n{terms_in_words(draft.terms)}"
    act = Act(Action.AGREE, actor, today, words)
    if Status(ticket.status) in _AGREED_ALREADY:
        why_not = by_handler(tickets.case_of(session, ticket), act)
        if why_not:
            return Refused(why_not)
        ticket.result, ticket.version = words, version + 1
    else:
        done = perform(session, number, act, version, now, desk)
        if isinstance(done, Refused):
            return done
    agreements.save_agreement(session, ticket, draft, actor.name, now)
    if draft.effective is not None:
        _perform_quietly(session, number, Act(Action.PERFORM, actor, today), now, desk)
    return None


def take_effect(
    session: Session, found: AgreementFile, day: date, actor: Actor, now: datetime, desk: Desk
) -> Refused | None:
    """The signatures and the seal are there since `day`."""
    today = local_day(now)
    if found.draft.effective is not None:
        return Refused("生效日期已经登记过了。")
    if day > today:
        return Refused("生效日期还没有到，请等签名盖章以后再填。")
    if day < local_day(found.made):
        return Refused("生效日期早于协议的日期，请核对。")
    why_not = _not_handler(session, found.ticket, actor, today)
    if why_not:
        return Refused(why_not)
    keeping.take_effect(session, found, day, actor.name, now)
    _perform_quietly(session, found.ticket, Act(Action.PERFORM, actor, today), now, desk)
    return None


def keep_promise(
    session: Session,
    found: AgreementFile,
    promise: int,
    day: date,
    note: str,
    actor: Actor,
    now: datetime,
) -> Refused | None:
    """A promise was kept."""
    if day > local_day(now):
        return Refused("履行日期还没有到。")
    why_not = _not_handler(session, found.ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    keeping.keep_promise(session, found, promise, day, note, actor.name, now)
    return None


def go_to_court(
    session: Session, found: AgreementFile, state: str, day: date, actor: Actor, now: datetime
) -> Refused | None:
    """What became of the judicial confirmation."""
    if state not in _COURT_STATES:
        return Refused("请选择司法确认的结果。")
    if found.draft.effective is None or not found.draft.effective <= day <= local_day(now):
        return Refused("日期要在协议生效以后、今天以前。")
    why_not = _not_handler(session, found.ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    keeping.save_court(session, found, state, day, actor.name, now)
    return None


def visit(
    session: Session, number: str, record: VisitRecord, actor: Actor, now: datetime, desk: Desk
) -> Refused | None:
    """A return visit was made; the ticket moves there if it may."""
    agreement = agreements.of_ticket(session, number)
    agreed = local_day(agreement.made) if agreement else None
    found = visit_faults(record, local_day(now), agreed)
    if found:
        return Refused("\n".join(found))
    tickets.find(session, number, lock=True)
    visits.save_visit(session, number, record, now)
    act = Act(Action.REVISIT, actor, local_day(now), record.words)
    _perform_quietly(session, number, act, now, desk)
    return None


def enter(
    session: Session, entry: Entry, actor: Actor, number: str, now: datetime, desk: Desk
) -> Ticket | Refused:
    """A ticket that staff write down and take themselves; a need may be struck off at once."""
    found = list(entries.faults(entry, CATEGORIES))
    if found:
        return Refused("\n".join(found))
    is_need = entry.kind is TicketKind.NEED
    draft = TicketDraft(
        kind=entry.kind,
        category=NEED_CATEGORY if is_need else entry.category,
        what=entry.what.strip(),
        where=entry.where.strip(),
        other_side=entry.other_side.strip(),
        phone=read_phone(entry.phone) or "",
        consented=now if entry.agreed else None,
    )
    ticket = tickets.open_ticket(
        session, draft, None, number, now, desk.limits, entry.source, actor.name
    )
    ticket.place = entry.place
    side = parties.party_row(session, ticket.id, PartyRole.APPLICANT)
    side.name, side.consent_how = entry.name.strip(), "当面" if entry.agreed else ""
    extra = dossiers.dossier(session, ticket.id)
    extra.fen, extra.crime, extra.petition = entry.fen, entry.crime, entry.petition
    session.flush()
    return _take(session, ticket, entry, actor, now, desk)


def _take(
    session: Session, ticket: Ticket, entry: Entry, actor: Actor, now: datetime, desk: Desk
) -> Ticket | Refused:
    """Who enters it has it; what was solved on the spot is struck off."""
    today = local_day(now)
    acts = [Act(Action.CLAIM, actor, today)]
    if entry.solved.strip():
        acts += [
            Act(Action.START, actor, today),
            Act(Action.STRIKE_OFF, actor, today, entry.solved),
        ]
    for act in acts:
        done = perform(session, ticket.number, act, None, now, desk)
        if isinstance(done, Refused):
            return done
    return ticket


def _not_handler(session: Session, number: str, actor: Actor, today: date) -> str:
    case = tickets.case_of(session, tickets.find(session, number, lock=True))
    return by_handler(case, Act(Action.NOTE, actor, today))


def _perform_quietly(session: Session, number: str, act: Act, now: datetime, desk: Desk) -> None:
    """A move that follows by itself where the table has it, and is none where it has not."""
    perform(session, number, act, None, now, desk)

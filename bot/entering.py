"""Staff write down what they found on patrol, or what somebody came to say: one form, one act."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot import agreement_acts, party_acts
from bot.acts import perform
from bot.desk import Desk
from bot.store import agreements, dossiers, parties, tickets
from bot.store.engine import Database
from bot.store.house import load_house
from bot.store.tables import Ticket
from bot.telling import record
from handlers.phone import read_phone
from handlers.tickets import recorded
from handlers.tickets.act import Act, Action, Actor, Refused
from handlers.tickets.agreement import AgreementDraft, Form, Side, Term
from handlers.tickets.entry import Entry, faults
from handlers.tickets.party import Consent, PartyRole
from handlers.tickets.places import grid_by_address
from handlers.tickets.ticket import NEED_CATEGORY, TicketDraft, TicketKind
from handlers.tickets.working_days import local_day
from knowledge.entry import CATEGORIES

_TRIES = 5
"""A number that is taken is drawn again."""


def enter(
    database: Database,
    entry: Entry,
    actor: Actor,
    draw: Callable[[], str],
    now: datetime,
    desk: Desk,
) -> str | Refused:
    """A ticket that staff write down and take themselves: its number. What was settled on the
    spot is ended there and then: a need is struck off, a dispute gets its oral agreement, by the
    same moves and guards as any other. `draw` draws a number."""
    found = list(faults(entry, CATEGORIES))
    if found:
        return Refused("\n".join(found))
    for _ in range(_TRIES - 1):
        try:
            return _enter(database, entry, actor, draw(), now, desk)
        except IntegrityError:
            continue
    return _enter(database, entry, actor, draw(), now, desk)


def _enter(
    database: Database, entry: Entry, actor: Actor, number: str, now: datetime, desk: Desk
) -> str | Refused:
    with database.writing() as session:
        ticket = _open(session, entry, actor, number, now, desk)
        refused = _take(session, ticket, entry, actor, now, desk)
        if refused is None:
            session.commit()
        return refused or number


def _open(
    session: Session, entry: Entry, actor: Actor, number: str, now: datetime, desk: Desk
) -> Ticket:
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
    ticket.place = entry.place or _grid_of(session, entry)
    side = parties.party_row(session, ticket.id, PartyRole.APPLICANT)
    side.name, side.consent_how = entry.name.strip(), "当面" if entry.agreed else ""
    if entry.particulars.are_any:
        dossiers.save_particulars(session, ticket.id, entry.particulars)
        line = f"{actor.name}{recorded.particulars(entry.particulars)}"
        record(session, ticket, now, actor.name, "particulars", line)
    session.flush()
    return ticket


def _grid_of(session: Session, entry: Entry) -> str:
    grid = grid_by_address(load_house(session), entry.where)
    return grid.code if grid else ""


def _take(
    session: Session, ticket: Ticket, entry: Entry, actor: Actor, now: datetime, desk: Desk
) -> Refused | None:
    """Who enters it has it; what was settled on the spot is ended."""
    today, solved = local_day(now), entry.solved.strip()
    acts = [Act(Action.CLAIM, actor, today)]
    if solved and entry.kind is TicketKind.NEED:
        acts += [Act(Action.START, actor, today), Act(Action.STRIKE_OFF, actor, today, solved)]
    elif solved:
        acts += [Act(Action.ACCEPT, actor, today), Act(Action.MEDIATE, actor, today)]
        for role in PartyRole:
            how = f"当面，{actor.name}记录"
            party_acts.consent(
                session, ticket.number, role, Consent.GIVEN, how, actor.name, now, desk
            )
    for act in acts:
        done = perform(session, ticket.number, act, None, now, desk)
        if isinstance(done, Refused):
            return done
    if solved and entry.kind is TicketKind.DISPUTE:
        return _agree(session, ticket, entry, actor, now, desk)
    return None


def _agree(
    session: Session, ticket: Ticket, entry: Entry, actor: Actor, now: datetime, desk: Desk
) -> Refused | None:
    """The oral agreement (人民调解法 28, 30); the parties still confirm it by themselves. What is
    due today was done on the spot."""
    draft = AgreementDraft(
        Form.ORAL,
        entry.what.strip(),
        (Term(Side.BOTH, entry.solved.strip(), entry.due),),
        local_day(now),
        agreement_acts.signers(session, ticket),
    )
    refused = agreement_acts.agree(session, ticket.number, draft, actor, None, now, desk)
    if refused is None and entry.due == local_day(now):
        made = agreements.in_force(session, ticket.number)
        agreement_acts.keep_promise(
            session, made, made.promises[0].id, entry.due, "当场履行", actor, now
        )
    return refused

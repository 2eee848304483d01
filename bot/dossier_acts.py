"""Acts on a mediation file beside its agreement: the return visit, the official particulars."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.acts import perform
from bot.agreement_acts import why_not_handler
from bot.desk import Desk
from bot.store import agreements, dossiers, tickets, visits
from bot.telling import record
from handlers import wording
from handlers.tickets import recorded
from handlers.tickets.act import Act, Action, Actor, Refused
from handlers.tickets.entry import Particulars
from handlers.tickets.performance import VisitRecord, visit_faults
from handlers.tickets.working_days import local_day


def visit(
    session: Session,
    number: str,
    found: VisitRecord,
    again: date | None,
    actor: Actor,
    now: datetime,
    desk: Desk,
) -> Refused | None:
    """A return visit was made, written down by the handler; the ticket moves there if it may.
    `again` is the day of the next one, where there is to be one."""
    today = local_day(now)
    ticket = tickets.find(session, number, lock=True)
    agreement = agreements.of_ticket(session, number)
    agreed = local_day(agreement.made) if agreement else None
    reasons = visit_faults(found, today, agreed, again)
    reasons += [why_not] if (why_not := why_not_handler(session, ticket, actor, today)) else []
    if reasons:
        return Refused("\n".join(reasons))
    visits.save_visit(session, number, found, now)
    # What the visitor heard of one side is not for the other: the parties read a fixed sentence,
    # with the move where there is one, else (a second visit) with the event.
    act = Act(Action.REVISIT, actor, today, wording.VISITED)
    moved = not isinstance(perform(session, number, act, None, now, desk), Refused)
    told = "" if moved else wording.TOLD_REVISITING.format(text=wording.VISITED)
    record(session, ticket, now, actor.name, "visit", recorded.visited(found), told)
    if again is not None:
        visits.plan_visit(session, ticket.id, again, agreement.id if agreement else None)
    return None


def set_particulars(
    session: Session, number: str, wanted: Particulars, actor: Actor, now: datetime
) -> Refused | None:
    """What the official statistics ask of a dispute beyond the ticket itself."""
    ticket = tickets.find(session, number, lock=True)
    why_not = why_not_handler(session, ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    if dossiers.particulars(session, ticket.id) != wanted:
        dossiers.save_particulars(session, ticket.id, wanted)
        line = f"{actor.name}{recorded.particulars(wanted)}"
        record(session, ticket, now, actor.name, "particulars", line)
    return None

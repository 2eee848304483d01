"""One act on a ticket: the pure table decides, the store saves, an event is appended."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.handing_on import hand_on
from bot.store import alerts, parties, tickets
from bot.store.dispute_tables import Assignment, Rating, Recusal
from bot.store.house import load_house
from bot.store.recusals import conflicts_of
from bot.store.tables import Ticket
from bot.telling import tell_parties, tell_who_asked_too
from handlers.rating import asked_of_parties
from handlers.tickets.act import Act, Action, Actor, Case, Refused
from handlers.tickets.life import move
from handlers.tickets.people import Member, Role
from handlers.tickets.report import CONTENT
from handlers.tickets.ticket import Status, TicketKind
from handlers.tickets.working_days import local_day


def actor_of(member: Member) -> Actor:
    """A member of staff as the table sees them."""
    return Actor(member.name, member.role, member.mandate)


def perform(
    session: Session, number: str, act: Act, version: int | None, now: datetime, desk: Desk
) -> Ticket | Refused:
    """Do `act` in the caller's transaction; the ticket is locked, so that of two the second is
    told. `version` is that of the page the actor saw, None when they saw none.

    Raises NoSuchTicket, and ChangedMeanwhile when the page was old.
    """
    ticket = tickets.find(session, number, lock=True)
    case = case_with_conflicts(session, ticket)
    moved = move(case, act)
    if isinstance(moved, Refused):
        return moved
    seen = ticket.version if version is None else version
    before = ticket.handler or ticket.assignee
    tickets.apply_move(session, ticket, case, moved, act, seen, now, desk.limits)
    _remember(session, ticket, act, now)
    choices = asked_of_parties(case, moved)
    tell_parties(session, ticket, moved.told, moved.audience, now, act.actor.side, choices)
    if moved.status in (Status.DONE, Status.TRANSFERRED):
        tell_who_asked_too(session, ticket, act.text.strip(), now)
    if act.actor.side is None and act.actor.role is not Role.SYSTEM:
        alerts.acknowledge(session, ticket.id, act.actor.name, now)
    hand_on(session, ticket, moved, act, before, now, desk)
    return ticket


def acknowledge_alert(
    session: Session, number: str, actor: Actor, now: datetime, desk: Desk
) -> Ticket:
    """Somebody has seen the ticket's urgent alerts. A crisis that nobody has is theirs with it, if
    they may claim it: who says 我来处理 has not to say it twice. Raises NoSuchTicket."""
    ticket = tickets.find(session, number, lock=True)
    alerts.acknowledge(session, ticket.id, actor.name, now)
    recorded = f"{actor.name}确认已看到"
    tickets.add_event(session, ticket.id, now, actor.name, "acknowledge", recorded)
    if ticket.kind == TicketKind.CRISIS:
        perform(session, number, Act(Action.CLAIM, actor, local_day(now)), None, now, desk)
    return ticket


def case_with_conflicts(session: Session, ticket: Ticket) -> Case:
    """The case with the names of those who may not touch it."""
    return tickets.case_of(
        session, ticket, tuple(conflicts_of(session, ticket, load_house(session)))
    )


def other_case(session: Session, number: str) -> Case | None:
    """The ticket that another is to be merged into; None when there is none of that number."""
    try:
        return tickets.case_of(session, tickets.find(session, number.strip()))
    except tickets.NoSuchTicket:
        return None


def _remember(session: Session, ticket: Ticket, act: Act, now: datetime) -> None:
    """What an act leaves behind besides the ticket and its event."""
    if act.action is Action.ASSIGN and act.to is not None:
        reason = act.text.strip() or f"{act.actor.name}指派"
        session.add(
            Assignment(
                ticket_id=ticket.id, name=act.to.name, by=act.actor.name, at=now, reason=reason
            )
        )
    elif act.action is Action.RECUSE:
        session.merge(Recusal(ticket_id=ticket.id, name=act.actor.name, relation=act.text.strip()))
    elif act.action is Action.RATE and act.actor.side is not None:
        side = parties.party_row(session, ticket.id, act.actor.side)
        closing = ticket.closings
        ticket.marks, ticket.points = ticket.marks + 1, ticket.points + act.stars
        ticket.content += act.stars >= CONTENT
        session.add(
            Rating(
                party_id=side.id, closing=closing, stars=act.stars, words=act.text.strip(), at=now
            )
        )

"""Tell the parties of a ticket what has changed, in the transaction that changes it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.store import outgoing, tickets
from bot.store.parties import sides_of
from bot.store.tables import Ticket
from handlers import wording
from handlers.tickets.party import PartyRole
from handlers.tickets.ticket import Audience, TicketKind
from handlers.turn import Choice, Reply


def tell_parties(
    session: Session,
    ticket: Ticket,
    told: str,
    audience: Audience,
    now: datetime,
    actor: PartyRole | None = None,
    choices: tuple[Choice, ...] = (),
    acting: str = "",
) -> None:
    """Each side in the audience that has a WeChat of its own; who acted, be it a side or the
    WeChat `acting`, has its reply already. Of a crisis nobody is told: the other side may hold
    the phone."""
    if not told or ticket.kind == TicketKind.CRISIS:
        return
    reply = Reply(wording.NEWS.format(number=ticket.number, told=told), choices)
    for side in sides_of(session, ticket.id):
        hears = audience in (Audience.BOTH, side.role) and side.role != actor
        if hears and side.resident and side.resident != acting:
            outgoing.send(session, side.resident, reply, now, ticket_id=ticket.id)


def tell_who_asked_too(session: Session, ticket: Ticket, result: str, now: datetime) -> None:
    """Who reported the same lamp, and whose ticket was merged into this one, hears how it ended. Of
    a dispute they are not told: it is between its two sides."""
    if ticket.kind != TicketKind.NEED:
        return
    for merged in tickets.merged_into(session, ticket.number):
        told = wording.TOLD_TOGETHER.format(text=result)
        tell_parties(session, merged, told, Audience.APPLICANT, now)
        tell_who_asked_too(session, merged, result, now)


def record(
    session: Session,
    ticket: Ticket,
    now: datetime,
    actor: str,
    action: str,
    recorded: str,
    told: str = "",
    audience: Audience = Audience.BOTH,
    choices: tuple[Choice, ...] = (),
    acting: str = "",
) -> None:
    """One more line in the ticket's file, and the parties in the audience are told of it."""
    tickets.add_event(session, ticket.id, now, actor, action, recorded, told, audience)
    tell_parties(session, ticket, told, audience, now, choices=choices, acting=acting)


def out_of_reach(session: Session, ticket: Ticket, audience: Audience) -> tuple[PartyRole, ...]:
    """The sides of an audience whom no message reaches, so that somebody has to call them."""
    return tuple(
        PartyRole(side.role)
        for side in sides_of(session, ticket.id)
        if audience in (Audience.BOTH, side.role) and not side.resident
    )

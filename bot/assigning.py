"""Ask somebody to take a ticket, and keep why they."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.dispute_tables import Assignment
from bot.store.house import home_of, load_house, set_home
from bot.store.recusals import conflicts_of
from bot.store.tables import Ticket
from bot.store.tickets import add_event
from handlers.tickets.assign import Nobody, Wanted, choose
from handlers.tickets.people import Role, Tier
from handlers.tickets.places import grid_by_address, grid_by_scene, grids
from handlers.tickets.ticket import TicketKind
from handlers.tickets.working_days import local_day


def ask_somebody(
    session: Session,
    ticket: Ticket,
    now: datetime,
    roles: tuple[Role, ...] = (),
    last: str = "",
) -> None:
    """Choose who is to take a ticket that nobody has, one of `roles` if given, and `last` only if
    there is nobody else; the file says why, or why nobody."""
    house = load_house(session)
    if all(member.role is Role.ADMINISTRATOR for member in house.members):
        return  # nobody has been entered yet: there is nothing to choose from
    wanted = Wanted(
        TicketKind(ticket.kind),
        ticket.category,
        ticket.place,
        Tier(ticket.tier),
        tuple(conflicts_of(session, ticket, house)),
        roles,
        last,
    )
    choice = choose(house, wanted, local_day(now), _last_asked(session))
    if isinstance(choice, Nobody):
        ticket.assignee = ""
        add_event(session, ticket.id, now, "系统", "ask", f"没有请到人：{choice.reason}")
        return
    ticket.assignee = choice.member.name
    session.add(
        Assignment(
            ticket_id=ticket.id, name=ticket.assignee, by="系统", at=now, reason=choice.reason
        )
    )
    recorded = f"请{ticket.assignee}接手：{choice.reason}"
    add_event(session, ticket.id, now, "系统", "ask", recorded)


def settle_in(session: Session, ticket: Ticket, now: datetime) -> None:
    """A new ticket gets its grid, by what is known of the resident or by the address, and
    somebody is asked to take it."""
    if not ticket.place:
        house = load_house(session)
        home = home_of(session, ticket.resident) if ticket.resident else ""
        grid = grid_by_address(house, ticket.where) or grid_by_scene(grids(house), home)
        ticket.place = grid.code if grid else home
        if grid and ticket.resident and not home:  # a scan or a choice says more than an address
            set_home(session, ticket.resident, grid.code, "address")
    ask_somebody(session, ticket, now)


def _last_asked(session: Session) -> dict[str, int]:
    """The number of each name's last assignment."""
    last = select(Assignment.name, func.max(Assignment.id)).group_by(Assignment.name)
    return {row[0]: row[1] for row in session.execute(last)}

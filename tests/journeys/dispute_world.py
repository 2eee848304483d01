"""A street with people on it, and residents who open tickets, for the journeys of disputes."""

import re
from datetime import date, timedelta

from sqlalchemy import select

from bot.silence import sweep_silence
from bot.staffing import take_in
from bot.store.tables import AlertRow, Event, StaffRow, Ticket
from handlers.tickets.people import Duty, House, Mandate, Member, Place, Role, Tier
from tests.conftest import World

NUMBER = re.compile(r"BM\d{6}-\d{4}")
CODE = re.compile(r"应邀 (\d{6})")
_TERM = Mandate("幸福社区人民调解委员会", date(2020, 1, 1), date(2040, 12, 31))
STREET = House(
    places=(
        Place("jd", "和平街道", Tier.TOWNSHIP),
        Place("xf", "幸福社区", Tier.COMMUNITY, "jd"),
        Place("xf-1", "第一网格", Tier.GRID, "xf", ("1号楼", "3号楼"), "grid-1"),
        Place("xf-2", "第二网格", Tier.GRID, "xf", ("11号楼",), "grid-2"),
    ),
    members=(
        Member("zhao", "赵网格员", Role.GRID, ("xf-1",)),
        Member("sun", "孙网格员", Role.GRID, ("xf-2",)),
        Member("wang", "王调解员", Role.MEDIATOR, ("xf",), _TERM),
        Member("li", "李所长", Role.SUPERVISOR, ("jd",)),
        Member("qian", "钱主任", Role.SUPERVISOR, ("xf",)),
        Member("zhou", "周警官", Role.POLICE, ("xf",)),
    ),
    duties=(
        Duty("xf-1", "zhao", "wang", date(2020, 1, 1), date(2040, 12, 31)),
    ),
)  # fmt: skip


def people(world: World) -> None:
    """The street's staff are entered. They have no password yet: hashing takes its time, and
    `world.console` gives one to who logs in."""
    with world.database.writing.begin() as session:
        session.add_all(
            StaffRow(
                username=m.username, name=m.name, role=m.role.value, password_hash="", active=True
            )
            for m in STREET.members
        )
        take_in(session, STREET)


def opens_dispute(world: World, resident: str = "zhang", where: str = "3号楼2单元501") -> str:
    """A resident asks for mediation; the ticket's number."""
    world.say("我要调解", "同意", "邻里", "楼上漏水，说了几次都没用", resident=resident)
    receipt = world.say(where, "601的住户", "13800138000", "1", resident=resident)
    return str(NUMBER.findall(receipt)[0])


def opens_need(world: World, resident: str = "zhang") -> str:
    """A resident reports something that is no dispute."""
    world.say("我要报事", "同意", "楼道的灯坏了，老人晚上看不见", resident=resident)
    return str(NUMBER.findall(world.say("3号楼", "跳过", "1", resident=resident))[0])


def days_pass(world: World, days: int) -> None:
    """Each day the clocks are looked at, as the sweep does every minute."""
    for _ in range(days):
        world.clock.forward(timedelta(days=1))
        sweep_silence(world.database, world.parts.deps.desk, world.clock)


def ticket(world: World, number: str) -> Ticket:
    with world.database.reading() as session:
        return session.scalars(select(Ticket).where(Ticket.number == number)).one()


def actions(world: World, number: str) -> list[str]:
    """What happened to a ticket, in order."""
    with world.database.reading() as session:
        query = select(Event.action).join(Ticket).where(Ticket.number == number)
        return list(session.scalars(query.order_by(Event.id)))


def alert_events(world: World) -> list[str]:
    """The alerts to the server's log, in order."""
    with world.database.reading() as session:
        query = select(AlertRow.event).where(AlertRow.channel == "log").order_by(AlertRow.id)
        return list(session.scalars(query))

"""Whom to ask: by grid, category, role and roster, in turn among equals, never one in conflict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.tickets.people import ROLE_NAMES, TIER_NAMES, House, Member, Role, Tier
from handlers.tickets.ticket import TicketKind

_LEGAL = ("合同", "劳动争议", "医疗", "道路交通事故", "征地拆迁", "损害赔偿")
"""Categories that a grid worker does not settle alone."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody is needed for. `place` is the code of the grid, empty when it is not known;
    `conflicts` are names of those who may not, `roles` who is to be asked instead of the usual,
    `last` whom to ask only if there is nobody else: they have just had it."""

    kind: TicketKind
    category: str
    place: str
    tier: Tier
    conflicts: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    last: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is asked, and why they, for the file."""

    member: Member
    reason: str


@dataclass(frozen=True, slots=True)
class Nobody:
    """Why there is nobody to ask, for the file."""

    reason: str


def roles_for(wanted: Wanted) -> tuple[Role, ...]:
    """The roles that may be asked, the best first; a supervisor is asked before nobody is."""
    if wanted.roles:
        return wanted.roles
    if wanted.kind is TicketKind.CRISIS:
        return (Role.POLICE, Role.GRID, Role.SUPERVISOR)
    if wanted.kind is TicketKind.NEED:
        return (Role.GRID, Role.SUPERVISOR)
    if wanted.tier > Tier.GRID:
        return (Role.MEDIATOR, Role.SUPERVISOR)
    if wanted.category in _LEGAL:
        return (Role.MEDIATOR, Role.ADVISER, Role.GRID, Role.SUPERVISOR)
    return (Role.GRID, Role.MEDIATOR, Role.SUPERVISOR)


def choose(house: House, wanted: Wanted, today: date, asked: Mapping[str, int]) -> Chosen | Nobody:
    """Who is asked today. `asked` says when each name was last asked: a growing number."""
    passed_over = {m.name: why for m in house.members if (why := _why_not(house, m, wanted, today))}
    able = [m for m in house.members if _serves(house, m, wanted) and m.name not in passed_over]
    skipped = _skipped(house, wanted, passed_over)
    if not able:
        return Nobody(f"{TIER_NAMES[wanted.tier]}现在没有可以接手的人{skipped}")
    on_duty = _on_duty(house, wanted, today)
    roles = roles_for(wanted)
    best = min(
        able,
        key=lambda m: (
            m.name == wanted.last,
            m.username not in on_duty,
            roles.index(m.role),
            asked.get(m.name, 0),
            m.username,
        ),
    )
    return Chosen(best, _reason(house, best, wanted, on_duty) + skipped)


def _serves(house: House, member: Member, wanted: Wanted) -> bool:
    """By role and place. Where no place is known everybody of the role serves."""
    if member.role not in roles_for(wanted):
        return False
    here = house.at_tier(wanted.place, wanted.tier)
    return here is None or not member.places or _covers(house, member, here.code)


def _covers(house: House, member: Member, code: str) -> bool:
    """Whether one of the member's places is this one; who serves a community serves its grids."""
    place = house.place(code)
    while place is not None:
        if place.code in member.places:
            return True
        if place.tier is not Tier.GRID:
            return False
        place = house.place(place.parent)
    return False


def _why_not(house: House, member: Member, wanted: Wanted, today: date) -> str:
    if not member.active:
        return "已离岗"
    if house.is_away(member.username, today):
        return "请假"
    if member.name in wanted.conflicts:
        return "应当回避"
    if member.role is Role.MEDIATOR and not member.may_mediate(today):
        return "不在调解员任期内"
    return ""


def _on_duty(house: House, wanted: Wanted, today: date) -> tuple[str, ...]:
    """Usernames on duty here today; who is away or has left is stood in for."""
    here = house.at_tier(wanted.place, wanted.tier)
    found = []
    for duty in house.duties:
        if here is None or duty.place != here.code or not duty.covers(today):
            continue
        member = house.member(duty.username)
        is_there = member is not None and not _why_not(house, member, wanted, today)
        found.append(duty.username if is_there else duty.substitute)
    return tuple(found)


def _reason(house: House, member: Member, wanted: Wanted, on_duty: tuple[str, ...]) -> str:
    place = house.at_tier(wanted.place, wanted.tier)
    where = place.name if place else TIER_NAMES[wanted.tier]
    duty = "今天值班" if member.username in on_duty else "轮到"
    return f"{where}的{ROLE_NAMES[member.role]}{member.name}，{duty}"


def _skipped(house: House, wanted: Wanted, passed_over: Mapping[str, str]) -> str:
    here = [
        f"{m.name}{passed_over[m.name]}"
        for m in house.members
        if m.name in passed_over and _serves(house, m, wanted)
    ]
    return f"（{'、'.join(here)}）" if here else ""

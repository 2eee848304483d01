"""Who works on tickets, and where: places in tiers, roles, and a mediator's mandate."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Tier(IntEnum):
    """How far up a ticket is: silence at one hands it to the next."""

    GRID = 1
    COMMUNITY = 2
    TOWNSHIP = 3
    COUNTY = 4


TIER_NAMES = {
    Tier.GRID: "网格",
    Tier.COMMUNITY: "社区调委会",
    Tier.TOWNSHIP: "司法所（乡镇街道）",
    Tier.COUNTY: "县（区）矛调中心",
}


class Role(StrEnum):
    """What a member of staff is; RESIDENT and SYSTEM act too and never log in."""

    GRID = "grid"
    MEDIATOR = "mediator"
    ADVISER = "adviser"
    POLICE = "police"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    RESIDENT = "resident"
    SYSTEM = "system"


ROLE_NAMES = {
    Role.GRID: "网格员",
    Role.MEDIATOR: "调解员",
    Role.ADVISER: "法律顾问",
    Role.POLICE: "社区民警",
    Role.SUPERVISOR: "负责人",
    Role.ADMINISTRATOR: "管理员",
}
"""The roles of staff as the console and the staff file write them."""

LEADERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Mandate:
    """A people's mediator is one by a committee and for a term (人民调解法 8, 9, 13): nobody is
    one by another office. Both days are included."""

    committee: str
    since: date
    until: date

    def holds_on(self, day: date) -> bool:
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Place:
    """A grid, community, township or county; `words` are what an address in it contains, `scene`
    the key of its QR code."""

    code: str
    name: str
    tier: Tier
    parent: str = ""
    words: tuple[str, ...] = ()
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff. `places` are the codes they serve, `mail` where alerts may go."""

    username: str
    name: str
    role: Role
    places: tuple[str, ...] = ()
    mandate: Mandate | None = None
    phone: str = ""
    mail: str = ""
    active: bool = True

    def may_mediate(self, day: date) -> bool:
        return self.mandate is not None and self.mandate.holds_on(day)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who is on duty for a place, both days included; `weekdays` are 1 (Monday) to 7."""

    place: str
    username: str
    substitute: str
    since: date
    until: date
    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until and day.isoweekday() in self.weekdays


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is away, both included."""

    username: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class House:
    """All places and people, with who is on duty and who is away."""

    places: tuple[Place, ...] = ()
    members: tuple[Member, ...] = ()
    duties: tuple[Duty, ...] = ()
    absences: tuple[Absence, ...] = ()

    def place(self, code: str) -> Place | None:
        return next((p for p in self.places if p.code == code), None)

    def member(self, username: str) -> Member | None:
        return next((m for m in self.members if m.username == username), None)

    def named(self, name: str) -> Member | None:
        return next((m for m in self.members if m.name == name), None)

    def is_away(self, username: str, day: date) -> bool:
        return any(a.username == username and a.since <= day <= a.until for a in self.absences)

    def at_tier(self, code: str, tier: Tier) -> Place | None:
        """The place of a tier that `code` lies in, itself included."""
        place = self.place(code)
        while place is not None and place.tier < tier:
            place = self.place(place.parent)
        return place if place is not None and place.tier == tier else None

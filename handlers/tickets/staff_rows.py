"""Places and people from rows of words, as a file or a spreadsheet has them, with every fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from handlers.phone import read_phone
from handlers.tickets.people import (
    ROLE_NAMES,
    Absence,
    Duty,
    House,
    Mandate,
    Member,
    Place,
    Tier,
)

Row = Mapping[str, str]
T = TypeVar("T")
_TIERS = {
    "grid": Tier.GRID, "网格": Tier.GRID,
    "community": Tier.COMMUNITY, "社区": Tier.COMMUNITY, "村": Tier.COMMUNITY,
    "township": Tier.TOWNSHIP, "街道": Tier.TOWNSHIP, "乡镇": Tier.TOWNSHIP,
    "county": Tier.COUNTY, "县": Tier.COUNTY, "区": Tier.COUNTY,
}  # fmt: skip
_ROLES = {role.value: role for role in ROLE_NAMES} | {name: r for r, name in ROLE_NAMES.items()}


@dataclass
class _Reading:
    """The faults found so far, each with its section and its row, counted from 1."""

    faults: list[str] = field(default_factory=list)
    section: str = ""
    row: int = 0

    def fault(self, words: str) -> None:
        self.faults.append(f"{self.section}第{self.row}行：{words}")

    def day(self, text: str, name: str) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(f"{name}“{text}”不是日期，请写成 2026-01-31")
            return None

    def days(self, row: Row) -> tuple[date, date] | None:
        """`since` and `until`, in order."""
        since = self.day(row.get("since", ""), "开始")
        until = self.day(row.get("until", ""), "截止")
        if since is None or until is None:
            return None
        if until < since:
            self.fault(f"截止{until}比开始{since}还早")
            return None
        return since, until


def read_house(sections: Mapping[str, Sequence[Row]]) -> House | list[str]:
    """The places and people of a file, or all faults, in Chinese. `sections` are places, staff,
    duties and absences; what is missing is empty."""
    reading = _Reading()
    places = _each(reading, "地点", sections.get("places", ()), _place)
    members = _each(reading, "人员", sections.get("staff", ()), _member)
    duties = _each(reading, "值班", sections.get("duties", ()), _duty)
    absences = _each(reading, "请假", sections.get("absences", ()), _absence)
    house = House(tuple(places), tuple(members), tuple(duties), tuple(absences))
    faults = reading.faults or _across(house)
    return faults or house


def _each(
    reading: _Reading, section: str, rows: Sequence[Row], read: Callable[[_Reading, Row], T | None]
) -> list[T]:
    found = []
    for number, row in enumerate(rows, start=1):
        reading.section, reading.row = section, number
        value = read(reading, row)
        if value is not None:
            found.append(value)
    return found


def _place(reading: _Reading, row: Row) -> Place | None:
    tier = _TIERS.get(row.get("tier", ""))
    if not row.get("code") or not row.get("name"):
        reading.fault("要有代码和名称")
        return None
    if tier is None:
        reading.fault(f"层级“{row.get('tier', '')}”要写：网格、社区、街道或县")
        return None
    words = _list(row.get("words", ""))
    return Place(row["code"], row["name"], tier, row.get("parent", ""), words, row.get("scene", ""))


def _member(reading: _Reading, row: Row) -> Member | None:
    role = _ROLES.get(row.get("role", ""))
    phone = read_phone(row.get("phone", ""))
    if not row.get("username") or not row.get("name"):
        reading.fault("要有用户名和姓名")
        return None
    if role is None:
        reading.fault(f"角色“{row.get('role', '')}”要写：{'、'.join(ROLE_NAMES.values())}")
    if phone is None:
        reading.fault(f"电话“{row['phone']}”不对：手机号11位，座机请带区号")
    mandate = _mandate(reading, row)
    if role is None or phone is None:
        return None
    return Member(
        row["username"], row["name"], role, _list(row.get("places", "")), mandate, phone,
        row.get("mail", ""),
    )  # fmt: skip


def _mandate(reading: _Reading, row: Row) -> Mandate | None:
    """人民调解法 9, 14: a mediator's committee and term."""
    if not row.get("committee"):
        return None
    term = reading.days(row)
    return Mandate(row["committee"], *term) if term else None


def _duty(reading: _Reading, row: Row) -> Duty | None:
    term = reading.days(row)
    numbers = _list(row.get("weekdays", "")) or tuple("1234567")
    if not all(number in "1234567" and len(number) == 1 for number in numbers):
        reading.fault("星期要写1到7，1是星期一")
        return None
    if term is None:
        return None
    weekdays = tuple(int(number) for number in numbers)
    return Duty(
        row.get("place", ""), row.get("staff", ""), row.get("substitute", ""), *term, weekdays
    )


def _absence(reading: _Reading, row: Row) -> Absence | None:
    term = reading.days(row)
    return Absence(row.get("staff", ""), *term) if term else None


def _across(house: House) -> list[str]:
    """What only shows between rows: doubles, and names that nobody has."""
    codes, usernames = [p.code for p in house.places], [m.username for m in house.members]
    names = [m.name for m in house.members]
    faults = [f"地点代码“{c}”写了两次" for c in _doubles(codes)]
    faults += [f"用户名“{u}”写了两次" for u in _doubles(usernames)]
    faults += [f"姓名“{n}”写了两次，请加以区别" for n in _doubles(names)]
    parents = {p.code: p.tier for p in house.places}
    for place in house.places:
        if place.parent and parents.get(place.parent, Tier.GRID) <= place.tier:
            faults.append(f"地点“{place.name}”的上级“{place.parent}”没有写，或者不比它高")
    faults += [
        f"{member.name}的地点“{code}”没有写在地点里"
        for member in house.members
        for code in member.places
        if code not in codes
    ]
    faults += [
        f"值班里的“{name}”没有写在人员里"
        for duty in house.duties
        for name in (duty.username, duty.substitute)
        if name and name not in usernames
    ]
    faults += [f"值班的地点“{d.place}”没有写在地点里" for d in house.duties if d.place not in codes]
    return faults + [
        f"请假里的“{a.username}”没有写在人员里"
        for a in house.absences
        if a.username not in usernames
    ]


def _doubles(values: Sequence[str]) -> list[str]:
    return sorted({value for value in values if values.count(value) > 1})


def _list(text: str) -> tuple[str, ...]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())

"""Places and people from rows of words, as a file or a spreadsheet has them, with every fault."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from handlers.phone import read_phone
from handlers.tickets.house_rows import FIELDS, TITLES, Row
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

T = TypeVar("T")
_TIERS = {
    "grid": Tier.GRID, "网格": Tier.GRID,
    "community": Tier.COMMUNITY, "社区": Tier.COMMUNITY, "村": Tier.COMMUNITY,
    "township": Tier.TOWNSHIP, "街道": Tier.TOWNSHIP, "乡镇": Tier.TOWNSHIP,
    "county": Tier.COUNTY, "县": Tier.COUNTY, "区": Tier.COUNTY,
}  # fmt: skip
_DIGITS = str.maketrans("一二三四五六日天", "12345677")
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


def read_house(
    sections: Mapping[str, Sequence[Row]], known: House | None = None
) -> House | list[str]:
    """The places and people of a file, or all faults, in Chinese. `sections` are places, staff,
    duties and absences; what is missing is empty. `known` are those who were entered before."""
    reading = _Reading(_strangers(sections))
    places = _each(reading, "地点", sections.get("places", ()), _place)
    members = _each(reading, "人员", sections.get("staff", ()), _member)
    duties = _each(reading, "值班", sections.get("duties", ()), _duty)
    absences = _each(reading, "请假", sections.get("absences", ()), _absence)
    house = House(tuple(places), tuple(members), tuple(duties), tuple(absences))
    faults = reading.faults or _across(house, known or House())
    return faults or house


def _strangers(sections: Mapping[str, Sequence[Row]]) -> list[str]:
    """Sections and columns that nobody would read: a slip of the pen must not lose a person."""
    faults = [
        f"“{name}”不认识，只能有：{'、'.join(f'{title}（{key}）' for key, title in TITLES.items())}"
        for name in sections
        if name not in FIELDS
    ]
    for name, allowed in FIELDS.items():
        columns = {column for row in sections.get(name, ()) for column in row}
        faults += [f"{TITLES[name]}里的“{c}”不认识" for c in sorted(columns - set(allowed))]
    return faults


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
    if row.get("mail") and "@" not in row["mail"]:
        reading.fault(f"邮箱“{row['mail']}”不对")
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
        if row.get("since") or row.get("until"):
            reading.fault("写了任期，没有写是哪个调委会的")
        return None
    term = reading.days(row)
    return Mandate(row["committee"], *term) if term else None


def _duty(reading: _Reading, row: Row) -> Duty | None:
    term = reading.days(row)
    weekdays = read_weekdays(row.get("weekdays", ""))
    if weekdays is None:
        reading.fault("星期要写1到7，1是星期一")
    if not row.get("staff"):
        reading.fault("要写谁值班")
    if term is None or weekdays is None or not row.get("staff"):
        return None
    return Duty(
        row.get("place", ""), row.get("staff", ""), row.get("substitute", ""), *term, weekdays
    )


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """From “1,2,3”, “123” (what a spreadsheet makes of it), “1-5” or “周一、周三”; every day for
    nothing, None for what is none of these."""
    plain = re.sub(r"周|星期|[,，、\s]|\.0$", "", text).translate(_DIGITS)
    span = re.fullmatch(r"([1-7])[-至到~]([1-7])", plain)
    if span:
        return tuple(range(int(span[1]), int(span[2]) + 1)) or None
    if not re.fullmatch(r"[1-7]*", plain):
        return None
    return tuple(sorted({int(number) for number in plain or "1234567"}))


def _absence(reading: _Reading, row: Row) -> Absence | None:
    term = reading.days(row)
    return Absence(row.get("staff", ""), *term) if term else None


def _across(house: House, known: House) -> list[str]:
    """What only shows between rows: doubles, and names that nobody has."""
    codes, usernames = [p.code for p in house.places], [m.username for m in house.members]
    all_codes = {*codes, *(p.code for p in known.places)}
    all_usernames = {*usernames, *(m.username for m in known.members)}
    taken = {m.name for m in known.members if m.username not in usernames}
    names = [m.name for m in house.members]
    faults = [f"地点代码“{c}”写了两次" for c in _doubles(codes)]
    faults += [f"用户名“{u}”写了两次" for u in _doubles(usernames)]
    faults += [f"姓名“{n}”写了两次，请加以区别" for n in _doubles(names)]
    faults += [f"姓名“{n}”已经有人用了，请加以区别" for n in names if n in taken]
    parents = {p.code: p.tier for p in (*known.places, *house.places)}
    for place in house.places:
        if place.parent and parents.get(place.parent, Tier.GRID) <= place.tier:
            faults.append(f"地点“{place.name}”的上级“{place.parent}”没有写，或者不比它高")
    faults += [
        f"{member.name}的地点“{code}”没有写在地点里"
        for member in house.members
        for code in member.places
        if code not in all_codes
    ]
    faults += [
        f"值班里的“{name}”没有写在人员里"
        for duty in house.duties
        for name in (duty.username, duty.substitute)
        if name and name not in all_usernames
    ]
    faults += [
        f"值班的地点“{d.place}”没有写在地点里" for d in house.duties if d.place not in all_codes
    ]
    return faults + [
        f"请假里的“{a.username}”没有写在人员里"
        for a in house.absences
        if a.username not in all_usernames
    ]


def _doubles(values: Sequence[str]) -> list[str]:
    return sorted({value for value in values if values.count(value) > 1})


def _list(text: str) -> tuple[str, ...]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())

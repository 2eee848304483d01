"""Places and people as rows of words: what a file of them holds."""

from collections.abc import Mapping

from handlers.tickets.people import ROLE_NAMES, House, Member, Tier

Row = Mapping[str, str]
TITLES = {"places": "地点", "staff": "人员", "duties": "值班", "absences": "请假"}
"""The sections of a file, as a spreadsheet calls them."""
FIELDS = {
    "places": ("code", "name", "tier", "parent", "words", "scene"),
    "staff": (
        "username", "name", "role", "places", "phone", "mail", "committee", "since", "until",
    ),
    "duties": ("place", "staff", "substitute", "since", "until", "weekdays"),
    "absences": ("staff", "since", "until"),
}  # fmt: skip
"""What a row of each section may hold."""
_TIER_WORDS = {
    Tier.GRID: "网格",
    Tier.COMMUNITY: "社区",
    Tier.TOWNSHIP: "街道",
    Tier.COUNTY: "县",
}


def rows_of(house: House, section: str) -> list[Row]:
    """A section of a file as `read_house` takes it back; who has left is not in it."""
    if section == "places":
        return [
            {"code": p.code, "name": p.name, "tier": _TIER_WORDS[p.tier], "parent": p.parent,
             "words": "、".join(p.words), "scene": p.scene}
            for p in house.places
        ]  # fmt: skip
    if section == "staff":
        return [_member_row(m) for m in house.members if m.active]
    gone = {m.username for m in house.members if not m.active}
    if section == "duties":
        return [
            {"place": d.place, "staff": d.username, "since": str(d.since), "until": str(d.until),
             "substitute": "" if d.substitute in gone else d.substitute,
             "weekdays": ",".join(map(str, d.weekdays))}
            for d in house.duties if d.username not in gone
        ]  # fmt: skip
    return [
        {"staff": a.username, "since": str(a.since), "until": str(a.until)}
        for a in house.absences
        if a.username not in gone
    ]


def _member_row(member: Member) -> Row:
    row = {
        "username": member.username, "name": member.name, "role": ROLE_NAMES[member.role],
        "places": "、".join(member.places), "phone": member.phone, "mail": member.mail,
    }  # fmt: skip
    term = member.mandate
    if term is None:
        return row
    return row | {"committee": term.committee, "since": str(term.since), "until": str(term.until)}

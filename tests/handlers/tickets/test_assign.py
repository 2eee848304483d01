"""Whom to ask: by place, role and roster, in turn, never in conflict, always with the reason."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.tickets.assign import Chosen, Nobody, Wanted, choose
from handlers.tickets.people import Absence, Duty, House, Mandate, Member, Place, Role, Tier
from handlers.tickets.ticket import TicketKind

DAY = date(2026, 3, 4)  # a Wednesday
TERM = Mandate("幸福社区调委会", date(2025, 1, 1), date(2027, 12, 31))
OVER = Mandate("幸福社区调委会", date(2022, 1, 1), date(2024, 12, 31))
PLACES = (
    Place("jd", "和平街道", Tier.TOWNSHIP),
    Place("xf", "幸福社区", Tier.COMMUNITY, "jd"),
    Place("xf-1", "第一网格", Tier.GRID, "xf"),
    Place("xf-2", "第二网格", Tier.GRID, "xf"),
)
ZHAO = Member("zhao", "赵", Role.GRID, ("xf-1",))
QIAN = Member("qian", "钱", Role.GRID, ("xf-1",))
SUN = Member("sun", "孙", Role.GRID, ("xf-2",))
WANG = Member("wang", "王", Role.MEDIATOR, ("xf",), TERM)
ZHOU = Member("zhou", "周", Role.MEDIATOR, ("xf",), OVER)
POLICE = Member("wu", "吴", Role.POLICE, ("xf",))
HOUSE = House(PLACES, (ZHAO, QIAN, SUN, WANG, ZHOU, POLICE))
LEAK = Wanted(TicketKind.DISPUTE, "邻里", "xf-1", Tier.GRID)


def chosen(house: House = HOUSE, wanted: Wanted = LEAK, asked: dict[str, int] | None = None) -> str:
    choice = choose(house, wanted, DAY, asked or {})
    assert isinstance(choice, Chosen)
    return choice.member.name


def test_the_grid_worker_of_the_place_is_asked() -> None:
    assert chosen() in ("赵", "钱")
    assert chosen(wanted=replace(LEAK, place="xf-2")) == "孙"


def test_equals_are_asked_in_turn() -> None:
    asked: dict[str, int] = {}
    turns = []
    for number in range(1, 5):
        name = chosen(asked=asked)
        asked[name] = number
        turns.append(name)
    assert turns[:2] == turns[2:]
    assert set(turns) == {"赵", "钱"}


def test_who_is_on_duty_comes_first_and_a_substitute_stands_in() -> None:
    duty = Duty("xf-1", "qian", "zhao", DAY, DAY, (3,))
    on_duty = replace(HOUSE, duties=(duty,))
    assert chosen(on_duty, asked={"钱": 9}) == "钱"
    away = replace(on_duty, absences=(Absence("qian", DAY, DAY),))
    assert chosen(away, asked={"赵": 9}) == "赵"
    thursday_only = replace(HOUSE, duties=(replace(duty, weekdays=(4,)),))
    assert chosen(thursday_only, asked={"钱": 9}) == "赵"


def test_conflict_is_passed_over_and_said() -> None:
    choice = choose(HOUSE, replace(LEAK, conflicts=("赵",)), DAY, {"钱": 9})
    assert isinstance(choice, Chosen)
    assert choice.member.name == "钱"
    assert "赵应当回避" in choice.reason


def test_a_mediator_whose_term_is_over_is_not_asked() -> None:
    choice = choose(HOUSE, replace(LEAK, tier=Tier.COMMUNITY), DAY, {"王": 99})
    assert isinstance(choice, Chosen)
    assert choice.member.name == "王"
    assert "周不在调解员任期内" in choice.reason


def test_a_legal_matter_goes_to_a_mediator_of_the_community() -> None:
    assert chosen(wanted=replace(LEAK, category="合同")) == "王"


def test_a_crisis_goes_to_the_police_liaison() -> None:
    crisis = Wanted(TicketKind.CRISIS, "家庭暴力", "xf-1", Tier.GRID)
    assert chosen(wanted=crisis) == "吴"


def test_nobody_is_said_with_the_reasons() -> None:
    house = House(PLACES, (replace(ZHAO, active=False), replace(QIAN, active=True)))
    choice = choose(replace(house, absences=(Absence("qian", DAY, DAY),)), LEAK, DAY, {})
    assert choice == Nobody("网格现在没有可以接手的人（赵已离岗、钱请假）")


@pytest.mark.parametrize("place", ["", "nowhere"])
def test_an_unknown_place_is_served_by_all_of_the_role(place: str) -> None:
    assert chosen(wanted=replace(LEAK, place=place)) in ("赵", "钱", "孙")


def test_who_has_just_had_it_is_asked_last() -> None:
    assert chosen(wanted=replace(LEAK, last="赵")) == "钱"
    alone = replace(HOUSE, members=(ZHAO,))
    assert chosen(alone, replace(LEAK, last="赵")) == "赵"


def test_a_supervisor_is_asked_before_nobody_is() -> None:
    leader = Member("li", "李", Role.SUPERVISOR, ("jd", "xf"))
    house = replace(HOUSE, members=(ZHAO, leader), absences=(Absence("zhao", DAY, DAY),))
    assert chosen(house) == "李"

"""Who is told of what, and when they may be disturbed."""

from datetime import UTC, datetime, time

import pytest

from handlers.tickets.alerting import AlertEvent, QuietHours, concerned
from handlers.tickets.people import House, Member, Place, Role, Tier

HOUSE = House(
    (Place("c", "社区", Tier.COMMUNITY), Place("g", "网格", Tier.GRID, "c")),
    (
        Member("a", "赵网格员", Role.GRID, ("g",)),
        Member("b", "钱主任", Role.SUPERVISOR, ("c",)),
        Member("d", "孙警官", Role.POLICE, ("c",)),
        Member("e", "外区主任", Role.SUPERVISOR, ("elsewhere",)),
        Member("f", "离岗主任", Role.SUPERVISOR, ("c",), active=False),
    ),
)
CONCERNED = [
    (AlertEvent.NEW, Tier.GRID, {"赵网格员"}),
    (AlertEvent.CRISIS, Tier.COMMUNITY, {"赵网格员", "钱主任", "孙警官"}),
    (AlertEvent.HANDED_UP, Tier.COMMUNITY, {"赵网格员", "钱主任"}),
    (AlertEvent.UNCLAIMED, Tier.COMMUNITY, {"赵网格员", "钱主任"}),
]


@pytest.mark.parametrize(("event", "tier", "names"), CONCERNED)
def test_an_event_concerns_its_roles_where_the_ticket_is(
    event: AlertEvent, tier: Tier, names: set[str]
) -> None:
    assert {m.name for m in concerned(HOUSE, event, ("赵网格员",), "g", tier)} == names


HOURS = [
    (datetime(2026, 3, 4, 4, 0, tzinfo=UTC), datetime(2026, 3, 4, 4, 0, tzinfo=UTC)),  # noon
    (datetime(2026, 3, 4, 15, 0, tzinfo=UTC), datetime(2026, 3, 4, 23, 0, tzinfo=UTC)),  # 23:00
    (datetime(2026, 3, 4, 17, 0, tzinfo=UTC), datetime(2026, 3, 4, 23, 0, tzinfo=UTC)),  # 01:00
    (datetime(2026, 3, 4, 23, 0, tzinfo=UTC), datetime(2026, 3, 4, 23, 0, tzinfo=UTC)),  # 07:00
]


@pytest.mark.parametrize(("moment", "allowed"), HOURS)
def test_the_night_is_quiet(moment: datetime, allowed: datetime) -> None:
    assert QuietHours().allowed_from(moment) == allowed


def test_equal_hours_mean_never() -> None:
    moment = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
    assert QuietHours(time(0), time(0)).allowed_from(moment) == moment

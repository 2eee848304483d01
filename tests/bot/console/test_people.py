"""The page of places and people: seen by all staff, changed by supervisors."""

from datetime import UTC, datetime

import pytest

from tests.conftest import World
from tests.journeys.dispute_world import opens_dispute, people, ticket

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PAGE = "/console/people"
MONDAY = datetime(2026, 3, 2, 4, tzinfo=UTC)


def test_a_supervisor_enters_an_absence_and_the_substitute_is_asked(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    leader = world.console("钱主任")
    assert "第一网格：赵网格员" in leader.get(PAGE)
    path = f"{PAGE}/zhao/away"
    backwards = {"since": "2026-03-06", "until": "2026-03-02"}
    assert "截止不能早于开始" in leader.submit(path, page=PAGE, **backwards)
    assert "没有保存" in leader.submit(path, page=PAGE, since="soon", until="")
    leader.submit(path, page=PAGE, since="2026-03-02", until="2026-03-06")
    assert "赵网格员请假，王调解员替班" in leader.get(PAGE)
    assert ticket(world, opens_dispute(world)).assignee == "王调解员"


def test_a_supervisor_lets_somebody_go(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    world.console("赵网格员").act(number, "claim")
    leader = world.console("钱主任")
    assert "1件事项已收回" in leader.submit(f"{PAGE}/zhao/leave", page=PAGE)
    assert ticket(world, number).assignee == "王调解员"
    assert "没有这个用户名" in leader.submit(f"{PAGE}/ghost/leave", page=PAGE)


def test_others_only_look(world: World) -> None:
    people(world)
    staff = world.console("王调解员")
    assert "登记请假" not in staff.get(PAGE)
    token = staff.get("/console/").partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = staff.client.post(f"{PAGE}/zhao/leave", data={"csrf_token": token})
    assert answer.status_code == 403

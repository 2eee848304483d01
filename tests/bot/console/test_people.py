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
    assert "还早" in leader.submit(path, page=PAGE, **backwards)
    assert "没有保存" in leader.submit(path, page=PAGE, since="soon", until="")
    past = {"since": "2026-02-02", "until": "2026-02-06"}
    assert "2026-02-06已经过去了" in leader.submit(path, page=PAGE, **past)
    waiting = opens_dispute(world, "wu")
    leader.submit(path, page=PAGE, since="2026-03-02", until="2026-03-06")
    assert "赵网格员请假，王调解员替班" in leader.get(PAGE)
    assert ticket(world, waiting).assignee == "王调解员", "what was not taken yet is offered anew"
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


def test_a_supervisor_changes_the_roster(world: World) -> None:
    world.clock.at = MONDAY
    people(world)
    leader = world.console("钱主任")
    line = {"place": "xf-2", "staff": "sun", "since": "2026-03-02", "until": "2026-03-31"}
    path = f"{PAGE}/duty"
    assert "星期要写1到7" in leader.submit(path, page=PAGE, **line, weekdays="平时")
    assert "请选地点和值班的人" in leader.submit(path, page=PAGE, **line | {"staff": "ghost"})
    assert "还早" in leader.submit(path, page=PAGE, **line | {"until": "2026-03-01"})
    assert "没有保存" in leader.submit(path, page=PAGE, **line | {"since": "soon"})
    page = leader.submit(path, page=PAGE, **line, weekdays="1-5", substitute="zhao")
    assert page.count("第二网格：孙网格员") == 6, "five days of the week, and the line itself"
    leader.submit(f"{PAGE}/sun/away", page=PAGE, since="2026-03-03", until="2026-03-03")
    assert "孙网格员请假，赵网格员替班" in leader.get(PAGE)
    leader.submit(f"{PAGE}/sun/back", page=PAGE)
    assert "替班" not in leader.get(PAGE).partition("改值班表")[0]
    off = {k: line[k] for k in ("place", "staff", "since")}
    assert "去掉" in leader.submit(f"{PAGE}/off-duty", page=PAGE, **off)
    assert "没有这一条" in leader.submit(f"{PAGE}/off-duty", page=PAGE, **off)


def test_the_roster_is_changed_by_supervisors_alone(world: World) -> None:
    people(world)
    staff = world.console("王调解员")
    assert "改值班表" not in staff.get(PAGE)
    assert "没有权限" in staff.submit(f"{PAGE}/duty", page="/console/enter", place="xf-1")

"""An agreement on paper binds nobody before it is signed: no 进入履行, and nobody is reminded."""

from datetime import timedelta

from bot.reminding import remind_due
from bot.store.tables import Ticket
from handlers.tickets.working_days import local_day
from tests.conftest import Console, World
from tests.journeys.dispute_world import actions, ticket
from tests.journeys.test_agreement import (
    confirms_by_code,
    mediated,
    said_to,
    write_agreement,
)


def written(world: World) -> tuple[Console, str]:
    """An agreement that nobody has confirmed or signed."""
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    return staff, number


def next_step(staff: Console, number: str) -> str:
    page = staff.get(f"/console/tickets/{number}")
    return page.partition("下一步")[2].partition("</div></div>")[0]


def status(world: World, number: str) -> str:
    found: Ticket = ticket(world, number)
    return found.status


def test_nobody_has_to_keep_what_was_not_signed(world: World) -> None:
    staff, number = written(world)
    refused = staff.act(number, "perform")
    assert "协议还没有生效" in refused
    assert "申请人和被申请人还没有确认" in refused
    assert "人民调解法第29条" in refused
    assert status(world, number) == "agreed"
    step = next_step(staff, number)
    assert "请申请人和被申请人用自己的微信发“确认协议”" in step
    assert f"/console/tickets/{number}/agreement" in step
    assert "进入履行" not in step

    world.clock.forward(timedelta(days=6))
    remind_due(world.database, world.parts.deps.desk, world.clock)
    assert "remind" not in actions(world, number), "the payment's day went by unsigned"
    assert not any("到期" in words for words in said_to(world, "zhang"))
    assert "履行：支付一半材料费" not in staff.get("/console/due")


def test_confirmed_and_signed_it_is_entered_and_kept(world: World) -> None:
    staff, number = written(world)
    confirms_by_code(world, staff, number, "li")
    assert "请申请人用自己的微信" in next_step(staff, number)
    world.say("确认协议", "1")
    assert "双方都确认了" in next_step(staff, number)
    assert "协议还没有生效：双方签名" in staff.act(number, "perform"), "the seal is still missing"
    page = f"/console/tickets/{number}/agreement"
    staff.submit(f"{page}/effective", page=page, day=str(local_day(world.clock())))
    assert status(world, number) == "performing"


def test_while_one_side_says_it_is_wrong_it_does_not_take_effect(world: World) -> None:
    staff, number = written(world)
    assert "记下了" in world.say("协议不对：我只付一半的一半")
    assert "申请人说协议内容不对" in staff.act(number, "perform")
    assert "申请人说协议内容不对" in next_step(staff, number)
    page, today = f"/console/tickets/{number}/agreement", str(local_day(world.clock()))
    assert "有一方说协议内容不对" in staff.submit(f"{page}/effective", page=page, day=today)
    assert status(world, number) == "agreed"
    write_agreement(world, staff, number, money2="600", effective=today)
    assert status(world, number) == "performing", "the changed one was signed"


def test_an_oral_agreement_is_kept_since_it_was_reached(world: World) -> None:
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number, form="oral")
    assert status(world, number) == "performing"

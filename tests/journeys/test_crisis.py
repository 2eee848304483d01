"""Danger comes before everything: help is named, and a person must acknowledge the alert."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.alerts.delivery import deliver_due
from bot.alerts.verdict import Accepted
from bot.store.alerts import Alert
from bot.store.tables import AlertRow, Ticket
from tests.conftest import MakeWorld, World
from tests.journeys.dispute_world import opens_dispute


def urgent_tickets(world: World) -> list[Ticket]:
    with world.database.reading() as session:
        return list(session.scalars(select(Ticket).where(Ticket.kind == "crisis")))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("老公喝酒了又打我，我不敢回家", "110"),
        ("我不想活了", "12356"),
        ("孩子被后爸毒打，满身是伤", "110"),
        ("有人让我转账到安全账户，说我涉案", "96110"),
        ("厨房着火了怎么办", "119"),
        ("我妈吞了半瓶安眠药", "120"),
        ("奶奶倒在地上叫不醒了", "120"),
        ("昨晚被人强奸了", "12338"),
        ("痴呆的老伴走丢了", "不用等24小时"),
        ("他拿菜刀追我，我躲在厕所", "12110"),
    ],
)
def test_help_comes_first_and_staff_are_alerted(world: World, text: str, number: str) -> None:
    reply = world.say(text)
    assert number in reply
    assert "请人调解" not in reply, "no mediation is offered"
    assert len(urgent_tickets(world)) == 1


def test_it_stands_before_a_running_dialogue_which_waits(world: World) -> None:
    world.say("我要调解", "同意", "邻里")
    assert "110" in world.say("救命，他拿着刀在砸门")
    assert "什么地方" in world.say("楼上漏水两个月了没人管")


def test_a_second_cry_goes_to_the_same_ticket(world: World) -> None:
    world.say("老公打我", "他又打我了")
    assert len(urgent_tickets(world)) == 1


def test_where_they_are_said_afterwards_goes_to_the_same_ticket(world: World) -> None:
    world.say("老公打我")
    assert "记下了" in world.say("我在3号楼2单元501")
    assert "记下了" in world.say("电话13811112222")
    assert "记下了" in world.say("你们什么时候来")
    number = urgent_tickets(world)[0].number
    page = world.console("陈警官").get(f"/console/tickets/{number}")
    assert "我在3号楼2单元501" in page
    assert "电话13811112222" in page
    assert "《民法典》" in world.say("房东不退押金怎么办"), "a question is a question"
    world.clock.forward(timedelta(minutes=31))
    assert "记下了" not in world.say("电话13811112222")
    world.clock.forward(timedelta(days=2))
    world.say("他又打我了")
    assert "记下了" in world.say("3号楼2单元501"), "the ticket is old, the cry is not"
    assert len(urgent_tickets(world)) == 1


def test_what_is_known_of_them_stands_on_the_ticket(world: World) -> None:
    opens_dispute(world)
    world.say("老公打我，救命")
    ticket = urgent_tickets(world)[0]
    assert (ticket.phone, ticket.where) == ("13800138000", "3号楼2单元501")
    page = world.console("陈警官").get(f"/console/tickets/{ticket.number}")
    assert "13800138000" in page
    assert "接电话的也可能是对方" in page


def test_who_only_wants_to_know_the_law_gets_it(world: World) -> None:
    reply = world.say("老公打我", "1")
    assert "依据" in reply


def test_the_crisis_is_not_shown_in_the_chat(world: World) -> None:
    """The other side may hold the phone."""
    world.say("老公打我")
    assert "家庭暴力" not in world.say("查进度")


def test_the_alert_is_said_again_until_a_person_acknowledges_it(make_world: MakeWorld) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL="http://127.0.0.1:9/robot")
    world.say("老公打我")
    said: list[str] = []

    def robot(_alert: Alert, text: str) -> Accepted:
        said.append(text)
        return Accepted()

    def deliver() -> None:
        deliver_due(world.database, {"wecom": robot}, "http://baimi.test", world.clock)

    for _ in range(3):
        deliver()
        world.clock.forward(timedelta(minutes=6))
    assert len(said) == 3
    assert "紧急" in said[0]
    assert "打我" not in said[0], "never the resident's words"
    number = urgent_tickets(world)[0].number
    world.console("陈警官").submit(
        f"/console/tickets/{number}/acknowledge", f"/console/tickets/{number}"
    )
    world.clock.forward(timedelta(hours=1))
    deliver()
    assert len(said) == 3
    with world.database.reading() as session:
        assert "陈警官" in session.scalars(select(AlertRow.acknowledged_by)).all()

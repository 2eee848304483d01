"""The leak of the second seed, from the first message to the closed ticket."""

import re

from sqlalchemy import select

from bot.store.tables import AlertRow, Event, Ticket
from tests.conftest import World
from tests.journeys.test_agreement import write_agreement

NUMBER = re.compile(r"BM\d{6}-\d{4}")


def test_a_leak_is_answered_and_becomes_a_ticket_that_people_close(world: World) -> None:
    answer = world.say("楼上漏水把我家泡了，他不管咋办")
    assert "请人调解" in answer
    assert "《民法典》第" in answer

    consent = world.say("1")
    assert "同意吗" in consent
    assert "漏水" in consent, "the topic is carried over"
    world.say("同意", "疫情后回来就发现厨房客厅都在滴水，找楼上说了几次都没用")
    world.say("3号楼2单元501", "601的住户", "138 0013 8000")
    receipt = world.say("1")
    number = NUMBER.findall(receipt)[0]

    with world.database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert (ticket.number, ticket.category) == (number, "邻里")
        assert ticket.phone == "13800138000"
        assert ticket.consented_at is not None
        assert {alert.channel for alert in session.scalars(select(AlertRow))} == {"log"}

    staff = world.console("刘律师")
    assert number in staff.get("/console/")
    assert "已保存" in staff.act(number, "claim")
    staff.act(number, "note", "请水管工测压，是主管道漏水")
    assert "刘律师已接手" in world.say("查进度")
    assert "主管道" not in world.say("查进度"), "a note is for staff only"
    staff.consent(number, "respondent", "given")
    staff.act(number, "accept")
    staff.act(number, "mediate")
    saved = write_agreement(world, staff, number, **{"name-applicant": "张三"})
    assert "已保存" in saved

    progress = world.say("查进度")
    assert "修好主管道" in progress
    assert "已达成协议" in progress
    with world.database.reading() as session:
        actions = list(session.scalars(select(Event.action).order_by(Event.id)))
    assert actions == [
        "open",
        "claim",
        "note",
        "consent",
        "accept",
        "mediate",
        "agree",
        "agreement",
    ]

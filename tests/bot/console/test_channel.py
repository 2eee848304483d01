"""Faults of the public account reach the people who look at the console."""

from datetime import timedelta

from sqlalchemy import select

from bot.store import outgoing, said
from bot.store.channel_tables import Outgoing
from handlers.turn import Reply
from tests.conftest import World


def tell(world: World, words: str) -> None:
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply(words), world.clock())
    world.parts.channel.speak()


def test_staff_see_an_alarm_and_a_leader_lets_it_be_tried_again(world: World) -> None:
    world.say("你好")
    world.books.refuse("message/custom/send", 40164)
    tell(world, "有进展")
    mediator, leader = world.console("王调解员"), world.console("钱主任", "supervisor")
    for staff in (mediator, leader):
        assert "居民可能收不到消息：服务器 IP 不在白名单" in staff.get("/console/")
    page = mediator.get("/console/channel")
    assert "共1次" in page
    assert "正在发 1 条" in page
    assert "已处理好" not in page, "only who leads may say so"
    assert "没有权限" in mediator.submit("/console/channel/alarms/40164", page="/console/channel")

    leader.submit("/console/channel/alarms/40164", page="/console/channel")
    assert "故障" not in leader.get("/console/")
    world.parts.channel.speak()
    assert world.books.texts("zhang") == ["有进展"], "at once, not in an hour"
    assert "正在发 0 条" in leader.get("/console/channel")


def test_the_page_says_what_the_account_may_do(world: World) -> None:
    page = world.console().get("/console/channel")
    assert "已认证的服务号；能：被动回复、主动发客服消息" in page
    assert "没有。" in page


def test_the_words_of_a_sent_message_are_kept_for_some_weeks(world: World) -> None:
    world.say("你好")
    tell(world, "三号下午来调解")
    world.clock.forward(timedelta(days=3))
    tell(world, "还在等的话")
    sweep = (world.database.writing, world.parts.config.keep_messages)
    world.clock.forward(timedelta(days=26))
    said.sweep_words(sweep[0], world.clock(), sweep[1])
    assert words(world) == ["三号下午来调解", "还在等的话"]
    world.clock.forward(timedelta(days=40))
    said.sweep_words(sweep[0], world.clock(), sweep[1])
    assert words(world) == ["", "还在等的话"], "what nobody has read yet is still to be said"
    assert "还在等的话" in world.say("你好")


def words(world: World) -> list[str]:
    with world.database.reading() as session:
        rows = session.scalars(select(Outgoing).order_by(Outgoing.id))
        return [outgoing.reply_of(row).text for row in rows]

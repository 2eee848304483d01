"""A member of staff speaks to a resident from the ticket's page."""

import re
from datetime import timedelta

from sqlalchemy import select

from bot.store.tables import Event
from tests.conftest import Console, World

QUESTION = "房东不退押金怎么办"


def open_ticket(world: World) -> str:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过")
    found = re.search(r"BM\d{6}-\d{4}", world.say("1"))
    assert found
    return found[0]


def speak(world: World, staff: Console, number: str, words: str) -> str:
    path = f"/console/tickets/{number}"
    page = staff.submit(f"{path}/say", page=path, words=words)
    world.parts.channel.speak()
    return page


def events(world: World) -> list[str]:
    with world.database.reading() as session:
        return list(session.scalars(select(Event.recorded).order_by(Event.id)))


def test_the_resident_reads_who_speaks_and_the_bot_is_quiet(world: World) -> None:
    number = open_ticket(world)
    staff = world.console("王调解员")
    page = speak(world, staff, number, "我下午三点到您家看看，方便吗？")
    assert "王调解员正在跟居民说话" in page
    first = world.books.texts("zhang")[-1]
    assert "我是王调解员（调解员）" in first
    assert "我下午三点到您家看看" in first

    assert world.say("方便的，我在家") == ""
    assert world.say(QUESTION) == ""
    assert any("方便的，我在家" in words for words in events(world))
    speak(world, staff, number, "好，一会儿见。")
    assert world.books.texts("zhang")[-1] == "【王调解员（调解员）】好，一会儿见。"


def test_how_the_ticket_stands_is_told_whoever_is_speaking(world: World) -> None:
    number = open_ticket(world)
    speak(world, world.console(), number, "您好")
    assert f"【{number}】" in world.say("查进度")
    assert "查进度" not in "".join(events(world))


def test_danger_is_answered_at_once_whoever_is_speaking(world: World) -> None:
    number = open_ticket(world)
    speak(world, world.console(), number, "您好")
    assert "110" in world.say("老公现在打我，救命")


def test_staff_hand_back(world: World) -> None:
    number = open_ticket(world)
    staff = world.console()
    speak(world, staff, number, "您好")
    path = f"/console/tickets/{number}"
    assert "自动答复继续" in staff.submit(f"{path}/handback", page=path)
    world.parts.channel.speak()
    assert "自动小助手接着回您" in world.books.texts("zhang")[-1]
    assert "《民法典》" in world.say(QUESTION)


def test_after_thirty_minutes_the_bot_answers_again(world: World) -> None:
    number = open_ticket(world)
    speak(world, world.console(), number, "您好")
    world.clock.forward(timedelta(minutes=29))
    assert world.say(QUESTION) == ""
    world.clock.forward(timedelta(minutes=2))
    assert "《民法典》" in world.say(QUESTION)


def test_nobody_speaks_into_a_crisis(world: World) -> None:
    world.say("老公现在打我，救命")
    staff = world.console()
    found = re.search(r"BM\d{6}-\d{4}", staff.get("/console/"))
    assert found
    page = staff.get(f"/console/tickets/{found[0]}")
    assert "对方可能拿着手机" in page
    assert 'name="words"' not in page


def test_an_act_of_staff_is_told_to_the_resident(world: World) -> None:
    number = open_ticket(world)
    staff = world.console("刘律师")
    staff.act(number, "claim")
    world.parts.channel.speak()
    assert "刘律师已接手" in world.books.texts("zhang")[-1]
    assert "已送到（客服消息" in staff.get(f"/console/tickets/{number}")


def test_staff_see_why_a_message_waits(world: World) -> None:
    number = open_ticket(world)
    world.clock.forward(timedelta(hours=49))
    staff = world.console("刘律师")
    staff.act(number, "claim")
    world.parts.channel.speak()
    page = staff.get(f"/console/tickets/{number}")
    assert "等居民下次来信时给" in page
    assert "48小时" in page
    assert "刘律师已接手" in world.say("你好")
    assert "居民下次来信时，" in staff.get(f"/console/tickets/{number}")

"""Every row of the error-code table, from the platform's answer to what becomes of the message."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.store import outgoing
from bot.store.channel_tables import Alarm, Outgoing
from bot.wechat.codes import CODES, MEANINGS, Do, meaning, what_to_do
from handlers.turn import Reply
from tests.conftest import World

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SEND = "message/custom/send"
ROWS = [(code, do) for code, do in CODES.items() if code > -2]
"""Without our own code for no answer, which the platform cannot give."""


def tell(world: World, words: str = "您的事有进展了。") -> None:
    """Something for the resident, tried once."""
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply(words), world.clock())
    world.parts.channel.speak()


def row(world: World) -> Outgoing:
    with world.database.reading() as session:
        return session.scalars(select(Outgoing).order_by(Outgoing.id)).all()[0]


def alarm_codes(world: World) -> list[int]:
    with world.database.reading() as session:
        return list(session.scalars(select(Alarm.code)))


def test_each_code_has_words_for_staff() -> None:
    assert set(CODES) == set(MEANINGS)
    assert "99999" in meaning(99999)
    assert what_to_do(99999) is Do.ALARM, "a person looks at what nobody has seen before"


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.RENEW])
def test_a_refused_token_is_renewed_and_the_message_sent(world: World, code: int) -> None:
    world.say("你好")
    world.books.refuse(SEND, code)
    tell(world)
    assert world.books.texts("zhang") == ["您的事有进展了。"]
    assert world.books.counts["stable_token"] == 2
    assert row(world).state == "delivered"


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.RENEW])
def test_a_token_that_is_refused_twice_is_an_alarm_and_no_loop(world: World, code: int) -> None:
    world.say("你好")
    world.books.refuse(SEND, *[code] * 50)
    tell(world)
    assert world.books.counts[SEND] == 2
    assert alarm_codes(world) == [code]


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.RETRY])
def test_a_busy_platform_is_asked_again_later(world: World, code: int) -> None:
    world.say("你好")
    world.books.refuse(SEND, code)
    tell(world)
    world.parts.channel.speak()
    assert world.books.counts[SEND] == 1, "not at once"
    world.clock.forward(timedelta(seconds=31))
    world.parts.channel.speak()
    assert world.books.texts("zhang") == ["您的事有进展了。"]


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.STOP_TODAY])
def test_a_used_up_quota_stops_all_sending_until_tomorrow(world: World, code: int) -> None:
    world.say("你好")
    world.books.refuse(SEND, code)
    tell(world)
    tell(world, "第二件")
    assert world.books.counts[SEND] == 1
    assert alarm_codes(world) == [code]
    world.clock.forward(timedelta(hours=24, minutes=10))
    world.parts.channel.speak()
    assert world.books.texts("zhang") == ["您的事有进展了。", "第二件"]


@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.STOP_RESIDENT])
def test_a_resident_who_cannot_be_reached_reads_it_at_the_next_contact_once(
    world: World, code: int
) -> None:
    world.say("你好")
    world.books.refuse(SEND, code)
    tell(world)
    world.parts.channel.speak()
    assert row(world).state == "waiting"
    assert row(world).why
    assert world.books.counts[SEND] == 1
    assert "您的事有进展了。" in world.say("你好")
    assert "您的事有进展了。" not in world.say("你好")
    world.parts.channel.speak()
    assert world.books.texts("zhang") == []


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.ALARM])
def test_a_wrong_configuration_is_an_alarm_and_the_message_is_kept(world: World, code: int) -> None:
    world.say("你好")
    world.books.refuse(SEND, code)
    tell(world)
    assert alarm_codes(world) == [code]
    world.clock.forward(timedelta(hours=2))
    world.parts.channel.speak()
    assert world.books.texts("zhang") == ["您的事有进展了。"], "the operator has mended it"


@ON_SQLITE
@pytest.mark.parametrize("code", [c for c, do in ROWS if do is Do.SHORTEN])
def test_a_message_that_is_too_large_goes_out_in_parts(world: World, code: int) -> None:
    world.say("你好")
    words = "第一句话说的是漏水的经过。" * 8 + "第二句话说的是怎么办。" * 8
    world.books.refuse(SEND, code)
    tell(world, words)
    parts = world.books.texts("zhang")
    assert len(parts) == 2
    assert "".join(parts) == words


@ON_SQLITE
def test_no_answer_is_tried_again(world: World) -> None:
    world.say("你好")
    world.books.refuse("stable_token", -1)
    tell(world)
    assert row(world).state == "due"
    world.clock.forward(timedelta(minutes=1))
    world.parts.channel.speak()
    assert world.books.texts("zhang") == ["您的事有进展了。"]


@ON_SQLITE
def test_the_operator_is_told_in_words_without_secrets(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.say("你好")
    world.books.refuse(SEND, 40164)
    tell(world)
    world.parts.jobs.queue.immediate = True
    world.parts.jobs.wake()
    assert "白名单" in caplog.text
    assert "the-app-secret" not in caplog.text

"""An answer that is not ready in time: a placeholder first, the answer later, exactly once."""

import threading
from dataclasses import replace
from datetime import timedelta

import httpx
from sqlalchemy import func, select, text

from bot.app import create_app
from bot.service import answer_owed
from bot.store.channel_tables import Outgoing, Owed
from bot.store.owed import MOST_TRIES
from knowledge.base import Base
from tests.conftest import MakeWorld, World

QUESTION = "房东不退押金怎么办"
_PATIENCE = 1.0
"""Seconds: more than it takes to note a message."""


class SlowKnowledge:
    """Hands out the knowledge only after it was released."""

    def __init__(self, base: Base) -> None:
        self.base, self.released = base, threading.Event()

    def __call__(self) -> Base:
        assert self.released.wait(20)
        return self.base


def slow(world: World) -> SlowKnowledge:
    """The same service, with a knowledge that takes its time, and little patience."""
    knowledge = SlowKnowledge(world.parts.deps.base())
    deps = replace(world.parts.deps, base=knowledge, patience=_PATIENCE)
    app = create_app(replace(world.parts, deps=deps))
    world.platform.client = httpx.Client(transport=httpx.WSGITransport(app=app))
    return knowledge


def finish(world: World, knowledge: SlowKnowledge, expected: int) -> None:
    """Let the answer be ready, and wait until it is stored."""
    knowledge.released.set()
    for _ in range(200):
        with world.database.reading() as session:
            if len(session.scalars(select(Outgoing.id)).all()) == expected:
                return
        threading.Event().wait(0.05)
    raise AssertionError("the late answer was not stored")


def test_the_resident_reads_a_placeholder_and_then_the_answer_once(world: World) -> None:
    knowledge = slow(world)
    message = world.platform.message("zhang", {"MsgType": "text", "Content": QUESTION})
    world.books.contact("zhang", "text")
    first = world.platform.read_answer(world.platform.post(message))
    assert first is not None
    assert "稍等" in first
    finish(world, knowledge, 1)
    world.parts.channel.speak()
    world.parts.channel.speak()
    answers = world.books.texts("zhang")
    assert len(answers) == 1
    assert "《民法典》" in answers[0]
    again = world.platform.read_answer(world.platform.post(message))
    assert again == first, "a second delivery gets the same reply"
    world.parts.channel.speak()
    assert len(world.books.texts("zhang")) == 1
    world.platform.client.close()


def test_what_is_not_yet_sent_comes_with_the_next_message(world: World) -> None:
    knowledge = slow(world)
    assert "稍等" in world.platform.text("zhang", QUESTION).text
    finish(world, knowledge, 1)
    reply = world.say("你好")
    assert "《民法典》" in reply
    assert "押金" in reply
    assert world.parts.channel.speak() == 0
    world.platform.client.close()


def test_an_answer_in_time_is_not_sent_again(world: World) -> None:
    assert "《民法典》" in world.say(QUESTION)
    assert world.parts.channel.speak() == 0


class Fatal(BaseException):
    """A process that dies: no code of ours catches it, and its transaction is rolled back."""


def dies_over(world: World, words: str) -> str:
    """A message whose process dies after the placeholder; what the resident read."""
    released = threading.Event()

    def die() -> Base:
        released.wait(20)
        raise Fatal

    deps = replace(world.parts.deps, base=die, patience=_PATIENCE)
    app = create_app(replace(world.parts, deps=deps))
    platform = replace(world.platform, client=httpx.Client(transport=httpx.WSGITransport(app=app)))
    said = platform.text("zhang", words).text
    released.set()
    platform.client.close()
    with world.database.writing.begin():  # the dead transaction has let go
        return said


def later(world: World) -> None:
    """The next run of the jobs, when nobody can be at work on the message any more."""
    world.clock.forward(timedelta(seconds=21))
    answer_owed(world.parts.deps)
    world.parts.channel.speak()


def owed_messages(world: World) -> int:
    with world.database.reading() as session:
        return session.scalar(select(func.count()).select_from(Owed)) or 0


def test_an_answer_that_was_promised_is_given_by_the_next_process_once(
    make_world: MakeWorld,
) -> None:
    assert "稍等" in dies_over(make_world(), QUESTION)
    after = make_world()
    after.books.contact("zhang", "text")
    assert answer_owed(after.parts.deps) == 0, "somebody may still be at work on it"
    later(after)
    later(after)
    assert ["《民法典》" in said for said in after.books.texts("zhang")] == [True]
    assert owed_messages(after) == 0


def test_danger_that_a_process_died_over_still_reaches_staff(make_world: MakeWorld) -> None:
    dies_over(make_world(), "老公现在打我，救命")
    after = make_world()
    after.books.contact("zhang", "text")
    later(after)
    assert "110" in after.books.texts("zhang")[0]
    assert "紧急" in after.console().get("/console/")


def test_the_next_message_brings_the_owed_answer_first(make_world: MakeWorld) -> None:
    dies_over(make_world(), QUESTION)
    after = make_world()
    after.clock.forward(timedelta(seconds=21))
    reply = after.say("你好")
    assert reply.index("《民法典》") < reply.index("您好！")
    later(after)
    assert after.books.texts("zhang") == []


def test_who_left_meanwhile_is_not_answered_and_forgotten(make_world: MakeWorld) -> None:
    dies_over(make_world(), QUESTION)
    after = make_world()
    after.platform.event("zhang", "unsubscribe")
    assert owed_messages(after) == 0
    later(after)
    assert after.books.texts("zhang") == []


def test_a_message_nobody_can_answer_ends_with_an_apology(world: World) -> None:
    def broken() -> Base:
        raise RuntimeError

    dies_over(world, QUESTION)
    world.books.contact("zhang", "text")
    deps = replace(world.parts.deps, base=broken)
    for _ in range(MOST_TRIES + 2):
        world.clock.forward(timedelta(seconds=21))
        answer_owed(deps)
    world.parts.channel.speak()
    assert ["0906-2123456" in said for said in world.books.texts("zhang")] == [True]
    assert owed_messages(world) == 0


def test_where_nothing_can_be_noted_nothing_is_promised(world: World) -> None:
    """The database is busy for longer than the resident can wait; the answer still comes."""
    knowledge = slow(world)
    with world.database.writing.begin() as session:
        session.connection()  # SQLite has one lock for all
        if not world.database.is_sqlite:
            session.execute(text("LOCK TABLE owed IN EXCLUSIVE MODE"))
        said = world.platform.text("zhang", QUESTION).text
    assert "再发一次" in said
    assert "稍等" not in said
    finish(world, knowledge, 1)
    world.parts.channel.speak()
    assert "《民法典》" in world.books.texts("zhang")[0]
    world.platform.client.close()

"""An answer that is not ready in time: a placeholder first, the answer later, exactly once."""

import threading
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from bot.app import create_app
from bot.store.channel_tables import Outgoing
from knowledge.base import Base
from tests.conftest import World

QUESTION = "房东不退押金怎么办"


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
    deps = replace(world.parts.deps, base=knowledge, patience=0.05)
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


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_not_yet_sent_comes_with_the_next_message(world: World) -> None:
    knowledge = slow(world)
    assert "稍等" in world.platform.text("zhang", QUESTION).text
    finish(world, knowledge, 1)
    reply = world.say("你好")
    assert "《民法典》" in reply
    assert "押金" in reply
    assert world.parts.channel.speak() == 0
    world.platform.client.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_in_time_is_not_sent_again(world: World) -> None:
    assert "《民法典》" in world.say(QUESTION)
    assert world.parts.channel.speak() == 0

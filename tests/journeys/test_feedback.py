"""有用 or 没用 after an answer: counted once for each answer, without the person."""

import pytest
from sqlalchemy import inspect

from bot.store.feedback import Use, uses
from bot.store.feedback_tables import RatingRow
from tests.conftest import World

QUESTION = "小区电梯间的广告收入归谁所有？"


def counted(world: World) -> list[Use]:
    with world.database.reading() as session:
        return list(uses(session).values())


def test_a_rating_is_counted_for_the_entry_and_the_ways_on_are_offered(world: World) -> None:
    answer = world.say(QUESTION)
    assert "有用" in answer
    assert "没用" in answer
    assert "谢谢" in world.say("有用")
    world.say(QUESTION, resident="li")
    told = world.say("没用", resident="li")
    assert "换个说法" in told
    assert "请人调解" in told
    assert counted(world) == [Use(asked=2, useful=1, useless=1)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_one_answer_counts_once_and_the_next_answer_again(world: World) -> None:
    world.say(QUESTION, "有用")
    assert "说过了" in world.say("没用")
    world.say(QUESTION, "没用")
    assert counted(world) == [Use(asked=2, useful=1, useless=1)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_may_be_said_after_looking_at_the_article(world: World) -> None:
    world.say(QUESTION, "看法条", "没有用！")
    assert counted(world) == [Use(asked=1, useless=1)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_rating_of_nothing_is_asked_back(world: World) -> None:
    assert "先问我一件事" in world.say("没用")
    assert counted(world) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_in_a_dialogue_the_words_belong_to_the_story(world: World) -> None:
    world.say(QUESTION, "我要调解", "同意")
    assert "说过了" not in world.say("没用")
    assert counted(world) == [Use(asked=1)]


def test_the_counts_know_no_resident() -> None:
    assert {column.name for column in inspect(RatingRow).columns} == {"entry", "useful", "useless"}

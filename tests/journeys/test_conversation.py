"""A conversation: choices, follow-ups, chapters, and questions that nobody could answer."""

import pytest

from bot.gaps import find_gaps
from tests.conftest import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_follow_up_is_understood_with_the_question_before_it(world: World) -> None:
    world.say("借给朋友两万块钱，到期了他一直不还")
    reply = world.say("那要是没写借条呢")
    assert "借" in reply
    assert "没有准备好的答案" not in reply
    assert "鸽子" not in reply


def test_a_new_question_is_not_mixed_with_the_old_one(world: World) -> None:
    world.say("借给朋友两万块钱，到期了他一直不还")
    assert "《民法典》第1077" in world.say("离婚冷静期是多少天，怎么算？")


def test_a_question_for_another_office_ends_what_was_talked_about(world: World) -> None:
    world.say("借给朋友两万块钱，到期了他一直不还", "停水什么时候来")
    assert "借款" not in world.say("要多少钱")


def test_a_typo_of_the_input_method_is_understood(world: World) -> None:
    assert world.say("物业废太高能不交吗") == world.say("物业费太高能不交吗")


@pytest.mark.parametrize("says", ["2", "第二个", "选2", "２"])
def test_a_choice_is_made_in_many_ways(world: World, says: str) -> None:
    offered = world.say("离婚")
    assert "您问的是下面哪一个" in offered
    assert "依据：" in world.say(says)


@pytest.mark.parametrize("says", ["都不是", "最后一个", "以上都不是", "都不对"])
def test_none_of_them_is_said_in_many_ways(world: World, says: str) -> None:
    world.say("离婚")
    assert "没有准备好的答案" in world.say(says)


@pytest.mark.parametrize("says", ["离婚那一章", "民法典离婚这一章有哪些", "看看离婚章"])
def test_a_chapter_is_shown_with_its_articles(world: World, says: str) -> None:
    reply = world.say(says)
    assert "第1076条到第1092条" in reply
    assert "第一千零七十七条" in world.say("2")
    assert "第一千零七十八条" in world.say("下一条")


def test_a_book_is_found_too(world: World) -> None:
    assert "第1119条到第1163条" in world.say("继承编")


def test_what_nobody_could_answer_is_kept_without_the_person(world: World) -> None:
    world.say("离婚", "都不是")
    world.say("月季打蔫发黄13812345678")
    groups = find_gaps(world.database, world.parts.knowledge.current(), world.clock())
    assert [g.times for g in groups] == [1, 1]
    text = "".join(g.question for g in groups)
    assert "13812345678" not in text
    assert "zhang" not in text
    page = world.console().get("/console/gaps")
    assert "月季" in page
    assert "1 次" in page

"""An invited person answers in their own words, and may ask before they do."""

import pytest

from tests.conftest import World
from tests.journeys.dispute_world import actions, opens_dispute, people, ticket
from tests.journeys.test_refusal import invited

QUESTIONS = [
    ("什么意思", "不偏哪一边"),
    ("这是干什么的？", "不偏哪一边"),
    ("要花钱吗", "不收一分钱"),
    ("调解要多少钱", "不收一分钱"),
    ("罚我吗", "不罚款"),
    ("会罚钱吗", "不罚款"),
    ("不去会怎么样", "去不去由您定"),
    ("必须去吗？", "去不去由您定"),
    ("可以不去吗", "去不去由您定"),
    ("同意了还能反悔吗", "随时能停"),
    ("我考虑一下", "不急"),
    ("谁申请的", "对方愿意公开的"),
]


def asked(world: World) -> str:
    """Somebody has opened the invitation to a dispute; its number."""
    people(world)
    number = opens_dispute(world)
    assert "您愿意吗" in world.say(f"应邀 {invited(world, number)}", resident="chen")
    return number


@pytest.mark.parametrize("says", ["愿意的", "行"])
def test_a_plain_yes_is_a_yes(world: World, says: str) -> None:
    number = asked(world)
    assert "您同意调解" in world.say(says, resident="chen")
    assert actions(world, number)[-1] == "consent"
    assert "对方同意调解" in world.say("查进度")


@pytest.mark.parametrize("says", ["不去", "我不同意"])
def test_a_plain_no_is_a_no(world: World, says: str) -> None:
    number = asked(world)
    assert "到此为止" in world.say(says, resident="chen")
    assert ticket(world, number).end_reason == "refused"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_questions_are_answered_and_the_buttons_stay(world: World) -> None:
    number = asked(world)
    for question, answer in QUESTIONS:
        reply = world.say(question, resident="chen")
        assert answer in reply, question
        assert "1 同意调解" in reply, question
    for neither in ("不是", "不对", "他不愿意咋整"):
        world.say(neither, resident="chen")
    assert ticket(world, number).status == "inviting", "none of these is an answer"
    assert "您同意调解" in world.say("同意", resident="chen")


def test_another_question_does_not_lose_the_invitation(world: World) -> None:
    number = asked(world)
    reply = world.say("楼上漏水谁负责赔偿", resident="chen")
    assert "依据：" in reply
    assert "邀请还在等您" in reply
    assert "邀请还在等您" not in world.say("借条丢了怎么办", resident="chen"), "said once"
    world.say("好的", resident="chen")
    assert ticket(world, number).status == "inviting", "that was a thank-you"
    assert "您同意调解" in world.say("我同意", resident="chen")


def test_in_a_dialogue_of_one_s_own_yes_is_about_that(world: World) -> None:
    number = asked(world)
    assert "哪一类" in world.say("我要调解", "同意", resident="chen")
    assert ticket(world, number).status == "inviting"
    world.say("取消", resident="chen")
    assert "到此为止" in world.say("不愿意", resident="chen")


def test_words_said_again_and_again_do_not_hold_the_service_up(world: World) -> None:
    asked(world)
    assert world.say("要是" * 250 + "楼", resident="chen")
    assert "您同意调解" in world.say("同意", resident="chen")

"""A conversation: choices, follow-ups, chapters, and questions that nobody could answer."""

from pathlib import Path

import pytest

from bot.evaluation import read_questions
from bot.gaps import find_gaps
from knowledge.match import rank
from tests.conftest import World
from tests.journeys.dispute_world import opens_dispute

UNSEEN = Path(__file__).parents[1] / "eval" / "unseen.jsonl"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_a_follow_up_is_understood_with_the_question_before_it(world: World) -> None:
    world.say("借给朋友两万块钱，到期了他一直不还")
    reply = world.say("那要是没写借条呢")
    assert "借" in reply
    assert "没有准备好的答案" not in reply
    assert "鸽子" not in reply


@pytest.mark.parametrize(
    ("before", "text", "says"),
    [
        ("楼上漏水把我家泡了他不管", "他要是不让进门查呢", "不让进门检查"),
        ("楼上漏水把我家泡了他不管", "那是租的房子呢", "出租的房子"),
        ("借给朋友两万块钱，到期了他一直不还", "能要利息吗", "利息"),
        ("离婚冷静期是多少天，怎么算？", "他要是不去呢", "不肯去领离婚证"),
        ("楼上漏水把我家泡了他不管", "多久", "注意时间"),
        ("楼上漏水把我家泡了他不管", "那要是他死活不认呢", "鉴定"),
    ],
)
def test_what_is_asked_on_is_never_the_same_answer_again(
    world: World, before: str, text: str, says: str
) -> None:
    first = world.say(before)
    then = world.say(text)
    assert says in then
    assert then[:40] != first[:40]


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


@pytest.mark.parametrize("says", ["0", "9", "第八个", "两个都是"])
def test_a_choice_that_is_not_there_is_asked_for_again(world: World, says: str) -> None:
    world.say("离婚")
    assert "请回复 1 到 4" in world.say(says)
    assert "依据：" in world.say("2"), "what was offered is still offered"


def test_an_answer_that_is_too_long_is_said_in_short(world: World) -> None:
    whole = world.say("房东不退押金怎么办")
    short = world.say("太长了看不懂")
    assert "简单说：" in short
    assert len(short.split("<a")[0]) < len(whole.split("<a")[0]) / 2
    assert short.split("简单说：")[1][:10] in whole
    assert "第" in world.say("看法条"), "and the talk goes on"


def test_where_two_entries_fit_alike_one_reads_which_is_answered(world: World) -> None:
    """可以 to a landlord is 不可以 to a tenant."""
    base = world.parts.knowledge.current()
    asked = (one.question for one in read_questions(UNSEEN))
    ranked = (found for found in (rank(base, text) for text in asked) if found.entries[1:])
    close = next(
        r for r in ranked if r.sure > 0.82 and r.entries[1].score > 0.8 * r.entries[0].score
    )
    reply = world.say(close.question)
    assert reply.startswith(f"您问的像是：{close.entries[0].entry.question}\n")
    assert f"问题：{close.entries[1].entry.id}" in reply


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("我要找人", "我要调解"),
        ("人呢", "我要调解"),
        ("我要投诉你们", "负责人"),
        ("我要投诉王调解员", "负责人"),
        ("哈哈", "有事随时发给我"),
        ("是的", "有事随时发给我"),
        ("你们地址在哪", "社区电话"),
        ("调解要钱吗", "不收钱"),
        ("字太小了看不清", "字体大小"),
        ("my neighbour is leaking water", "请用中文"),
    ],
)
def test_everyday_words_get_no_article(world: World, text: str, says: str) -> None:
    reply = world.say(text)
    assert says in reply
    assert "《民法典》" not in reply


def test_how_a_ticket_stands_is_asked_in_one_s_own_words(world: World) -> None:
    number = opens_dispute(world)
    for text in ("我的事怎么样了", "什么时候有人来", "进度查询", number, number[-4:]):
        assert f"【{number}】" in world.say(text), text
    assert number in world.say("我要找人")
    assert "民法典" in world.say("1077", resident="li"), "without a ticket it is an article"

"""The dialogue that opens a ticket, step by step and with second thoughts."""

import base64
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select

from bot.store.tables import Picture, Ticket
from tests.conftest import MakeWorld, World

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
STORY = "楼上漏水两个月了没人管"


def tickets(world: World) -> list[Ticket]:
    with world.database.reading() as session:
        return list(session.scalars(select(Ticket)))


def test_consent_comes_first_and_a_no_keeps_nothing(world: World) -> None:
    assert "同意吗" in world.say("我要调解")
    assert "什么都没有记" in world.say("不同意")
    assert "没有正在填" in world.say("取消")


def test_a_story_told_with_the_wish_is_not_asked_for_again(world: World) -> None:
    assert "同意吗" in world.say("我要调解，楼上漏水把我家泡了他不管")
    assert "什么地方" in world.say("同意")
    assert "楼上漏水把我家泡了他不管" in world.say("3号楼", "跳过", "跳过")


def test_the_category_may_be_said_in_one_s_own_words(world: World) -> None:
    assert "发生了什么" in world.say("我要调解", "同意", "楼上漏水")


def test_a_story_told_for_the_category_is_kept(world: World) -> None:
    reply = world.say("我要调解", "同意", "楼上漏水把我家泡了，他不管")
    assert "邻里" in reply
    assert "什么地方" in reply
    world.say("3号楼", "跳过", "跳过", "提交")
    assert tickets(world)[0].what == "楼上漏水把我家泡了，他不管"


def test_a_story_of_no_known_kind_is_not_typed_again(world: World) -> None:
    reply = world.say("我要调解", "同意", "月季打蔫发黄，叶子一片片掉光了")
    assert "不用再写" in reply
    assert "什么地方" in world.say("其他")
    assert "月季" in world.say("3号楼", "跳过", "跳过")


@pytest.mark.parametrize("steps", range(7))
def test_cancel_works_at_each_step(world: World, steps: int) -> None:
    said = ["我要调解", "同意", "邻里", STORY, "3号楼", "601", "跳过"]
    world.say(*said[: steps + 1])
    assert "取消了" in world.say("取消")
    assert tickets(world) == []


@pytest.mark.parametrize(
    ("said", "asked_again"),
    [
        (["我要调解"], "第一步"),
        (["我要调解", "同意"], "同意吗"),
        (["我要调解", "同意", "邻里"], "哪一类"),
        (["我要调解", "同意", "邻里", STORY], "发生了什么"),
        (["我要调解", "同意", "邻里", STORY, "3号楼"], "什么地方"),
        (["我要调解", "同意", "邻里", STORY, "3号楼", "601"], "对方是谁"),
        (["我要调解", "同意", "邻里", STORY, "3号楼", "601", "跳过"], "留个电话"),
    ],
)
def test_back_asks_the_step_before_again(world: World, said: list[str], asked_again: str) -> None:
    world.say(*said)
    assert asked_again in world.say("返回")


def test_what_was_corrected_is_what_is_kept(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "返回", "5号楼", "跳过", "跳过", "1")
    assert tickets(world)[0].where == "5号楼"


@pytest.mark.parametrize("phone", ["12345", "138001380001", "138-0013-800"])
def test_a_number_that_is_none_is_asked_again(world: World, phone: str) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "跳过")
    assert "没看到电话号码" in world.say("等我想想号码")
    assert "好像不对" in world.say(phone)
    assert "请您看看" in world.say("０９０６－２１２３４５６")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("yes", ["好的同意", "同意的", "对", "行", "可以"])
def test_consent_is_given_in_plain_words(world: World, yes: str) -> None:
    assert "哪一类" in world.say("我要调解", yes)


def test_consent_that_is_none_is_asked_for_shortly(world: World) -> None:
    assert "不收钱" in world.say("我要调解", "你们是哪里的")
    reply = world.say("什么意思啊")
    assert "请回复 1（同意）或 2（不同意）" in reply
    assert "只给办理" not in reply
    assert "什么都没有记" in world.say("我不同意")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("left_out", ["没有", "没有电话", "不想留", "不留", "不方便"])
def test_the_telephone_can_be_left_out_in_plain_words(world: World, left_out: str) -> None:
    assert "电话：没有留" in world.say("我要调解", "同意", "邻里", STORY, "3号楼", "601", left_out)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("unknown", ["不记得了", "不认识他叫啥", "不知道。", "不清楚"])
def test_an_unknown_other_side_is_not_written_down(world: World, unknown: str) -> None:
    reply = world.say("我要调解", "同意", "邻里", STORY, "3号楼", unknown, "跳过")
    assert "对方：没有留" in reply


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "words", ["算了", "算了不办了", "算了，不办了", "不说了", "不弄了", "撤销", "不调解了"]
)
def test_the_way_out_in_plain_words(world: World, words: str) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "601")
    assert "取消了" in world.say(words)
    assert "取消了" in world.say("我要调解", words)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("said", ["我电话是13900139000白天打", "一三九零零一三九零零零"])
def test_a_number_is_taken_from_a_sentence(world: World, said: str) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "601")
    assert "电话：13900139000" in world.say(said)


def test_the_number_is_changed_under_the_summary(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "601", "13800138000")
    reply = world.say("电话错了，是13900139000")
    assert "电话：13900139000" in reply
    assert "对，提交" in reply
    assert "哪里不对" in world.say("不对"), "no does not mean the last line, which cancels"
    world.say("提交吧")
    assert [(t.phone, t.other_side) for t in tickets(world)] == [("13900139000", "601")]


def test_a_number_for_the_other_side_is_theirs(world: World) -> None:
    reply = world.say("我要调解", "同意", "邻里", STORY, "3号楼", "13900139000")
    assert "记作对方的电话" in reply
    assert "留个电话" in reply
    reply = world.say("跳过")
    assert "对方：电话13900139000" in reply
    assert "电话：没有留" in reply


def test_a_command_and_a_question_are_no_answer(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼")
    for said, told in (
        ("查进度", "还没有登记过"),
        ("要钱吗", "不收钱"),
        ("隐私", "怎么保管"),
        ("他不承认怎么办", "先放一放"),
    ):
        reply = world.say(said)
        assert told in reply
        assert "对方是谁" in reply
    world.say("601的老李")
    for said, told in (
        ("我能报警吗", "110"),
        ("会告诉对方吗", "不告诉对方"),
        ("多久有人联系我", "3个工作日"),
        ("查进度", "还没有登记过"),
    ):
        reply = world.say(said)
        assert told in reply
        assert "留个电话" in reply
        assert "好像不对" not in reply
    assert "对方：601的老李" in world.say("跳过")


def test_after_two_failures_the_ways_out_can_be_tapped(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "601")
    assert "1 跳过" not in world.say("12345")
    reply = world.say("123456")
    assert "1 跳过" in reply
    assert "2 取消" in reply
    assert "请您看看" in world.say("1")


def test_what_is_kept_can_be_erased_in_the_middle(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY)
    assert "确定吗" in world.say("删除我的信息")
    assert "删掉了" in world.say("1")
    assert "没有正在填" in world.say("取消")


def test_a_half_finished_one_survives_a_restart(make_world: MakeWorld) -> None:
    make_world().say("我要调解", "同意", "物业", STORY)
    after = make_world()
    after.say("3号楼", "跳过", "跳过", "1")
    assert tickets(after)[0].what == STORY


def test_a_half_finished_one_expires_and_says_so(world: World) -> None:
    world.say("我要调解", "同意", "邻里", STORY)
    world.clock.forward(timedelta(hours=25))
    reply = world.say("3号楼")
    assert "已经过期" in reply
    assert "没有正在填" in world.say("取消")


def test_a_picture_sent_during_the_dialogue_is_kept_with_the_ticket(world: World) -> None:
    served = serve_png()
    try:
        world.say("我要调解", "同意", "邻里")
        url = f"http://127.0.0.1:{served.server_address[1]}/1.png"
        assert "图片收到了（共1张）" in world.platform.picture("zhang", url).text
        world.say(STORY, "3号楼", "跳过", "跳过", "1")
        config = world.parts.config
        assert world.parts.channel.copy() == 1
    finally:
        served.shutdown()
        served.server_close()
    with world.database.reading() as session:
        picture = session.scalars(select(Picture)).one()
    assert picture.ticket_id == tickets(world)[0].id
    assert (config.media_dir / picture.file).read_bytes() == PNG


def test_pictures_of_a_cancelled_one_are_forgotten(world: World) -> None:
    world.say("我要调解", "同意", "邻里")
    world.platform.picture("zhang", "http://127.0.0.1:9/1.png")
    world.say("取消")
    with world.database.reading() as session:
        assert session.scalars(select(Picture)).all() == []


def serve_png() -> ThreadingHTTPServer:
    """The platform's picture server, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PNG)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server

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
    assert "发生了什么" in world.say("我要调解", "同意", "楼上漏水把我家泡了")


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


@pytest.mark.parametrize("phone", ["12345", "138001380001", "没有这个号码吧", "138-0013-800"])
def test_a_number_that_is_none_is_asked_again(world: World, phone: str) -> None:
    world.say("我要调解", "同意", "邻里", STORY, "3号楼", "跳过")
    assert "好像不对" in world.say(phone)
    assert "请您看看" in world.say("０９０６－２１２３４５６")


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

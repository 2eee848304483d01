"""The outbox: an alert is sent until the channel has accepted it, and says no resident's facts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from sqlalchemy import select

from bot.alerts.channels import channels
from bot.config import read_config
from bot.store.tables import AlertRow
from tests.conftest import MakeWorld, World


@dataclass
class Robot:
    """A WeCom group robot on a port of its own: answers in turn, then always with success."""

    answers: list[tuple[int, str]] = field(default_factory=list)
    heard: list[dict[str, object]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def robot() -> Iterator[Robot]:
    fake = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            fake.heard.append(json.loads(self.rfile.read(size)))
            status, body = fake.answers.pop(0) if fake.answers else (200, '{"errcode": 0}')
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_address[1]}/robot?key=a-secret-key"
    yield fake
    server.shutdown()
    server.server_close()


def ticket(world: World) -> None:
    world.say(
        "我要调解", "同意", "邻里", "楼上漏水两个月了没人管", "3号楼", "601张三", "13800138000", "1"
    )


def rows(world: World, channel: str) -> AlertRow:
    with world.database.reading() as session:
        return session.scalars(select(AlertRow).where(AlertRow.channel == channel)).one()


def test_it_is_sent_once_and_holds_no_facts(make_world: MakeWorld, robot: Robot) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    ticket(world)
    world.parts.deliver()
    world.clock.forward(timedelta(hours=2))
    world.parts.deliver()
    assert len(robot.heard) == 1
    text = json.dumps(robot.heard, ensure_ascii=False)
    assert "邻里" in text
    assert "/console/tickets/BM" in text
    assert not any(fact in text for fact in ("漏水", "3号楼", "张三", "138"))
    assert rows(world, "wecom").sent_at is not None
    assert rows(world, "log").sent_at is not None


@pytest.mark.parametrize(
    "answer",
    [
        (200, '{"errcode": 45009, "errmsg": "freq out of limit"}'),
        (200, "<html>busy</html>"),
        (200, "[]"),
        (502, ""),
    ],
)
def test_what_the_robot_did_not_accept_is_tried_again(
    make_world: MakeWorld, robot: Robot, answer: tuple[int, str]
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    robot.answers = [answer]
    ticket(world)
    world.parts.deliver()
    assert rows(world, "wecom").sent_at is None
    assert rows(world, "wecom").last_error
    world.clock.forward(timedelta(minutes=1))
    world.parts.deliver()
    assert rows(world, "wecom").sent_at is not None
    assert len(robot.heard) == 2


def test_a_robot_that_cannot_be_reached_leaks_no_secret(
    make_world: MakeWorld, caplog: pytest.LogCaptureFixture
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL="http://127.0.0.1:9/robot?key=a-secret-key")
    ticket(world)
    world.parts.deliver()
    assert rows(world, "wecom").last_error == "ConnectError"
    assert "a-secret-key" not in caplog.text


def test_two_processes_do_not_send_the_same_alert(make_world: MakeWorld, robot: Robot) -> None:
    one = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    other = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    ticket(one)
    threads = [Thread(target=world.parts.deliver) for world in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(robot.heard) == 1


def test_the_log_is_always_a_channel() -> None:
    assert list(channels(read_config({}, demo=True))) == ["log"]


def test_an_alert_written_by_a_clock_that_was_ahead_is_not_kept_for_a_year(
    make_world: MakeWorld, robot: Robot
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    right = world.clock.at
    world.clock.forward(timedelta(days=365))
    ticket(world)
    world.clock.at = right
    world.parts.deliver()
    assert rows(world, "wecom").sent_at is not None
    world.parts.deliver()
    assert len(robot.heard) == 1


def test_after_a_day_without_a_queue_everything_is_said_once(
    make_world: MakeWorld, robot: Robot
) -> None:
    world = make_world(BAIMI_WECOM_ROBOT_URL=robot.url)
    ticket(world)
    world.clock.forward(timedelta(days=1))
    for _ in range(3):
        world.parts.deliver()
    assert len(robot.heard) == 1

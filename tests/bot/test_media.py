"""Pictures are copied at receipt; what is too large, no picture, or endless is cut off."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from sqlalchemy import select

from bot.media import LARGEST, copy_wanted
from bot.store.tables import Picture
from tests.conftest import World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
URL = "http://pictures.test/1"


class Stream(httpx.SyncByteStream):
    """Parts of a body; an endless one goes on until it is closed."""

    def __init__(self, parts: list[bytes], is_endless: bool = False) -> None:
        self.parts, self.is_endless, self.closed = parts, is_endless, threading.Event()

    def __iter__(self) -> Iterator[bytes]:
        yield from self.parts
        while self.is_endless:
            yield b"x"

    def close(self) -> None:
        self.closed.set()


def copy(world: World, stream: Stream, longest: float = 20) -> int:
    """Let the copies be fetched from an address that answers with this stream."""
    transport = httpx.MockTransport(lambda _request: httpx.Response(200, stream=stream))
    with httpx.Client(transport=transport) as http:
        copier = replace(world.parts.channel.copier, http=http, client=None, longest=longest)
        return copy_wanted(copier)


def with_ticket(world: World) -> str:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过")
    number = re.search(r"BM\d{6}-\d{4}", world.say("1"))
    assert number
    world.platform.picture("zhang", URL, "media-1")
    return number[0]


@only_sqlite
@pytest.mark.parametrize(
    ("stream", "longest", "told", "noted"),
    [
        (Stream([b"\xff\xd8\xff", *[bytes(1024 * 1024)] * 11]), 20, "太大", "太大"),
        (Stream([b"<html>no picture</html>"]), 20, "不是图片", "不是图片"),
        (Stream([PNG], is_endless=True), 0, "没有收完整", "没有收完整"),
    ],
    ids=["too large", "wrong type", "endless"],
)
def test_it_is_cut_off_and_the_resident_is_told_once(
    world: World, stream: Stream, longest: float, told: str, noted: str
) -> None:
    number = with_ticket(world)
    assert copy(world, stream, longest) == 0
    assert stream.closed.is_set()
    assert copy(world, Stream([PNG])) == 0, "it is not tried again"
    world.parts.channel.speak()
    assert [told in text for text in world.books.texts("zhang")] == [True]
    assert noted in world.console().get(f"/console/tickets/{number}")
    assert LARGEST == 10 * 1024 * 1024


def test_a_copy_is_kept_with_the_ticket(world: World) -> None:
    with_ticket(world)
    assert copy(world, Stream([PNG])) == 1
    with world.database.reading() as session:
        name = session.scalars(select(Picture)).one().file
    assert (world.parts.config.media_dir / name).read_bytes() == PNG


def test_without_an_address_it_is_fetched_by_its_media_id(world: World) -> None:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过", "1")
    world.books.media["media-2"] = PNG
    world.platform.send("zhang", {"MsgType": "image", "PicUrl": "", "MediaId": "media-2"})
    assert world.parts.channel.copy() == 1
    assert world.books.counts["media/get"] == 1


def test_what_cannot_be_reached_is_tried_again_and_at_last_told(world: World) -> None:
    with_ticket(world)

    def refuse(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route")

    with unreachable(refuse) as http:
        copier = replace(world.parts.channel.copier, http=http, client=None)
        for _ in range(12):
            copy_wanted(copier)
    world.parts.channel.speak()
    assert len(world.books.texts("zhang")) == 1


@contextmanager
def unreachable(refuse: object) -> Iterator[httpx.Client]:
    assert callable(refuse)
    with httpx.Client(transport=httpx.MockTransport(refuse)) as http:
        yield http

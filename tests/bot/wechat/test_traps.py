"""The hostile corpus: every trap of the common library's reader and envelope (wechat.md), sent
as a callback that is well signed and, unless the trap is the envelope, well sealed."""

import base64
import os
import re
import struct
import time
from collections.abc import Mapping
from types import MappingProxyType

import httpx
import pytest
from sqlalchemy import select

from bot.store.tables import Ticket
from bot.wechat.envelope import STALE_AFTER, _cipher, encrypt, signature
from bot.wechat.outbound import text_reply
from bot.wechat.xml import read_xml, write_xml
from handlers.turn import Kind, Message
from tests.conftest import AES_KEY, APP_ID, TOKEN, World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HEAD = "<ToUserName>a</ToUserName><FromUserName>zhang</FromUserName>"
TEXT = f"<xml>{HEAD}<MsgType>text</MsgType>%s</xml>"
QUIET = {
    "an empty body": b"",
    "garbage": b"not xml at all",
    "no MsgType": f"<xml>{HEAD}<Content>x</Content></xml>".encode(),
    "another root": b"<message><MsgType>text</MsgType></message>",
    "nothing inside": b"<xml/>",
    "an event without Event": f"<xml>{HEAD}<MsgType>event</MsgType></xml>".encode(),
    "a doctype": b'<!DOCTYPE xml [<!ENTITY a "b">]>' + (TEXT % "<Content>&a;</Content>").encode(),
    "an unknown entity": (TEXT % "<Content>&nbsp;</Content>").encode(),
    "500,000 sibling tags": b"<xml>" + b"<a/>" * 500_000 + b"</xml>",
    "deep nesting": b"<xml>" + b"<a>" * 5_000 + b"</a>" * 5_000 + b"</xml>",
    "nobody sent it": b"<xml><MsgType>text</MsgType><Content>x</Content></xml>",
}
ANSWERED = {
    "a duplicate MsgType": f"<xml>{HEAD}<MsgType>text</MsgType><MsgType>event</MsgType>"
    "<Content>你好</Content></xml>",
    "a nested MsgType": f"<xml>{HEAD}<MsgType><b>text</b></MsgType><Content>你好</Content></xml>",
    "a duplicate Content": TEXT % "<Content>你好</Content><Content>再见</Content>",
    "a nested Content": TEXT % "<Content><b>你好</b></Content>",
    "no Content": TEXT % "",
    "a CreateTime that is no integer": TEXT % "<CreateTime>soon</CreateTime><Content>你好</Content>",
    "a CreateTime beyond all time": TEXT % f"<CreateTime>{'9' * 40}</CreateTime><Content>你好</Content>",
    "control characters": TEXT % "<Content>你\x00\x01\x0b好</Content>",
    "the end of a CDATA": TEXT % "<Content>]]&gt;&lt;/Content&gt;</Content>",
    "a second MsgType in the text": TEXT
    % "<Content>&lt;/Content&gt;&lt;MsgType&gt;image&lt;/MsgType&gt;</Content>",
    "a MsgId that is no number": TEXT % "<MsgId>abc</MsgId><Content>你好</Content>",
}  # fmt: skip


def signed(age: int = 0) -> dict[str, str]:
    timestamp = str(int(time.time()) - age)
    return {
        "timestamp": timestamp,
        "nonce": "n",
        "signature": signature(TOKEN, timestamp, "n"),
        "encrypt_type": "aes",
    }


def post(
    world: World, sealed: str, age: int = 0, changes: Mapping[str, str] = MappingProxyType({})
) -> httpx.Response:
    """One callback with this secret inside."""
    query = signed(age)
    query["msg_signature"] = signature(TOKEN, query["timestamp"], "n", sealed)
    body = write_xml({"ToUserName": "a", "Encrypt": sealed}).encode()
    return world.platform.client.post(
        world.platform.webhook_url, params={**query, **changes}, content=body
    )


@pytest.mark.parametrize("name", QUIET)
def test_it_is_accepted_and_nothing_is_said(world: World, name: str) -> None:
    answer = post(world, encrypt(QUIET[name], AES_KEY, APP_ID))
    assert (answer.status_code, answer.text) == (200, "success")


@pytest.mark.parametrize("name", ANSWERED)
def test_it_is_answered_all_the_same(world: World, name: str) -> None:
    answer = post(world, encrypt(ANSWERED[name].encode(), AES_KEY, APP_ID))
    assert answer.status_code == 200
    text = world.platform.read_answer(answer)
    assert text
    assert "我这边出了点问题" not in text


def test_bad_utf8_is_answered(world: World) -> None:
    xml = (TEXT % "<Content>你好BAD</Content>").encode().replace(b"BAD", b"\xff\xfe\xc3")
    assert world.platform.read_answer(post(world, encrypt(xml, AES_KEY, APP_ID)))


def sealed(plain: bytes) -> str:
    """Encrypted as it is: the layout and the padding are the caller's."""
    return base64.b64encode(_cipher(AES_KEY).encrypt(plain)).decode()


def layout(length: int, xml: bytes = b"<xml/>", owner: str = APP_ID, fill: int = 0) -> bytes:
    plain = os.urandom(16) + struct.pack(">I", length) + xml + owner.encode()
    size = 32 - len(plain) % 32
    return plain + bytes([fill or size]) * size


SECRETS = {
    "not base64": "***",
    "half a block": base64.b64encode(b"x" * 15).decode(),
    "random bytes": base64.b64encode(bytes(range(64))).decode(),
    "nothing": "",
    "a length beyond the end": sealed(layout(2**31)),
    "another app id": sealed(layout(6, owner="wxsomebodyelse")),
    "a padding of 0": sealed(layout(6)[:-1] + b"\x00"),
    "a padding of 255": sealed(layout(6, fill=255)),
    "too short for a length": sealed(b"\x20" * 32),
    "text that is not ASCII": "漏水",
}


@pytest.mark.parametrize("name", SECRETS)
def test_an_odd_secret_is_accepted_quietly(world: World, name: str) -> None:
    answer = post(world, SECRETS[name])
    assert (answer.status_code, answer.text) == (200, "success")


@pytest.mark.parametrize(
    "changes",
    [
        {"msg_signature": "0" * 40},
        {"msg_signature": ""},
        {"timestamp": "1"},
        {"timestamp": "abc"},
        {"encrypt_type": "raw"},
        {"encrypt_type": "AES"},
    ],
)
def test_what_is_not_signed_for_is_refused(world: World, changes: dict[str, str]) -> None:
    xml = (TEXT % "<Content>你好</Content>").encode()
    assert post(world, encrypt(xml, AES_KEY, APP_ID), changes=changes).status_code == 403


def test_a_replay_within_five_minutes_gets_the_stored_reply_and_does_nothing(
    world: World,
) -> None:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过")
    message = world.platform.message("zhang", {"MsgType": "text", "Content": "1"})
    captured = encrypt(write_xml(message).encode(), AES_KEY, APP_ID)
    age = STALE_AFTER - 30
    texts = [world.platform.read_answer(post(world, captured, age)) for _ in range(3)]
    assert len(set(texts)) == 1
    assert re.search(r"BM\d{6}-\d{4}", str(texts[0]))
    with world.database.reading() as session:
        assert len(session.scalars(select(Ticket.id)).all()) == 1
    assert post(world, captured, STALE_AFTER + 2).status_code == 403


def test_no_text_breaks_out_of_a_reply(world: World) -> None:
    hostile = "]]></Content><MsgType>image</MsgType><Content>\x00&<"
    message = Message("r", "zhang]]>", "a", world.clock(), Kind.TEXT)
    fields = read_xml(text_reply(message, hostile, 1).encode())
    assert fields is not None
    assert fields["MsgType"] == "text"
    assert fields["Content"] == hostile.replace("\x00", "")

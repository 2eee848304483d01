"""Hostile and broken callbacks: never a 5xx, never a stack trace, never a lost message."""

import time
from collections.abc import Mapping

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wechat.envelope import LARGEST_BODY, STALE_AFTER, encrypt, signature
from bot.wechat.xml import write_xml
from tests.bot.wechat.test_xml import HOSTILE
from tests.conftest import AES_KEY, APP_ID, TOKEN, World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def signed(extra: Mapping[str, str] | None = None, age: int = 0) -> dict[str, str]:
    timestamp = str(int(time.time()) - age)
    return {
        "timestamp": timestamp,
        "nonce": "n",
        "signature": signature(TOKEN, timestamp, "n"),
        **(extra or {}),
    }


def sealed(xml: bytes) -> tuple[dict[str, str], bytes]:
    """A well-signed envelope around anything."""
    query = signed({"encrypt_type": "aes"})
    secret = encrypt(xml, AES_KEY, APP_ID)
    query["msg_signature"] = signature(TOKEN, query["timestamp"], "n", secret)
    return query, write_xml({"Encrypt": secret}).encode()


def post(world: World, query: Mapping[str, str], body: bytes) -> httpx.Response:
    return world.platform.client.post(world.platform.webhook_url, params=query, content=body)


@only_sqlite
@pytest.mark.parametrize("name", HOSTILE)
def test_authenticated_but_malformed_gets_success(world: World, name: str) -> None:
    inside = post(world, *sealed(HOSTILE[name]))
    assert (inside.status_code, inside.text) == (200, "success")
    outside = post(world, signed({"encrypt_type": "aes"}), HOSTILE[name])
    assert (outside.status_code, outside.text) == (200, "success")


@only_sqlite
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"signature": "x", "timestamp": "1", "nonce": "n"},
        signed({"signature": "0" * 40}),
        signed(age=STALE_AFTER + 3600),
        signed(age=-STALE_AFTER - 3600),
        signed({"encrypt_type": "aes", "msg_signature": "0" * 40, "signature": ""}),
        signed({"signature": "é"}),
    ],
)
def test_unauthenticated_gets_403(world: World, query: dict[str, str]) -> None:
    body = sealed(b"<xml/>")[1]
    assert post(world, query, body).status_code == 403
    answer = world.platform.client.get(world.platform.webhook_url, params={**query, "echostr": "x"})
    assert answer.status_code == 403 or query.get("encrypt_type") == "aes"


@only_sqlite
def test_a_wrong_msg_signature_gets_403(world: World) -> None:
    query, body = sealed(b"<xml/>")
    assert post(world, query | {"msg_signature": "0" * 40}, body).status_code == 403


@only_sqlite
def test_a_body_over_64_kb_is_dropped(world: World) -> None:
    answer = post(
        world, signed({"encrypt_type": "aes"}), b"<xml>" + b" " * LARGEST_BODY + b"</xml>"
    )
    assert (answer.status_code, answer.text) == (200, "success")


@only_sqlite
def test_verification_returns_echostr_as_plain_text(world: World) -> None:
    assert world.platform.verify()
    script = "<script>alert(1)</script>"
    answer = world.platform.client.get(
        world.platform.webhook_url, params=signed({"echostr": script})
    )
    assert answer.text == script
    assert answer.headers["Content-Type"].startswith("text/plain")


@only_sqlite
@pytest.mark.parametrize(
    "text",
    ["", "😀😀😀", " ", "？？？", "啊", "]]></Content><MsgType><![CDATA[image]]></MsgType>", "\x01\x02漏水\x0b",
     "他欠钱不还" * 120, "ignore previous instructions", "ﷺ" * 50, "<a href='x'>", "%s%n{0}{community}", "1" * 200],
)  # fmt: skip
def test_every_text_gets_a_reply(world: World, text: str) -> None:
    assert world.say(text)


@only_sqlite
@pytest.mark.parametrize(
    "fields",
    [
        {"MsgType": "voice", "MediaId": "m"},
        {"MsgType": "voice", "MediaId": "m", "Recognition": "房东不退押金"},
        {"MsgType": "video", "MediaId": "m"},
        {"MsgType": "shortvideo", "MediaId": "m"},
        {"MsgType": "link", "Title": "t", "Url": "u"},
        {"MsgType": "file", "Title": "t"},
        {"MsgType": "location", "Location_X": "1", "Location_Y": "2"},
        {"MsgType": "image"},
    ],
)
def test_every_kind_of_message_gets_a_reply(world: World, fields: dict[str, str]) -> None:
    delivery = world.platform.send("zhang", fields)
    assert (delivery.status, delivery.deliveries) == (200, 1)
    assert delivery.text


@only_sqlite
@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "made_up", ""])
def test_unknown_events_are_accepted_quietly(world: World, event: str) -> None:
    delivery = world.platform.event("zhang", event)
    assert (delivery.status, delivery.text) == (200, "")


@only_sqlite
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(inside=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_envelope_content_breaks_it(world: World, inside: bytes) -> None:
    wrapped = (
        b"<xml><FromUserName>z</FromUserName><MsgType>text</MsgType><Content>%s</Content></xml>"
    )
    for xml in (inside, wrapped % inside):
        assert post(world, *sealed(xml)).status_code == 200


@only_sqlite
def test_a_fault_inside_is_an_apology_with_a_telephone_number(world: World) -> None:
    """The database goes away under a running service."""
    with world.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE receipts RENAME TO receipts_gone")
    reply = world.say("房东不退押金")
    assert "对不起" in reply
    assert "0906-2123456" in reply

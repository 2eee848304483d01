"""From the platform's fields to a message; each trap of wechatpy's parse_message is a row."""

from datetime import UTC, datetime

import pytest

from bot.wechat.inbound import read_message, receipt_key
from handlers.turn import Kind

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = {
    "ToUserName": "gh",
    "FromUserName": "zhang",
    "CreateTime": "1790000000",
    "MsgType": "text",
    "Content": "你好",
    "MsgId": "1",
}
EVENT = {
    "ToUserName": "gh",
    "FromUserName": "zhang",
    "CreateTime": "1790000000",
    "MsgType": "event",
    "Event": "CLICK",
    "EventKey": "help",
}


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, Kind.TEXT),
        ({"MsgType": "TEXT"}, Kind.TEXT),
        ({"MsgType": "hologram"}, Kind.OTHER),
        ({"MsgType": "shortvideo"}, Kind.VIDEO),
        ({"CreateTime": "soon"}, Kind.TEXT),
        ({"CreateTime": "9" * 30}, Kind.TEXT),
        ({"MsgId": ""}, Kind.TEXT),
        ({"MsgType": "event"}, Kind.EVENT),
    ],
)
def test_odd_fields_are_read_as_something(changes: dict[str, str], kind: Kind) -> None:
    message = read_message(TEXT | changes, NOW)
    assert message is not None
    assert message.kind is kind


@pytest.mark.parametrize("missing", ["FromUserName", "MsgType"])
def test_without_a_sender_or_a_type_there_is_no_message(missing: str) -> None:
    assert read_message({k: v for k, v in TEXT.items() if k != missing}, NOW) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT, TEXT | {"FromUserName": "li"}),  # a MsgId was shared by several users
        (TEXT, TEXT | {"MsgId": "2"}),
        (TEXT, TEXT | {"CreateTime": "1790000001"}),
        (EVENT, EVENT | {"EventKey": "progress"}),  # two events came in one second
        (EVENT, EVENT | {"Event": "VIEW"}),
        ({**TEXT, "MsgId": ""}, {**TEXT, "MsgId": "", "Content": "另一句"}),
    ],
)
def test_different_messages_have_different_keys(one: dict[str, str], other: dict[str, str]) -> None:
    assert receipt_key(one) != receipt_key(other)


def test_a_redelivery_has_the_same_key() -> None:
    assert receipt_key(TEXT) == receipt_key(dict(reversed(TEXT.items())))

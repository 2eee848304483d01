"""Any envelope and any XML: never a 5xx, never an unhandled exception. `make fuzz` for more."""

import string
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.wechat.envelope import encrypt, signature
from bot.wechat.xml import write_xml
from tests.conftest import AES_KEY, APP_ID, TOKEN, World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
often = settings(
    max_examples=max(200, settings.default.max_examples if settings.default else 0),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = st.sampled_from(
    ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content", "MsgId", "Event", "EventKey",
     "MediaId", "PicUrl", "Recognition", "Location_X", "Label", "Encrypt", "bizmsgmenuid", "List",
     "SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent", "SubscribeMsgSentEvent", "TemplateId",
     "SubscribeStatusString", "MsgID", "Status"]
)  # fmt: skip
WORDS = (
    st.sampled_from(
        ["text", "image", "voice", "event", "subscribe", "unsubscribe", "CLICK", "SCAN", "1", "0",
         "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event",
         "TEMPLATESENDJOBFINISH", "accept", "我要调解", "同意", "更多", "删除我的信息", "确定删除",
         "qrscene_", "qrscene_A03", "99999999999999999999", "-1", "NaN", "]]>", "zhang"]
    )
    | st.text(max_size=60)
)  # fmt: skip
ELEMENTS = st.recursive(
    st.tuples(NAMES, WORDS.map(lambda words: write_xml({"x": words})[8:-10])),
    lambda inside: st.tuples(
        NAMES,
        st.lists(inside, max_size=3).map(
            lambda parts: "".join(f"<{name}>{value}</{name}>" for name, value in parts)
        ),
    ),
    max_leaves=6,
)
DOCUMENTS = st.lists(ELEMENTS, max_size=12).map(
    lambda parts: "".join(f"<{name}>{value}</{name}>" for name, value in parts)
)


def query_of(extra: dict[str, str]) -> dict[str, str]:
    timestamp = str(int(time.time()))
    return {
        "timestamp": timestamp,
        "nonce": "n",
        "signature": signature(TOKEN, timestamp, "n"),
    } | extra


def post(world: World, query: dict[str, str], body: bytes) -> int:
    answer = world.platform.client.post(world.platform.webhook_url, params=query, content=body)
    assert answer.status_code in (200, 403)
    if answer.status_code == 200:
        text = world.platform.read_answer(answer)
        assert text is not None, "the platform can read every answer"
        assert "我这边出了点问题" not in text, "an exception was not handled"
    return answer.status_code


@often
@given(inside=DOCUMENTS)
def test_any_xml_in_a_good_envelope(world: World, inside: str) -> None:
    sealed = encrypt(f"<xml>{inside}</xml>".encode(), AES_KEY, APP_ID)
    query = query_of({"encrypt_type": "aes"})
    query["msg_signature"] = signature(TOKEN, query["timestamp"], "n", sealed)
    assert post(world, query, write_xml({"Encrypt": sealed}).encode()) == 200


@often
@given(
    body=st.binary(max_size=400)
    | DOCUMENTS.map(lambda inside: f"<xml>{inside}</xml>".encode())
    | st.text(string.printable, max_size=400).map(
        lambda words: write_xml({"Encrypt": words}).encode()
    ),
    changes=st.dictionaries(
        st.sampled_from(["timestamp", "nonce", "signature", "msg_signature", "encrypt_type"]),
        WORDS,
        max_size=3,
    ),
)
def test_any_envelope(world: World, body: bytes, changes: dict[str, str]) -> None:
    post(world, query_of({"encrypt_type": "aes"}) | changes, body)
    query = query_of({"encrypt_type": "aes"}) | changes
    found = body.partition(b"<Encrypt>")[2].partition(b"</Encrypt>")[0].decode(errors="replace")
    query["msg_signature"] = signature(TOKEN, query["timestamp"], query["nonce"], found)
    post(world, query, body)

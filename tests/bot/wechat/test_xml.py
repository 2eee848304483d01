"""Reading the platform's XML tolerantly, and writing it so that no text can break out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wechat.xml import clean, read_xml, write_xml

HOSTILE = {
    "empty": b"",
    "garbage": b"\x00\xff\xfe not xml",
    "not xml root": b"<html/>",
    "doctype": b'<!DOCTYPE x [<!ENTITY a "b">]><xml><A>&a;</A></xml>',
    "billion laughs": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml>&b;</xml>',
    "external entity": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml/>',
    "undefined entity": b"<xml><A>&nbsp;</A></xml>",
    "unclosed": b"<xml><A>1</xml>",
    "two roots": b"<xml/><xml/>",
    "control reference": b"<xml><A>&#0;</A></xml>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_message_is_none(name: str) -> None:
    assert read_xml(HOSTILE[name]) is None


TOLERATED = [
    (b"<xml/>", {}),
    (b"<xml><A>1</A><A>2</A></xml>", {"A": "1"}),
    (b"<xml><A><B>1</B></A></xml>", {"A": "1"}),
    (b"<xml><A>\x01\x02x\x0b</A></xml>", {"A": "x"}),
    (b"<xml><A>\xff\xfe</A></xml>", {"A": "\ufffd\ufffd"}),
    (b"<xml><A><![CDATA[a<b]]></A></xml>", {"A": "a<b"}),
    ("<?xml version='1.0' encoding='UTF-8'?><xml><A>好</A></xml>".encode(), None),
]


@pytest.mark.parametrize(("body", "fields"), TOLERATED)
def test_what_is_odd_is_read_all_the_same(body: bytes, fields: dict[str, str] | None) -> None:
    assert read_xml(body) == fields or (fields is None and read_xml(body) in (None, {"A": "好"}))


def test_nesting_as_deep_as_a_body_allows_does_no_harm() -> None:
    assert read_xml(b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>") in (None, {"a": ""})


@given(st.dictionaries(st.sampled_from("ABC"), st.text(max_size=200)))
def test_every_text_survives_the_way_there_and_back(fields: dict[str, str]) -> None:
    written = read_xml(write_xml(fields).encode("utf-8", errors="ignore"))
    expected = {name: clean(text) for name, text in fields.items()}
    # A reader folds line ends, and the texts of real messages are stripped.
    assert written == {
        name: text.replace("\r\n", "\n").replace("\r", "\n").strip()
        for name, text in expected.items()
    }


def test_a_text_cannot_close_its_element() -> None:
    crafted = "]]></Content><MsgType><![CDATA[image]]></MsgType>"
    assert read_xml(write_xml({"Content": crafted, "MsgType": "text"}).encode()) == {
        "Content": crafted,
        "MsgType": "text",
    }

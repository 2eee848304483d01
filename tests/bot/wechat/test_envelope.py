"""Signature and encryption: what is opened, what is refused, and as what."""

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Mode
from bot.simulator.platform import FakePlatform
from bot.wechat.envelope import (
    LARGEST_BODY,
    STALE_AFTER,
    Account,
    Opened,
    Refusal,
    decrypt,
    encrypt,
    open_envelope,
    seal,
    signature,
)
from bot.wechat.xml import read_xml
from tests.conftest import AES_KEY, APP_ID, TOKEN

SAFE = Account(TOKEN, APP_ID, (AES_KEY,), Mode.SAFE)
OTHER_KEY = "G" * 42 + "A"
NOW = 1_790_000_000.0
XML = "<xml><FromUserName>zhang</FromUserName><Content>你好</Content></xml>"


def arrived(account: Account, xml: str = XML) -> tuple[dict[str, str], bytes]:
    """Query and body as the platform sends them now."""
    query, body = FakePlatform(account, "").envelope(xml)
    return query, body.encode()


@pytest.mark.parametrize("mode", Mode)
def test_a_message_is_opened_in_each_mode(mode: Mode) -> None:
    account = replace(SAFE, mode=mode)
    opened = open_envelope(account, *arrived(account), time.time())
    assert isinstance(opened, Opened)
    assert opened.fields["Content"] == "你好"
    assert bool(opened.key) is (mode is not Mode.PLAIN)


def test_an_account_in_safe_mode_refuses_plain_posts() -> None:
    query, body = arrived(replace(SAFE, mode=Mode.PLAIN))
    assert open_envelope(SAFE, query, body, time.time()) is Refusal.FORGED


def test_the_previous_key_opens_during_a_key_change_and_seals_the_answer() -> None:
    before = replace(SAFE, keys=(AES_KEY,))
    after = replace(SAFE, keys=(OTHER_KEY, AES_KEY))
    opened = open_envelope(after, *arrived(before), time.time())
    assert isinstance(opened, Opened)
    assert opened.key == AES_KEY
    answer = read_xml(seal(XML, after, opened.key, 1, "n").encode())
    assert answer is not None
    assert decrypt(answer["Encrypt"], AES_KEY, APP_ID) == XML.encode()


def test_a_wrong_key_is_malformed_not_forged() -> None:
    query, body = arrived(SAFE)
    wrong = replace(SAFE, keys=(OTHER_KEY,))
    assert open_envelope(wrong, query, body, time.time()) is Refusal.MALFORMED


def test_a_message_for_another_account_is_malformed() -> None:
    query, body = arrived(replace(SAFE, app_id="wxanother"))
    assert open_envelope(SAFE, query, body, time.time()) is Refusal.MALFORMED


@pytest.mark.parametrize("changed", ["msg_signature", "timestamp", "nonce"])
def test_a_changed_query_is_forged(changed: str) -> None:
    query, body = arrived(SAFE)
    query[changed] += "1"
    assert open_envelope(SAFE, query, body, time.time()) is Refusal.FORGED


@pytest.mark.parametrize("seconds", [STALE_AFTER + 5, -STALE_AFTER - 5])
def test_a_stale_or_future_timestamp_is_forged(seconds: int) -> None:
    query, body = arrived(SAFE)
    assert open_envelope(SAFE, query, body, time.time() + seconds) is Refusal.FORGED


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "９９９", "9" * 400])
def test_a_timestamp_that_is_no_number_is_forged(timestamp: str) -> None:
    query, body = arrived(SAFE)
    query["timestamp"] = timestamp
    query["signature"] = signature(TOKEN, timestamp, query["nonce"])
    assert open_envelope(SAFE, query, body, NOW) is Refusal.FORGED


def test_an_empty_token_opens_nothing() -> None:
    account = replace(SAFE, token="", mode=Mode.PLAIN)
    assert open_envelope(account, *arrived(account), time.time()) is Refusal.FORGED


def test_a_body_that_is_too_large_is_refused_before_it_is_parsed() -> None:
    query, _ = arrived(SAFE)
    body = b"<xml>" + b"a" * LARGEST_BODY + b"</xml>"
    assert open_envelope(SAFE, query, body, time.time()) is Refusal.MALFORMED


@given(xml=st.binary(max_size=2000))
def test_what_is_encrypted_is_decrypted(xml: bytes) -> None:
    assert decrypt(encrypt(xml, AES_KEY, APP_ID), AES_KEY, APP_ID) == xml


@given(noise=st.text(max_size=400))
def test_noise_is_never_decrypted_and_never_raises(noise: str) -> None:
    assert decrypt(noise, AES_KEY, APP_ID) is None


@given(cut=st.integers(0, 400), flipped=st.integers(0, 255))
def test_a_damaged_message_never_raises(cut: int, flipped: int) -> None:
    sealed = bytearray(encrypt(XML.encode(), AES_KEY, APP_ID).encode())
    sealed[cut % len(sealed)] = flipped
    decrypt(sealed.decode("latin-1"), AES_KEY, APP_ID)

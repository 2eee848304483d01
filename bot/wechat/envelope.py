"""Signature and encryption of the platform's callbacks. Every fault is a value.

Rules: wechat.md, "Push and passive reply" — three modes, AES-256-CBC with the key's first 16
bytes as IV, PKCS#7 with block 32, layout 16 random bytes + 4-byte big-endian length + XML + app
id. Only the cipher itself is wechatpy's: its envelope compares with `!=`, accepts an empty token
and raises a dozen kinds of exceptions.
"""

import base64
import binascii
import hashlib
import hmac
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from wechatpy.crypto.base import WeChatCipher

from bot.config import Mode
from bot.wechat.xml import read_xml, write_xml

LARGEST_BODY = 64 * 1024
"""Bytes; real messages have a few hundred."""
STALE_AFTER = 300
"""Seconds that a request's timestamp may differ from our clock."""
_BLOCK = 32


class Refusal(Enum):
    """Why a request is not opened: FORGED is answered with 403, MALFORMED with `success`."""

    FORGED = "forged"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Account:
    """What the envelope needs of the account: keys are the current one, then the previous."""

    token: str
    app_id: str
    keys: tuple[str, ...]
    mode: Mode


@dataclass(frozen=True, slots=True)
class Opened:
    """The message's fields, and the key that opened it (empty when it came in plain)."""

    fields: Mapping[str, str]
    key: str


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, as the platform does."""
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()


def is_signed(account: Account, query: Mapping[str, str], now: float) -> bool:
    """Whether the query carries our `signature` and is fresh (`now`: unix seconds)."""
    expected = signature(account.token, query.get("timestamp", ""), query.get("nonce", ""))
    return _is_fresh(account, query, now) and _same(query.get("signature", ""), expected)


def open_envelope(
    account: Account, query: Mapping[str, str], body: bytes, now: float
) -> Opened | Refusal:
    """The message inside a callback, or why it is refused.

    A sealed message proves itself by `msg_signature`, which covers it; `signature` covers only
    the query, and is what a plain one has.
    """
    is_sealed = query.get("encrypt_type", "raw") == "aes" and account.mode is not Mode.PLAIN
    signed = is_signed(account, query, now)
    if not _is_fresh(account, query, now):
        return Refusal.FORGED
    if not is_sealed and (account.mode is Mode.SAFE or not signed):
        return Refusal.FORGED
    outer = read_xml(body) if len(body) <= LARGEST_BODY else None
    if outer is None:
        return Refusal.MALFORMED if signed else Refusal.FORGED
    return _unseal(account, query, outer) if is_sealed else Opened(outer, "")


def _is_fresh(account: Account, query: Mapping[str, str], now: float) -> bool:
    """With an empty token nothing is: anybody could sign."""
    timestamp = query.get("timestamp", "")
    is_number = timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12
    return bool(account.token) and is_number and abs(now - int(timestamp)) <= STALE_AFTER


def _unseal(
    account: Account, query: Mapping[str, str], outer: Mapping[str, str]
) -> Opened | Refusal:
    encrypted = outer.get("Encrypt", "")
    expected = signature(
        account.token, query.get("timestamp", ""), query.get("nonce", ""), encrypted
    )
    if not _same(query.get("msg_signature", ""), expected):
        return Refusal.FORGED
    for key in account.keys:
        xml = decrypt(encrypted, key, account.app_id)
        inner = read_xml(xml) if xml is not None else None
        if inner is not None:
            return Opened(inner, key)
    return Refusal.MALFORMED


def seal(xml: str, account: Account, key: str, timestamp: int, nonce: str) -> str:
    """The encrypted form of a reply, signed; `key` is the one the message was opened with."""
    encrypted = encrypt(xml.encode(), key, account.app_id)
    return write_xml(
        {
            "Encrypt": encrypted,
            "MsgSignature": signature(account.token, str(timestamp), nonce, encrypted),
            "TimeStamp": timestamp,
            "Nonce": nonce,
        }
    )


def encrypt(xml: bytes, key: str, app_id: str) -> str:
    """Base64 of the encrypted layout."""
    plain = os.urandom(16) + struct.pack(">I", len(xml)) + xml + app_id.encode()
    fill = _BLOCK - len(plain) % _BLOCK
    sealed: bytes = _cipher(key).encrypt(plain + bytes([fill]) * fill)
    return base64.b64encode(sealed).decode()


def decrypt(encrypted: str, key: str, app_id: str) -> bytes | None:
    """The XML inside, or None when key, app id or layout are not ours."""
    try:
        sealed = base64.b64decode(encrypted, validate=True)
        if not sealed or len(sealed) % _BLOCK:
            return None
        plain: bytes = _cipher(key).decrypt(sealed)
    except (binascii.Error, ValueError):
        return None
    fill = plain[-1]
    if not 1 <= fill <= _BLOCK or len(plain) < 20 + fill:
        return None
    content = plain[16:-fill]
    (length,) = struct.unpack(">I", content[:4])
    xml, owner = content[4 : 4 + length], content[4 + length :]
    return xml if len(xml) == length and hmac.compare_digest(owner, app_id.encode()) else None


def _cipher(key: str) -> WeChatCipher:
    raw = base64.b64decode(key + "=")
    return WeChatCipher(raw, raw[:16])


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())

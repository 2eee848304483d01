"""Copies of residents' pictures: the platform deletes them after three days."""

import hashlib
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

import httpx

from bot.store import outgoing, pictures, tickets
from bot.store.engine import Database
from bot.store.pictures import Wanted
from bot.wechat.client import Failed, PlatformClient
from handlers import wording
from handlers.turn import Reply

log = logging.getLogger(__name__)
LARGEST = 10 * 1024 * 1024
"""Bytes of a picture."""
LONGEST = 20.0
"""Seconds of a whole download."""
_TIMEOUT = httpx.Timeout(10, connect=5)
_TYPES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png", b"GIF8": ".gif"}
_MISSED = "有一张图片没有存上（{why}）"


class Miss(Enum):
    """Why there is no copy; only UNREACHABLE is tried again."""

    UNREACHABLE = "取不到"
    TOO_LARGE = "太大"
    TOO_SLOW = "没有收完整"
    NO_PICTURE = "不是图片"


_SAID = {
    Miss.UNREACHABLE: wording.PICTURE_LOST,
    Miss.TOO_LARGE: wording.PICTURE_TOO_LARGE,
    Miss.TOO_SLOW: wording.PICTURE_LOST,
    Miss.NO_PICTURE: wording.PICTURE_NOT_ONE,
}


@dataclass(frozen=True, slots=True)
class Copier:
    """Fetches from the address that came with the picture, else by media id through `client`
    (None where the account may not)."""

    database: Database
    media_dir: Path
    http: httpx.Client
    client: PlatformClient | None
    now: Callable[[], datetime]
    longest: float = LONGEST


def open_downloads() -> httpx.Client:
    """Connections to wherever the platform keeps pictures."""
    return httpx.Client(timeout=_TIMEOUT)


def copy_wanted(copier: Copier) -> int:
    """Fetch pictures we have no copy of; how many were copied.

    What is too large, too slow or no picture is cut off, and its sender is told. Other jobs wait
    meanwhile, so after `longest` seconds the rest is left to the next run.
    """
    until = time.monotonic() + copier.longest
    tried: set[str] = set()
    copied = 0
    while (picture := _next(copier, tried)) is not None:
        tried.add(picture.media_id)
        copied += _copy(copier, picture)
        if time.monotonic() > until:
            break
    return copied


def _next(copier: Copier, tried: set[str]) -> Wanted | None:
    with copier.database.writing.begin() as session:
        return pictures.wanted(session, tried)


def _copy(copier: Copier, picture: Wanted) -> bool:
    data = fetch(copier, picture)
    if isinstance(data, Miss):
        log.warning("a picture could not be copied: %s", data.name)
        if data is not Miss.UNREACHABLE or picture.is_last:
            _give_up(copier, picture, data)
        return False
    name = hashlib.sha256(picture.media_id.encode()).hexdigest()[:32] + ending(data)
    copier.media_dir.mkdir(parents=True, exist_ok=True)
    (copier.media_dir / name).write_bytes(data)
    with copier.database.writing.begin() as session:
        pictures.copied(session, picture.media_id, name)
    return True


def fetch(copier: Copier, picture: Wanted) -> bytes | Miss:
    """The picture's bytes, from its address or by its media id."""
    found: bytes | Miss = Miss.UNREACHABLE
    if picture.url.startswith(("http://", "https://")):
        found = _download(copier, copier.http, copier.http.build_request("GET", picture.url))
    if found is Miss.UNREACHABLE and copier.client is not None:
        request = copier.client.download(picture.media_id)
        if not isinstance(request, Failed):
            found = _download(copier, copier.client.http, request)
    return found


def _download(copier: Copier, http: httpx.Client, request: httpx.Request) -> bytes | Miss:
    """At most LARGEST bytes within `longest` seconds. A sender who trickles is cut off too:
    a time-out alone begins anew with each byte."""
    until = time.monotonic() + copier.longest
    data = bytearray()
    try:
        answer = http.send(request, stream=True)
        try:
            answer.raise_for_status()
            for part in answer.iter_raw(64 * 1024):
                data += part
                if len(data) > LARGEST:
                    return Miss.TOO_LARGE
                if time.monotonic() > until:
                    return Miss.TOO_SLOW
        finally:
            answer.close()
    except httpx.HTTPError:
        return Miss.UNREACHABLE
    if bytes(data[:1]) == b"{":  # the platform's error, with status 200
        return Miss.UNREACHABLE
    return bytes(data) if ending(bytes(data[:16])) else Miss.NO_PICTURE


def ending(data: bytes) -> str:
    """By the first bytes, never by what the sender says; empty for anything but a picture."""
    return next((ending for magic, ending in _TYPES.items() if data.startswith(magic)), "")


def _give_up(copier: Copier, picture: Wanted, miss: Miss) -> None:
    now = copier.now()
    with copier.database.writing.begin() as session:
        resident, ticket_id = pictures.given_up(session, picture.media_id)
        if ticket_id is not None:
            words = _MISSED.format(why=miss.value)
            tickets.add_event(session, ticket_id, now, "系统", "picture", words)
        if resident:
            key = "picture:" + hashlib.sha256(picture.media_id.encode()).hexdigest()
            outgoing.send(session, resident, Reply(_SAID[miss]), now, key, ticket_id)

"""Copies of residents' pictures: the platform deletes them after three days."""

import hashlib
import logging
from pathlib import Path

import httpx

from bot.store import pictures
from bot.store.engine import Database

log = logging.getLogger(__name__)
LARGEST = 10 * 1024 * 1024
"""Bytes of a picture."""
_TIMEOUT = httpx.Timeout(20, connect=5)
_TYPES = {b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png", b"GIF8": ".gif"}


def copy_wanted(database: Database, media_dir: Path) -> int:
    """Fetch every picture we have no copy of; how many were copied. A failure is tried again."""
    with database.writing.begin() as session:
        wanted = pictures.wanted(session)
    copied = 0
    for picture in wanted:
        data = _fetch(picture.url)
        ending = _ending(data)
        if not ending:
            log.warning("a picture could not be copied yet")
            continue
        name = hashlib.sha256(picture.media_id.encode()).hexdigest()[:32] + ending
        media_dir.mkdir(parents=True, exist_ok=True)
        (media_dir / name).write_bytes(data)
        with database.writing.begin() as session:
            pictures.copied(session, picture.media_id, name)
        copied += 1
    return copied


def _fetch(url: str) -> bytes:
    """The picture's bytes; empty when it cannot be had or is too large."""
    if not url.startswith(("http://", "https://")):
        return b""
    data = bytearray()
    try:
        with httpx.stream("GET", url, timeout=_TIMEOUT) as answer:
            answer.raise_for_status()
            for part in answer.iter_bytes():
                data += part
                if len(data) > LARGEST:
                    return b""
    except httpx.HTTPError:
        return b""
    return bytes(data)


def _ending(data: bytes) -> str:
    """By the first bytes, never by what the sender says; empty for anything but a picture."""
    return next((ending for magic, ending in _TYPES.items() if data.startswith(magic)), "")

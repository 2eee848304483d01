"""`/wechat`: open the envelope, read the message, reply, seal."""

import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Blueprint, Response, request

from bot.deadline import in_time
from bot.deps import Deps
from bot.service import promise, reply_to
from bot.wechat.envelope import (
    LARGEST_BODY,
    Account,
    Refusal,
    is_signed,
    open_envelope,
    seal,
)
from bot.wechat.inbound import read_message
from bot.wechat.outbound import text_reply
from bot.wechat.results import note_result

_WORKERS = 16
"""Messages worked on at once; one that is late goes on while its request is over."""
_PLAIN = "text/plain; charset=utf-8"


def webhook(account: Account, deps: Deps) -> Blueprint:
    """The platform's two calls: verification and delivery."""
    pages = Blueprint("wechat", __name__)
    pool = ThreadPoolExecutor(_WORKERS, "message")

    @pages.get("/wechat")
    def verify() -> Response:
        if not is_signed(account, request.args, time.time()):
            return _forbidden()
        # echostr is not covered by the signature: it goes back as plain text, never as a page.
        return Response(request.args.get("echostr", ""), 200, content_type=_PLAIN)

    @pages.post("/wechat")
    def deliver() -> Response:
        body = request.stream.read(LARGEST_BODY + 1)
        opened = open_envelope(account, request.args, body, time.time())
        if opened is Refusal.FORGED:
            return _forbidden()
        message = (
            None if isinstance(opened, Refusal) else read_message(opened.fields, datetime.now(UTC))
        )
        if isinstance(opened, Refusal) or message is None:
            return _success()
        if note_result(opened.fields, message, deps):
            return _success()
        text = in_time(
            lambda race: reply_to(message, deps, race),
            pool,
            deps.patience,
            lambda: promise(message, deps),
        )
        if not text:
            return _success()
        now = int(time.time())
        xml = text_reply(message, text, now)
        if opened.key:
            xml = seal(xml, account, opened.key, now, secrets.token_hex(8))
        return Response(xml, 200, content_type="application/xml; charset=utf-8")

    return pages


def _forbidden() -> Response:
    return Response("forbidden", 403, content_type=_PLAIN)


def _success() -> Response:
    """Nothing to say; the platform does not deliver again."""
    return Response("success", 200, content_type=_PLAIN)

"""The platform's interface: token, 客服, template, 订阅通知, menu, QR codes, media.

Answers as the platform does: HTTP 200 with an errcode. `/_platform/` is ours: it tells what was
counted and takes orders which codes to answer with.
"""

import io
import itertools
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

import segno
from flask import Blueprint, Response, jsonify, request

from bot.simulator.books import Books, Sent

Fields = dict[str, Any]
Answer = Callable[[Books, Fields], Fields]
_NUMBERS = itertools.count(3_000_000_001)
_LARGEST_TEXT = 2048
"""UTF-8 bytes (reported by users, error 45002)."""


def platform_api(books: Books, prefix: str = "") -> Blueprint:
    """The interface under `prefix`; all state is in `books`."""
    pages = Blueprint("platform_api", __name__, url_prefix=prefix or None)
    for path, answer in _ANSWERS.items():
        view = partial(_answered, books, path, answer)
        pages.add_url_rule(
            f"/cgi-bin/{path}", path.replace("/", "_"), view, methods=["GET", "POST"]
        )

    @pages.post("/cgi-bin/stable_token")
    def stable_token() -> Response:
        asked = request.get_json(silent=True) or {}
        code = books.fault("stable_token")
        if not code and asked.get("appid") != books.app_id:
            code = 40013
        if not code and asked.get("secret") != books.secret:
            code = 40125
        if code:
            return jsonify(_error(code))
        token, seconds = books.stable_token(asked.get("force_refresh") is True)
        return jsonify({"access_token": token, "expires_in": seconds})

    _add_media(pages, books)
    _add_orders(pages, books)
    return pages


def _answered(books: Books, path: str, answer: Answer) -> Response:
    """One interface that needs a token; a fault that was ordered comes first."""
    code = books.fault(path) or books.token_fault(request.args.get("access_token", ""))
    content = request.get_json(silent=True)
    body = content if isinstance(content, dict) else {}
    return jsonify(_error(code) if code else answer(books, body))


def _custom(books: Books, asked: Fields) -> Fields:
    resident, text = str(asked.get("touser", "")), asked.get("text", {}).get("content", "")
    if len(text.encode()) > _LARGEST_TEXT:
        return _error(45002)
    code = books.use_window(resident)
    if code:
        return _error(code)
    books.keep(Sent(resident, "message/custom/send", text))
    return _error(0)


def _notice(books: Books, asked: Fields) -> Fields:
    resident, template = str(asked.get("touser", "")), str(asked.get("template_id", ""))
    with books.lock:
        if books.consents[resident, template] < 1:
            return _error(43101)
        books.consents[resident, template] -= 1
    books.keep(Sent(resident, "message/subscribe/bizsend", _in_line(asked)))
    return _error(0) | {"msgid": next(_NUMBERS)}


def _template(books: Books, asked: Fields) -> Fields:
    resident = str(asked.get("touser", ""))
    books.keep(Sent(resident, "message/template/send", _in_line(asked)))
    return _error(0) | {"msgid": next(_NUMBERS)}


def _create_menu(books: Books, asked: Fields) -> Fields:
    if not 1 <= len(asked.get("button", [])) <= 3:
        return _error(40016)
    books.menu = asked
    return _error(0)


def _get_menu(books: Books, _asked: Fields) -> Fields:
    return {"menu": books.menu} if books.menu else _error(46003)


def _scene(books: Books, asked: Fields) -> Fields:
    name = asked.get("action_info", {}).get("scene", {}).get("scene_str", "")
    if not 1 <= len(name) <= 64:
        return _error(40053)
    ticket = secrets.token_urlsafe(48)
    books.scenes[ticket] = name
    return {"ticket": ticket, "url": f"http://weixin.qq.com/q/{ticket[:24]}"}


def _quota(_books: Books, _asked: Fields) -> Fields:
    return _error(0) | {"quota": {"daily_limit": 500_000, "used": 1, "remain": 499_999}}


_ANSWERS: dict[str, Answer] = {
    "message/custom/send": _custom,
    "message/custom/typing": lambda _books, _asked: _error(0),
    "message/subscribe/bizsend": _notice,
    "message/template/send": _template,
    "menu/create": _create_menu,
    "menu/get": _get_menu,
    "qrcode/create": _scene,
    "get_api_domain_ip": lambda _books, _asked: {"ip_list": ["127.0.0.1"]},
    "openapi/quota/get": _quota,
    "callback/check": lambda _books, _asked: {"dns": [], "ping": []},
}


def _add_media(pages: Blueprint, books: Books) -> None:
    """Upload, download, and the picture of a QR code."""

    @pages.post("/cgi-bin/media/upload")
    def upload() -> Response:
        code = books.fault("media/upload") or books.token_fault(
            request.args.get("access_token", "")
        )
        file = request.files.get("media")
        if code or file is None:
            return jsonify(_error(code or 41005))
        name = secrets.token_urlsafe(48)
        books.media[name] = file.read()
        return jsonify({"type": request.args.get("type"), "media_id": name})

    @pages.get("/cgi-bin/media/get")
    def download() -> Response:
        code = books.fault("media/get") or books.token_fault(request.args.get("access_token", ""))
        data = books.media.get(request.args.get("media_id", ""))
        if code or data is None:
            return jsonify(_error(code or 40007))
        return Response(data, content_type="image/jpeg")

    @pages.get("/cgi-bin/showqrcode")
    def show_code() -> Response:
        books.fault("showqrcode")
        ticket = request.args.get("ticket", "")
        if ticket not in books.scenes:
            return Response("no such ticket", 404)
        picture = io.BytesIO()
        segno.make(f"http://weixin.qq.com/q/{ticket[:24]}").save(picture, kind="png", scale=8)
        return Response(picture.getvalue(), content_type="image/png")


def _add_orders(pages: Blueprint, books: Books) -> None:
    """Ours: what was counted and sent, and which codes to answer with next."""

    @pages.get("/_platform/counts")
    def counts() -> Response:
        sent = [{"resident": s.resident, "way": s.way, "text": s.text} for s in books.sent]
        return jsonify({"counts": dict(books.counts), "sent": sent, "menu": books.menu})

    @pages.post("/_platform/faults")
    def faults() -> Response:
        asked = request.get_json()
        books.refuse(str(asked["path"]), *(int(code) for code in asked["codes"]))
        return jsonify(_error(0))

    @pages.post("/_platform/expire")
    def expire() -> Response:
        books.expire_tokens()
        return jsonify(_error(0))

    @pages.post("/_platform/contact")
    def contact() -> Response:
        books.contact(str(request.get_json()["resident"]), "text")
        return jsonify(_error(0))

    @pages.post("/_platform/consent")
    def consent() -> Response:
        asked = request.get_json()
        books.consents[str(asked["resident"]), str(asked["template"])] += 1
        return jsonify(_error(0))


def _in_line(asked: Fields) -> str:
    """A template's fields as one line; no field may be longer than 20 characters."""
    data = asked.get("data", {})
    return " ".join(str(value.get("value", ""))[:20] for value in data.values())


def _error(code: int) -> Fields:
    return {"errcode": code, "errmsg": "ok" if code == 0 else f"error {code}"}

"""The simulator's page: a phone on which one writes as a resident. Demo mode only."""

import base64
import binascii
import secrets
from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.simulator.books import Books
from bot.simulator.platform import Delivery, FakePlatform

_LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes."""
_KEPT_PICTURES = 50
_PREFIX = "sim_"
"""Before a resident's name on the page, as the sender the account sees."""


def simulator(platform: FakePlatform, books: Books, address: str, community: str) -> Blueprint:
    """`/simulator`, and `/` which leads there; `address` is where these pages are."""
    pages = Blueprint("simulator", __name__, template_folder="templates")
    pictures = books.media

    @pages.get("/")
    def home() -> AnyResponse:
        return redirect(url_for("simulator.phone"))

    @pages.get("/simulator")
    def phone() -> str:
        return render_template("simulator/phone.html", community=community)

    @pages.post("/simulator/send")
    def send() -> Response:
        # JSON only: another site's form cannot make such a request without asking first.
        said = request.get_json()
        if not isinstance(said, dict) or not str(said.get("resident", "")).isalnum():
            abort(400)
        return jsonify(asdict(_deliver(said)))

    @pages.get("/simulator/inbox/<resident>")
    def inbox(resident: str) -> Response:
        """What the account said by itself, from number `after` on."""
        after = request.args.get("after", 0, type=int)
        return jsonify(books.texts(f"{_PREFIX}{resident}")[after:])

    @pages.get("/simulator/media/<name>")
    def media(name: str) -> Response:
        if name not in pictures:
            abort(404)
        return Response(pictures[name], content_type="application/octet-stream")

    def _deliver(said: dict[str, Any]) -> Delivery:
        resident, kind = f"{_PREFIX}{said['resident']}", said.get("kind", "text")
        text = str(said.get("text", ""))
        if kind == "picture":
            name = _keep(str(said.get("data", "")))
            return platform.picture(resident, f"{address}/simulator/media/{name}", name)
        if kind == "location":
            return platform.location(resident, text or "幸福小区3号楼", 47.8456, 88.1384)
        if kind == "event":
            return platform.event(resident, text, str(said.get("key", "")))
        return platform.text(resident, text, str(said.get("choice", "")))

    def _keep(data: str) -> str:
        try:
            picture = base64.b64decode(data.partition(",")[2] or data, validate=True)
        except binascii.Error:
            abort(400)
        if not 0 < len(picture) <= _LARGEST_PICTURE:
            abort(413)
        name = secrets.token_hex(16)
        pictures[name] = picture
        while len(pictures) > _KEPT_PICTURES:
            pictures.pop(next(iter(pictures)))
        return name

    return pages

"""The fake platform's interface keeps the platform's rules."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from bot.simulator.books import Books
from bot.wechat.codes import CODES
from tests.conftest import APP_ID, APP_SECRET, fake_interface


@pytest.fixture
def books() -> Books:
    return Books(APP_ID, APP_SECRET)


@pytest.fixture
def http(books: Books) -> Iterator[httpx.Client]:
    transport = httpx.WSGITransport(app=fake_interface(books))
    with httpx.Client(transport=transport, base_url="http://platform.test") as client:
        yield client


def token(http: httpx.Client, force: bool = False) -> str:
    asked = {"grant_type": "client_credential", "appid": APP_ID, "secret": APP_SECRET}
    answer = http.post("/cgi-bin/stable_token", json=asked | {"force_refresh": force})
    return str(answer.json()["access_token"])


def call(http: httpx.Client, path: str, content: dict[str, Any], with_token: str) -> dict[str, Any]:
    answer = http.post(f"/cgi-bin/{path}", params={"access_token": with_token}, json=content)
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def say(http: httpx.Client, resident: str, words: str = "好") -> int:
    text = {"touser": resident, "msgtype": "text", "text": {"content": words}}
    return int(call(http, "message/custom/send", text, token(http))["errcode"])


def test_the_token_is_stable_and_the_one_before_a_forced_one_still_works(
    http: httpx.Client,
) -> None:
    first = token(http)
    assert token(http) == first
    second = token(http, force=True)
    assert second != first
    for each in (first, second):
        assert call(http, "menu/get", {}, each)["errcode"] == 46003


def test_a_wrong_secret_a_wrong_app_and_a_wrong_token(http: httpx.Client, books: Books) -> None:
    for asked, code in (({"appid": "x"}, 40013), ({"appid": APP_ID, "secret": "x"}, 40125)):
        assert http.post("/cgi-bin/stable_token", json=asked).json()["errcode"] == code
    assert call(http, "menu/get", {}, "made up")["errcode"] == 40001
    old = token(http)
    books.expire_tokens()
    assert call(http, "menu/get", {}, old)["errcode"] == 42001


def test_five_messages_after_a_message_and_three_after_a_tap(
    http: httpx.Client, books: Books
) -> None:
    assert say(http, "zhang") == 45015
    books.contact("zhang", "text")
    assert [say(http, "zhang") for _ in range(6)] == [0, 0, 0, 0, 0, 45047]
    books.contact("li", "event", "SCAN")
    assert [say(http, "li") for _ in range(4)] == [0, 0, 0, 45047]
    books.contact("wang", "event", "VIEW")
    assert say(http, "wang") == 45015
    books.contact("zhang", "text")
    assert say(http, "zhang", "长" * 700) == 45002


def test_one_consent_one_notice(http: httpx.Client) -> None:
    notice = {"touser": "zhang", "template_id": "T", "data": {"thing1": {"value": "有进展"}}}
    assert call(http, "message/subscribe/bizsend", notice, token(http))["errcode"] == 43101
    http.post("/_platform/consent", json={"resident": "zhang", "template": "T"})
    assert call(http, "message/subscribe/bizsend", notice, token(http))["errcode"] == 0
    assert call(http, "message/subscribe/bizsend", notice, token(http))["errcode"] == 43101
    assert call(http, "message/template/send", notice, token(http))["errcode"] == 0


def test_media_goes_up_and_comes_down(http: httpx.Client) -> None:
    query = {"access_token": token(http), "type": "image"}
    name = http.post(
        "/cgi-bin/media/upload", params=query, files={"media": ("1.png", b"bytes")}
    ).json()["media_id"]
    assert http.get("/cgi-bin/media/get", params=query | {"media_id": name}).content == b"bytes"
    gone = http.get("/cgi-bin/media/get", params=query | {"media_id": "x"}).json()
    assert gone["errcode"] == 40007


def test_a_scene_code_and_its_picture(http: httpx.Client) -> None:
    scene = {"action_info": {"scene": {"scene_str": "A03"}}}
    made = call(http, "qrcode/create", scene, token(http))
    picture = http.get("/cgi-bin/showqrcode", params={"ticket": made["ticket"]})
    assert picture.content.startswith(b"\x89PNG")
    assert http.get("/cgi-bin/showqrcode", params={"ticket": "x"}).status_code == 404
    too_long = {"action_info": {"scene": {"scene_str": "x" * 65}}}
    assert call(http, "qrcode/create", too_long, token(http))["errcode"] == 40053


@pytest.mark.parametrize("code", [code for code in CODES if code > -2])
def test_it_answers_with_any_code_on_request_and_counts(http: httpx.Client, code: int) -> None:
    http.post("/_platform/faults", json={"path": "menu/get", "codes": [code]})
    assert call(http, "menu/get", {}, token(http))["errcode"] == code
    assert call(http, "menu/get", {}, token(http))["errcode"] == 46003
    assert http.get("/_platform/counts").json()["counts"]["menu/get"] == 2

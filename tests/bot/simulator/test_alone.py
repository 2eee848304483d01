"""`baimi simulate`: the phone and the interface for somebody else's bot."""

from bot.config import Mode
from bot.simulator.alone import simulator_app
from bot.simulator.platform import OUT_OF_ORDER
from bot.wechat.envelope import Account
from tests.conftest import AES_KEY, APP_ID, APP_SECRET, TOKEN

NOBODY = "http://127.0.0.1:9/wechat"


def test_what_the_bot_says_by_itself_is_on_the_phone() -> None:
    account = Account(TOKEN, APP_ID, (AES_KEY,), Mode.SAFE)
    app = simulator_app(account, APP_SECRET, NOBODY, "http://127.0.0.1:1")
    phone = app.test_client()
    sent = phone.post("/simulator/send", json={"resident": "zhang", "text": "你好"}).get_json()
    assert (sent["deliveries"], sent["text"]) == (3, OUT_OF_ORDER), "no bot is there"

    asked = {"appid": APP_ID, "secret": APP_SECRET, "grant_type": "client_credential"}
    token = phone.post("/cgi-bin/stable_token", json=asked).get_json()["access_token"]
    words = {"touser": "sim_zhang", "msgtype": "text", "text": {"content": "晚到的回答"}}
    path = f"/cgi-bin/message/custom/send?access_token={token}"
    assert phone.post(path, json=words).get_json()["errcode"] == 0
    assert phone.get("/simulator/inbox/zhang").get_json() == ["晚到的回答"]
    assert phone.get("/simulator/inbox/zhang?after=1").get_json() == []

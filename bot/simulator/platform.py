"""The platform's side of the webhook, as wechat.md describes it.

Each delivery really is signed, encrypted (unless the account is in plain mode) and posted over
HTTP; one that is not answered in five seconds, or not well, is delivered again, three times in all.
"""

import itertools
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from bot.config import Mode
from bot.simulator.books import Books
from bot.wechat.envelope import Account, decrypt, encrypt, signature
from bot.wechat.xml import read_xml, write_xml

PATIENCE = 5.0
"""Seconds that the platform waits for an answer."""
DELIVERIES = 3
OUT_OF_ORDER = "该公众号提供的服务出现故障，请稍后再试"
"""What a resident sees when no delivery was answered well."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a message fared: what the resident sees (empty: nothing), after how many deliveries,
    the last HTTP status (0: no answer), and the seconds from sending to the reply."""

    text: str
    deliveries: int
    status: int
    seconds: float


@dataclass
class FakePlatform:
    """Speaks to one webhook for one account; `books` learn who may be answered."""

    account: Account
    webhook_url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE))
    account_name: str = "gh_baimi"
    books: Books | None = None
    _numbers: "itertools.count[int]" = field(
        default_factory=lambda: itertools.count(time.time_ns() // 1000)
    )

    def verify(self) -> bool:
        """The check that the platform makes when the address is saved."""
        echo = secrets.token_hex(8)
        query = {**self._signed_query(), "echostr": echo}
        answer = self.client.get(self.webhook_url, params=query)
        return answer.status_code == 200 and answer.text == echo

    def text(self, sender: str, text: str, choice: str = "") -> Delivery:
        """A resident writes, or taps a line of a reply."""
        tap = {"bizmsgmenuid": choice} if choice else {}
        return self.send(sender, {"MsgType": "text", "Content": text, **tap})

    def picture(self, sender: str, url: str, media_id: str = "") -> Delivery:
        """A resident sends a picture that the platform serves at `url`."""
        media_id = media_id or secrets.token_urlsafe(32)
        return self.send(sender, {"MsgType": "image", "PicUrl": url, "MediaId": media_id})

    def location(self, sender: str, label: str, x: float, y: float) -> Delivery:
        """A resident sends a place."""
        point = {"Location_X": str(x), "Location_Y": str(y), "Scale": "16"}
        return self.send(sender, {"MsgType": "location", "Label": label, **point})

    def event(self, sender: str, event: str, key: str = "") -> Delivery:
        """A resident follows, leaves, scans or taps the menu."""
        return self.send(sender, {"MsgType": "event", "Event": event, "EventKey": key})

    def send(self, sender: str, fields: Mapping[str, str]) -> Delivery:
        """Deliver a message until it is answered well, at most three times."""
        message = self.message(sender, fields)
        if self.books is not None:
            self.books.contact(sender, fields["MsgType"], fields.get("Event", ""))
        began = time.monotonic()
        status = 0
        for delivery in range(1, DELIVERIES + 1):
            try:
                answer = self.post(message)
            except httpx.HTTPError:
                continue
            status = answer.status_code
            text = self.read_answer(answer) if status == 200 else None
            if text is not None:
                return Delivery(text, delivery, status, time.monotonic() - began)
        return Delivery(OUT_OF_ORDER, DELIVERIES, status, time.monotonic() - began)

    def message(self, sender: str, fields: Mapping[str, str]) -> dict[str, str]:
        """All fields of a new message."""
        number = {} if fields["MsgType"] == "event" else {"MsgId": str(next(self._numbers))}
        return {
            "ToUserName": self.account_name,
            "FromUserName": sender,
            "CreateTime": str(int(time.time())),
            **fields,
            **number,
        }

    def post(self, message: Mapping[str, str]) -> httpx.Response:
        """One delivery. Raises httpx.HTTPError when there is no answer."""
        query, body = self.envelope(write_xml(message))
        headers = {"Content-Type": "text/xml"}
        return self.client.post(
            self.webhook_url, params=query, content=body.encode(), headers=headers
        )

    def envelope(self, xml: str) -> tuple[dict[str, str], str]:
        """The query and the body that carry a message in the account's mode."""
        query = self._signed_query()
        if self.account.mode is Mode.PLAIN:
            return query, xml
        sealed = encrypt(xml.encode(), self.account.keys[0], self.account.app_id)
        proof = signature(self.account.token, query["timestamp"], query["nonce"], sealed)
        query |= {"encrypt_type": "aes", "msg_signature": proof}
        body = write_xml({"ToUserName": self.account_name, "Encrypt": sealed})
        if self.account.mode is Mode.COMPATIBLE:
            body = xml.removesuffix("</xml>") + body.removeprefix("<xml>")
        return query, body

    def read_answer(self, answer: httpx.Response) -> str | None:
        """The text a resident sees, empty for none; None when the platform cannot read it."""
        if answer.text in ("", "success"):
            return ""
        fields = read_xml(answer.content)
        if fields and "Encrypt" in fields:
            proof = signature(
                self.account.token, fields["TimeStamp"], fields["Nonce"], fields["Encrypt"]
            )
            if proof != fields["MsgSignature"]:
                return None
            xml = decrypt(fields["Encrypt"], self.account.keys[0], self.account.app_id)
            fields = read_xml(xml) if xml else None
        return fields.get("Content") if fields else None

    def _signed_query(self) -> dict[str, str]:
        timestamp, nonce = str(int(time.time())), secrets.token_hex(5)
        return {
            "timestamp": timestamp,
            "nonce": nonce,
            "signature": signature(self.account.token, timestamp, nonce),
        }

"""Where alerts go. A channel is a function from text to a verdict."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from bot.store.alerts import Alert

log = logging.getLogger("baimi.alerts")
_TIMEOUT = httpx.Timeout(10, connect=5)
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The channel has it."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """The channel has it not; `why` holds no secret and may be logged."""

    why: str


Channel = Callable[[Alert, str], Accepted | Rejected]
"""From the alert and its words to the channel's verdict."""


def to_log(alert: Alert, text: str) -> Accepted:
    """The server's own log, which is always there."""
    log.log(logging.WARNING if alert.is_urgent else logging.INFO, "%s", text)
    return Accepted()


def wecom_robot(url: str) -> Channel:
    """A WeCom group robot. Success is `errcode == 0`, not HTTP 200. An urgent one calls @all.

    Its address is a secret: no error's text is passed on, only its kind.
    """

    def send(alert: Alert, text: str) -> Accepted | Rejected:
        mentioned = ["@all"] if alert.is_urgent else []
        content = {"content": text, "mentioned_list": mentioned}
        try:
            answer = httpx.post(url, json={"msgtype": "text", "text": content}, timeout=_TIMEOUT)
            errcode = answer.json().get("errcode")
        except httpx.HTTPError as error:
            return Rejected(type(error).__name__)
        except (ValueError, AttributeError):
            return Rejected("the answer is not JSON")
        return Accepted() if errcode == 0 else Rejected(f"errcode {errcode}")

    return send


def channels(wecom_url: str) -> Mapping[str, Channel]:
    """The channels that the settings name, by the name that the outbox stores."""
    found: dict[str, Channel] = {"log": to_log}
    if wecom_url:
        found["wecom"] = wecom_robot(wecom_url)
    return found

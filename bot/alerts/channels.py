"""Where alerts go. A channel is a function from text to a verdict."""

import logging
from collections.abc import Mapping

import httpx

from bot.alerts.long_tail import by_apprise
from bot.alerts.mail import by_mail
from bot.alerts.verdict import Accepted, Channel, Rejected
from bot.config import Config
from bot.store.alerts import Alert

log = logging.getLogger("baimi.alerts")
_TIMEOUT = httpx.Timeout(10, connect=5)
"""Seconds."""


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


def channels(config: Config) -> Mapping[str, Channel]:
    """The channels that the settings name, by the name that the outbox stores."""
    found: dict[str, Channel] = {"log": to_log}
    if config.wecom_robot_url:
        found["wecom"] = wecom_robot(config.wecom_robot_url)
    if config.smtp_url:
        found["mail"] = by_mail(config.smtp_url, config.mail_from)
    if config.apprise_urls:
        found["apprise"] = by_apprise(config.apprise_urls)
    return found

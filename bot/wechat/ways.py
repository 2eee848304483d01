"""By which way a message may reach a resident now: a pure decision over the ledger."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.wechat.powers import Powers


class Way(StrEnum):
    """How a message went out. PASSIVE is the reply to the resident's next message."""

    CUSTOM = "custom"
    NOTICE = "notice"
    TEMPLATE = "template"
    PASSIVE = "passive"


WAY_NAMES = {
    Way.CUSTOM: "客服消息",
    Way.NOTICE: "订阅通知",
    Way.TEMPLATE: "模板消息",
    Way.PASSIVE: "居民下次来信时",
}


@dataclass(frozen=True, slots=True)
class Window:
    """Until when, and how often, the account may speak first."""

    closes_at: datetime
    left: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the platform still allows towards one resident; `consents` are 订阅通知 left."""

    tap: Window | None = None
    message: Window | None = None
    consents: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """The way, the window it uses (`tap`, `message` or empty), and why, for staff."""

    way: Way
    window: str
    why: str


def choose(
    powers: Powers, ledger: Ledger, now: datetime, has_notice: bool, has_template: bool
) -> Choice:
    """客服 while a window is open, else 订阅通知, else a template, else the next contact.

    The one-minute window is used first: the other one lasts.
    """
    if powers.custom:
        for name, window in (("tap", ledger.tap), ("message", ledger.message)):
            if window and window.left > 0 and window.closes_at > now:
                return Choice(Way.CUSTOM, name, "")
    why = _why_not(powers, ledger, now)
    if powers.notices and has_notice and ledger.consents > 0:
        return Choice(Way.NOTICE, "", why)
    if powers.templates and has_template:
        return Choice(Way.TEMPLATE, "", why)
    return Choice(Way.PASSIVE, "", why)


def _why_not(powers: Powers, ledger: Ledger, now: datetime) -> str:
    if not powers.custom:
        return "这个公众号不能主动发消息"
    windows = [window for window in (ledger.tap, ledger.message) if window]
    if any(window.closes_at > now for window in windows):
        return "可以主动发的条数用完了"
    return "居民超过48小时没有来信，不能主动发消息"

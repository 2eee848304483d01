"""Bring the account's menu in line with knowledge/menu.yaml."""

import json
from typing import Any

from bot.wechat.client import Answered, Failed, PlatformClient
from knowledge.menu import Item, to_platform

NO_MENU = 46003


def live_menu(client: PlatformClient) -> dict[str, Any] | Failed:
    """The menu that the account has now, in the form that menu/create takes; `{}` for none."""
    answer = client.call("/cgi-bin/menu/get")
    if isinstance(answer, Answered):
        buttons = answer.fields.get("menu", {}).get("button", [])
        return {"button": [_tidy(button) for button in buttons]}
    return {} if answer.code == NO_MENU else answer


def set_menu(client: PlatformClient, buttons: tuple[Item, ...]) -> Failed | None:
    """Replace the account's menu; None when the platform has accepted it."""
    answer = client.call("/cgi-bin/menu/create", to_platform(buttons))
    return answer if isinstance(answer, Failed) else None


def in_words(menu: dict[str, Any]) -> list[str]:
    """One line a button or item, for comparing."""
    lines = []
    for button in menu.get("button", []):
        lines.append(_line(button))
        lines += ["  " + _line(item) for item in button.get("sub_button", [])]
    return lines


def _line(button: dict[str, Any]) -> str:
    what = button.get("key") or button.get("url") or ""
    return (
        f"{button.get('name', '')}　{json.dumps(what, ensure_ascii=False) if what else ''}".strip()
    )


def _tidy(button: dict[str, Any]) -> dict[str, Any]:
    """The platform adds empty lists, and groups of its own around sub-buttons."""
    below = button.get("sub_button") or []
    if isinstance(below, dict):
        below = below.get("list", [])
    kept = {key: button[key] for key in ("type", "name", "key", "url") if button.get(key)}
    return {**kept, "sub_button": [_tidy(one) for one in below]} if below else kept

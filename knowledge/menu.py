"""The account's menu: knowledge/menu.yaml, read and checked (limits: wechat.md, QR and menus)."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

MOST_BUTTONS = 3
MOST_ITEMS = 5
LONGEST_BUTTON = 4
LONGEST_ITEM = 8
"""汉字 of a label; two letters or digits count as one."""
LONGEST_KEY = 128
"""UTF-8 bytes of what a tap says."""


class MenuBroken(Exception):
    """The menu file has faults; `faults` says all of them at once, in Chinese."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tap: it says something, or opens a page. A button with `items` only opens."""

    name: str
    says: str = ""
    url: str = ""
    items: tuple["Item", ...] = ()


def read_menu(file: Path) -> tuple[Item, ...]:
    """The buttons of the menu file. Raises MenuBroken."""
    try:
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MenuBroken([f"{file.name} 读不出来：{error}"]) from error
    if not isinstance(written, list) or not 1 <= len(written) <= MOST_BUTTONS:
        raise MenuBroken([f"{file.name} 要有1到{MOST_BUTTONS}个按钮"])
    faults: list[str] = []
    buttons = tuple(_item(one, LONGEST_BUTTON, faults, is_button=True) for one in written)
    if faults:
        raise MenuBroken(faults)
    return buttons


def width(label: str) -> int:
    """汉字 that a label takes."""
    return -(-sum(1 if char.isascii() else 2 for char in label) // 2)


def to_platform(buttons: tuple[Item, ...]) -> dict[str, Any]:
    """What the platform's menu/create takes."""
    return {"button": [_button(button) for button in buttons]}


def _button(item: Item) -> dict[str, Any]:
    if item.items:
        return {"name": item.name, "sub_button": [_button(one) for one in item.items]}
    if item.url:
        return {"type": "view", "name": item.name, "url": item.url}
    return {"type": "click", "name": item.name, "key": item.says}


def _item(written: Any, longest: int, faults: list[str], is_button: bool = False) -> Item:
    if not isinstance(written, dict):
        faults.append(f"“{written}”不是一个按钮，要有 name")
        return Item("")
    name, says, url = (str(written.get(key) or "").strip() for key in ("name", "says", "url"))
    below = written.get("items") or []
    unknown = set(written) - {"name", "says", "url", "items"}
    if unknown:
        faults.append(f"“{name}”里有不认识的 {'、'.join(sorted(map(str, unknown)))}")
    if not name or width(name) > longest:
        faults.append(f"“{name}”的名字要有1到{longest}个字")
    if not is_button and below:
        faults.append(f"“{name}”下面不能再有 items")
    if not isinstance(below, list) or len(below) > MOST_ITEMS:
        faults.append(f"“{name}”下面最多{MOST_ITEMS}项")
        below = []
    if [bool(says), bool(url), bool(below)].count(True) != 1:
        faults.append(f"“{name}”要写 says、url、items 里的一个")
    if len(says.encode()) > LONGEST_KEY:
        faults.append(f"“{name}”的 says 太长，最多{LONGEST_KEY}字节（约42个字）")
    if url and not url.startswith(("http://", "https://")):
        faults.append(f"“{name}”的 url 要以 https:// 开头")
    items = tuple(_item(one, LONGEST_ITEM, faults) for one in below) if is_button else ()
    return Item(name, says, url, items)

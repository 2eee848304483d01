"""From the platform's fields to a Message; whatever is missing or odd gets a harmless default."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from handlers.turn import Kind, Message

LONGEST_TEXT = 5_000
"""Characters of a text that are kept; the platform itself sends far fewer."""
_KINDS = {kind.value: kind for kind in Kind} | {"shortvideo": Kind.VIDEO}
_TAP_ID = "bizmsgmenuid"


def read_message(fields: Mapping[str, str], now: datetime) -> Message | None:
    """The message, or None when nobody sent it."""
    sender = fields.get("FromUserName", "")
    if not sender or len(sender) > 128 or not fields.get("MsgType"):
        return None
    kind = _KINDS.get(fields["MsgType"].lower(), Kind.OTHER)
    return Message(
        receipt=receipt_key(fields),
        sender=sender,
        account=fields.get("ToUserName", ""),
        created=_moment(fields.get("CreateTime", ""), now),
        kind=kind,
        text=_text(kind, fields)[:LONGEST_TEXT],
        media_id=fields.get("MediaId", "")[:256],
        picture_url=fields.get("PicUrl", ""),
        place=_place(fields) if kind is Kind.LOCATION else "",
        event=fields.get("Event", "").lower() if kind is Kind.EVENT else "",
        event_key=fields.get("EventKey", "") if kind is Kind.EVENT else "",
        choice=fields.get(_TAP_ID, ""),
    )


def receipt_key(fields: Mapping[str, str]) -> str:
    """The key of a delivery. The official one falls short: a MsgId was shared by several users,
    and two events came in one second (wechat.md), so sender, time and event are in it."""
    parts = [fields.get(name, "") for name in ("FromUserName", "CreateTime")]
    number = fields.get("MsgId") or fields.get("MsgID") or ""
    if fields.get("MsgType", "").lower() == "event":
        parts += ["event", fields.get("Event", ""), fields.get("EventKey", ""), number]
    else:
        parts += ["message", number or "".join(f"{k}={v};" for k, v in sorted(fields.items()))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _text(kind: Kind, fields: Mapping[str, str]) -> str:
    if kind is Kind.VOICE:
        return fields.get("Recognition", "")
    if kind is Kind.EVENT:
        return ""
    return fields.get("Content", "") if kind is Kind.TEXT else ""


def _place(fields: Mapping[str, str]) -> str:
    label = fields.get("Label", "")
    point = f"{fields.get('Location_X', '')},{fields.get('Location_Y', '')}"
    return f"{label}（{point}）" if label else point


def _moment(created: str, now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(int(created), UTC)
    except (ValueError, OverflowError, OSError):
        return now

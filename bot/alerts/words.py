"""What staff read in an alert: number, category and a link, never the resident's facts."""

from bot.store.alerts import Alert

_EVENTS = {"new": "新的调解申请", "added": "居民有补充"}


def alert_text(alert: Alert, public_url: str) -> str:
    """A few lines; far below the robot's 2048 bytes."""
    head = "【紧急，请马上查看并确认】" if alert.is_urgent else "【百米】"
    event = "紧急情况" if alert.is_urgent else _EVENTS.get(alert.event, alert.event)
    return (
        f"{head}{event}\n编号：{alert.number}\n类别：{alert.category}\n"
        f"查看：{public_url}/console/tickets/{alert.number}"
    )

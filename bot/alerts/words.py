"""What staff read in an alert: number, category and a link, never the resident's facts."""

from bot.store.alerts import Alert

_EVENTS = {
    "new": "新的事项",
    "added": "当事人有补充",
    "unclaimed": "还没有人认领，期限快到了",
    "warning": "期限快到了",
    "overdue": "超过期限，已在最高一级",
    "handed_up": "已交到上一级，请接手",
    "asked": "请您接手",
    "unanswered": "等了很久没有等到当事人，恢复计时",
    "reopened": "居民不满意，请负责人重新看",
    "ended": "当事人结束了调解",
    "taken_back": "原来的办理人不再办理，已收回",
    "crisis": "紧急情况",
    "agreement_confirmed": "当事人确认了协议",
    "agreement_wrong": "当事人说协议不对",
    "court_reminder": "申请司法确认快到期",
    "term_due": "协议约定快到期",
    "term_late": "协议约定过期未登记履行",
    "visit_due": "回访到期",
}
_MOST_BYTES = 1900
"""Of a digest; the robot takes 2048 bytes of UTF-8."""
_URGENT = "【紧急，请马上查看并确认】"


def alert_text(alert: Alert, public_url: str) -> str:
    """A few lines; far below the robot's 2048 bytes."""
    head = _URGENT if alert.is_urgent else "【百米】"
    return (
        f"{head}{_event(alert)}\n编号：{alert.number}\n类别：{alert.category}\n"
        f"查看：{public_url}/console/tickets/{alert.number}"
    )


def digest_text(alerts: tuple[Alert, ...], public_url: str) -> str:
    """Many alerts in one message; those that do not fit are counted."""
    head = _URGENT if any(alert.is_urgent for alert in alerts) else "【百米】"
    lines = [f"{head}有{len(alerts)}条提醒", f"查看：{public_url}/console/"]
    for alert in alerts:
        line = f"{alert.number} {alert.category} {_event(alert)}"
        if len("\n".join([*lines, line]).encode()) > _MOST_BYTES:
            lines.append("……其余请到后台看")
            break
        lines.append(line)
    return "\n".join(lines)


def _event(alert: Alert) -> str:
    return _EVENTS["crisis"] if alert.is_urgent else _EVENTS.get(alert.event, alert.event)

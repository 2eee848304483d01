"""Deliver what is due in the outbox: at least once, and never inside the webhook."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.alerts.batches import A_MINUTE, MOST_A_MINUTE, batches
from bot.alerts.verdict import Accepted, Channel, Rejected
from bot.alerts.words import alert_text, digest_text
from bot.store import alerts
from bot.store.alerts import Alert
from bot.store.engine import Database


def deliver_due(
    database: Database,
    channels: Mapping[str, Channel],
    public_url: str,
    now: Callable[[], datetime],
) -> int:
    """Send everything that is due; how many alerts a channel accepted.

    Short transactions around each call, so that no lock is held while a channel thinks. A
    process that dies in between leaves a lease that runs out, and the alert is sent again.
    """
    with database.writing.begin() as session:
        due = alerts.take_due(session, now())
        said = {name: alerts.said_since(session, name, now() - A_MINUTE) for name in MOST_A_MINUTE}
        messages, waiting = batches(due, said)
        alerts.postpone(session, [alert.id for alert in waiting], now() + A_MINUTE)
    return sum(_send(database, channels, message, public_url, now) for message in messages)


def _send(
    database: Database,
    channels: Mapping[str, Channel],
    message: tuple[Alert, ...],
    public_url: str,
    now: Callable[[], datetime],
) -> int:
    """One message of one or many alerts; how many were accepted."""
    first = replace(message[0], is_urgent=any(alert.is_urgent for alert in message))
    text = alert_text(first, public_url) if len(message) == 1 else digest_text(message, public_url)
    channel = channels.get(first.channel)
    verdict = channel(first, text) if channel else Rejected("no such channel is set up")
    with database.writing.begin() as session:
        for alert in message:
            if isinstance(verdict, Accepted):
                alerts.mark_sent(session, alert.id, now(), first.id)
            else:
                alerts.mark_failed(session, alert.id, verdict.why, now())
    return len(message) if isinstance(verdict, Accepted) else 0

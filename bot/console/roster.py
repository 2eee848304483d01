"""The duty roster in the console: this week at a glance, and lines that supervisors change."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console.actor import only_leaders
from bot.console.agreement_form import read_day
from bot.store.engine import Database
from bot.store.house import add_duty, load_house, remove_duty
from handlers.tickets.people import Duty, House
from handlers.tickets.staff_rows import read_weekdays

_WEEK = 7
"""Days that the page looks ahead."""


def add_roster(pages: Blueprint, database: Database) -> None:
    """`/console/people/duty` and `…/off-duty`."""

    @pages.post("/people/duty")
    def duty() -> Response:
        only_leaders()
        with database.writing.begin() as session:
            read = duty_of_form(request.form, load_house(session))
            if isinstance(read, Duty):
                add_duty(session, read)
        flash(
            read if isinstance(read, str) else "已排进值班表。",
            "warning" if isinstance(read, str) else "success",
        )
        return redirect(url_for("console.people"))

    @pages.post("/people/off-duty")
    def off_duty() -> Response:
        only_leaders()
        form, problems = request.form, list[str]()
        since = read_day(form.get("since", ""), "开始", problems)
        with database.writing.begin() as session:
            gone = since and remove_duty(
                session, form.get("place", ""), form.get("staff", ""), since
            )
        flash(
            "已从值班表里去掉。" if gone else "值班表里没有这一条。",
            "success" if gone else "warning",
        )
        return redirect(url_for("console.people"))


def roster(house: House, today: date) -> list[tuple[date, list[str]]]:
    """Who is on duty on each of the next days, with who stands in for whom."""
    names = {m.username: m.name for m in house.members if m.active}
    days = [today + timedelta(days=n) for n in range(_WEEK)]
    return [
        (day, [_line(house, names, d, day) for d in house.duties if d.covers(day)]) for day in days
    ]


def _line(house: House, names: Mapping[str, str], duty: Duty, day: date) -> str:
    place = house.place(duty.place)
    where = place.name if place else duty.place
    if duty.username in names and not house.is_away(duty.username, day):
        return f"{where}：{names[duty.username]}"
    who = house.member(duty.username)
    absent = f"{who.name}{'请假' if who.active else '已离岗'}" if who else duty.username
    there = duty.substitute in names and not house.is_away(duty.substitute, day)
    return f"{where}：{absent}，{names[duty.substitute] + '替班' if there else '没有人替班'}"


def duty_of_form(form: Mapping[str, str], house: House) -> Duty | str:
    """A line of the roster, or what is wrong with the form."""
    problems: list[str] = []
    since = read_day(form.get("since", ""), "开始", problems)
    until = read_day(form.get("until", ""), "截止", problems)
    weekdays = read_weekdays(form.get("weekdays", ""))
    place, who, substitute = (form.get(name, "") for name in ("place", "staff", "substitute"))
    usernames = [m.username for m in house.members if m.active]
    if problems or since is None or until is None:
        return "没有保存：请填开始和截止的日期。"
    if until < since:
        return f"没有保存：截止{until}比开始{since}还早。"
    if house.place(place) is None or who not in usernames:
        return "没有保存：请选地点和值班的人。"
    if weekdays is None:
        return "没有保存：星期要写1到7，1是星期一。"
    return Duty(place, who, substitute if substitute in usernames else "", since, until, weekdays)

"""Logging in to the console; every page that is not listed as open asks for it."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from bot.console.forms import LoginForm
from bot.console.throttle import Throttle
from bot.store import staff
from bot.store.engine import Database
from bot.store.staff import Staff

OPEN_PAGES = {"console.login"}
"""The only pages that nobody has to log in for."""
_LED_BACK_TO = ("tickets/", "enter", "due", "people", "report", "coverage", "gaps", "channel")
"""Our pages that somebody is led back to after logging in."""


class SessionOver(Exception):
    """A form came from somebody who is not logged in any more."""


class User:
    """Flask-Login's view of a member of staff."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, member: Staff) -> None:
        self.member = member

    def get_id(self) -> str:
        return self.member.username


def acting() -> Staff:
    """The member of staff whose request this is."""
    member: Staff = current_user.member
    return member


def add_login(pages: Blueprint, database: Database, throttle: Throttle) -> None:
    """`/console/login` and `/console/logout`, and the gate before all other pages."""

    def load_user(username: str) -> User | None:
        with database.reading() as session:
            member = staff.get_staff(session, username)
        return User(member) if member else None

    @pages.record_once
    def install(state: Any) -> None:
        LoginManager(state.app).user_loader(load_user)

    @pages.before_request
    def closed_unless_open() -> Response | None:
        if request.endpoint in OPEN_PAGES or current_user.is_authenticated:
            return None
        if request.method == "POST":
            raise SessionOver
        return redirect(url_for("console.login", next=request.path))

    @pages.route("/login", methods=["GET", "POST"])
    def login() -> Response | str:
        form = LoginForm()
        if form.validate_on_submit():
            member = check(form.username.data, form.password.data)
            if member is not None:
                login_user(User(member))
                return redirect(_own(request.args.get("next", "")))
        return render_template("console/login.html", form=form)

    @pages.post("/logout")
    def logout() -> Response:
        logout_user()
        return redirect(url_for("console.login"))

    def check(username: str, password: str) -> Staff | None:
        """Who it is; otherwise the reason is shown on the page."""
        if throttle.is_blocked(username):
            flash("输错太多次了，请十分钟后再试。", "warning")
            return None
        with database.reading() as session:
            member = staff.check_password(session, username, password)
        if member is None:
            throttle.failed(username)
            flash("用户名或密码不对。", "danger")
        else:
            throttle.succeeded(username)
        return member


def came_from() -> str:
    """The page that was asked for, or whose form was posted; empty where that is not known."""
    if request.endpoint == "console.login":
        return request.args.get("next", "")
    if request.method == "GET":
        return request.path
    referrer = urlsplit(request.referrer or "")
    number = (request.view_args or {}).get("number")
    if referrer.netloc == request.host:
        return referrer.path
    return url_for("console.ticket", number=number) if number else ""


def _own(path: str) -> str:
    """The page that was asked for before logging in: one of ours, never another site."""
    home = url_for("console.listing")
    ours = path.startswith(tuple(f"{home}{page}" for page in _LED_BACK_TO))
    return path if ours and "\\" not in path else url_for("console.listing")

"""The two sides of a ticket in the console: what is known, what they said, the invitation."""

from flask import Blueprint, flash, redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from bot.console.actor import current_actor
from bot.console.forms import ConsentForm, PartyForm
from bot.console.login import acting
from bot.deps import Deps
from bot.party_acts import Known, consent, invite, know, why_not_write
from bot.store.engine import Database
from bot.store.tickets import find
from handlers.tickets.act import Act, Action, Refused
from handlers.tickets.party import Consent, PartyRole
from handlers.tickets.working_days import local_day


def add_parties(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/tickets/…/parties/…` and `…/invite`."""

    @pages.post("/tickets/<number>/parties/<role>")
    def save_party(number: str, role: str) -> Response:
        form = PartyForm()
        if role not in set(PartyRole) or not form.validate_on_submit():
            raise BadRequest
        known = Known(
            form.name.data or "",
            form.phone.data or "",
            form.address.data or "",
            form.shares_name.data,
            form.shares_phone.data,
            form.shares_story.data,
        )
        with database.writing.begin() as session:
            refused = may_not(session, number) or know(
                session, number, PartyRole(role), known, acting().name, deps.now()
            )
        return told(number, refused)

    @pages.post("/tickets/<number>/parties/<role>/consent")
    def save_consent(number: str, role: str) -> Response:
        form = ConsentForm()
        if role not in set(PartyRole):
            raise BadRequest
        if not form.validate_on_submit():
            return told(number, Refused("请选本人的意愿，并写上是怎么表示的，比如“电话”“当面”。"))
        name, said = acting().name, Consent(form.consent.data)
        how = f"{form.how.data.strip()}，{name}记录"
        with database.writing.begin() as session:
            refused = may_not(session, number) or consent(
                session, number, PartyRole(role), said, how, name, deps.now(), deps.desk
            )
        deps.after_commit()
        return told(number, refused)

    def may_not(session: Session, number: str) -> Refused | None:
        today = local_day(deps.now())
        why_not = why_not_write(session, number, current_actor(session), today)
        return Refused(why_not) if why_not else None

    def told(number: str, refused: Refused | None) -> Response:
        flash(refused.reason if refused else "已保存。", "warning" if refused else "success")
        return redirect(url_for("console.ticket", number=number))

    @pages.post("/tickets/<number>/invite")
    def invite_respondent(number: str) -> Response:
        now = deps.now()
        with database.writing.begin() as session:
            act = Act(Action.INVITE, current_actor(session), local_day(now))
            version = find(session, number).version
            code = invite(session, number, act, version, now, deps.desk)
        if isinstance(code, Refused):
            flash(code.reason, "warning")
        else:
            flash(f"邀请码 {code}，14天内有效。请对方关注公众号后发：应邀 {code}", "success")
        return redirect(url_for("console.ticket", number=number))

"""The agreement's page: writing it, its confirmation, the 30 days, keeping it."""

import secrets
from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from bot import agreement_acts as acts
from bot.console.actor import current_actor
from bot.console.agreement_form import (
    ROWS,
    as_form,
    day_of_form,
    names_known,
    read_draft,
)
from bot.deps import Deps
from bot.store import agreements, signatures, tickets
from bot.store.agreements import AgreementFile
from bot.store.engine import Database
from handlers.tickets.act import Actor, Refused
from handlers.tickets.agreement import FORM_NAMES, SIDE_NAMES, court_warnings
from handlers.tickets.confirmation import COURTS, MATERIALS, clock
from handlers.tickets.working_days import is_working_day, local_day, unknown_years

Doing = Callable[[Session, AgreementFile, Actor], Refused | None]


def add_agreements(pages: Blueprint, database: Database, deps: Deps) -> None:
    """`/console/tickets/…/agreement…`."""

    @pages.get("/tickets/<number>/agreement")
    def agreement(number: str) -> str:
        return show(number)

    @pages.post("/tickets/<number>/agreement")
    def save_agreement(number: str) -> Response | tuple[str, int]:
        with database.writing.begin() as session:
            known = acts.signers(session, tickets.find(session, number))
            draft, problems = read_draft(request.form, known)
            if draft is not None:
                version = request.form.get("version", 0, type=int)
                refused = acts.agree(
                    session, number, draft, current_actor(session), version, deps.now(), deps.desk
                )
                problems = [refused.reason] if refused else []
        if problems:
            flash("\n".join(problems), "warning")
            return show(number), 409
        deps.after_commit()
        flash("已保存。请双方用自己的微信发“确认协议”，或者凭确认码确认。", "success")
        doubts = len(court_warnings(draft)) if draft else 0
        if doubts:
            flash(f"有{doubts}处法院可能不予确认，请看下面，和双方改好再签。", "warning")
        return redirect(url_for("console.agreement", number=number))

    @pages.post("/tickets/<number>/agreement/effective")
    def effective(number: str) -> Response:
        day = day_of_form(request.form, local_day(deps.now()))
        return done(number, lambda s, f, a: acts.take_effect(s, f, day, a, deps.now(), deps.desk))

    @pages.post("/tickets/<number>/agreement/kept/<promise>")
    def kept(number: str, promise: str) -> Response:
        day, note = (
            day_of_form(request.form, local_day(deps.now())),
            request.form.get("note", "")[:500],
        )
        return done(
            number,
            lambda s, f, a: acts.keep_promise(s, f, row_id(promise), day, note, a, deps.now()),
        )

    @pages.post("/tickets/<number>/agreement/court")
    def court(number: str) -> Response:
        day, state = day_of_form(request.form, local_day(deps.now())), request.form.get("state", "")
        return done(number, lambda s, f, a: acts.go_to_court(s, f, state, day, a, deps.now()))

    @pages.post("/tickets/<number>/agreement/code/<signer>")
    def code(number: str, signer: str) -> Response:
        fresh = f"{secrets.randbelow(10**signatures.CODE_DIGITS):0{signatures.CODE_DIGITS}d}"
        return done(
            number,
            lambda s, f, a: acts.give_code(s, f, row_id(signer), fresh, a, deps.now()),
            f"确认码 {fresh[:4]} {fresh[4:]}，7天内有效，只显示这一次。"
            f"请本人关注公众号，用自己的微信发：确认 {fresh}",
        )

    def done(number: str, doing: Doing, saved: str = "已保存。") -> Response:
        """One act on the agreement in force, in one transaction."""
        with database.writing.begin() as session:
            refused = doing(session, agreements.in_force(session, number), current_actor(session))
        deps.after_commit()
        flash(refused.reason if refused else saved, "warning" if refused else "success")
        return redirect(url_for("console.agreement", number=number))

    def show(number: str) -> str:
        with database.reading() as session:
            row = tickets.find(session, number)
            found = agreements.of_ticket(session, number)
            known = acts.signers(session, row)
        running = (
            clock(found.draft.effective, is_working_day)
            if found and found.draft.effective
            else None
        )
        return render_template(
            "console/agreement.html",
            number=number,
            version=row.version,
            found=found,
            known=known,
            warnings=court_warnings(found.draft) if found else (),
            running=running,
            today=local_day(deps.now()),
            rows=range(1, ROWS + 1),
            typed=request.form
            or (as_form(found.draft) if found else names_known(known, row.other_side)),
            told=row.other_side,
            called={s.side: f"（{s.name}）" for s in known if s.name},
            unknown=unknown_years(running.effective, running.last) if running else (),
            form_names=FORM_NAMES,
            side_names=SIDE_NAMES,
            materials=MATERIALS,
            courts=COURTS,
        )


def row_id(text: str) -> int:
    """A row's id from an address; 404 for what is none, once the gate has let them in."""
    if not text.isdecimal():
        raise NotFound
    return int(text)

"""Acts on an agreement: it is reached, takes effect, is kept, goes to court, is signed."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.acts import perform
from bot.desk import Desk
from bot.store import agreements, keeping, signatures, tickets
from bot.store.agreements import AgreementFile
from bot.store.dispute_tables import PartyRow
from bot.store.tables import Ticket
from bot.telling import record
from handlers import wording
from handlers.tickets import recorded
from handlers.tickets.act import Act, Action, Actor, Refused
from handlers.tickets.agreement import (
    FORM_NAMES,
    SIDE_NAMES,
    AgreementDraft,
    Form,
    Side,
    Signer,
    faults,
    terms_in_words,
)
from handlers.tickets.guards import by_handler
from handlers.tickets.signing import Signs
from handlers.tickets.ticket import Status
from handlers.tickets.working_days import local_day

_AGREED_ALREADY = (Status.AGREED, Status.PERFORMING)


def signers(session: Session, ticket: Ticket) -> tuple[Signer, ...]:
    """The two sides as they would sign, with their WeChat where it is known."""
    rows = session.scalars(
        select(PartyRow).where(PartyRow.ticket_id == ticket.id).order_by(PartyRow.id)
    )
    return tuple(Signer(Side(row.role), row.name, row.resident or "") for row in rows)


def agree(
    session: Session,
    number: str,
    draft: AgreementDraft,
    actor: Actor,
    version: int | None,
    now: datetime,
    desk: Desk,
) -> Refused | None:
    """Save an agreement and move the ticket there; a later one replaces it while it is kept.

    `version` is that of the page, None where there was none. An oral agreement is in force since
    the day it was reached, today if none is named (人民调解法 30).
    """
    today = local_day(now)
    if draft.form is Form.ORAL and draft.effective is None:
        draft = replace(draft, effective=today)
    ticket = tickets.find(session, number, lock=True)
    found = list(faults(draft, today, local_day(ticket.opened_at)))
    if found:
        return Refused("\n".join(found))
    if version is not None and ticket.version != version:
        raise tickets.ChangedMeanwhile(number)
    words = f"{FORM_NAMES[draft.form]}\n{terms_in_words(draft.terms)}"
    act = Act(Action.AGREE, actor, today, words)
    if Status(ticket.status) in _AGREED_ALREADY:
        why_not = by_handler(tickets.case_of(session, ticket), act)
        if why_not:
            return Refused(why_not)
        ticket.result, ticket.version = words, ticket.version + 1
    else:
        done = perform(session, number, act, version, now, desk)
        if isinstance(done, Refused):
            return done
    saved = agreements.save_agreement(session, ticket, draft, actor.name, now)
    line = recorded.agreement(saved, actor.name, draft)
    told = wording.TOLD_WRITTEN_DOWN.format(form=FORM_NAMES[draft.form])
    record(session, ticket, now, actor.name, "agreement", line, told)
    if draft.effective is not None:
        _effective(session, ticket, saved, draft.effective, actor, now, desk)
    return None


def take_effect(
    session: Session, found: AgreementFile, day: date, actor: Actor, now: datetime, desk: Desk
) -> Refused | None:
    """The signatures and the seal are there since `day`."""
    if found.draft.effective is not None:
        return Refused("生效日期已经登记过了。")
    if day > local_day(now):
        return Refused("生效日期还没有到，请等签名盖章以后再填。")
    if day < local_day(found.made):
        return Refused("生效日期早于协议的日期，请核对。")
    ticket = tickets.find(session, found.ticket, lock=True)
    why_not = why_not_handler(session, ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    if any(s.refused and s.confirmed is None for s in found.signatures):
        return Refused("有一方说协议内容不对。请先和双方谈好，变更协议或者请他确认，再登记生效。")
    keeping.take_effect(session, found, day)
    _effective(session, ticket, found.number, day, actor, now, desk)
    return None


def keep_promise(
    session: Session,
    found: AgreementFile,
    promise: int,
    day: date,
    note: str,
    actor: Actor,
    now: datetime,
) -> Refused | None:
    """A promise was kept."""
    if day > local_day(now):
        return Refused("履行日期还没有到。")
    if day < (found.draft.effective or local_day(found.made)):
        return Refused("履行日期早于协议的日期，请核对。")
    ticket = tickets.find(session, found.ticket, lock=True)
    why_not = why_not_handler(session, ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    position = keeping.keep_promise(session, found, promise, day, note)
    if position is not None:
        line = f"{actor.name}{recorded.kept(found.number, position, day, note)}"
        told = wording.TOLD_KEPT.format(position=position)
        record(session, ticket, now, actor.name, "kept", line, told)
    return None


def go_to_court(
    session: Session, found: AgreementFile, state: str, day: date, actor: Actor, now: datetime
) -> Refused | None:
    """What became of the judicial confirmation."""
    if state not in wording.TOLD_COURT:
        return Refused("请选择司法确认的结果。")
    if found.draft.effective is None or not found.draft.effective <= day <= local_day(now):
        return Refused("日期要在协议生效以后、今天以前。")
    ticket = tickets.find(session, found.ticket, lock=True)
    why_not = why_not_handler(session, ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    keeping.save_court(session, found, state, day)
    line = f"{actor.name}{recorded.court(found.number, state, day)}"
    record(session, ticket, now, actor.name, "court", line, wording.TOLD_COURT[state])
    return None


def give_code(
    session: Session, found: AgreementFile, signer: int, code: str, actor: Actor, now: datetime
) -> Refused | None:
    """A party who has not confirmed gets a one-time code."""
    ticket = tickets.find(session, found.ticket, lock=True)
    why_not = why_not_handler(session, ticket, actor, local_day(now))
    if why_not:
        return Refused(why_not)
    party = next((s for s in found.signatures if s.id == signer and s.confirmed is None), None)
    if party is None:
        return Refused("这一方已经确认过了。")
    signatures.keep_code(session, signer, code, now)
    line = recorded.code_given(actor.name, party.signer.side, party.signer.name)
    record(session, ticket, now, actor.name, "code", line)
    return None


def sign(session: Session, signs: Signs, resident: str, now: datetime) -> Ticket:
    """A party's own answer to an agreement; the other side is told. Who came with a code is
    known by this WeChat from now on, so that reminders reach them."""
    signed = signatures.save(session, signs, resident, now)
    ticket = tickets.find(session, signed.ticket, lock=True)
    side = SIDE_NAMES[signed.side]
    if signs.wrong:
        line = recorded.objected(signed.side, signed.name, signed.number, signs.wrong)
        record(session, ticket, now, side, "object", line, wording.TOLD_OBJECTED, acting=resident)
        return ticket
    if signs.by_code:
        signatures.bind(session, ticket.id, signed.side, resident)
    line = recorded.confirmed(signed.side, signed.name, signed.number, signs.by_code)
    told = wording.TOLD_ALL_CONFIRMED if signed.is_last else wording.TOLD_SIGNED
    record(session, ticket, now, side, "sign", line, told.format(side=side), acting=resident)
    return ticket


def why_not_handler(session: Session, ticket: Ticket, actor: Actor, today: date) -> str:
    """Why this is not theirs to do; empty when it is."""
    return by_handler(tickets.case_of(session, ticket), Act(Action.NOTE, actor, today))


def _effective(
    session: Session,
    ticket: Ticket,
    number: str,
    day: date,
    actor: Actor,
    now: datetime,
    desk: Desk,
) -> None:
    """Written down, told, and the ticket moves on where it may."""
    line = f"{actor.name}{recorded.effective(number, day)}"
    told = wording.TOLD_EFFECTIVE.format(day=day)
    record(session, ticket, now, actor.name, "effective", line, told)
    perform(session, ticket.number, Act(Action.PERFORM, actor, local_day(now)), None, now, desk)

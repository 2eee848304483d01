"""What a side of a ticket says and does: consent, refusal, what it shares, its invitation."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.acts import case_with_conflicts, perform
from bot.desk import Desk
from bot.store import parties, tickets
from bot.store.tables import Ticket
from bot.telling import tell_parties
from handlers import wording
from handlers.phone import read_phone
from handlers.tickets.act import Act, Action, Actor, Refused
from handlers.tickets.guards import by_handler, without_conflict
from handlers.tickets.party import CONSENT_NAMES, PARTY_NAMES, Consent, PartyRole
from handlers.tickets.people import Role
from handlers.tickets.ticket import SETTLED, Audience, EndReason, Status, TicketKind
from handlers.tickets.working_days import local_day

SHARED_NAMES = {"name": "姓名", "phone": "电话", "story": "所说的情况"}


@dataclass(frozen=True, slots=True)
class Known:
    """What staff know of a side."""

    name: str
    phone: str
    address: str
    shares_name: bool
    shares_phone: bool
    shares_story: bool


def why_not_write(session: Session, number: str, actor: Actor, today: date) -> str:
    """Why this member of staff may not write down what a side said; empty when they may: the
    handler or a supervisor, and nobody with a conflict of interest."""
    case = case_with_conflicts(session, tickets.find(session, number))
    act = Act(Action.NOTE, actor, today)
    return by_handler(case, act) or without_conflict(case, act)


def side_of(role: PartyRole) -> Actor:
    """A party acting for themselves."""
    return Actor(PARTY_NAMES[role], Role.RESIDENT, side=role)


def consent(
    session: Session, number: str, role: PartyRole, said: Consent, how: str, by: str,
    now: datetime, desk: Desk,
) -> Refused | None:  # fmt: skip
    """A side agrees to be mediated or refuses; mediation ends when one clearly refuses
    (人民调解法 17). `by` is who wrote it down."""
    ticket = tickets.find(session, number, lock=True)
    row = parties.party_row(session, ticket.id, role)
    if Status(ticket.status) in SETTLED:
        return Refused("这件事已经有结果了，不再登记调解意愿。")
    if ticket.kind != TicketKind.DISPUTE:
        return Refused("只有纠纷才征询调解意愿。")
    if said is Consent.GIVEN and row.consent == Consent.GIVEN:
        return None
    parties.set_consent(row, said, how, now)
    recorded = f"{PARTY_NAMES[role]}{CONSENT_NAMES[said]}（{how}）"
    tickets.add_event(session, ticket.id, now, by, "consent", recorded, *_told(role, said))
    tell_parties(session, ticket, *_told(role, said), now, role)
    if said is Consent.GIVEN and Status(ticket.status) is Status.INVITING:
        tickets.run_again(ticket, now, desk.limits)  # it stood still for this answer
    if said is Consent.REFUSED:
        return _end(session, ticket, role, now, desk)
    return None


def know(
    session: Session, number: str, role: PartyRole, known: Known, by: str, now: datetime
) -> Refused | None:
    """Keep what staff know of a side; refused when the telephone number is none."""
    phone = read_phone(known.phone)
    if phone is None:
        return Refused("电话号码不对：手机号11位，座机请带区号。")
    ticket = tickets.find(session, number, lock=True)
    row = parties.party_row(session, ticket.id, role)
    before = parties.party_value(row)
    row.name, row.phone, row.address = known.name.strip(), phone, known.address.strip()
    row.shares_name, row.shares_phone = known.shares_name, known.shares_phone
    row.shares_story = known.shares_story
    if parties.party_value(row) != before:
        recorded = f"{by}更新了{PARTY_NAMES[role]}的资料"
        tickets.add_event(session, ticket.id, now, by, "party", recorded)
    return None


def invite(
    session: Session, number: str, act: Act, version: int | None, now: datetime, desk: Desk
) -> str | Refused:
    """Ask the respondent: the code they type in WeChat, or why it cannot be."""
    done = perform(session, number, act, version, now, desk)
    if isinstance(done, Refused):
        return done
    row = parties.party_row(session, done.id, PartyRole.RESPONDENT)
    if row.consent == Consent.UNASKED:
        parties.set_consent(row, Consent.ASKED, "邀请码", now)
    return parties.make_code(session, row.id, parties.INVITATION, now)


def share(
    session: Session, number: str, role: PartyRole, what: str, shown: bool, now: datetime
) -> None:
    """A side says whether the other one may be shown its name, phone or story."""
    ticket = tickets.find(session, number, lock=True)
    row = parties.party_row(session, ticket.id, role)
    setattr(row, f"shares_{what}", shown)
    recorded = f"{PARTY_NAMES[role]}{'同意' if shown else '不同意'}公开{SHARED_NAMES[what]}"
    tickets.add_event(session, ticket.id, now, PARTY_NAMES[role], "share", recorded)


def _end(
    session: Session, ticket: Ticket, role: PartyRole, now: datetime, desk: Desk
) -> Refused | None:
    act = Act(
        action=Action.TERMINATE,
        actor=side_of(role),
        day=local_day(now),
        text=wording.ENDED_BY_REFUSAL,
        reason=EndReason.REFUSED,
    )
    done = perform(session, ticket.number, act, None, now, desk)
    return done if isinstance(done, Refused) else None


def _told(role: PartyRole, said: Consent) -> tuple[str, Audience]:
    """The applicant learns what the other side said; a refusal is told with the ending."""
    if role is PartyRole.RESPONDENT and said is Consent.GIVEN:
        return wording.TOLD_CONSENTED, Audience.APPLICANT
    return "", Audience.BOTH

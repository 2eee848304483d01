"""Cases and acts with everything in place, for tests to take something away from."""

from dataclasses import replace
from datetime import date

from handlers.tickets.act import Act, Action, Actor, Case
from handlers.tickets.party import Consent, Party, PartyRole
from handlers.tickets.people import Mandate, Role
from handlers.tickets.ticket import EndReason, Status, TicketKind

TODAY = date(2026, 3, 4)
MEDIATOR = Actor(
    "王调解员",
    Role.MEDIATOR,
    Mandate("幸福社区人民调解委员会", date(2025, 1, 1), date(2027, 12, 31)),
)
COLLEAGUE = replace(MEDIATOR, name="李调解员")
GRID_WORKER = Actor("赵网格员", Role.GRID)
LEADER = Actor("钱主任", Role.SUPERVISOR)
APPLICANT = Actor("申请人", Role.RESIDENT, side=PartyRole.APPLICANT)
RESPONDENT = Actor("对方", Role.RESIDENT, side=PartyRole.RESPONDENT)
BOTH_AGREE = (
    Party(PartyRole.APPLICANT, consent=Consent.GIVEN),
    Party(PartyRole.RESPONDENT, consent=Consent.GIVEN),
)
BY_PARTY = (Action.CONFIRM, Action.REJECT, Action.RATE)
BY_LEADER = (Action.TAKE_BACK,)


def ready_case(kind: TicketKind, status: Status, action: Action) -> Case:
    """A case in which nothing but the table itself can be in the way of `action`."""
    return Case(
        kind=kind,
        status=status,
        number="BM260304-0001",
        handler="" if action is Action.CLAIM else MEDIATOR.name,
        is_paused=action is Action.RESUME,
        parties=BOTH_AGREE,
    )


def ready_act(action: Action, kind: TicketKind = TicketKind.DISPUTE) -> Act:
    """An act with everything that any guard asks for."""
    actor = APPLICANT if action in BY_PARTY else LEADER if action in BY_LEADER else MEDIATOR
    return Act(
        action=action,
        actor=actor,
        day=TODAY,
        text="写清楚了",
        reason=EndReason.FAILED,
        to=COLLEAGUE if action is Action.ASSIGN else None,
        into=Case(kind, Status.VERIFYING, "BM260303-0009") if action is Action.MERGE else None,
        attested=True,
        stars=5 if action is Action.RATE else 0,
    )

"""Each state has at most one obvious next act, and the table of moves allows it."""

from dataclasses import replace
from itertools import product

import pytest

from handlers.tickets.act import Action, Case, Move, Refused
from handlers.tickets.agreement import Side
from handlers.tickets.life import move
from handlers.tickets.next_step import next_step
from handlers.tickets.party import Consent, Party, PartyRole
from handlers.tickets.signing import Standing
from handlers.tickets.ticket import Status, TicketKind
from tests.handlers.tickets.cases import (
    BOTH_AGREE,
    COLLEAGUE,
    GRID_WORKER,
    LEADER,
    MEDIATOR,
    TODAY,
    ready_act,
    ready_case,
)


@pytest.mark.parametrize(("kind", "status"), list(product(TicketKind, Status)))
def test_what_is_proposed_is_possible(kind: TicketKind, status: Status) -> None:
    case = ready_case(kind, status, Action.NOTE)
    for actor in (MEDIATOR, LEADER, GRID_WORKER):
        step = next_step(replace(case, handler=case.handler and actor.name), actor)
        assert step.words
        if step.action is not None:
            act = replace(ready_act(step.action, kind), actor=actor)
            moved = move(replace(case, handler=case.handler and actor.name), act)
            assert isinstance(moved, Move), moved


def parties(respondent: Consent) -> tuple[Party, ...]:
    return (BOTH_AGREE[0], Party(PartyRole.RESPONDENT, consent=respondent))


VERIFYING = Case(TicketKind.DISPUTE, Status.VERIFYING, "BM260304-0001", MEDIATOR.name)
STEPS = [
    (Consent.UNASKED, Action.INVITE),
    (Consent.ASKED, None),
    (Consent.GIVEN, Action.ACCEPT),
    (Consent.REFUSED, Action.TERMINATE),
]


@pytest.mark.parametrize(("said", "action"), STEPS)
def test_before_acceptance_the_other_side_decides(said: Consent, action: Action | None) -> None:
    assert next_step(replace(VERIFYING, parties=parties(said)), MEDIATOR).action is action


def test_a_grid_worker_passes_on_what_only_a_mediator_may_accept() -> None:
    agreed = replace(VERIFYING, handler=GRID_WORKER.name, parties=parties(Consent.GIVEN))
    assert next_step(agreed, GRID_WORKER).action is Action.ASSIGN


def test_the_applicant_is_asked_too() -> None:
    walked_in = replace(VERIFYING, parties=(Party(PartyRole.APPLICANT), BOTH_AGREE[1]))
    assert "申请人" in next_step(walked_in, MEDIATOR).words


def test_who_does_not_have_it_is_told_who_has() -> None:
    for actor in (COLLEAGUE, LEADER):
        step = next_step(VERIFYING, actor)
        assert (MEDIATOR.name in step.words, step.action) == (True, None)


def test_nobody_is_asked_to_claim_against_a_conflict() -> None:
    free = replace(VERIFYING, handler="", conflicts=(MEDIATOR.name,))
    assert next_step(free, MEDIATOR).action is None
    assert next_step(free, COLLEAGUE).action is Action.CLAIM


def test_a_stopped_clock_is_started_again_first() -> None:
    paused = replace(VERIFYING, is_paused=True, parties=parties(Consent.GIVEN))
    assert next_step(paused, MEDIATOR).action is Action.RESUME


SIGNINGS = [
    (Standing(None, (Side.APPLICANT, Side.RESPONDENT)), "请申请人和被申请人用自己的微信"),
    (Standing(None, (Side.RESPONDENT,)), "请被申请人用自己的微信"),
    (Standing(None), "双方都确认了"),
    (Standing(None, (Side.RESPONDENT,), (Side.RESPONDENT,)), "被申请人说协议内容不对"),
    (Standing(TODAY, (Side.RESPONDENT,), (Side.RESPONDENT,)), "进入履行"),
    (None, "进入履行"),
]


@pytest.mark.parametrize(("standing", "words"), SIGNINGS)
def test_what_is_agreed_is_kept_once_it_binds(standing: Standing | None, words: str) -> None:
    agreed = ready_case(TicketKind.DISPUTE, Status.AGREED, Action.PERFORM)
    step = next_step(replace(agreed, agreement=standing), MEDIATOR)
    assert words in step.words
    may = not isinstance(
        move(replace(agreed, agreement=standing), ready_act(Action.PERFORM)), Refused
    )
    assert (step.action is Action.PERFORM, step.on_agreement == "") == (may, may)


def side(role: PartyRole, consent: Consent, on_wechat: bool = False) -> Party:
    return Party(role, consent=consent, on_wechat=on_wechat)


ENDED = [
    (side(PartyRole.RESPONDENT, Consent.GIVEN, True), "申请人和对方在微信里能看到。材料"),
    (side(PartyRole.RESPONDENT, Consent.GIVEN), "对方不在微信上，请打电话告诉"),
    (side(PartyRole.RESPONDENT, Consent.UNASKED), "对方没有征询过，没有通知"),
    (side(PartyRole.RESPONDENT, Consent.REFUSED), "申请人在微信里能看到。材料"),
]


@pytest.mark.parametrize(("other", "words"), ENDED)
def test_after_the_end_it_says_truly_who_hears_of_it(other: Party, words: str) -> None:
    sides = (side(PartyRole.APPLICANT, Consent.GIVEN, True), other)
    for status in (Status.TERMINATED, Status.TRANSFERRED):
        step = next_step(replace(VERIFYING, status=status, parties=sides), MEDIATOR)
        assert words in step.words
        assert step.action is Action.ARCHIVE

"""Every state x action pair: allowed to where the table says, or refused with its reason."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from handlers.tickets.act import Act, Action, Actor, Case, Move, Refused
from handlers.tickets.life import move
from handlers.tickets.party import Consent, Party, PartyRole
from handlers.tickets.people import Mandate, Role, Tier
from handlers.tickets.ticket import Audience, EndReason, Status, TicketKind
from tests.handlers.tickets.cases import (
    APPLICANT,
    BOTH_AGREE,
    COLLEAGUE,
    GRID_WORKER,
    LEADER,
    MEDIATOR,
    RESPONDENT,
    ready_act,
    ready_case,
)

# One line an action: what it leads to, from which states. "=" is the state it was in, "(taken)"
# any in which somebody has a dispute.
TAKEN = "verifying inviting accepted investigating mediating agreed performing revisiting"
DISPUTE = """
claim        verifying      registered
claim        =              (taken)
assign       verifying      registered
assign       =              (taken)
verify       verifying      verifying inviting
invite       inviting       verifying inviting
accept       accepted       verifying inviting
investigate  investigating  accepted mediating
mediate      mediating      accepted investigating
agree        agreed         mediating
terminate    terminated     registered verifying inviting accepted investigating mediating
transfer     transferred    registered verifying inviting accepted investigating mediating
perform      performing     agreed
revisit      revisiting     agreed performing
archive      archived       revisiting terminated transferred
reopen       verifying      agreed performing revisiting terminated transferred archived
merge        merged         registered verifying inviting
pause        =              verifying inviting accepted investigating mediating
resume       =              verifying inviting accepted investigating mediating
extend       =              accepted investigating mediating
recuse       =              (taken)
take_back    =              (taken)
hand_up      =              registered verifying inviting accepted investigating mediating
rate         =              agreed performing revisiting terminated transferred archived
"""
NEED = """
claim        claimed        registered
claim        =              claimed doing
assign       claimed        registered
assign       =              claimed doing
start        doing          claimed
strike_off   done           claimed doing
confirm      confirmed      done
reject       doing          done
transfer     transferred    registered claimed doing
archive      archived       done confirmed transferred
reopen       doing          done confirmed transferred archived
merge        merged         registered claimed doing
pause        =              claimed doing
resume       =              claimed doing
recuse       =              claimed doing
take_back    =              claimed doing
hand_up      =              registered claimed doing
rate         =              done confirmed transferred archived
"""
CRISIS = """
claim        claimed        registered
claim        =              claimed doing
assign       claimed        registered
assign       =              claimed doing
start        doing          claimed
transfer     transferred    registered claimed doing
archive      archived       claimed doing transferred
reopen       doing          transferred archived
merge        merged         registered claimed doing
recuse       =              claimed doing
take_back    =              claimed doing
hand_up      =              registered claimed doing
"""


def _read(table: str) -> dict[tuple[Status, Action], Status]:
    allowed: dict[tuple[Status, Action], Status] = {
        (status, Action.NOTE): status for status in Status if status is not Status.MERGED
    }
    for line in table.replace("(taken)", TAKEN).strip().splitlines():
        action, to, *origins = line.split()
        for origin in map(Status, origins):
            allowed[origin, Action(action)] = origin if to == "=" else Status(to)
    return allowed


ALLOWED = {
    TicketKind.DISPUTE: _read(DISPUTE),
    TicketKind.NEED: _read(NEED),
    TicketKind.CRISIS: _read(CRISIS),
}


@pytest.mark.parametrize(
    ("kind", "status", "action"),
    list(product(TicketKind, Status, Action)),
    ids=lambda value: value.value,
)
def test_each_pair_is_allowed_or_refused_with_its_reason(
    kind: TicketKind, status: Status, action: Action
) -> None:
    moved = move(ready_case(kind, status, action), ready_act(action, kind))
    expected = ALLOWED[kind].get((status, action))
    if expected is None:
        assert isinstance(moved, Refused)
        assert len(moved.reason) > 8
    else:
        assert isinstance(moved, Move), moved
        assert moved.status is expected


@pytest.mark.parametrize("action", list(Action))
def test_a_crisis_tells_nobody_anything(action: Action) -> None:
    for status in Status:
        kind = TicketKind.CRISIS
        moved = move(ready_case(kind, status, action), ready_act(action, kind))
        assert isinstance(moved, Refused) or moved.told == ""


@pytest.mark.parametrize(
    "action", [Action.INVITE, Action.ACCEPT, Action.MEDIATE, Action.AGREE, Action.TERMINATE]
)
def test_a_crisis_is_never_mediated(action: Action) -> None:
    kind = TicketKind.CRISIS
    moved = move(ready_case(kind, Status.CLAIMED, action), ready_act(action, kind))
    assert isinstance(moved, Refused)
    assert "不做调解，也不联系对方" in moved.reason


def _refusal(action: Action, status: Status, case: dict[str, Any], act: dict[str, Any]) -> str:
    kind = TicketKind.NEED if action in NEED_ONLY else TicketKind.DISPUTE
    ready = replace(ready_case(kind, status, action), **case)
    moved = move(ready, replace(ready_act(action, kind), **act))
    assert isinstance(moved, Refused)
    return moved.reason


NEED_ONLY = (Action.CONFIRM, Action.REJECT, Action.STRIKE_OFF)
EXPIRED = Actor("周调解员", Role.MEDIATOR, Mandate("调委会", date(2022, 1, 1), date(2024, 12, 31)))
REFUSING = (BOTH_AGREE[0], Party(PartyRole.RESPONDENT, consent=Consent.REFUSED))
UNASKED = (BOTH_AGREE[0], Party(PartyRole.RESPONDENT))
MERGED = Case(TicketKind.DISPUTE, Status.ARCHIVED, "BM260301-0002")
A_NEED = Case(TicketKind.NEED, Status.DOING, "BM260301-0003")
ITSELF = Case(TicketKind.DISPUTE, Status.VERIFYING, "BM260304-0001")
A, S = Action, Status

GUARDS = [
    (A.CLAIM, S.VERIFYING, {"handler": "李调解员"}, {}, "已经由李调解员认领"),
    (A.CLAIM, S.VERIFYING, {"handler": "王调解员"}, {}, "您自己"),
    (A.CLAIM, S.REGISTERED, {"conflicts": ("王调解员",)}, {}, "应当回避"),
    (A.CLAIM, S.REGISTERED, {}, {"actor": APPLICANT}, "工作人员"),
    (A.ASSIGN, S.REGISTERED, {"conflicts": ("李调解员",)}, {}, "李调解员与当事人有利害关系"),
    (A.ASSIGN, S.REGISTERED, {}, {"to": None}, "请选择指派给谁"),
    (A.ASSIGN, S.VERIFYING, {"handler": "李调解员"}, {}, "由李调解员办理"),
    (A.VERIFY, S.VERIFYING, {}, {"text": "  "}, "请写上内容"),
    (A.VERIFY, S.VERIFYING, {"handler": ""}, {}, "请先认领"),
    (A.ACCEPT, S.INVITING, {"parties": UNASKED}, {}, "还没有对方的同意"),
    (A.ACCEPT, S.INVITING, {"parties": REFUSING}, {}, "明确不同意调解"),
    (A.ACCEPT, S.INVITING, {"handler": "赵网格员"}, {"actor": GRID_WORKER}, "不是人民调解员"),
    (A.ACCEPT, S.INVITING, {"handler": "周调解员"}, {"actor": EXPIRED}, "2024年12月31日已满"),
    (A.MEDIATE, S.ACCEPTED, {"handler": "周调解员"}, {"actor": EXPIRED}, "任期"),
    (A.MEDIATE, S.ACCEPTED, {"parties": REFUSING}, {}, "人民调解法第17、26条"),
    (A.MEDIATE, S.ACCEPTED, {}, {"day": date(2024, 6, 1)}, "才开始"),
    (A.AGREE, S.MEDIATING, {}, {"text": ""}, "请写上内容"),
    (A.TERMINATE, S.MEDIATING, {}, {"reason": None}, "请选择终止的原因"),
    (
        A.TERMINATE,
        S.VERIFYING,
        {"parties": BOTH_AGREE[:1]},
        {"reason": EndReason.REFUSED},
        "还没有征询过对方",
    ),
    (A.TERMINATE, S.MEDIATING, {"handler": "李调解员"}, {}, "只有办理人或负责人"),
    (A.TRANSFER, S.VERIFYING, {}, {"text": ""}, "请写上内容"),
    (A.MERGE, S.VERIFYING, {}, {"into": None}, "没有找到"),
    (A.MERGE, S.VERIFYING, {}, {"into": ITSELF}, "不能并入自己"),
    (A.MERGE, S.VERIFYING, {}, {"into": A_NEED}, "不是同一类"),
    (A.MERGE, S.VERIFYING, {}, {"into": MERGED}, "已经结束"),
    (A.PAUSE, S.VERIFYING, {"is_paused": True}, {}, "已经暂停"),
    (A.RESUME, S.VERIFYING, {"is_paused": False}, {}, "没有暂停"),
    (A.EXTEND, S.MEDIATING, {}, {"attested": False}, "双方都同意"),
    (A.EXTEND, S.MEDIATING, {"was_extended": True}, {}, "已经延期过"),
    (A.TAKE_BACK, S.VERIFYING, {}, {"actor": MEDIATOR}, "只有负责人"),
    (A.HAND_UP, S.VERIFYING, {"tier": Tier.COUNTY}, {}, "最高一级"),
    (A.RATE, S.ARCHIVED, {}, {"stars": 0}, "1到5分"),
    (A.RATE, S.ARCHIVED, {}, {"stars": 6}, "1到5分"),
    (A.RATE, S.ARCHIVED, {"rated": (PartyRole.APPLICANT,)}, {}, "已经评过分"),
    (A.RATE, S.ARCHIVED, {}, {"actor": MEDIATOR}, "居民本人"),
    (A.CONFIRM, S.DONE, {}, {"actor": LEADER}, "别人不能代替"),
    (A.REJECT, S.DONE, {}, {"actor": RESPONDENT}, "申请的居民本人"),
    (A.STRIKE_OFF, S.DOING, {}, {"text": ""}, "请写上内容"),
    (A.NOTE, S.VERIFYING, {}, {"text": ""}, "请写上内容"),
]


@pytest.mark.parametrize(("action", "status", "case", "act", "reason"), GUARDS)
def test_a_guard_says_why_not(
    action: Action,
    status: Status,
    case: dict[str, Any],
    act: dict[str, Any],
    reason: str,
) -> None:
    assert reason in _refusal(action, status, case, act)


REASONS = [
    (TicketKind.DISPUTE, A.CLAIM, S.ARCHIVED, "请先“重新办理”"),
    (TicketKind.DISPUTE, A.REOPEN, S.MEDIATING, "还在办理"),
    (TicketKind.DISPUTE, A.NOTE, S.MERGED, "已经并入另一件"),
    (TicketKind.DISPUTE, A.RATE, S.MEDIATING, "办结以后才能评价"),
    (TicketKind.DISPUTE, A.STRIKE_OFF, S.MEDIATING, "纠纷没有“销账”这一步"),
    (TicketKind.DISPUTE, A.AGREE, S.VERIFYING, "不能达成协议；可以在这些时候：调解中"),
    (TicketKind.NEED, A.MEDIATE, S.DOING, "需求没有“开始调解”这一步"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "action", "status", "reason"), REASONS)
def test_a_forbidden_pair_says_what_would_be_possible(
    kind: TicketKind, action: Action, status: Status, reason: str
) -> None:
    moved = move(ready_case(kind, status, action), ready_act(action, kind))
    assert isinstance(moved, Refused)
    assert reason in moved.reason


def _moved(kind: TicketKind, status: Status, act: Act) -> Move:
    moved = move(ready_case(kind, status, act.action), act)
    assert isinstance(moved, Move)
    return moved


def test_a_party_ends_the_mediation_without_being_its_handler() -> None:
    act = replace(ready_act(A.TERMINATE), actor=RESPONDENT, reason=EndReason.REFUSED)
    moved = _moved(TicketKind.DISPUTE, S.INVITING, act)
    assert moved.status is S.TERMINATED
    assert "法院" in moved.told, "the other routes are told (人民调解法 26)"
    assert moved.reason is EndReason.REFUSED


def test_a_low_mark_reopens_and_nobody_has_it() -> None:
    low = _moved(TicketKind.DISPUTE, S.ARCHIVED, replace(ready_act(A.RATE), stars=1))
    assert (low.status, low.handler, low.reopens) == (S.VERIFYING, "", True)
    assert low.audience is Audience.APPLICANT
    high = _moved(TicketKind.DISPUTE, S.ARCHIVED, replace(ready_act(A.RATE), stars=3))
    assert (high.status, high.handler, high.reopens) == (S.ARCHIVED, None, False)


def test_an_assignment_names_who_has_it_now() -> None:
    moved = _moved(TicketKind.DISPUTE, S.REGISTERED, ready_act(A.ASSIGN))
    assert moved.handler == COLLEAGUE.name
    assert moved.recorded == "王调解员指派给李调解员：写清楚了"


def test_a_mandate_holds_on_its_last_day() -> None:
    assert MEDIATOR.mandate is not None
    last = replace(ready_act(A.ACCEPT), day=MEDIATOR.mandate.until)
    assert _moved(TicketKind.DISPUTE, S.INVITING, last).status is S.ACCEPTED


def test_handing_up_names_the_next_tier() -> None:
    moved = _moved(TicketKind.DISPUTE, S.VERIFYING, ready_act(A.HAND_UP))
    assert (moved.tier, moved.handler) == (Tier.COMMUNITY, "")
    assert "社区调委会" in moved.told

"""The moves of a ticket: what follows from an act, or the reason why not."""

from dataclasses import replace

from handlers import wording
from handlers.tickets.act import ACTION_NAMES, Act, Action, Case, Move, Refused
from handlers.tickets.guards import first_reason, is_low, why_no_rule
from handlers.tickets.people import TIER_NAMES, Tier
from handlers.tickets.rules import REOPENED, TRANSITIONS, Rule
from handlers.tickets.ticket import (
    END_REASON_NAMES,
    KIND_NAMES,
    SETTLED,
    STATUS_NAMES,
    Audience,
    Status,
    TicketKind,
)

_CRISIS_NEVER = "这是紧急情况，不做调解，也不联系对方。请先确认人是否安全，需要时报警（110）。"
_RELEASES = (Action.TAKE_BACK, Action.HAND_UP, Action.RECUSE)
"""After these nobody has it."""
_SILENT = (TicketKind.CRISIS,)
"""A crisis is never discussed in the chat: the other side may hold the phone."""


def move(case: Case, act: Act) -> Move | Refused:
    """What follows from `act` on `case`; Refused with the reason of the first guard against it."""
    rule = TRANSITIONS.get((case.kind, case.status, act.action))
    if rule is None:
        return Refused(_why_never(case, act.action))
    act = _without_strays(act)
    reason = first_reason(guard(case, act) for guard in rule.guards)
    if reason:
        return Refused(reason)
    return _moved(case, act, rule)


def possible(case: Case) -> tuple[Action, ...]:
    """The actions that the table has from here, whoever acts."""
    return tuple(a for a in Action if (case.kind, case.status, a) in TRANSITIONS)


def _without_strays(act: Act) -> Act:
    """The act without what belongs to another one: a form sends all of its fields."""
    action = act.action
    return replace(
        act,
        reason=act.reason if action is Action.TERMINATE else None,
        to=act.to if action is Action.ASSIGN else None,
        into=act.into if action is Action.MERGE else None,
        stars=act.stars if action is Action.RATE else 0,
    )


def _moved(case: Case, act: Act, rule: Rule) -> Move:
    low = is_low(act)
    settles = rule.moves[case.status] in SETTLED and case.status not in SETTLED
    return Move(
        status=REOPENED[case.kind] if low else rule.moves[case.status],
        recorded=_recorded(case, act),
        told="" if case.kind in _SILENT else _told(case, act, rule),
        audience=_audience(act, rule),
        handler=_handler(case, act),
        tier=_tier_up(case.tier) if act.action is Action.HAND_UP else None,
        result=act.text.strip() if settles and act.action is not Action.MERGE else None,
        reason=act.reason,
        reopens=low or act.action in (Action.REOPEN, Action.REJECT),
    )


def _handler(case: Case, act: Act) -> str | None:
    """Who has it afterwards; None when that does not change."""
    if act.action is Action.ASSIGN and act.to is not None:
        return act.to.name
    if act.action is Action.CLAIM or (act.action is Action.REOPEN and not case.handler):
        return act.actor.name
    return "" if act.action in _RELEASES or is_low(act) else None


def _tier_up(tier: Tier) -> Tier:
    return Tier(tier + 1)


def _recorded(case: Case, act: Act) -> str:
    """One line for the file: who, what, with which particulars."""
    parts = [f"{act.actor.name}{ACTION_NAMES[act.action]}"]
    if act.to is not None:
        parts.append(f"给{act.to.name}")
    if act.into is not None:
        parts.append(f"到{act.into.number}")
    if act.action is Action.HAND_UP:
        parts.append(f"到{TIER_NAMES[_tier_up(case.tier)]}")
    if act.reason is not None:
        parts.append(f"（{END_REASON_NAMES[act.reason]}）")
    if act.stars:
        parts.append(f"{act.stars}分")
    words = act.text.strip()
    return "".join(parts) + (f"：{words}" if words else "")


def _told(case: Case, act: Act, rule: Rule) -> str:
    if act.action is Action.RATE:
        template = wording.TOLD_LOW if is_low(act) else wording.TOLD_RATED
    else:
        template = rule.told
    return template.format(
        actor=act.actor.name,
        to=act.to.name if act.to else "",
        text=act.text.strip(),
        into=act.into.number if act.into else "",
        reason=END_REASON_NAMES[act.reason] if act.reason else "",
        tier=TIER_NAMES[_tier_up(case.tier)] if case.tier is not Tier.COUNTY else "",
        stars=act.stars,
    )


def _audience(act: Act, rule: Rule) -> Audience:
    """A rating is the rater's own affair."""
    if act.action is Action.RATE and act.actor.side is not None:
        return Audience(act.actor.side.value)
    return rule.audience


def _why_never(case: Case, action: Action) -> str:
    named = why_no_rule(case, action)
    if named:
        return named
    kinds = {kind for kind, _, known in TRANSITIONS if known is action}
    if case.kind not in kinds:
        if case.kind is TicketKind.CRISIS:
            return _CRISIS_NEVER
        return f"{KIND_NAMES[case.kind]}没有“{ACTION_NAMES[action]}”这一步。"
    origins = [
        STATUS_NAMES[status].partition("，")[0]
        for status in Status
        if (case.kind, status, action) in TRANSITIONS
    ]
    now = STATUS_NAMES[case.status].partition("，")[0]
    return f"现在是“{now}”，不能{ACTION_NAMES[action]}；可以在这些时候：{'、'.join(origins)}。"

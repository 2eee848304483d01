"""The table of moves: from where to where, who may, what has to be there, what the parties read.

It follows the life of a dispute in docs/disputes.md. A pair that is not in
here is refused; `life.move` says why. 人民调解法 is that of 2010.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from handlers import wording
from handlers.tickets import guards as g
from handlers.tickets.act import Action, Guard
from handlers.tickets.ticket import (
    AFTER_AGREEMENT,
    BEFORE_ACCEPTANCE,
    IN_MEDIATION,
    Audience,
    Status,
    TicketKind,
)

Moves = dict[Status, Status]
_S, _K, _A = Status, TicketKind, Action


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `article` is the law behind the act, empty where it is practice;
    `told` has places for {actor}, {to} and {text}."""

    kinds: tuple[TicketKind, ...]
    action: Action
    moves: Moves
    guards: tuple[Guard, ...]
    article: str = ""
    told: str = ""
    audience: Audience = Audience.BOTH


def _to(status: Status, *origins: Status) -> Moves:
    return dict.fromkeys(origins, status)


def _stays(*statuses: Status) -> Moves:
    return {status: status for status in statuses}


_UNSETTLED = (*BEFORE_ACCEPTANCE, *IN_MEDIATION)
_WORKED_ON = (_S.VERIFYING, _S.INVITING, *IN_MEDIATION)
_DISPUTE = (_K.DISPUTE,)
_NEED = (_K.NEED,)
_CRISIS = (_K.CRISIS,)
_ALL = tuple(TicketKind)
_NEED_OPEN = (_S.REGISTERED, _S.CLAIMED, _S.DOING)
_LIVING = (*_UNSETTLED, *AFTER_AGREEMENT)
_CLAIMING = (g.by_staff, g.unclaimed, g.without_conflict)
_ASSIGNING = (g.assigned_by_right, g.names_somebody, g.without_conflict)
_HANDLING = (g.by_staff, g.by_handler)
_MEDIATING = (g.by_staff, g.by_handler, g.by_mediator, g.without_conflict)

RULES: tuple[Rule, ...] = (
    # Somebody takes it. Work that was taken back goes on where it stood.
    Rule(_DISPUTE, _A.CLAIM, _to(_S.VERIFYING, _S.REGISTERED) | _stays(*_LIVING[1:]), _CLAIMING,
         "人民调解法第17条", wording.TOLD_CLAIMED),
    Rule(_NEED + _CRISIS, _A.CLAIM,
         _to(_S.CLAIMED, _S.REGISTERED) | _stays(_S.CLAIMED, _S.DOING), _CLAIMING,
         "", wording.TOLD_CLAIMED),
    Rule(_DISPUTE, _A.ASSIGN, _to(_S.VERIFYING, _S.REGISTERED) | _stays(*_LIVING[1:]), _ASSIGNING,
         "人民调解法第19条", wording.TOLD_ASSIGNED),
    Rule(_NEED + _CRISIS, _A.ASSIGN,
         _to(_S.CLAIMED, _S.REGISTERED) | _stays(_S.CLAIMED, _S.DOING), _ASSIGNING,
         "", wording.TOLD_ASSIGNED),
    # A dispute's way.
    Rule(_DISPUTE, _A.VERIFY, _to(_S.VERIFYING, _S.VERIFYING, _S.INVITING),
         (*_HANDLING, g.with_words), "人民调解法第17条"),
    Rule(_DISPUTE, _A.INVITE, _to(_S.INVITING, _S.VERIFYING, _S.INVITING),
         (*_HANDLING, g.nobody_refused), "人民调解法第3、17条",
         wording.TOLD_INVITED, Audience.APPLICANT),
    Rule(_DISPUTE, _A.ACCEPT, _to(_S.ACCEPTED, _S.VERIFYING, _S.INVITING),
         (*_MEDIATING, g.both_agreed), "人民调解法第3、17、19条", wording.TOLD_ACCEPTED),
    Rule(_DISPUTE, _A.INVESTIGATE, _to(_S.INVESTIGATING, _S.ACCEPTED, _S.MEDIATING),
         (*_HANDLING, g.nobody_refused), "人民调解法第21条", wording.TOLD_INVESTIGATING),
    Rule(_DISPUTE, _A.MEDIATE, _to(_S.MEDIATING, _S.ACCEPTED, _S.INVESTIGATING),
         (*_MEDIATING, g.both_agreed), "人民调解法第3、13、22条", wording.TOLD_MEDIATING),
    Rule(_DISPUTE, _A.AGREE, _to(_S.AGREED, _S.MEDIATING),
         (*_MEDIATING, g.both_agreed, g.with_words), "人民调解法第28、30条", wording.TOLD_AGREED),
    Rule(_DISPUTE, _A.TERMINATE, _to(_S.TERMINATED, *_UNSETTLED),
         (g.ended_by_right, g.with_reason, g.somebody_was_asked, g.with_words),
         "人民调解法第17、23、26条",
         wording.TOLD_TERMINATED),
    Rule(_DISPUTE, _A.TRANSFER, _to(_S.TRANSFERRED, *_UNSETTLED),
         (*_HANDLING, g.with_words), "人民调解法第25、26条", wording.TOLD_TRANSFERRED),
    Rule(_DISPUTE, _A.PERFORM, _to(_S.PERFORMING, _S.AGREED),
         (*_HANDLING, g.agreement_binds), "人民调解法第29、31条", wording.TOLD_PERFORMING),
    Rule(_DISPUTE, _A.REVISIT, _to(_S.REVISITING, _S.AGREED, _S.PERFORMING),
         (*_HANDLING, g.with_words), "人民调解法第31条", wording.TOLD_REVISITING),
    Rule(_DISPUTE, _A.ARCHIVE,
         _to(_S.ARCHIVED, _S.REVISITING, _S.TERMINATED, _S.TRANSFERRED), _HANDLING,
         "人民调解法第27条"),
    Rule(_DISPUTE, _A.EXTEND, _stays(*IN_MEDIATION),
         (*_HANDLING, g.asked_by_both, g.with_words), "", wording.TOLD_EXTENDED),
    Rule(_DISPUTE, _A.REOPEN,
         _to(_S.VERIFYING, *AFTER_AGREEMENT, _S.TERMINATED, _S.TRANSFERRED, _S.ARCHIVED),
         (*_HANDLING, g.with_words), "人民调解法第31条", wording.TOLD_REOPENED),
    Rule(_DISPUTE, _A.RATE,
         _stays(*AFTER_AGREEMENT, _S.TERMINATED, _S.TRANSFERRED, _S.ARCHIVED),
         (g.by_party, g.with_stars, g.not_rated_yet)),
    # A need's short path.
    Rule(_NEED, _A.START, _to(_S.DOING, _S.CLAIMED), _HANDLING, "", wording.TOLD_STARTED),
    Rule(_NEED, _A.STRIKE_OFF, _to(_S.DONE, _S.CLAIMED, _S.DOING),
         (*_HANDLING, g.with_words), "", wording.TOLD_DONE),
    Rule(_NEED, _A.CONFIRM, _to(_S.CONFIRMED, _S.DONE), (g.by_applicant,),
         "", wording.TOLD_CONFIRMED),
    Rule(_NEED, _A.REJECT, _to(_S.DOING, _S.DONE), (g.by_applicant,), "", wording.TOLD_REJECTED),
    Rule(_NEED, _A.TRANSFER, _to(_S.TRANSFERRED, *_NEED_OPEN), (*_HANDLING, g.with_words),
         "", wording.TOLD_TRANSFERRED_NEED),
    Rule(_NEED, _A.ARCHIVE, _to(_S.ARCHIVED, _S.DONE, _S.CONFIRMED, _S.TRANSFERRED), _HANDLING),
    Rule(_NEED, _A.REOPEN,
         _to(_S.DOING, _S.DONE, _S.CONFIRMED, _S.TRANSFERRED, _S.ARCHIVED),
         (*_HANDLING, g.with_words), "", wording.TOLD_REOPENED),
    Rule(_NEED, _A.RATE, _stays(_S.DONE, _S.CONFIRMED, _S.TRANSFERRED, _S.ARCHIVED),
         (g.by_party, g.with_stars, g.not_rated_yet)),
    # A crisis: people look, help, tell the police; no mediation, no message to anybody.
    Rule(_CRISIS, _A.START, _to(_S.DOING, _S.CLAIMED), _HANDLING),
    Rule(_CRISIS, _A.TRANSFER, _to(_S.TRANSFERRED, _S.REGISTERED, _S.CLAIMED, _S.DOING),
         (*_HANDLING, g.with_words), "人民调解法第25条；反家庭暴力法第14条；未成年人保护法第11条"),
    Rule(_CRISIS, _A.ARCHIVE, _to(_S.ARCHIVED, _S.CLAIMED, _S.DOING, _S.TRANSFERRED),
         (*_HANDLING, g.with_words)),
    Rule(_CRISIS, _A.REOPEN, _to(_S.DOING, _S.TRANSFERRED, _S.ARCHIVED),
         (*_HANDLING, g.with_words)),
    # What can befall any of them.
    Rule(_DISPUTE, _A.MERGE, _to(_S.MERGED, *BEFORE_ACCEPTANCE),
         (*_HANDLING, g.into_an_open_one), "", wording.TOLD_MERGED, Audience.APPLICANT),
    Rule(_NEED + _CRISIS, _A.MERGE, _to(_S.MERGED, *_NEED_OPEN),
         (*_HANDLING, g.into_an_open_one), "", wording.TOLD_MERGED, Audience.APPLICANT),
    Rule(_DISPUTE, _A.PAUSE, _stays(*_WORKED_ON), (*_HANDLING, g.running, g.with_words),
         "", wording.TOLD_PAUSED),
    Rule(_NEED, _A.PAUSE, _stays(_S.CLAIMED, _S.DOING), (*_HANDLING, g.running, g.with_words),
         "", wording.TOLD_PAUSED),
    Rule(_DISPUTE, _A.RESUME, _stays(*_WORKED_ON), (*_HANDLING, g.paused),
         "", wording.TOLD_RESUMED),
    Rule(_NEED, _A.RESUME, _stays(_S.CLAIMED, _S.DOING), (*_HANDLING, g.paused),
         "", wording.TOLD_RESUMED),
    Rule(_DISPUTE, _A.RECUSE, _stays(*_LIVING[1:]), (g.by_staff, g.by_handler, g.with_words),
         "特邀调解规定第15条", wording.TOLD_RECUSED),
    Rule(_NEED + _CRISIS, _A.RECUSE, _stays(_S.CLAIMED, _S.DOING),
         (g.by_staff, g.by_handler, g.with_words), "", wording.TOLD_RECUSED),
    Rule(_DISPUTE, _A.TAKE_BACK, _stays(*_LIVING[1:]), (g.by_leader_or_clock, g.with_words),
         "", wording.TOLD_TAKEN_BACK),
    Rule(_NEED + _CRISIS, _A.TAKE_BACK, _stays(_S.CLAIMED, _S.DOING),
         (g.by_leader_or_clock, g.with_words), "", wording.TOLD_TAKEN_BACK),
    Rule(_DISPUTE, _A.HAND_UP, _stays(*_UNSETTLED),
         (g.by_handler_or_clock, g.below_the_top, g.with_words), "", wording.TOLD_HANDED_UP),
    Rule(_NEED + _CRISIS, _A.HAND_UP, _stays(*_NEED_OPEN),
         (g.by_handler_or_clock, g.below_the_top, g.with_words), "", wording.TOLD_HANDED_UP),
    Rule(_ALL, _A.NOTE, _stays(*(s for s in Status if s is not _S.MERGED)),
         (g.by_staff, g.with_words)),
)  # fmt: skip


def _table(rules: Iterable[Rule]) -> dict[tuple[TicketKind, Status, Action], Rule]:
    return {
        (kind, status, rule.action): rule
        for rule in rules
        for kind, status in product(rule.kinds, rule.moves)
    }


TRANSITIONS = _table(RULES)

REOPENED = {TicketKind.DISPUTE: Status.VERIFYING, TicketKind.NEED: Status.DOING}
"""Where a low mark brings a ticket back to."""

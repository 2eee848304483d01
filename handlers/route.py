"""The way of a turn: one ordered table, first match wins, and always a reply."""

from collections.abc import Callable
from dataclasses import replace

from handlers import (
    agreement,
    cases,
    choices,
    community,
    crisis,
    feedback,
    home,
    intake,
    invitation,
    more,
    own_ticket,
    paging,
    picture,
    privacy,
    progress,
    question,
    rating,
    small_talk,
    statute,
    takeover,
    wording,
)
from handlers import welcome as follow
from handlers.menu import tapped
from handlers.turn import Outcome, Reply, Turn

Handler = Callable[[Turn], Outcome | None]

ROUTES: tuple[Handler, ...] = (
    crisis.handle,
    follow.handle,
    invitation.handle,
    own_ticket.handle,
    rating.handle,
    home.handle,
    agreement.handle,
    takeover.handle,
    intake.handle_commands,
    intake.handle,
    picture.handle,
    more.handle,
    privacy.handle,
    progress.handle,
    feedback.handle,
    cases.handle,
    question.handle_reference,
    question.handle_asides,
    choices.handle_missed,
    statute.handle,
    small_talk.handle,
    community.handle,
    question.handle,
    small_talk.fallback,
)


def respond(turn: Turn) -> Outcome:
    """What to say and do about a message. Pure: everything it needs is in the turn."""
    fresh = intake.expired(turn)
    said = choices.spoken(tapped(fresh or turn))
    outcome = next(o for handler in ROUTES if (o := handler(said)) is not None)
    if fresh is not None and outcome.reply.text:
        notice = Reply(wording.EXPIRED + outcome.reply.text, outcome.reply.choices)
        outcome = replace(outcome, reply=notice)
    return paged(invitation.reminded(said.conversation, outcome))


def paged(outcome: Outcome) -> Outcome:
    """The outcome with a reply that fits into one message, its rest kept for 更多."""
    page, rest = paging.first_page(outcome.reply)
    kept = replace(outcome.conversation, rest=rest, choices=page.choices)
    if not outcome.reply.text:
        return outcome
    return replace(outcome, reply=page, conversation=kept)

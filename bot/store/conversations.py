"""Conversations between messages, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import Session

from bot.store.tables import ConversationRow, columns_of
from handlers.tickets.ticket import TicketDraft, TicketKind
from handlers.turn import Choice, Conversation, Intake, Step

_CONVERSATIONS = columns_of(ConversationRow)
_SAVE = (
    update(_CONVERSATIONS)
    .where(_CONVERSATIONS.c.resident == bindparam("whose"))
    .values(state=bindparam("state"))
)


def save_conversation(session: Session, resident: str, conversation: Conversation) -> None:
    """Remember it; the row is there since the message arrived."""
    session.connection().execute(_SAVE, {"whose": resident, "state": to_state(conversation)})


def shows(session: Session, resident: str, choices: tuple[Choice, ...]) -> None:
    """What was sent unasked had choices: a number now means one of these, unless a dialogue goes
    on, whose question it would take the answer from."""
    row = session.get(ConversationRow, resident, with_for_update=True) if choices else None
    if row is None:
        return
    conversation = from_state(row.state)
    if conversation.intake is None:
        save_conversation(session, resident, replace(conversation, choices=choices, rest=""))


def forget_conversation(session: Session, resident: str) -> None:
    """Remove everything that is remembered of a resident."""
    session.execute(delete(ConversationRow).where(ConversationRow.resident == resident))


def to_state(conversation: Conversation) -> dict[str, Any]:
    """Plain JSON values; what is empty is left out."""
    state = {k: v for k, v in asdict(conversation).items() if v}
    if conversation.intake:
        draft = conversation.intake.draft
        state["intake"]["touched"] = conversation.intake.touched.isoformat()
        state["intake"]["draft"]["consented"] = (
            draft.consented.isoformat() if draft.consented else None
        )
    return state


def from_state(state: Mapping[str, Any]) -> Conversation:
    """The conversation that `to_state` wrote."""
    intake = state.get("intake")
    return Conversation(
        choices=tuple(Choice(**c) for c in state.get("choices", ())),
        rest=state.get("rest", ""),
        entry=state.get("entry", ""),
        article=state.get("article", 0),
        question=state.get("question", ""),
        intake=_intake(intake) if intake else None,
        rated=state.get("rated", ""),
        invited=state.get("invited", ""),
        objects_to=state.get("objects_to", ""),
    )


def _intake(state: Mapping[str, Any]) -> Intake:
    draft = dict(state["draft"])
    consented = draft.pop("consented")
    draft |= {"kind": TicketKind(draft["kind"]), "pictures": tuple(draft["pictures"])}
    return Intake(
        Step(state["step"]),
        datetime.fromisoformat(state["touched"]),
        TicketDraft(**draft, consented=datetime.fromisoformat(consented) if consented else None),
        state.get("failed", 0),
    )

"""The values that go in and out of a handler: a message, the conversation, the outcome."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from handlers.tickets.party_act import Invitation, PartyAct
from handlers.tickets.people import Place
from handlers.tickets.signing import Signing, Signs
from handlers.tickets.ticket import TicketDraft, TicketView
from knowledge.base import Base


class Kind(StrEnum):
    """Message types of the platform, and events; OTHER is accepted quietly."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"
    LINK = "link"
    FILE = "file"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of one resident.

    `receipt` is the key by which a second delivery is known. `created` is the platform's time,
    in UTC. `text` is what was written, said or tapped. `event` and `event_key` are lower-case
    and as sent, empty unless `kind` is EVENT. `choice` is the id of a tapped line.
    """

    receipt: str
    sender: str
    account: str
    created: datetime
    kind: Kind
    text: str = ""
    media_id: str = ""
    picture_url: str = ""
    place: str = ""
    event: str = ""
    event_key: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A numbered line under a reply. Typing its number, tapping it or saying `label` is `says`."""

    label: str
    says: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a resident reads. An empty text means that nothing is sent."""

    text: str
    choices: tuple[Choice, ...] = ()


SILENCE = Reply("")


class Step(StrEnum):
    """The questions of the dialogue that opens a ticket, in order."""

    CONSENT = "consent"
    CATEGORY = "category"
    WHAT = "what"
    WHERE = "where"
    OTHER_SIDE = "other_side"
    PHONE = "phone"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Intake:
    """What a resident has told so far in the dialogue that opens a ticket.

    `touched` is when they last wrote in it, `failed` how often this step was not understood.
    """

    step: Step
    touched: datetime
    draft: TicketDraft
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is remembered between two messages of a resident.

    `choices` are those of the last reply. `rest` is the part of a long reply not yet sent.
    `entry` is the FAQ entry last answered with, `article` the article last shown, `question`
    the question last asked, `invited` the code of an invitation being answered.
    """

    choices: tuple[Choice, ...] = ()
    rest: str = ""
    entry: str = ""
    article: int = 0
    question: str = ""
    intake: Intake | None = None
    rated: str = ""
    """The entry that the resident has said 有用 or 没用 to, so that one answer counts once."""
    invited: str = ""
    objects_to: str = ""
    """What 内容不对 under an agreement said, when the next message tells what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom a resident can turn to, from the settings."""

    community: str
    phone: str


@dataclass(frozen=True, slots=True)
class Takeover:
    """A member of staff is talking to this resident about a ticket."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Everything a handler may look at. `fresh_number` is for a ticket, should one be opened;
    `invitation` is what the code in the message stands for, None for a wrong one; `may_guess` is
    False for who typed too many wrong codes; `grids` are the ones that can be lived in;
    while there is a `takeover` the bot is quiet."""

    message: Message
    conversation: Conversation
    now: datetime
    base: Base
    contacts: Contacts
    fresh_number: str
    tickets: tuple[TicketView, ...] = ()
    takeover: Takeover | None = None
    invitation: Invitation | None = None
    may_guess: bool = True
    grids: tuple[Place, ...] = ()
    signing: Signing | None = None


class Urgency(StrEnum):
    """How soon a person must look: an urgent alert is never closed by a timer."""

    NORMAL = "normal"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What follows from a turn: the reply, the new conversation, and what is to be stored.

    `party_act` is what a party did with a ticket, `wrong_code` that a code was guessed, `home` the
    grid somebody scanned or chose. `adds_to` is the number of an open ticket that `addition` and
    the message's picture go to. `forgets` erases the person, `signs` answers an agreement.
    `decision`, `entry` and `gap` are for the counters: how the question was decided, the entry it
    was answered with, and a question nobody could answer.
    """

    reply: Reply
    conversation: Conversation
    opens: TicketDraft | None = None
    urgency: Urgency = Urgency.NORMAL
    adds_to: str = ""
    addition: str = ""
    party_act: PartyAct | None = None
    wrong_code: bool = False
    home: str = ""
    forgets: bool = False
    signs: Signs | None = None
    decision: str = ""
    entry: str = ""
    gap: str = ""
    rates: str = ""
    """The entry that the resident found useful, or not; counted without the person."""
    useful: bool = False


def is_plain(turn: Turn, outcome: Outcome) -> bool:
    """Whether nothing follows but words, counters, and what was talked about last."""
    words = Outcome(
        outcome.reply,
        outcome.conversation,
        decision=outcome.decision,
        entry=outcome.entry,
        gap=outcome.gap,
        rates=outcome.rates,
        useful=outcome.useful,
    )
    return outcome == words and outcome.conversation.intake == turn.conversation.intake


def say(turn: Turn, reply: Reply) -> Outcome:
    """Reply, remember its choices, and otherwise leave the conversation as it was."""
    kept = replace(turn.conversation, choices=reply.choices, rest="", objects_to="")
    return Outcome(reply, kept)

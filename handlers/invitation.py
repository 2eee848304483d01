"""应邀 123456: the other side is asked, learns what it may, and says yes or no."""

import re
import unicodedata
from dataclasses import replace

from handlers import wording
from handlers.tickets.party import Consent, OtherSide
from handlers.tickets.party_act import Invitation, PartyAct
from handlers.turn import Choice, Conversation, Outcome, Reply, Turn, say
from knowledge.text import normalise

_CODE = re.compile(r"(?:我要|我来)?应邀[:：,，\s]*(\d{6})[。.!]?")
_ALONE = ("应邀", "我要应邀", "邀请码")
_CHOICES = (
    Choice(wording.AGREE_TO_MEDIATE, wording.AGREE_TO_MEDIATE),
    Choice(wording.REFUSE_TO_MEDIATE, wording.REFUSE_TO_MEDIATE),
)


def code_in(text: str, conversation: Conversation) -> str:
    """The code that a message is about: typed now, or being answered to. Empty for none."""
    typed = _typed(text)
    if typed:
        return typed
    answers = any(choice.says == wording.AGREE_TO_MEDIATE for choice in conversation.choices)
    return conversation.invited if answers or normalise(text) in _said() else ""


def handle(turn: Turn) -> Outcome | None:
    """The invitation's text, then the answer to it."""
    text = normalise(turn.message.text)
    typed = _typed(turn.message.text)
    if typed:
        return _show(turn, typed)
    if text in _ALONE:
        return say(turn, Reply(wording.CODE_HOW))
    if turn.conversation.invited and text in _said():
        return _answer(turn, text == wording.AGREE_TO_MEDIATE)
    return None


def _typed(text: str) -> str:
    """The six digits; not by `normalise`, which shortens long runs such as 000000."""
    typed = _CODE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    return typed[1] if typed else ""


def _said() -> tuple[str, ...]:
    return tuple(choice.says for choice in _CHOICES)


def _show(turn: Turn, code: str) -> Outcome:
    found = turn.invitation
    if not turn.may_guess:
        return say(turn, Reply(wording.CODE_TOO_OFTEN))
    if found is None:
        wrong = Reply(wording.CODE_WRONG.format(phone=turn.contacts.phone))
        return replace(say(turn, wrong), wrong_code=True)
    why_not = _why_not(found)
    if why_not:
        return say(turn, Reply(why_not.format(phone=turn.contacts.phone)))
    text = wording.INVITATION.format(
        community=turn.contacts.community,
        category=found.category,
        shared=_shared(found.applicant),
        phone=turn.contacts.phone,
    )
    asked = say(turn, Reply(text, _CHOICES))
    return replace(asked, conversation=replace(asked.conversation, invited=code))


def _answer(turn: Turn, agrees: bool) -> Outcome:
    found, code = turn.invitation, turn.conversation.invited
    done = replace(turn, conversation=replace(turn.conversation, invited=""))
    if found is None or _why_not(found):
        words = _why_not(found) if found else wording.CODE_WRONG
        return say(done, Reply(words.format(phone=turn.contacts.phone)))
    said = Consent.GIVEN if agrees else Consent.REFUSED
    words = wording.INVITATION_ACCEPTED if agrees else wording.INVITATION_REFUSED
    act = PartyAct(found.number, consent=said, code=code)
    return replace(say(done, Reply(words.format(number=found.number))), party_act=act)


def _why_not(found: Invitation) -> str:
    if found.taken:
        return wording.CODE_TAKEN
    return "" if found.is_open else wording.INVITATION_OVER


def _shared(applicant: OtherSide) -> str:
    """What the applicant has released, and nothing else."""
    lines = [
        template.format(value)
        for template, value in (
            (wording.SHARED_NAME, applicant.name),
            (wording.SHARED_PHONE, applicant.phone),
            (wording.SHARED_STORY, applicant.story),
        )
        if value
    ]
    return "".join(f"{line}\n" for line in lines)

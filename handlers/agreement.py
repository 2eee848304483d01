"""确认协议: a party reads the agreement and confirms it by themselves, or says what is wrong.

The yes carries the number of the agreement that was read, so that nobody confirms one that was
changed meanwhile.
"""

import re
from dataclasses import dataclass, replace

from handlers import wording
from handlers.tickets.agreement import terms_in_words
from handlers.tickets.signing import Signing, Signs
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_READ = re.compile(r"(?:我要)?(?:确认|看看?|查看)(?:一下)?(?:调解)?协议(?:书)?")
_SAID = re.compile(
    r"(?P<what>我确认协议|(?:协议|内容)不对|(?:我要)?确认(?:协议|码)?)"
    r"(?:[:：,，\s]*(?P<number>BM[\d-]+协\d+))?"
    r"(?:[:：,，\s]*(?P<code>\d{8}|\d{4}\s\d{4}))?"
    r"(?:[:：,，。\s]+(?P<words>.*))?",
    re.DOTALL,
)
_YES = "我确认协议"
_WRONG = "协议不对"


@dataclass(frozen=True, slots=True)
class _Said:
    """A message about an agreement: yes, wrong, or neither, which asks to read it."""

    is_yes: bool = False
    is_wrong: bool = False
    number: str = ""
    code: str = ""
    words: str = ""


def code_in(text: str) -> str:
    """The one-time code in a message, digits only; empty where there is none."""
    said = _said(text)
    return said.code if said else ""


def is_about_agreement(text: str) -> bool:
    """Whether a message asks for what `Turn.signing` holds."""
    return _said(text) is not None


def handle(turn: Turn) -> Outcome | None:
    """Read it, confirm it, or say what is wrong."""
    said = _said(turn.message.text)
    if said is None:
        return None
    if turn.signing is None:
        missing = wording.AGREEMENT_CODE_WRONG if said.code else wording.NO_AGREEMENT
        return say(turn, Reply(missing.format(phone=turn.contacts.phone)))
    if turn.signing.barred:
        return say(turn, Reply(wording.AGREEMENT_OTHER_SIDE.format(phone=turn.contacts.phone)))
    return _answer(turn, turn.signing, said)


def _said(text: str) -> _Said | None:
    if _READ.fullmatch(normalise(text)):
        return _Said()
    found = _SAID.fullmatch(text.strip())
    if found is None:
        return None
    what, words = found["what"], (found["words"] or "").strip()
    code = re.sub(r"\s", "", found["code"] or "")
    is_wrong = what.endswith("不对")
    if not is_wrong and (words or (what != _YES and not code)):
        return None
    return _Said(what == _YES, is_wrong, found["number"] or "", code, words)


def _answer(turn: Turn, signing: Signing, said: _Said) -> Outcome:
    if said.is_wrong:
        return _wrong(turn, signing, said.words)
    if said.is_yes and said.number == signing.number:
        told = say(turn, Reply(wording.AGREEMENT_CONFIRMED.format(number=signing.number)))
        return replace(told, signs=Signs(signing.signer, bool(signing.code)))
    return say(turn, _shown(signing, was_changed=bool(said.number)))


def _shown(signing: Signing, was_changed: bool) -> Reply:
    text = wording.AGREEMENT.format(
        number=signing.number,
        side=signing.side,
        name=signing.name,
        facts=signing.facts,
        terms=terms_in_words(signing.terms),
        mediator=signing.mediator,
    )
    code = f" {signing.code}" if signing.code else ""
    return Reply(
        f"{wording.AGREEMENT_CHANGED}\n{text}" if was_changed else text,
        (
            Choice(wording.AGREEMENT_YES, f"{_YES} {signing.number}{code}"),
            Choice(wording.AGREEMENT_WRONG, _WRONG + code),
        ),
    )


def _wrong(turn: Turn, signing: Signing, words: str) -> Outcome:
    if not words:
        code = f" {signing.code}" if signing.code else ""
        return say(turn, Reply(wording.AGREEMENT_WRONG_HOW.format(code=code)))
    told = say(turn, Reply(wording.AGREEMENT_WRONG_KEPT))
    return replace(told, signs=Signs(signing.signer, bool(signing.code), words[:500]))

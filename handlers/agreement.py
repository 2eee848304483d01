"""确认协议: a party reads the agreement and confirms it by themselves, or says what is wrong."""

import re
from dataclasses import replace

from handlers import wording
from handlers.tickets.agreement import terms_in_words
from handlers.tickets.signing import Signing, Signs
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.text import normalise

_READ = re.compile(r"(?:我要)?(?:确认|看看?|查看)(?:一下)?(?:调解)?协议(?:书)?")
_CODE = re.compile(
    r"(我确认协议|协议不对|(?:我要)?确认(?:协议|码)?)[:：,，\s]*([\d\s]{8,11})(?:[:：,，\s]+(.*))?",
    re.DOTALL,
)
_YES = "我确认协议"
_WRONG = re.compile(r"(?:协议|内容)不对(?:[:：,，。\s]+(.*))?", re.DOTALL)


def code_in(text: str) -> str:
    """The one-time code in a message, digits only; empty where there is none."""
    found = _CODE.fullmatch(text.strip())
    digits = re.sub(r"\s", "", found[2]) if found else ""
    return digits if len(digits) == 8 else ""


def is_about_agreement(text: str) -> bool:
    """Whether a message asks for what `Turn.signing` holds."""
    plain = normalise(text)
    return bool(
        code_in(text) or _READ.fullmatch(plain) or plain == _YES or _WRONG.fullmatch(text.strip())
    )


def handle(turn: Turn) -> Outcome | None:
    """Read it, confirm it, or say what is wrong."""
    text = turn.message.text.strip()
    if not is_about_agreement(text):
        return None
    if turn.signing is None:
        wrong_code = wording.AGREEMENT_CODE_WRONG if code_in(text) else wording.NO_AGREEMENT
        return say(turn, Reply(wrong_code.format(phone=turn.contacts.phone)))
    if turn.signing.barred:
        return say(turn, Reply(wording.AGREEMENT_OTHER_SIDE.format(phone=turn.contacts.phone)))
    return _answer(turn, turn.signing, text)


def _answer(turn: Turn, signing: Signing, text: str) -> Outcome:
    coded = _CODE.fullmatch(text)
    said = coded[1] if coded else normalise(text)
    if said == _YES:
        told = say(turn, Reply(wording.AGREEMENT_CONFIRMED.format(number=signing.number)))
        return replace(told, signs=Signs(signing.signer, bool(signing.code)))
    wrong = _WRONG.fullmatch(text)
    if wrong or said == "协议不对":
        words = ((coded[3] if coded else wrong and wrong[1]) or "").strip()
        return _wrong(turn, signing, words)
    return say(turn, _shown(signing))


def _shown(signing: Signing) -> Reply:
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
        text,
        (
            Choice(wording.AGREEMENT_YES, _YES + code),
            Choice(wording.AGREEMENT_WRONG, "协议不对" + code),
        ),
    )


def _wrong(turn: Turn, signing: Signing, words: str) -> Outcome:
    if not words:
        code = f" {signing.code}" if signing.code else ""
        return say(turn, Reply(wording.AGREEMENT_WRONG_HOW.format(code=code)))
    told = say(turn, Reply(wording.AGREEMENT_WRONG_KEPT))
    return replace(told, signs=Signs(signing.signer, bool(signing.code), words[:500]))

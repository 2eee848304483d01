"""确认协议: a party reads the agreement and confirms it by themselves, or says what is wrong.

The yes carries the number of the agreement that was read, so that nobody confirms one that was
changed meanwhile. 确认 and 不同意 count while the agreement is the last thing shown; after 内容不对
the next message says what is wrong with it.
"""

import re
from dataclasses import dataclass, replace

from handlers import intake, more, privacy, progress, wording
from handlers.intake_words import cancels
from handlers.small_talk import is_talk
from handlers.tickets.agreement import terms_in_words
from handlers.tickets.signing import Signing, Signs
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, say
from handlers.yes_no import answer_in
from knowledge.text import normalise

_READ = re.compile(r"(?:我要)?(?:确认|看看?|查看)(?:一下)?(?:调解)?协议(?:书)?")
_SAID = re.compile(
    r"(?P<what>我确认协议|(?:协议|内容)不对|(?:我要)?确认(?:协议|码)?)"
    r"(?:[:：,，\s]*(?P<number>BM[\d-]+协\d+))?"
    r"(?:[:：,，\s]*(?P<code>\d{8}|\d{4}\s\d{4}))?"
    r"(?:[:：,，。\s]+(?P<words>.*))?",
    re.DOTALL,
)
_YES_ALONE = re.compile(
    r"(?:我|我们)?(?:确认|同意)(?:了|的)?(?:无误|没错)?|(?:我)?同意(?:这个|这份)?协议|内容(?:都)?对的?"
)
_NO_ALONE = re.compile(
    r"(?:我|我们)?不(?:同意|认可|接受|确认)(?P<of>(?:这个|这份|这)?(?:调解)?(?:协议书?|内容))?的?"
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


def code_in(turn: Turn) -> str:
    """The one-time code in a message, digits only; empty where there is none."""
    said = _said(turn)
    return said.code if said else ""


def is_about_agreement(turn: Turn) -> bool:
    """Whether a message asks for what `Turn.signing` holds."""
    return _said(turn) is not None


def handle(turn: Turn) -> Outcome | None:
    """Read it, confirm it, or say what is wrong."""
    if turn.conversation.objects_to and cancels(turn.message.text, is_within=True):
        return say(turn, Reply(wording.AGREEMENT_NOT_WRONG))
    said = _said(turn)
    if said is None:
        return None
    if turn.signing is None:
        if _by_form(turn.message.text) is None:
            return None  # 确认 alone, and no agreement waits
        missing = wording.AGREEMENT_CODE_WRONG if said.code else wording.NO_AGREEMENT
        return say(turn, Reply(missing.format(phone=turn.contacts.phone)))
    if turn.signing.barred:
        return say(turn, Reply(wording.AGREEMENT_OTHER_SIDE.format(phone=turn.contacts.phone)))
    return _answer(turn, turn.signing, said)


def _said(turn: Turn) -> _Said | None:
    """What a message says about an agreement, by its form or by what was shown before it."""
    said = _by_form(turn.message.text)
    if said or turn.message.kind not in (Kind.TEXT, Kind.VOICE):
        return said
    if turn.conversation.intake or turn.takeover:
        return None
    if turn.conversation.objects_to:
        asked = _by_form(turn.conversation.objects_to)
        return replace(asked, words=turn.message.text.strip()) if asked and _objects(turn) else None
    return _by_what_was_shown(turn)


def _by_form(text: str) -> _Said | None:
    """确认协议, 我确认协议 BM…, 协议不对：…, each with its code."""
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


def _by_what_was_shown(turn: Turn) -> _Said | None:
    """确认 and 不同意 under the agreement. Later a yes shows it again, as a yes may be about
    anything, and a no has to name it."""
    says = {choice.label: choice.says for choice in turn.conversation.choices}
    plain = normalise(turn.message.text).strip("。!~ ")
    no = _NO_ALONE.fullmatch(plain)
    if wording.AGREEMENT_YES in says:
        if no or answer_in(plain) is False:
            return _by_form(says[wording.AGREEMENT_WRONG])
        return _by_form(says[wording.AGREEMENT_YES]) if _YES_ALONE.fullmatch(plain) else None
    if no and no["of"]:
        return _Said(is_wrong=True)
    return _Said() if plain in ("确认", "我确认") else None


def _objects(turn: Turn) -> bool:
    """Whether a message says what is wrong, and is no command or thanks."""
    commands = (intake.handle_commands, more.handle, privacy.handle, progress.handle)
    text = turn.message.text
    return bool(text.strip()) and not is_talk(text) and not any(c(turn) for c in commands)


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
        asked = say(turn, Reply(wording.AGREEMENT_WRONG_HOW))
        return replace(asked, conversation=replace(asked.conversation, objects_to=_WRONG + code))
    told = say(turn, Reply(wording.AGREEMENT_WRONG_KEPT))
    return replace(told, signs=Signs(signing.signer, bool(signing.code), words[:500]))

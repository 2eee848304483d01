"""应邀 123456: the other side is asked, learns what it may, and says yes or no.

Either has legal weight, so only a whole message counts as one (`handlers/yes_no.py`): 好的 right
under the question, 同意 also later. What is asked before answering is what the law grants whoever
is invited: it costs nothing, it is voluntary, it can be ended (人民调解法 3, 4, 17, 26).
"""

import re
import unicodedata
from dataclasses import replace

from handlers import wording
from handlers.tickets.party import Consent, OtherSide
from handlers.tickets.party_act import Invitation, PartyAct
from handlers.turn import Choice, Conversation, Outcome, Reply, Turn, say
from handlers.yes_no import answer_in
from knowledge.text import normalise

_CODE = re.compile(r"(?:我要|我来)?应邀[:：,，\s]*(\d{6})[。.!]?")
_ALONE = ("应邀", "我要应邀", "邀请码")
_CHOICES = (
    Choice(wording.AGREE_TO_MEDIATE, wording.AGREE_TO_MEDIATE),
    Choice(wording.REFUSE_TO_MEDIATE, wording.REFUSE_TO_MEDIATE),
)

_SMALL_WORDS = re.compile(
    r"(?:可以|需要|"
    r"调解|同意|愿意|答应|拒绝|参加|接受|应邀|必须|一定|强制|非|对方|申请|如果|要是|以后|之后|然后|"
    r"交|出|花|收|付|钱|费用|费|多少|免费|罚款|罚|处罚|抓|坐牢|案底|犯法|违法|后果|影响|"
    r"怎么样|怎样|咋样|怎么|咋|办|什么|啥|意思|事情|情况|回事|事|谁|哪家|哪个|为什么|凭|找|告|干|做|"
    r"反悔|后悔|退出|中途|停|考虑|想|一下|说|等|会儿|商量|家里|随便|知道|清楚|确定|明白|懂|看|听|"
    r"调|骗|"
    r"[我你您们人个这那就还再先到底请问吗呢啊呀么嘛吧的了话有没不要会能得去来是跟和在\s,。?!~、])++"
)
"""A message of nothing but these is about the invitation above it, not a question of law. With ++
each place is cut in one way only: 要是要是要是 would else take for ever."""
_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"罚|抓|坐牢|案底|犯法|违法|后果|影响"), wording.INVITED_FREE_TO_REFUSE),
    (re.compile(r"钱|费"), wording.INVITED_COST),
    (re.compile(r"反悔|后悔|退出|中途|停"), wording.INVITED_MAY_STOP),
    (
        re.compile(
            r"考虑|想想|想一|再想|再说|等等|等一下|等会儿|商量|随便|[不没](?:知道|清楚|确定)"
        ),
        wording.INVITED_NO_HURRY,
    ),
    (re.compile(r"谁|哪家|哪个"), wording.INVITED_BY_WHOM),
    (
        re.compile(
            r"必须|一定|强制|非[去来要得]|不(?:去|来|同意|愿意|答应|参加|接受|调)|拒绝|[要得]去"
        ),
        wording.INVITED_FREE_TO_REFUSE,
    ),
    (re.compile(r"意思|什么|啥|咋|怎么|懂|明白|干|回事|凭|骗"), wording.INVITED_MEANING),
)
"""What is asked right under the invitation, the first that fits."""


def code_in(text: str, conversation: Conversation) -> str:
    """The code that a message is about: typed now, or being answered to. Empty for none."""
    typed = _typed(text)
    if typed:
        return typed
    is_answer = _is_shown(conversation) or answer_in(text, is_clear=True) is not None
    return conversation.invited if is_answer or normalise(text) in _said() else ""


def handle(turn: Turn) -> Outcome | None:
    """The invitation's text, what is asked about it, then the answer to it."""
    text = normalise(turn.message.text)
    typed = _typed(turn.message.text)
    if typed:
        return _show(turn, typed)
    if text in _ALONE:
        return say(turn, Reply(wording.CODE_HOW))
    if not turn.conversation.invited:
        return None
    agrees = _agrees(turn, text)
    return _answer(turn, agrees) if agrees is not None else _explained(turn, text)


def reminded(before: Conversation, outcome: Outcome) -> Outcome:
    """The outcome with a word that the invitation still waits, where another question has just
    taken its buttons away."""
    after = outcome.conversation
    is_left = _is_shown(before) and not _is_shown(after) and after.invited
    if not is_left or not outcome.reply.text or outcome.decision in ("", "crisis"):
        return outcome
    text = wording.INVITATION_WAITS + outcome.reply.text
    return replace(outcome, reply=replace(outcome.reply, text=text))


def _is_shown(conversation: Conversation) -> bool:
    """Whether the two buttons are the last thing that was shown."""
    return any(choice.says == wording.AGREE_TO_MEDIATE for choice in conversation.choices)


def _agrees(turn: Turn, text: str) -> bool | None:
    """Yes, no, or neither. In a dialogue, and while a person talks to them, 同意 is about that."""
    if text in _said():
        return text == wording.AGREE_TO_MEDIATE
    if _is_shown(turn.conversation):
        return answer_in(text)
    is_asked = any(choice.label == wording.AGREEMENT_YES for choice in turn.conversation.choices)
    if is_asked or turn.conversation.intake or turn.takeover:
        return None
    return answer_in(text, is_clear=True)


def _explained(turn: Turn, text: str) -> Outcome | None:
    """The answer to what is asked under the invitation, and its buttons again."""
    if not _is_shown(turn.conversation):
        return None
    is_about_it = _SMALL_WORDS.fullmatch(text)
    found = (words for asked, words in _QUESTIONS if is_about_it and asked.search(text))
    words = next(found, None)
    if words is None:
        return None
    told = f"{words.format(phone=turn.contacts.phone)}\n{wording.INVITATION_AGAIN}"
    return replace(say(turn, Reply(told, _CHOICES)), decision="chat")


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

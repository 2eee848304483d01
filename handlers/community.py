"""What the Civil Code has no answer to: recognised by `words/elsewhere.txt`, sent to its place."""

from dataclasses import dataclass, replace

from handlers import wording
from handlers.answer import HELP_CHOICE, entry_choice
from handlers.turn import Choice, Outcome, Reply, Turn, say
from knowledge.base import Base
from knowledge.match import Decision, decide, rank


@dataclass(frozen=True, slots=True)
class Where:
    """Where to send a resident: what to say, whether it is a matter of law, its category."""

    words: str
    is_law: bool = False
    category: str = ""


PLACES = {
    "劳动": Where(wording.GO_LABOUR, is_law=True, category="劳动争议"),
    "社保": Where(wording.GO_INSURANCE),
    "刑事": Where(wording.GO_CRIME, is_law=True, category="其他"),
    "交管": Where(wording.GO_TRAFFIC, is_law=True),
    "税务": Where(wording.GO_TAX, is_law=True),
    "公司登记": Where(wording.GO_COMPANY, is_law=True, category="生产经营"),
    "行政": Where(wording.GO_ADMINISTRATION, is_law=True),
    "知识产权": Where(wording.GO_PROPERTY_RIGHTS, is_law=True, category="其他"),
    "出入境": Where(wording.GO_ENTRY_EXIT),
    "考试征兵": Where(wording.GO_EXAMS),
    "信用卡": Where(wording.GO_BANK, is_law=True, category="合同"),
    "证件": Where(wording.GO_PAPERS),
    "水电气": Where(wording.GO_UTILITIES),
    "出行": Where(wording.GO_TRAVEL),
    "看病": Where(wording.GO_HEALTH),
    "社区服务": Where(wording.GO_COMMUNITY),
    "闲聊": Where(wording.CHAT),
    "乱码": Where(wording.NOT_UNDERSTOOD),
}
"""By the names in `words/elsewhere.txt`; a name that is not here is sent to 12345."""


def place_of(base: Base, text: str) -> Where | None:
    """The place that a text belongs to; None when it may be a question for the Civil Code."""
    name = base.segmenter.elsewhere(text)
    return None if name is None else PLACES.get(name, Where(wording.GO_COMMUNITY))


def handle(turn: Turn) -> Outcome | None:
    """Say where to go; a matter of law can still become a ticket, and a question that has an
    answer here after all is one tap away.

    What was asked before is over: 要多少钱 after this is not about that.
    """
    place = place_of(turn.base, turn.message.text)
    if place is None:
        return None
    words = place.words.format(phone=turn.contacts.phone)
    choices = (Choice(wording.OPEN_TICKET, wording.OPEN_TICKET),) if place.is_law else ()
    ranking = rank(turn.base, turn.message.text)
    if decide(ranking) is Decision.ANSWER:
        words += wording.OR_THIS
        choices = (entry_choice(ranking.entries[0]), *choices)
    reply = Reply(words, (*choices, HELP_CHOICE))
    left = replace(turn, conversation=replace(turn.conversation, question="", entry="", article=0))
    return replace(say(left, reply), decision="elsewhere" if place.is_law else "chat")

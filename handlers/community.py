"""What the Civil Code has no answer to: recognised by `words/elsewhere.txt`, sent to its place."""

import re
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


_TALK = ("闲聊", "乱码")
_DISPUTE = re.compile(
    r"赔|能退|退钱|退款|退费|要回|告[他她得]|去告|起诉|法院|逼|咬|摔|偷|欠我|欠钱|邻居|楼上|楼下|隔壁|房东|租客|"
    r"卖家|卖房|中介|保姆|没办成|反悔|砸|打伤|借给|拿走|冒用|冒充|挡"
)
"""What one does to another: 停水 is for the waterworks, 房东停水逼我走 is not."""


def place_of(base: Base, text: str) -> Where | None:
    """The place that a text belongs to; None when it may be a question for the Civil Code."""
    name = base.segmenter.elsewhere(text)
    if name is None:
        return None
    place = PLACES.get(name, Where(wording.GO_COMMUNITY))
    is_between_people = not place.is_law and name not in _TALK and _DISPUTE.search(text)
    return None if is_between_people else place


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
    decision = decide(ranking)
    if decision is Decision.ANSWER:
        words += wording.OR_THIS
        choices = (entry_choice(ranking.entries[0]), *choices)
    elif decision is Decision.CHOOSE and place.is_law and _DISPUTE.search(turn.message.text):
        words += wording.OR_THESE
        choices = (*map(entry_choice, ranking.entries[:2]), *choices)
    reply = Reply(words, (*choices, HELP_CHOICE))
    left = replace(turn, conversation=replace(turn.conversation, question="", entry="", article=0))
    return replace(say(left, reply), decision="elsewhere" if place.is_law else "chat")

"""Greetings, thanks, and what is not ours: answered in a sentence, never with an article."""

import re
from dataclasses import replace

from handlers import wording
from handlers.answer import HELP_CHOICE
from handlers.tickets.ticket import TicketKind
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, say
from knowledge.text import normalise

_HELP = {
    "帮助",
    "怎么用",
    "使用说明",
    "菜单",
    "help",
    "?",
    "功能",
    "你会什么",
    "你能干什么",
    "有什么用",
}
_PERSON = re.compile(
    r"(?:我要|我想|帮我|给我|转|要)?(?:找|叫|换|喊|转)?(?:一?个)?(?:人工|真人|活人|客服|人工客服|工作人员|调解员|网格员|主任|领导|负责人)"
    r"(?:来|说|谈|处理|解决|帮忙|服务|在吗|在哪)*|(?:我要|我想|帮我)?(?:找|叫|换)(?:一?个)?人(?:来|说|谈|处理|解决|帮忙)*|人呢"
)
# ++ and not +: a long text that can be cut in two ways at each place would never be done with
_TALK: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:你好|您好|哈喽|嗨|hello|hi|早上好|早安|上午好|中午好|下午好|晚上好|晚安|在吗|在不在|有人吗|在么|喂|早|你好啊|您好啊|好)+"), wording.GREETING),
    (re.compile(r"(?:好的?|嗯+|行|哦|知道了|明白了?|懂了|收到|ok|谢谢|多谢|感谢|谢了|太好了|辛苦了?|你真好|太谢谢|你|您|啊|了|非常|真是)+"), wording.THANKS),
    (re.compile(r"(?:再见|拜拜|bye|88|回头聊|不聊了|走了)+"), wording.GOODBYE),
    (re.compile(r"(?:你|您)(?:到底)?(?:是谁|是什么|叫什么|叫啥|是机器人|是真人|是人).{0,6}"), wording.WHO),
    (_PERSON, wording.HUMAN),
    (re.compile(r"(?:我要|我想)?投诉(?:一?下)?(?:你们|你|[\u4e00-\u9fff]{0,3}(?:调解员|网格员)|工作人员|社区|居委会)?(?:的)?"), wording.COMPLAINT),
    (re.compile(r"(?:是的?|对的?|没事了?|没有了|不用了|就这样吧?|可以|行吧|[哈呵嘻嘿])++"), wording.ALL_RIGHT),
    (re.compile(r"(?:你们|社区|居委会)?(?:的)?(?:地址|办公室)(?:在哪里?|是什么|在什么地方)?|(?:你们|社区|居委会)在(?:哪里?|什么地方)|(?:你们|社区|居委会)(?:的)?(?:电话|号码)(?:是?多少)?"), wording.OUR_PLACE),
    (re.compile(r"(?:你们|社区|请人|人民|这个?)?(?:来)?调解(?:一次|一下)?(?:要|收|得)?(?:不要|花|交|多少)*(?:钱|费用?)(?:吗|不|么|嘛)?"), wording.MEDIATION_IS_FREE),
    (re.compile(r"(?:字(?:体)?太小了?|看不清(?:字)?|大字|字(?:能)?(?:放|调)?大(?:一?点|些)?|[,。了吗])++"), wording.LETTERS),
)  # fmt: skip


_FOREIGN = re.compile(r"\s*[a-zA-Z][a-zA-Z\s,.?!']{5,}$")
_TAIL = re.compile(r"[!.~。、,?\s]+$")


def handle(turn: Turn) -> Outcome | None:
    """A short human answer; None when the text is something else."""
    reply = talk(turn.message.text, turn)
    return replace(say(turn, reply), decision="chat") if reply else None


def talk(text: str, turn: Turn) -> Reply | None:
    """The reply to a greeting, thanks, a call for help or for a person."""
    if _plain(text) in _HELP:
        return help_reply(turn)
    words = _words(text)
    if words == wording.HUMAN:
        words = _who_handles(turn) or words
    contacts = {"community": turn.contacts.community, "phone": turn.contacts.phone}
    return Reply(words.format(**contacts), (HELP_CHOICE,)) if words else None


def _who_handles(turn: Turn) -> str | None:
    """Who wants a person and has an open ticket has one already."""
    shown = (t for t in turn.tickets if t.is_open and t.kind is not TicketKind.CRISIS)
    ticket = next(shown, None)
    if ticket is None:
        return None
    known = wording.HANDLED_BY.format(handler=ticket.handler)
    who = known if ticket.handler else wording.NOT_HANDLED_YET
    return wording.YOUR_HANDLER.replace("{number}", ticket.number).replace("{who}", who)


def is_talk(text: str) -> bool:
    """Whether a text is small talk or a call for help."""
    return _plain(text) in _HELP or _words(text) is not None


def _words(text: str) -> str | None:
    plain = _plain(text).replace(" ", "").replace(",", "")
    return next((words for pattern, words in _TALK if pattern.fullmatch(plain)), None)


def _plain(text: str) -> str:
    plain = normalise(text)
    return _TAIL.sub("", plain) or plain


def help_reply(turn: Turn) -> Reply:
    """How to use the service, with the ways to tap."""
    choices = (
        Choice(wording.OPEN_TICKET, wording.OPEN_TICKET),
        Choice(wording.PROGRESS, wording.PROGRESS),
    )
    return Reply(wording.HELP.format(phone=turn.contacts.phone), choices)


def fallback(turn: Turn) -> Outcome:
    """Last in the table: whatever nobody else knew what to do with gets a kind answer."""
    kind = turn.message.kind
    if kind in (Kind.EVENT, Kind.OTHER):
        return Outcome(Reply(""), turn.conversation)
    words = {
        Kind.IMAGE: wording.PICTURE_ALONE,
        Kind.VIDEO: wording.VIDEO_ALONE,
        Kind.FILE: wording.FILE_ALONE,
        Kind.LINK: wording.LINK_ALONE,
        Kind.VOICE: wording.VOICE_AS_TEXT,
        Kind.LOCATION: wording.PLACE_ALONE,
        Kind.TEXT: wording.IN_CHINESE
        if _FOREIGN.match(turn.message.text)
        else wording.NOTHING_SAID,
    }.get(kind, wording.TEXT_ONLY)
    return replace(say(turn, Reply(words, (HELP_CHOICE,))), decision="chat")

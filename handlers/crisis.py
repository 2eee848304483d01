"""The gate before everything: danger to life or savings comes before any law.

The table follows mediation.md: what to call, in which order, and that people are alerted.
A false alarm costs a look by staff; a miss may cost a life, so patterns lean to alarm. Questions
about the law of such things (离婚, 起诉, 赔偿 …) are let through when nothing says "me, now".
"""

import re
from dataclasses import dataclass, replace

from handlers import wording
from handlers.tickets.ticket import TicketDraft, TicketKind
from handlers.turn import Choice, Kind, Outcome, Reply, Turn, Urgency
from knowledge.text import normalise

ASK_LAW = "只问法律："
"""What the way out says: the resident's own question follows, and the gate stays open for it."""

_KIN = (
    "老公|丈夫|我男人|孩子他?爸|男朋友|男友|对象|老婆|媳妇|妻子|前夫|前妻|公公|婆婆|我爸|我妈|爸爸|妈妈|"
    "父亲|母亲|我儿子|儿子|继父|后爸|后妈|养父|他|她|家里人"
)
_BEAT = "打|揍|掐|踹|踢|扇|砍|捅|勒|毒打|殴打|暴打|家暴"
_LAW_TALK = re.compile(
    r"离婚|起诉|判|赔|证据|保护令怎么|算不算|算家暴|是否|能否|如何|法律|民法|医药费|抚养权|多久|以前|"
    r"去年|前年|[一二三四五六七八九十两几0-9]年|责任|什么是|新闻|案例|电视|有人问|取保|坐牢|领的证|自卫|"
    r"还手|捐|继承|财产|宣告|举报|诉讼|执法权|万一|要是|如果|堆|追回|找能"
)
_NOW = re.compile(
    r"正在|现在|刚刚|刚才|马上|(?<![叫喊先])救命|又(?:打|来打|动手)|要(?:打死|杀|弄死|砍)|快来|今晚|流血|不敢回家|天天打我"
)


@dataclass(frozen=True, slots=True)
class Crisis:
    """One kind of danger: how it sounds, and what to say. `lawful_talk` lets questions about its
    law pass unless they sound like now."""

    name: str
    sounds: re.Pattern[str]
    reply: str
    lawful_talk: bool = True


CRISES = (
    Crisis(
        "轻生",
        re.compile(
            r"我?(?:不想活|活不下去|想死(?!后)|想自杀|要自杀|想轻生|死了算了|不如死了|去死算了|想跳楼|要跳楼|"
            r"想了结自己|想结束生命|割腕|吃了?(?:好多|一瓶|很多)安眠药|写好遗书|没有活下去)"
        ),
        wording.SELF_HARM,
        lawful_talk=False,
    ),
    Crisis(
        "火情",
        re.compile(
            r"(?<!不)着火了|(?<!打)起火了|失火了|火灾了|冒烟了|(?:煤气|燃气|天然气|瓦斯|液化气)(?:泄漏|泄露|漏了|漏气|中毒|味)"
        ),
        wording.FIRE,
    ),
    Crisis(
        "未成年人受侵害",
        re.compile(
            r"(?:孩子(?!他?[爸妈爹娘])|小孩|宝宝|女儿|儿子|学生|娃|未成年|幼儿|小女孩|小男孩|侄女|孙女|孙子).{0,8}"
            r"(?:被(?!狗|猫|车|撞|同学|砸|烫|电动车|球).{0,6}(?:打|虐待|性侵|猥亵|摸下|侵犯|拐|绑架)|被遗弃|"
            r"失踪|走丢|不见了|找不到了|丢了)|"
            r"(?:虐待|猥亵|性侵|毒打|拐卖|遗弃)(?:了|着)?.{0,4}(?:孩子|小孩|女儿|儿子|娃|幼儿|女童|儿童)|"
            r"(?:爸|妈|爹|娘|后妈|继父|老师).{0,6}(?:天天|经常|老是|往死里|又)打(?:我|孩子|小孩|娃)"
        ),
        wording.CHILD,
    ),
    Crisis(
        "家庭暴力",
        re.compile(
            rf"(?:{_KIN}).{{0,6}}(?:{_BEAT})(?!.{{0,2}}(?:电话|麻将|工|算|官司|扫|游戏|牌|听|欠条|借条))"
            rf".{{0,3}}(?:我|人)|"
            rf"(?:被|挨)(?:{_KIN}).{{0,4}}(?:{_BEAT})|家暴|家庭暴力|"
            rf"(?:{_KIN}).{{0,8}}(?:要|说要|威胁).{{0,3}}(?:杀|弄死|打死|砍死|捅死)(?:了)?我"
        ),
        wording.VIOLENCE,
    ),
    Crisis(
        "正在受骗",
        re.compile(
            r"安全账户|共享屏幕|屏幕共享|刷单|杀猪盘|电信诈骗|网络诈骗|电诈|冒充(?:公安|警察|客服|检察|法院|领导)|"
            r"(?:让|叫|要)我.{0,6}(?:转账|汇款|打款|发验证码|告诉.{0,3}验证码|交保证金|下载.{0,4}app)|"
            r"验证码.{0,8}(?:骗|给了|告诉了)|(?:刚|刚刚|刚才).{0,6}被骗|正在(?:给.{0,6})?转账"
        ),
        wording.FRAUD,
    ),
    Crisis(
        "暴力正在发生",
        re.compile(
            r"(?<![叫喊先])救命(?=[啊呀!,。]|$)|(?:拿着?|持)刀|砍人|杀人了|打起来了|正在打架|有人.{0,4}(?:砸门|撬门|闯进来|入室)|"
            r"(?:要|说要|威胁).{0,4}(?:杀|砍|弄死|打死|毁容).{0,2}(?:我|全家|我们)|被绑架|被人追"
        ),
        wording.VIOLENCE_NOW,
    ),
)


def detect(text: str) -> Crisis | None:
    """The first danger that a text sounds like; None for everyday and legal questions."""
    plain = normalise(text)
    for crisis in CRISES:
        if crisis.sounds.search(plain) and not (
            crisis.lawful_talk and _LAW_TALK.search(plain) and not _NOW.search(plain)
        ):
            return crisis
    return None


def handle(turn: Turn) -> Outcome | None:
    """Help first; a ticket and an urgent alert for people; a running dialogue waits."""
    text = turn.message.text
    if turn.message.kind not in (Kind.TEXT, Kind.VOICE) or text.startswith(ASK_LAW):
        return None
    crisis = detect(text)
    if crisis is None:
        return None
    open_ticket = next((t for t in turn.tickets if t.kind is TicketKind.CRISIS and t.is_open), None)
    choice = Choice(wording.CRISIS_ASK_LAW, wording.CRISIS_ASK_LAW)
    reply = Reply(crisis.reply + wording.CRISIS_NOTICE, (choice,))
    conversation = replace(
        turn.conversation, choices=reply.choices, rest="", question=normalise(text)
    )
    draft = TicketDraft(kind=TicketKind.CRISIS, category=crisis.name, what=text)
    return Outcome(
        reply,
        conversation,
        opens=None if open_ticket else draft,
        adds_to=open_ticket.number if open_ticket else "",
        addition=text if open_ticket else "",
        urgency=Urgency.URGENT,
        decision="crisis",
    )

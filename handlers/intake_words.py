"""What residents say in the dialogue besides answering: the ways out of it, a step left out, and
questions of their own."""

import re

from handlers import wording
from knowledge.text import normalise

_CANCEL = {"取消", "不办了", "算了", "不弄了", "退出"}
"""These are answered also where there is no dialogue to be cancelled."""
_CANCEL_WITHIN = re.compile(
    r"(?:算了|那就?|就)?[,。\s]*(?:我|先)?(?:取消|撤销|撤回|退出|放弃|算了|不说了|不讲了|"
    r"(?:不|不想|不要)(?:办|弄|搞|报|申请|登记|调解|调)了)(?:申请|吧)*"
)
_BACK = {"返回", "上一步", "返回上一步", "后退", "改一下"}
_SKIP = re.compile(
    r"(?:我|也|都|就|真的?|实在|这个|对方|[他她]|名字|电话|手机|号码)*"
    r"(?:跳过|略过?|不(?:留|填|说|写|知道|清楚|认识|晓得|记得|方便|告诉你)|不[想愿]意?(?:说|留|填|写)|"
    r"没有?|无|没留|忘记?|记不清|记不得|想不起来)"
    r"(?:了|的|啊|呢|哦|吧|过|[他她]们?|对方|是|谁|叫|姓|什么|啥|名字|电话|手机|座机|号码|说|留|人|住哪)*"
)
_FEE = re.compile(
    r"(?:请问|那|调解|这个?|你们|要不要|是不是|收不收|需要|还|要|收|花|交|得)*"
    r"(?:多少)?(?:钱|费用?|免费)(?:多少|的?[吗么]|呢|不)?\??"
)
_POLICE = re.compile(
    r"(?:请问|那|我|是不是|能不能|可不可以|要不要|用不用|能|可以|要|应该|先|去)*"
    r"(?:报警|打110|找警察)(?:吗|么|行吗|可以吗|呢)?\??"
)
_PRIVATE = re.compile(
    r"(?:会不会|会|是不是|能不能|为什么|为啥|干嘛|非要|一定|必须|要|需要|留|填|给|你们|我的?|电话|号码|信息|"
    r"地址|名字|告诉|让|被|对方|[他她]|知道|泄露|安全|公开|保密|看到|干什么|干啥|做什么|有什么用)+[吗么呢]?\??"
)
_LONG = re.compile(
    r"(?:请问|那|大概|一般|要|需要|得|等)*(?:多久|多长时间|几天|什么时候)"
    r"(?:能|会|可以|才|有人|联系|来|办好|解决|处理|有结果|我)*[吗么呢]?\??"
)
_ASKED = re.compile(r"[吗么呢?]|不|多少|为什么|为啥|干|什么|多久|多长|几天")
_EXPLAINED = (
    (_FEE, wording.DIALOGUE_COST),
    (_POLICE, wording.DIALOGUE_POLICE),
    (_LONG, wording.DIALOGUE_HOW_LONG),
    (_PRIVATE, wording.DIALOGUE_PRIVATE),
)
_QUESTION = re.compile(
    r"(?:[吗?]|怎么办|咋办|怎么弄|行不行|可不可以)[。!]?$|^(?:能不能|可不可以|为什么)"
)
_ENDS = " ,.。!~、;；"


def cancels(text: str, is_within: bool) -> bool:
    """Whether a text ends the dialogue; outside of one only the plainest words are about it."""
    plain = _plain(text)
    return plain in _CANCEL or (is_within and bool(_CANCEL_WITHIN.fullmatch(plain)))


def goes_back(text: str) -> bool:
    """Whether a text asks for the step before."""
    return _plain(text) in _BACK


def skips(text: str) -> bool:
    """跳过, 没有电话, 不认识他叫啥: whether a text leaves the step out."""
    return bool(_SKIP.fullmatch(_plain(text)))


def explained(text: str) -> str:
    """The answer to what is often asked before a step is answered; empty for anything else."""
    plain = normalise(text)
    if not _ASKED.search(plain):
        return ""
    return next((words for asked, words in _EXPLAINED if asked.fullmatch(plain)), "")


def is_question(text: str) -> bool:
    """Whether a text asks something instead of answering."""
    return bool(_QUESTION.search(normalise(text)))


def _plain(text: str) -> str:
    return normalise(text).strip(_ENDS)

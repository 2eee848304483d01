"""Yes and no in a resident's plain words, only where they are the whole message."""

import re

from knowledge.text import normalise

_BETWEEN = r"[,。!~、\s]*"
_TAIL = r"(?:的|吧|啊|呀|哦|噢|哈|嘛|啦)?"
_CLEAR_YES = r"(?:我们?)?(?:同意|愿意)(?:参加|接受|去|来|谈)?(?:调解|谈谈)?"
_YES = re.compile(
    rf"(?:{_BETWEEN}(?:{_CLEAR_YES}|好|行|成|(?:我)?可以|嗯|恩|是|对|ok){_TAIL}){{1,4}}{_BETWEEN}"
)
_CLEAR_NO = r"(?:我们?)?(?:不同意|不愿意|不愿|拒绝|不接受)(?:参加|去|来|谈)?(?:调解)?"
_NO = re.compile(
    rf"(?:{_BETWEEN}(?:{_CLEAR_NO}|(?:我们?)?(?:不想|不)(?:要|肯|行|可以|去|来|调|谈|参加)?(?:调解)?|否)"
    rf"了?{_TAIL}){{1,3}}{_BETWEEN}"
)
_ASKS = re.compile(r"同意|愿意?|拒绝|不接受")


def answer_in(text: str, is_clear: bool = False) -> bool | None:
    """True for 同意, 好的同意 or 行; False for 不同意 or 不去; None for anything else, such as a
    question or a sentence that only has such a word in it.

    Where `is_clear`, only what means yes or no whatever was said before: 好的 may be thanks.
    """
    plain = normalise(text)
    if not plain or (is_clear and not _ASKS.search(plain)):
        return None
    if _YES.fullmatch(plain):
        return True
    return False if _NO.fullmatch(plain) else None

"""A question that only makes sense with the one before it: 那要是他不承认呢, 多久, 要多少钱."""

import re

from knowledge.text import han_count, normalise

_BEGINS = re.compile(
    r"那|要是|如果|万一|假如|假设|可是|但是|不过|还有|另外|然后|可[他她]|[他她]们?(?:要是|如果|不|没|就|说|硬)|"
    r"对方(?:要是|如果|不|没|说)|多久|多长|几天|几年|几个月|要多少|多少|要花|费用|要交|要什么|需要什么|"
    r"需要哪些|要哪些|带什么|去哪|到哪|在哪|找谁|谁出|谁来|怎么证明|怎么申请|为什么|为啥|凭什么|什么时候|"
    r"有期限|有时间|来得及|证据"
)
_LONGEST = 18
"""汉字 from which a text stands for itself, whatever it begins with."""
_ASKS_ON = re.compile(r"呢[?!。]?$")
_KEPT = 150
"""Characters of the questions before that go along."""


def is_follow_up(text: str) -> bool:
    """Whether a text leans on the question before it."""
    plain = normalise(text)
    if han_count(plain) > _LONGEST:
        return False
    return bool(_BEGINS.match(plain)) or (han_count(plain) <= _LONGEST // 2 and _asks_on(plain))


def _asks_on(plain: str) -> bool:
    return bool(_ASKS_ON.search(plain))


def joined(before: str, text: str) -> str:
    """Both questions as one, the newest whole and of the older ones what still fits."""
    return f"{before[:_KEPT]}，{text}"

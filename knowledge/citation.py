"""Article numbers in an editor's file: plain digits, and what to do where something else stands."""

import re

from knowledge.entry import LAST_ARTICLE
from knowledge.numerals import NUMERAL, to_int

_CODE = r"《?(?:(?:中华人民共和国)?民法典)?》?"
_ONE = re.compile(
    rf"{_CODE}\s*(第?)\s*([0-9]+|[{NUMERAL}]+)\s*(条?)(之.|第?[0-9{NUMERAL}]+[款项].*)?"
)
_SEVERAL = re.compile(r"[0-9]+(?:\s*[，、,;；.。 ]\s*[0-9]+)+")
_OTHER_LAW = re.compile(rf"(?!{_CODE}第).+第[0-9{NUMERAL}]+条.*")

_RANGE = f"民法典只有第1条到第{LAST_ARTICLE}条"


def article_fault(value: str) -> str:
    """Why a text is no article number of the Civil Code and what to do; empty when it is one.

    >>> article_fault("1165")
    ''
    >>> article_fault("第一千一百六十五条")
    '法条“第一千一百六十五条”请去掉“第”和“条”，只写数字：1165。'
    """
    if value.isdecimal():
        return "" if 1 <= int(value) <= LAST_ARTICLE else f"法条“{value}”不对，{_RANGE}。"
    one = _ONE.fullmatch(value.strip())
    if one and 1 <= (to_int(one[2]) or 0) <= LAST_ARTICLE:
        around = "和".join(f"“{sign}”" for sign in (one[1], one[3]) if sign)
        what = f"请去掉{around}，只写数字" if around and not one[4] else "请只写第几条的数字"
        return f"法条“{value}”{what}：{to_int(one[2])}。"
    if _SEVERAL.fullmatch(value.strip()):
        apart = ", ".join(re.findall(r"[0-9]+", value))
        return f"法条“{value}”里的数字要用英文逗号加空格隔开：{apart}。"
    if _OTHER_LAW.fullmatch(value):
        return f"法条“{value}”不是《民法典》的，请写到“其他法律”里。"
    return f"法条“{value}”不对，{_RANGE}，请只写数字。"

"""Telephone numbers as residents and staff write them."""

import re
import unicodedata

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3})?\d{7,8}")
_MARKS = re.compile(r"[\s\-－—()（）]")
_SPOKEN = re.compile(r"[零〇一二三四五六七八九幺\d\s\-]{7,}")
"""Digits read aloud: 一三八零零…; shorter ones are counts and days."""
_DIGITS = str.maketrans("零〇一幺二三四五六七八九", "001123456789")
_WITHIN = re.compile(r"(?<!\d)(?:(?:\+?86)?1[3-9]\d{9}|0\d{9,11})(?!\d)")


def read_phone(text: str) -> str | None:
    """The number's digits; empty for none written, None when it cannot be one."""
    # Not `normalise`: it shortens long runs of one character, and 13800000000 is a number.
    digits = _MARKS.sub("", unicodedata.normalize("NFKC", text))
    if not digits:
        return ""
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return mobile[1]
    return digits if _LANDLINE.fullmatch(digits) else None


def find_phone(text: str) -> str:
    """The first number in a sentence, 我电话是139…白天打, also one read aloud; empty for none.

    Without its area code a landline cannot be told from a sum, and is found only alone.
    """
    plain = unicodedata.normalize("NFKC", text)
    digits = _SPOKEN.sub(lambda spoken: spoken[0].translate(_DIGITS), plain)
    alone = read_phone(digits)
    if alone:
        return alone
    found = _WITHIN.search(re.sub(r"(?<=\d)[\s\-－—]+(?=\d)", "", digits))
    return (read_phone(found[0]) or "") if found else ""

"""Telephone numbers as residents and staff write them."""

import re

from knowledge.text import normalise

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3})?\d{7,8}")
_MARKS = re.compile(r"[\s\-－—()（）]")


def read_phone(text: str) -> str | None:
    """The number's digits; empty for none written, None when it cannot be one."""
    digits = _MARKS.sub("", normalise(text))
    if not digits:
        return ""
    mobile = _MOBILE.fullmatch(digits)
    if mobile:
        return mobile[1]
    return digits if _LANDLINE.fullmatch(digits) else None

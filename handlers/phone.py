"""Telephone numbers as residents and staff write them."""

import re
import unicodedata

_MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_LANDLINE = re.compile(r"(?:0\d{2,3})?\d{7,8}")
_MARKS = re.compile(r"[\s\-－—()（）]")


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

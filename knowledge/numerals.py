"""Article numbers as people write them: 1077, 第1077条, 第一千零七十七条."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "零〇一二两三四五六七八九十百千"
"""The characters a Chinese numeral below 10,000 is made of, for use in a character class."""


def to_int(text: str) -> int | None:
    """Read Arabic digits or a Chinese numeral below 10,000; None when it is neither.

    >>> to_int("一千零七十七"), to_int("1077"), to_int("一〇七七"), to_int("十五")
    (1077, 1077, 1077, 15)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in NUMERAL for c in text):
        return None
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def to_chinese(number: int) -> str:
    """Write 1 to 9999 the way the law does: 1077 is 一千零七十七, 15 is 十五."""
    if not 0 < number < 10_000:
        raise ValueError(f"out of range: {number}")
    parts: list[str] = []
    gap = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            if gap and parts:
                parts.append("零")
            parts.append("零一二三四五六七八九"[digit] + name)
        gap = not digit
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text

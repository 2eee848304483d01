"""The same question as others would type it: Traditional, with a homophone typo, with filler.

Only for measuring how well the knowledge bears with it (`baimi eval --variant`).
"""

import random
from collections.abc import Callable, Mapping
from functools import cache

_FRONT = (
    "你好，请问一下，",
    "律师您好！急急急！",
    "不好意思打扰了，我想咨询一下，",
    "在吗？是这样的，",
)
_BACK = ("，谢谢了！！", "，麻烦您帮我看看😭", "，求助，跪谢🙏🙏", "，拜托了大家。。。")
_COMMON = (0xB0A1, 0xD7F9)
"""First and last code of GB 2312's first level: the 3,755 commonest characters."""


def traditional(question: str) -> str:
    """In Traditional characters."""
    from opencc import OpenCC  # noqa: PLC0415 - its tables load slowly; only when asked

    return str(OpenCC("s2t").convert(question))


def filler(question: str) -> str:
    """With politeness before and after it, the same for the same question."""
    chance = random.Random(question)  # noqa: S311 - no secret; the same draw every time
    return chance.choice(_FRONT) + question + chance.choice(_BACK)


def typo(question: str) -> str:
    """With one character replaced by another of the same sound, the same for the same question.

    A question whose characters have no common homophone stays as it is.
    """
    chance = random.Random(question)  # noqa: S311 - no secret; the same draw every time
    places = list(range(len(question)))
    chance.shuffle(places)
    for place in places:
        others = [c for c in _homophones().get(_sound(question[place]), ()) if c != question[place]]
        if others:
            return question[:place] + chance.choice(others) + question[place + 1 :]
    return question


VARIANTS: Mapping[str, Callable[[str], str]] = {
    "traditional": traditional,
    "typo": typo,
    "filler": filler,
}


@cache
def _sound(character: str) -> str:
    """Its commonest reading without the tone; empty for what is no 汉字."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its tables load slowly

    if not "\u4e00" <= character <= "\u9fff":
        return ""
    return str(pinyin(character, style=Style.NORMAL)[0][0])


@cache
def _homophones() -> dict[str, tuple[str, ...]]:
    """The common characters by their sound."""
    found: dict[str, list[str]] = {}
    for code in range(_COMMON[0], _COMMON[1] + 1):
        if code & 0xFF >= 0xA1:
            character = code.to_bytes(2, "big").decode("gb2312", errors="ignore")
            found.setdefault(_sound(character), []).append(character)
    found.pop("", None)
    return {sound: tuple(characters) for sound, characters in found.items()}

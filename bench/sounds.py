"""Write `knowledge/sounds.txt`: the common characters by their sound, from pypinyin.

    python -m bench.sounds > knowledge/sounds.txt

Only needed again when the characters or readings should change; pypinyin itself takes a second
to load, and the server does without it.
"""

from pypinyin import Style, pinyin

_FIRST_LEVEL = (0xB0A1, 0xD7F9)
_SECOND_LEVEL = (0xD8A1, 0xF7FE)
"""First and last codes of the 3,755 common and the 3,008 other characters of GB 2312."""


def main() -> None:
    """One line for each sound, without its tone: the common characters, then the others."""
    print("# 同音字：读音（不分声调），常用字，次常用字；pypinyin 生成，见 bench/sounds.py。")
    others = by_sound(_SECOND_LEVEL)
    for sound, common in sorted(by_sound(_FIRST_LEVEL).items()):
        print(sound, "".join(common), "".join(others.get(sound, [])))


def by_sound(codes: tuple[int, int]) -> dict[str, list[str]]:
    """The characters of GB 2312 between two codes by their usual reading."""
    found: dict[str, list[str]] = {}
    for code in range(codes[0], codes[1] + 1):
        character = code.to_bytes(2, "big").decode("gb2312", errors="ignore")
        if len(character) == 1 and "\u4e00" <= character <= "\u9fff":
            sound = str(pinyin(character, style=Style.NORMAL)[0][0])
            found.setdefault(sound, []).append(character)
    return found


if __name__ == "__main__":
    main()

"""A grid's QR code and its poster."""

import io
from dataclasses import dataclass
from html import escape

import segno

from bot.wechat.client import Answered, Failed, PlatformClient

LONGEST_SCENE = 64
"""Characters of a scene (wechat.md, "QR codes and menus")."""
POSTER_LINES = (
    "扫一扫，有事问百米",
    "邻里、物业、租房、家事，马上答",
    "要人来调解，也在这里说",
)
LONGEST_LINE = 28
"""Characters of a line of the poster: two rows of its large letters, so that all of it stays on
one page."""
_LONGEST_TITLE = 22
"""Characters of a community's name that fit on two rows of the largest letters."""
_POSTER = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4 portrait; margin: 0; }}
body {{ margin: 0 auto; width: 210mm; height: 296mm; box-sizing: border-box; padding: 18mm 16mm;
  display: flex; flex-direction: column; align-items: center; justify-content: space-between;
  text-align: center; font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", SimHei,
  sans-serif; color: #1d3b2d; overflow: hidden; line-break: strict; }}
h1 {{ font-size: {title_size}mm; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }}
svg {{ width: 130mm; flex: 0 1 130mm; min-height: 90mm; }}
p {{ font-size: 9.5mm; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }}
p:first-of-type {{ font-size: 12mm; font-weight: 700; }}
small {{ font-size: 5mm; color: #555; }}
</style></head><body>
<h1>{community}</h1>
{code}
<p>{first}</p><p>{second}</p><p>{third}</p>
<small>{grid}</small>
</body></html>
"""


@dataclass(frozen=True, slots=True)
class GridCode:
    """What the code holds, and whether a scan tells the grid."""

    content: str
    knows_grid: bool


def grid_code(client: PlatformClient | None, grid: str, address: str) -> GridCode | Failed:
    """A permanent scene code from the platform, else a plain code with the account's address."""
    if client is None:
        return GridCode(address, False)
    scene = {"scene": {"scene_str": grid}}
    asked = {"action_name": "QR_LIMIT_STR_SCENE", "action_info": scene}
    answer = client.call("/cgi-bin/qrcode/create", asked)
    if isinstance(answer, Answered):
        return GridCode(str(answer.fields.get("url", "")), True)
    return answer


def png(content: str) -> bytes:
    """1200 pixels or so, with the quiet zone; error correction for paper that gets dirty."""
    picture = io.BytesIO()
    segno.make(content, error="h", micro=False).save(picture, kind="png", scale=24, border=4)
    return picture.getvalue()


def svg(content: str) -> str:
    """The same as a drawing of any size."""
    picture = io.BytesIO()
    code = segno.make(content, error="h", micro=False)
    code.save(picture, kind="svg", border=4, xmldecl=False, omitsize=True, unit=None)
    return picture.getvalue().decode()


def poster(content: str, grid: str, community: str, lines: tuple[str, str, str]) -> str:
    """One A4 page to print from any browser: the community, the code, three lines of text."""
    first, second, third = map(escape, lines)
    return _POSTER.format(
        title=escape(f"{community} {grid}"),
        title_size=16 if len(community) <= _LONGEST_TITLE else 10,
        community=escape(community),
        code=svg(content),
        first=first,
        second=second,
        third=third,
        grid=escape(grid),
    )

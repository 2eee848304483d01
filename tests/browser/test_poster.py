"""A grid's poster: opened from the disk and printed as a community worker would."""

import base64
import re
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from bot.wechat.qr import LONGEST_LINE, LONGEST_SCENE, POSTER_LINES, poster

CODE = "http://weixin.qq.com/q/02abcdefgh12345678xyz"
LONGEST = "长" * LONGEST_LINE
POSTERS = [
    poster(CODE, "第一网格", "幸福社区", POSTER_LINES),
    poster(CODE, "长" * LONGEST_SCENE, "名" * 22, (LONGEST, LONGEST, LONGEST)),
    poster(CODE, "长" * LONGEST_SCENE, "名" * 40, (LONGEST, LONGEST, LONGEST)),
]
OVERFLOWS = """
const page = document.body.getBoundingClientRect();
return [...document.body.children].filter(part => {
  const box = part.getBoundingClientRect();
  return box.bottom > page.bottom || box.top < page.top || box.right > page.right;
}).map(part => part.tagName);
"""


@pytest.mark.parametrize("page", POSTERS, ids=["usual", "long", "longest"])
def test_it_prints_on_one_a4_page_with_everything_on_it(
    browser: Chrome, tmp_path: Path, page: str
) -> None:
    file = tmp_path / "poster.html"
    file.write_text(page, encoding="utf-8")
    browser.get(file.as_uri())
    assert browser.execute_script(OVERFLOWS) == []
    asked = {"preferCSSPageSize": True, "printBackground": True}
    pdf = base64.b64decode(browser.execute_cdp_cmd("Page.printToPDF", asked)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box
    points = [round(float(side)) for side in box.groups()]
    assert points == [595, 842], "A4 in points"

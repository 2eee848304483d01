"""The coverage as a table, as data, as a picture and as a page."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from bot.cli import main
from bot.coverage import as_data, as_svg, as_table, report
from bot.store.counts import count_outcome
from bot.store.feedback import Use, Waiting, count_rating, uses, waiting
from knowledge.coverage import coverage
from knowledge.entry import LAST_ARTICLE
from tests.conftest import World
from tests.knowledge.test_check import ENTRY

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def test_uses_are_counted_and_questions_that_wait_come_most_asked_first(session: Session) -> None:
    for entry, gap, minutes in (
        ("leaks-01", "", 0), ("leaks-01", "", 1), ("", "鸽子归谁", 2), ("", "无人机", 3),
        ("", "鸽子归谁", 4),
    ):  # fmt: skip
        count_outcome(session, entry, gap, NOW + timedelta(minutes=minutes))
    for useful in (True, True, False):
        count_rating(session, "leaks-01", useful)
    count_rating(session, "only-rated-01", False)
    count_rating(session, "", True)
    session.flush()
    assert uses(session) == {"leaks-01": Use(2, 2, 1), "only-rated-01": Use(0, 0, 1)}
    assert waiting(session) == [
        Waiting("鸽子归谁", 2, NOW + timedelta(minutes=4)),
        Waiting("无人机", 1, NOW + timedelta(minutes=3)),
    ]


def test_the_report_leaves_out_entries_that_are_gone() -> None:
    used = {"leaks-01": Use(3, 1, 2), "gone-01": Use(9, 9, 9)}
    found = report([ENTRY], used, [Waiting("鸽子归谁", 2, NOW)])
    table = as_table(found)
    assert "合计引用 2/1260 条" in table
    assert "   3 /  1 /  2  leaks-01" in table
    assert "gone-01" not in table
    assert "2 次  鸽子归谁" in table
    assert as_data(found)["never_asked"] == 0


def test_the_picture_is_whole_svg_with_a_square_for_each_article() -> None:
    root = fromstring(as_svg(coverage([ENTRY])))
    titles = [t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len([t for t in titles if t.startswith("第")]) == LAST_ARTICLE
    assert "第288条：1 个条目" in titles
    assert "第289条：0 个条目" in titles


def test_the_command_says_the_same_as_data_and_draws(tmp_path: Path) -> None:
    env = {"BAIMI_DATA_DIR": str(tmp_path)}
    picture = tmp_path / "a.svg"
    result = CliRunner().invoke(main, ["coverage", "--json", "--svg", str(picture)], env=env)
    found = json.loads(result.output)
    assert found["cited"] + sum(len(b["uncited"]) for b in found["books"]) == LAST_ARTICLE
    assert picture.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_page_shows_what_was_asked_rated_and_what_waits(world: World) -> None:
    world.say("小区电梯间的广告收入归谁所有？", "没用")
    with world.database.writing.begin() as session:
        count_outcome(session, "", "<b>鸽子</b>归谁", NOW)
    assert "登录" in world.app.test_client().get("/console/coverage", follow_redirects=True).text
    page = world.console().get("/console/coverage")
    assert "居民说没用的" in page
    assert "电梯" in page
    assert "&lt;b&gt;鸽子&lt;/b&gt;归谁" in page
    assert "第1165条" in page

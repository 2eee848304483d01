"""When something goes wrong in the console: said on a page, with a way on, and no word lost."""

import pytest
from sqlalchemy import text

from bot.errors import RESPONSES
from tests.conftest import Console, World
from tests.journeys.dispute_world import opens_dispute, ticket

WORDS = "楼上<b>漏水</b>，约了周五三点去看"
ESCAPED = "楼上&lt;b&gt;漏水&lt;/b&gt;，约了周五三点去看"


def is_page(html: str) -> bool:
    return 'name="viewport"' in html and "<h1" in html and "幸福社区" in html


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/console/tickets/BM000000-0000", 404, "没有这个编号"),
        ("/console/nowhere", 404, "没有这个页面"),
        ("/console/tickets/BM000000-0000/agreement", 404, "没有这个编号"),
        ("/console/logout", 405, "不能这样用"),
        ("/console/ledger.xlsx", 403, "没有权限"),
    ],
)
def test_what_is_not_there_is_a_page_that_leads_back(
    world: World, path: str, status: int, said: str
) -> None:
    answer = world.console("赵网格员", "grid").client.get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert is_page(html)
    assert said in html
    assert "回到列表" in html


def test_programs_are_answered_in_a_few_words(world: World) -> None:
    for path in ("/nowhere", "/wechat/nowhere", "/console-of-another"):
        answer = world.app.test_client().get(path)
        assert answer.content_type.startswith("text/plain"), path
        assert answer.get_data(as_text=True) == RESPONSES[404].words


def test_words_typed_into_a_form_that_is_too_old_are_given_back(world: World) -> None:
    staff = world.console("王调解员")
    number = opens_dispute(world)
    path = f"/console/tickets/{number}"
    old = {"csrf_token": "of yesterday", "action": "note", "version": "1", "text": WORDS}
    answer = staff.client.post(path, data=old)
    html = answer.get_data(as_text=True)
    assert (answer.status_code, is_page(html)) == (400, True)
    assert "放得太久了" in html
    assert ESCAPED in html
    assert "of yesterday" not in html
    assert f"回到 {number}" in html
    assert ticket(world, number).version == 1


def test_words_are_given_back_when_somebody_else_was_faster(world: World) -> None:
    number = opens_dispute(world)
    first, second = world.console("王调解员"), world.console("刘律师")
    path = f"/console/tickets/{number}"
    first.act(number, "note", "先看了现场")
    html = second.submit(path, action="note", text=WORDS, version="1")
    assert "有别人先动了" in html
    assert ESCAPED in html
    assert f"回到 {number}" in html


@pytest.mark.parametrize("token", ["kept", "lost"])
def test_who_was_logged_out_meanwhile_logs_in_and_goes_on_where_they_were(
    world: World, token: str
) -> None:
    staff = world.console("王调解员")
    number = opens_dispute(world)
    page = f"/console/tickets/{number}/agreement"
    html = staff.get(page)
    form = {"csrf_token": html.partition('name="csrf_token"')[2].split('"')[3], "facts": WORDS}
    if token == "lost":  # the browser was closed
        staff.client.delete_cookie("session")
    else:
        with staff.client.session_transaction() as kept:
            kept.pop("_user_id")
    posted = staff.client.post(page, data=form, headers={"Referer": f"http://localhost{page}"})
    html = posted.get_data(as_text=True)
    assert posted.status_code in (400, 401)
    assert ESCAPED in html
    gate = html.partition("btn-lg")[2].partition('href="')[2].partition('"')[0]
    assert gate.startswith("/console/login?next=")
    again = Console(staff.client)
    assert "登记协议" in again.submit(gate, username="王调解员", password="correct horse")


def test_without_words_a_form_of_who_was_logged_out_leads_to_the_login_at_once(
    world: World,
) -> None:
    number = opens_dispute(world)
    path = f"/console/tickets/{number}"
    posted = world.app.test_client().post(path, data={"action": "claim", "version": "1"})
    assert posted.status_code == 302
    assert posted.headers["Location"] == f"/console/login?next={path}"


def test_even_without_a_database_something_is_said(world: World) -> None:
    staff = world.console("王调解员")
    with world.database.writing.begin() as session:
        session.execute(text("ALTER TABLE staff RENAME TO gone"))
    answer = staff.client.get("/console/")
    assert (answer.status_code, answer.get_data(as_text=True)) == (500, RESPONSES[500].words)

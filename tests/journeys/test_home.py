"""Which grid a resident belongs to: one place knows it, whatever it is known by."""

from sqlalchemy import select

from bot.staffing import take_in
from bot.store.house import home_of
from bot.store.tables import Ticket
from tests.conftest import World
from tests.journeys.dispute_world import STREET, people


def home(world: World) -> str:
    with world.database.reading() as session:
        return home_of(session, "zhang")


def place_of_new_ticket(world: World) -> str:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "我家", "跳过", "跳过", "1")
    with world.database.reading() as session:
        return session.scalars(select(Ticket.place)).one()


def test_a_scanned_code_is_home_by_its_name_and_a_ticket_goes_there(world: World) -> None:
    people(world)
    reply = world.platform.event("zhang", "subscribe", "qrscene_grid-1").text
    assert "您在第一网格。" in reply
    assert home(world) == "xf-1"
    assert place_of_new_ticket(world) == "xf-1"


def test_the_last_word_counts_scanned_or_chosen(world: World) -> None:
    people(world)
    world.platform.event("zhang", "SCAN", "grid-1")
    world.say("我的网格", "第二网格")
    assert home(world) == "xf-2"
    world.platform.event("zhang", "subscribe", "qrscene_grid-1")
    assert home(world) == "xf-1"


def test_a_code_printed_before_its_grid_was_entered_finds_it_later(world: World) -> None:
    assert "您在grid-1网格。" in world.platform.event("zhang", "SCAN", "grid-1").text
    with world.database.writing.begin() as session:
        take_in(session, STREET)
    assert place_of_new_ticket(world) == "xf-1"


def test_a_tap_on_the_menu_moves_nobody(world: World) -> None:
    people(world)
    world.platform.event("zhang", "CLICK", "第一网格")
    assert home(world) == ""


def test_who_leaves_has_no_home(world: World) -> None:
    people(world)
    world.platform.event("zhang", "subscribe", "qrscene_grid-1")
    world.platform.event("zhang", "unsubscribe")
    assert home(world) == ""


def test_who_asks_to_be_forgotten_has_no_home(world: World) -> None:
    people(world)
    world.platform.event("zhang", "SCAN", "grid-1")
    world.say("删除我的信息", "1")
    assert home(world) == ""

"""`baimi ledger verify` finds whatever was changed behind the ledger, in the chain or beside it."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from bot.cli_ledger import ledger
from bot.reminding import note_head
from bot.store import ledger as store
from bot.store.ledger_facts import told_otherwise
from bot.store.tables import Event
from handlers.tickets.chain import BEGINNING, check
from handlers.tickets.working_days import local_day
from tests.conftest import World
from tests.journeys.test_agreement import confirms_by_code, mediated, write_agreement

CHANGES = (
    "UPDATE events SET recorded = '从来没有' WHERE seq = 3",
    "DELETE FROM events WHERE seq = 3",
    "UPDATE events SET seq = seq + 1000 WHERE seq = 4;UPDATE events SET seq = 4 WHERE seq = 5;UPDATE events SET seq = 5 WHERE seq = 1004",
    "INSERT INTO events (ticket_id, at, actor, action, recorded, told, audience, seq, salt, digest, hash) SELECT ticket_id, at, actor, action, '补的', told, audience, 1000, salt, digest, hash FROM events WHERE seq = 2",
    "DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)",
    "UPDATE tickets SET status = 'archived'",
    "UPDATE tickets SET closed_at = '2020-01-01 00:00:00'",
    "UPDATE tickets SET opened_at = '2020-01-01 00:00:00'",
    "UPDATE tickets SET category = '物业'",
    "UPDATE tickets SET source = 'found'",
    "UPDATE tickets SET what = '别的事'",
    "UPDATE tickets SET result = '一切都好'",
    "UPDATE tickets SET tier = 3",
    "UPDATE tickets SET points = 10",
    "UPDATE tickets SET agreed = 'oral'",
    "UPDATE party_ratings SET stars = 5",
    "DELETE FROM party_ratings",
    "UPDATE agreements SET facts = '别的事实'",
    "UPDATE agreements SET effective = '2020-01-01'",
    "UPDATE agreements SET court = 'confirmed', court_on = '2026-01-01'",
    "UPDATE agreement_terms SET fen = 1 WHERE position = 2",
    "UPDATE agreement_terms SET due = '2020-01-01' WHERE position = 1",
    "UPDATE agreement_terms SET done_on = '2026-01-01' WHERE position = 1",
    "UPDATE agreement_signers SET name = '王五' WHERE side = 'respondent'",
    "UPDATE agreement_signers SET confirmed_at = '2026-01-01 00:00:00', resident = 'x', way = 'wechat' WHERE confirmed_at IS NULL",
    "UPDATE visits SET satisfied = 5",
    "UPDATE visits SET words = '很好'",
    "DELETE FROM visits",
    "UPDATE dossiers SET crime = true",
)  # fmt: skip


def verify(world: World) -> Result:
    config = world.parts.config
    env = {"BAIMI_DATABASE_URL": config.database_url, "BAIMI_DATA_DIR": str(config.data_dir)}
    return CliRunner().invoke(ledger, ["verify"], env=env)


def whole_file(world: World) -> str:
    """A leak with an agreement, one party's confirmation, a kept promise, a mark, a visit."""
    staff = world.console("王调解员")
    number = mediated(world, staff)
    page = f"/console/tickets/{number}"
    staff.submit(f"{page}/particulars", page=page, amount="3000", petition="y")
    write_agreement(world, staff, number, effective=str(local_day(world.clock())))
    confirms_by_code(world, staff, number, "li")
    promises = re.findall(r"agreement/kept/(\d+)", staff.get(f"{page}/agreement"))
    staff.submit(f"{page}/agreement/kept/{promises[1]}", page=f"{page}/agreement", note="看了收条")
    world.say("评价 3 还行")
    staff.submit(f"{page}/visit", performed="part", satisfied="2", words="吊顶没修")
    return number


def test_every_change_is_found(world: World) -> None:
    """One world for all, each change undone by rolling back: worlds take seconds."""
    whole_file(world)
    honest = verify(world)
    assert (honest.exit_code, "0处不对" in honest.output) == (0, True), honest.output
    unseen = [change for change in CHANGES if not finds(world, change)]
    assert unseen == []


def finds(world: World, change: str) -> bool:
    """Whether the check sees a change that is taken back afterwards."""
    with world.database.writing() as session:
        for statement in change.split(";"):
            session.execute(text(statement))
        links = list(check(store.links(session), store.head(session)))
        return bool(links or list(told_otherwise(session)))


@pytest.mark.parametrize("seq", [0, 3])
def test_an_end_cut_off_with_its_head_is_found_by_the_heads_noted_elsewhere(
    world: World, seq: int
) -> None:
    mediated(world, world.console("王调解员"))
    assert note_head(world.database, world.parts.config.data_dir / "ledger-heads.txt")
    with world.database.writing.begin() as session:
        hashes = {row.seq: row.hash for row in session.execute(select(Event.seq, Event.hash))}
        kept = {"seq": seq, "hash": hashes.get(seq, BEGINNING)}
        session.execute(text("UPDATE ledger_head SET seq = :seq, hash = :hash"), kept)
        session.execute(text("DELETE FROM events WHERE seq > :seq"), kept)
    found = verify(world)
    assert found.exit_code == 1
    assert "现在不见了" in found.output


def test_a_whole_life_has_no_difference(world: World) -> None:
    """Reopened by a low mark, agreed anew, merged, erased: none of it is a fault."""
    staff = world.console("王调解员")
    number = mediated(world, staff)
    write_agreement(world, staff, number)
    world.say("评价 1 没说清楚")
    staff.act(number, "claim")
    staff.act(number, "accept")
    staff.act(number, "mediate")
    write_agreement(world, staff, number, text1="重新修好主管道")
    write_agreement(world, staff, number, text1="一周里修好主管道", money2="800")
    world.say("确认协议", "1", "评价 5")
    world.clock.forward(timedelta(days=1))
    world.say("删除我的信息", "确定删除")
    honest = verify(world)
    assert honest.exit_code == 0, honest.output

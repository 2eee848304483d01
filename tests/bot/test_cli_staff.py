"""`baimi staff` and `baimi act`, as a script calls them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli import main
from bot.store.tables import StaffRow
from tests.conftest import World
from tests.journeys.dispute_world import opens_dispute, opens_need, people, ticket

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def run(world: World, *words: str) -> Result:
    """`baimi` with the world's database."""
    config = world.parts.config
    env = {"BAIMI_DATABASE_URL": config.database_url, "BAIMI_DATA_DIR": str(config.data_dir)}
    return CliRunner().invoke(main, list(words), env=env)


def test_people_are_added_away_and_listed(world: World) -> None:
    assert "wang：" in run(world, "staff", "add", "wang", "--name", "王调解员").output
    term = ("--committee", "调委会", "--since", "2020-01-01", "--until", "2021-01-01")
    assert "2021-01-01" in run(world, "staff", "mandate", "wang", *term).output
    assert "请假" in run(world, "staff", "away", "wang", "2026-05-01", "2026-05-07").output
    backwards = run(world, "staff", "away", "wang", "2026-05-07", "2026-05-01")
    assert (backwards.exit_code, "截止比开始还早" in backwards.output) == (1, True)
    assert "（任期已满）" in run(world, "staff", "list").output
    assert run(world, "staff", "leave", "nobody").exit_code == 1


def test_a_file_with_a_fault_changes_nothing(world: World, tmp_path: Path) -> None:
    file = tmp_path / "staff.yaml"
    file.write_text("staff: [{username: li, name: 李, role: 神仙}]", encoding="utf-8")
    done = run(world, "staff", "import", str(file))
    assert done.exit_code == 1
    assert "人员第1行：角色“神仙”" in done.output
    with world.database.reading() as session:
        assert session.scalars(select(StaffRow)).all() == []


def test_a_script_acts_and_is_refused_with_the_reason(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    assert "核实中" in run(world, "act", number, "claim", "--by", "wang").output
    refused = run(world, "act", number, "accept", "--by", "wang")
    assert (refused.exit_code, "还没有对方的同意" in refused.output) == (1, True)
    assert run(world, "act", "BM000000-0000", "claim", "--by", "wang").exit_code == 1
    assert run(world, "act", number, "note", "--by", "ghost").exit_code == 1
    ended = ("terminate", "--by", "wang", "--text", "不成", "--reason", "failed")
    assert run(world, "act", number, *ended).exit_code == 0
    assert ticket(world, number).status == "terminated"


def test_a_resident_belongs_to_the_grid_they_scanned_or_chose(world: World) -> None:
    people(world)
    assert ticket(world, opens_dispute(world, "han", "11号楼3单元")).place == "xf-2"
    assert ticket(world, opens_dispute(world, "han", "河边小路")).place == "xf-2", "by the address"
    world.platform.event("zhang", "SCAN", "grid-2")
    first = opens_need(world)
    assert ticket(world, first).place == "xf-1", "the address of the matter decides: 3号楼"
    world.platform.event("wu", "SCAN", "grid-2")
    where = opens_dispute(world, "wu", "河边小路")
    assert (ticket(world, where).place, ticket(world, where).assignee) == ("xf-2", "孙网格员")
    assert "第二网格" in world.say("我的网格", resident="li")
    assert "第一网格" in world.say("1", resident="li")
    assert ticket(world, opens_dispute(world, "li", "河边小路")).place == "xf-1"

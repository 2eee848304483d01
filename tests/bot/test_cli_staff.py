"""`baimi staff` and `baimi act`, as a script calls them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.cli import main
from bot.store.tables import StaffRow, Ticket
from tests.conftest import World
from tests.journeys.dispute_world import CODE, opens_dispute, opens_need, people, ticket

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
    assert "请假" in run(world, "staff", "away", "wang", "2040-05-01", "2040-05-07").output
    assert "请假\twang\t2040-05-01" in run(world, "staff", "list").output
    backwards = run(world, "staff", "away", "wang", "2040-05-07", "2040-05-01")
    assert (backwards.exit_code, "还早" in backwards.output) == (1, True)
    past = run(world, "staff", "away", "wang", "2020-05-01", "2020-05-07")
    assert (past.exit_code, "已经过去了" in past.output) == (1, True)
    assert "已销假" in run(world, "staff", "back", "wang").output
    assert "2040-05-01" not in run(world, "staff", "list").output
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


def test_a_forgotten_password_costs_nobody_their_role(world: World) -> None:
    people(world)
    run(world, "staff", "add", "li", "--name", "李所长")
    assert "li\t李所长\t负责人" in run(world, "staff", "list").output
    taken = run(world, "staff", "add", "li2", "--name", "李所长")
    assert (taken.exit_code, "已经有人用了" in taken.output) == (1, True)


def test_somebody_gets_a_new_name_telephone_and_places_and_keeps_their_tickets(
    world: World,
) -> None:
    people(world)
    number = opens_dispute(world)
    run(world, "act", number, "claim", "--by", "wang")
    wrong = run(world, "staff", "set", "wang", "--phone", "123")
    assert (wrong.exit_code, "手机号11位" in wrong.output) == (1, True)
    assert run(world, "staff", "set", "wang", "--places", "nowhere").exit_code == 1
    assert run(world, "staff", "set", "wang", "--name", "李所长").exit_code == 1
    done = run(world, "staff", "set", "wang", "--name", "王建国", "--places", "xf-1,xf-2")
    assert "王建国\t调解员\txf-1,xf-2\t幸福社区人民调解委员会" in done.output
    assert ticket(world, number).handler == "王建国"


def test_places_and_the_roster_by_command(world: World) -> None:
    people(world)
    orphan = ("staff", "place", "xf-3", "--name", "第三网格", "--tier", "grid", "--parent", "no")
    assert run(world, *orphan).exit_code == 1
    assert "第三网格" in run(world, *orphan[:-1], "xf").output
    duty = ("staff", "duty", "xf-3", "sun", "2040-01-01", "2040-12-31")
    assert run(world, *duty, "--weekdays", "9").exit_code == 1
    assert run(world, "staff", "duty", "no", *duty[3:]).exit_code == 1
    assert (
        "孙网格员，替班王调解员"
        in run(world, *duty, "--substitute", "wang", "--weekdays", "1-5").output
    )
    assert "值班\txf-3\tsun，替班wang" in run(world, "staff", "list").output
    assert run(world, "staff", "off-duty", "xf-3", "sun", "2040-01-01").exit_code == 0
    assert run(world, "staff", "off-duty", "xf-3", "sun", "2040-01-01").exit_code == 1


def test_everything_goes_out_as_a_spreadsheet_and_in_again(world: World, tmp_path: Path) -> None:
    people(world)
    file = tmp_path / "people.xlsx"
    assert run(world, "staff", "export", str(tmp_path / "people.ods")).exit_code == 1
    assert run(world, "staff", "export", str(file)).exit_code == 0
    before = run(world, "staff", "list").output
    done = run(world, "staff", "import", str(file)).output
    assert "4个地点，6人，1条值班" in done
    assert run(world, "staff", "list").output == before


def test_a_script_invites_and_acknowledges(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    run(world, "act", number, "claim", "--by", "wang")
    code = CODE.findall(run(world, "act", number, "invite", "--by", "wang").output)[0]
    assert "双方自愿" in world.say(f"应邀 {code}", resident="chen")
    world.say("老公又打我了，救命", resident="wu")
    with world.database.reading() as session:
        crisis = session.scalars(select(Ticket.number).where(Ticket.kind == "crisis")).one()
    assert run(world, "acknowledge", crisis, "--by", "ghost").exit_code == 1
    assert run(world, "acknowledge", "BM000000-0000", "--by", "zhou").exit_code == 1
    assert "周警官确认已看到" in run(world, "acknowledge", crisis, "--by", "zhou").output

"""Two at once, somebody who left, a term that is over, a number that is none."""

from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier, Thread

from sqlalchemy import select

from bot.acts import actor_of, perform
from bot.desk import Desk
from bot.staffing import leave, member_of
from bot.store.dispute_tables import Assignment, PartyRow
from bot.store.engine import Database
from bot.store.staff import get_staff
from bot.store.tables import AlertRow, Ticket
from bot.store.tickets import ChangedMeanwhile
from handlers.tickets.act import Act, Action, Refused
from handlers.tickets.ticket import EndReason
from handlers.tickets.working_days import local_day
from tests.conftest import MakeWorld, World
from tests.journeys.dispute_world import (
    actions,
    alert_events,
    opens_dispute,
    people,
    ticket,
)

DESK = Desk()


def at_once(
    database: Database, number: str, acts: list[Act], versions: list[int | None]
) -> list[str]:
    """Each act in a thread of its own, all at the same moment; what became of each."""
    together, outcomes = Barrier(len(acts)), [""] * len(acts)

    def go(place: int) -> None:
        together.wait()
        try:
            with database.writing.begin() as session:
                now = datetime.now(UTC)
                done = perform(session, number, acts[place], versions[place], now, DESK)
                outcomes[place] = done.reason if isinstance(done, Refused) else "done"
        except ChangedMeanwhile:
            outcomes[place] = "changed meanwhile"

    threads = [Thread(target=go, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def act_by(world: World, username: str, action: Action) -> Act:
    with world.database.reading() as session:
        actor = actor_of(member_of(session, username))
    return Act(action, actor, local_day(world.clock()))


def test_of_two_who_claim_at_once_one_gets_it_and_the_other_is_told(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    claims = [act_by(world, name, Action.CLAIM) for name in ("zhao", "wang")]
    outcomes = at_once(world.database, number, claims, [1, 1])
    assert outcomes.count("done") == 1
    other = next(outcome for outcome in outcomes if outcome != "done")
    assert "认领了" in other
    assert actions(world, number).count("claim") == 1
    assert ticket(world, number).handler in other


def test_two_closings_at_once_close_once(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    with world.database.writing.begin() as session:
        perform(session, number, act_by(world, "wang", Action.CLAIM), None, world.clock(), DESK)
    closing = replace(act_by(world, "wang", Action.TERMINATE), text="不成", reason=EndReason.FAILED)
    outcomes = at_once(world.database, number, [closing, closing], [2, 2])
    assert outcomes.count("done") == 1
    assert "已经结束" in "".join(outcomes)
    assert ticket(world, number).closings == 1
    assert actions(world, number).count("terminate") == 1


def test_who_leaves_hands_back_what_they_had(world: World) -> None:
    people(world)
    number, waiting = opens_dispute(world), opens_dispute(world, resident="wu")
    with world.database.writing.begin() as session:
        perform(session, number, act_by(world, "zhao", Action.CLAIM), None, world.clock(), DESK)
    with world.database.writing.begin() as session:
        assert leave(session, "zhao", world.clock(), DESK) == [number, waiting]
    assert (ticket(world, number).handler, ticket(world, number).assignee) == ("", "王调解员")
    assert ticket(world, waiting).assignee == "王调解员"
    assert "马上换人" in world.say("查进度")
    with world.database.reading() as session:
        assert get_staff(session, "zhao") is None, "they cannot log in"


def test_a_mediator_whose_term_is_over_cannot_accept(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(number, "claim")
    staff.consent(number, "respondent", "given")
    world.clock.at = datetime(2041, 3, 4, 4, tzinfo=UTC)
    assert "任期到2040年12月31日已满" in staff.act(number, "accept")
    assert ticket(world, number).status == "verifying"


def test_a_telephone_number_that_is_none_is_refused(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    staff = world.console("王调解员")
    assert "请先认领" in staff.party(number, "respondent", name="陈某")
    staff.act(number, "claim")
    assert "电话号码不对" in staff.party(number, "respondent", name="陈某", phone="12345")
    assert "已保存" in staff.party(number, "respondent", name="陈某", phone="0906-2123456")
    with world.database.reading() as session:
        phones = list(session.scalars(select(PartyRow.phone).order_by(PartyRow.id)))
    assert phones == ["13800138000", "09062123456"]


def test_who_is_a_party_may_not_handle_it(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    leader = world.console("钱主任")
    leader.party(number, "respondent", name="王调解员")
    assert "应当回避" in world.console("王调解员").act(number, "claim")
    grid_worker = world.console("赵网格员")
    grid_worker.act(number, "claim")
    assert "已保存" in grid_worker.act(number, "recuse", "申请人是我表弟")
    assert "特邀调解规定第15条" in grid_worker.act(number, "claim")
    assert "应当回避" in grid_worker.consent(number, "respondent", "given")
    page = leader.get(f"/console/tickets/{number}")
    assert "赵网格员应当回避：申请人是我表弟" in page, "the reason is kept and shown"
    assert "王调解员应当回避：与对方同名" in page
    progress = world.say("查进度")
    assert "换一位工作人员" in progress
    assert "表弟" not in progress


def test_a_duplicate_is_merged_and_the_resident_told(world: World) -> None:
    people(world)
    kept, doubled = opens_dispute(world), opens_dispute(world)
    staff = world.console("王调解员")
    staff.act(doubled, "claim")
    assert "没有找到" in staff.act(doubled, "merge", into="BM000000-0000")
    assert "已保存" in staff.act(doubled, "merge", into=kept)
    assert ticket(world, doubled).merged_into == kept
    assert f"和编号 {kept} 是同一件事" in world.say("查进度")
    with world.database.writing.begin() as session:
        note = replace(act_by(world, "wang", Action.NOTE), text="还有什么")
        refused = perform(session, doubled, note, None, world.clock(), DESK)
    assert refused == Refused("已经并入另一件，请到那一件里办理。")
    page = staff.get(f"/console/tickets/{doubled}")
    assert f"/console/tickets/{kept}" in page
    assert "别的办理" not in page, "nothing can be done here any more"


def test_why_somebody_was_asked_is_kept(world: World) -> None:
    people(world)
    opens_dispute(world)
    with world.database.reading() as session:
        row = session.scalars(select(Assignment)).one()
    assert (row.name, row.by) == ("赵网格员", "系统")
    assert row.reason == "第一网格的网格员赵网格员，今天值班"


def test_what_is_taken_back_by_hand_goes_to_somebody_who_is_alerted(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    world.console("赵网格员").act(number, "claim")
    leader = world.console("钱主任")
    leader.act(number, "take_back", "他手上太多")
    assert ticket(world, number).assignee == "王调解员", "not the one it was just taken from"
    assert alert_events(world)[-1] == "taken_back"
    leader.act(number, "assign", to="wang")
    assert (ticket(world, number).handler, alert_events(world)[-1]) == ("王调解员", "asked")
    world.console("王调解员").act(number, "hand_up", "牵涉两个社区")
    assert (ticket(world, number).assignee, alert_events(world)[-1]) == ("钱主任", "handed_up")


def test_a_crisis_of_who_leaves_disturbs_the_next_one_until_a_person_acknowledges(
    make_world: MakeWorld,
) -> None:
    world = make_world(BAIMI_QUIET_HOURS="22:00-07:00")
    world.clock.at = datetime(2026, 3, 2, 18, tzinfo=UTC)  # two in the morning in China
    people(world)
    world.say("老公又打我了，救命")
    with world.database.reading() as session:
        number = session.scalars(select(Ticket.number)).one()
    world.console("周警官", "police").act(number, "claim")
    with world.database.writing.begin() as session:
        assert leave(session, "zhou", world.clock(), DESK) == [number]
    with world.database.reading() as session:
        last = session.scalars(select(AlertRow).order_by(AlertRow.id.desc())).first()
    assert last is not None
    assert (last.urgency, last.acknowledged_by, last.next_try_at) == ("urgent", "", world.clock())
    assert ticket(world, number).assignee == "孙网格员", "the next role; no grid is known"


def test_ten_who_claim_at_once(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    claim = act_by(world, "wang", Action.CLAIM)
    claims = [replace(claim, actor=replace(claim.actor, name=f"调解员{n}")) for n in range(10)]
    outcomes = at_once(world.database, number, claims, [1] * 10)
    assert outcomes.count("done") == 1
    assert sum("认领了" in outcome for outcome in outcomes) == 9
    assert actions(world, number).count("claim") == 1

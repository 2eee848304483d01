"""A need that is no dispute: claimed, seen to, struck off, confirmed by the resident alone."""

from tests.conftest import World
from tests.journeys.dispute_world import actions, opens_need, people, ticket


def test_a_lamp_is_repaired_and_the_resident_confirms(world: World) -> None:
    people(world)
    number = opens_need(world)
    row = ticket(world, number)
    assert (row.kind, row.place, row.assignee) == ("need", "xf-1", "赵网格员")
    staff = world.console("赵网格员", "grid")
    staff.act(number, "claim")
    staff.act(number, "start")
    assert "请写上内容" in staff.act(number, "strike_off")
    staff.act(number, "strike_off", "换了新灯泡")
    assert "别人不能代替" in staff.act(number, "confirm")

    assert "换了新灯泡" in world.say("查进度")
    assert "接着办" in world.say("没有解决")
    assert ticket(world, number).status == "doing"
    staff.act(number, "strike_off", "线路也修好了")
    assert "确认解决" in world.say("确认解决")
    assert ticket(world, number).status == "confirmed"
    assert "评了5分" in world.say("评价 5 很快")
    assert "已经评过分" in world.say("评价 1")
    assert actions(world, number)[-4:] == ["reject", "strike_off", "confirm", "rate"]


def test_the_dialogue_of_a_need_asks_for_no_other_side(world: World) -> None:
    world.say("我要报事", "同意", "楼道的灯坏了，看不见")
    assert "留个电话" in world.say("3号楼")
    assert "什么地方" in world.say("返回")


def test_who_reported_the_same_lamp_hears_that_it_is_repaired(world: World) -> None:
    people(world)
    kept, doubled = opens_need(world), opens_need(world, "li")
    staff = world.console("赵网格员", "grid")
    assert "已保存" in staff.act(doubled, "claim")
    assert "已保存" in staff.act(doubled, "merge", into=kept)
    world.say("你好", resident="li")
    staff.act(kept, "claim")
    staff.act(kept, "strike_off", "换了新灯泡")
    heard = world.say("你好", resident="li")
    assert f"（{doubled}）" in heard
    assert "有结果了：换了新灯泡" in heard
    assert "确认解决" not in heard, "that is asked of whose ticket it is"

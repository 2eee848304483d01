"""The other side is invited by a code, and says no: mediation ends and both are told."""

from tests.conftest import World
from tests.journeys.dispute_world import CODE, actions, opens_dispute, people, ticket


def invited(world: World, number: str) -> str:
    """A mediator takes the ticket and gets a code for the respondent."""
    staff = world.console("王调解员")
    staff.act(number, "claim")
    page = f"/console/tickets/{number}"
    return str(CODE.findall(staff.submit(f"{page}/invite", page=page))[0])


def test_the_respondent_refuses(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    code = invited(world, number)
    assert ticket(world, number).status == "inviting"

    asked = world.say(f"应邀 {code}", resident="chen")
    assert "双方自愿" in asked
    assert "邻里" in asked
    for private in ("13800138000", "501", "漏水", "zhang"):
        assert private not in asked, "nothing of the applicant is shown"

    assert "到此为止" in world.say("2", resident="chen")
    assert ticket(world, number).status == "terminated"
    assert ticket(world, number).end_reason == "refused"
    progress = world.say("查进度")
    assert "一方拒绝调解" in progress
    assert "法院" in progress, "the other routes (人民调解法 26)"
    assert "还没有登记过" in world.say("查进度", resident="chen"), "who refuses is not bound"
    staff = world.console("王调解员")
    assert "已经结束" in staff.act(number, "mediate")
    assert "已经有了结果" in world.say(f"应邀 {code}", resident="chen")
    assert actions(world, number)[-2:] == ["consent", "terminate"]


def test_the_respondent_agrees_and_sees_only_what_is_released(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    assert "情况可以让对方知道" in world.say("公开情况")
    code = invited(world, number)

    asked = world.say(f"应邀{code}", resident="chen")
    assert "楼上漏水" in asked, "the applicant released it"
    assert "13800138000" not in asked
    assert number in world.say("同意调解", resident="chen")
    assert "对方同意调解了" in world.say("查进度")
    mine = world.say("查进度", resident="chen")
    assert number in mine
    assert "13800138000" not in mine

    staff = world.console("王调解员")
    assert "已保存" in staff.act(number, "accept")
    assert "正式受理" in world.say("查进度", resident="chen")
    assert "确定不调解" in world.say("不调解了", resident="chen")
    world.say("1", resident="chen")
    assert ticket(world, number).status == "terminated"


def test_a_code_is_for_one_person_and_not_for_the_applicant(world: World) -> None:
    people(world)
    code = invited(world, opens_dispute(world))
    assert "不是给您的" in world.say(f"应邀 {code}"), "the applicant themselves"
    world.say(f"应邀 {code}", "1", resident="chen")
    assert "已经有人用过" in world.say(f"应邀 {code}", resident="wu")


def test_codes_cannot_be_guessed(world: World) -> None:
    for number in range(5):
        assert "不对" in world.say(f"应邀 00000{number}", resident="wu")
    people(world)
    code = invited(world, opens_dispute(world))
    assert "太多次" in world.say(f"应邀 {code}", resident="wu")


def test_the_applicant_withdraws(world: World) -> None:
    people(world)
    number = opens_dispute(world)
    assert "确定不调解" in world.say("撤回申请")
    assert number in world.say("确定不调解了")
    assert ticket(world, number).end_reason == "withdrawn"

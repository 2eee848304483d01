"""The platform delivers up to three times, and eight workers may get the same message at once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

from sqlalchemy import func, select

from bot.store.tables import AlertRow, Ticket
from bot.wechat.envelope import STALE_AFTER, signature
from bot.wechat.xml import write_xml
from tests.conftest import TOKEN, MakeWorld, World

FIELDS = {"MsgType": "text", "Content": "1"}


def ready_to_submit(world: World) -> None:
    """A resident who has only to confirm."""
    world.say("我要调解", "同意", "邻里", "楼上漏水两个月了没人管", "3号楼", "跳过", "跳过")


def tickets_and_alerts(world: World) -> tuple[int | None, int | None]:
    with world.database.reading() as session:
        tickets = session.scalar(select(func.count()).select_from(Ticket))
        alerts = session.scalar(select(func.count()).select_from(AlertRow))
    return tickets, alerts


def test_eight_deliveries_at_once_make_one_ticket_one_alert_and_eight_equal_replies(
    world: World,
) -> None:
    ready_to_submit(world)
    message = world.platform.message("zhang", FIELDS)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: world.platform.post(message), range(8)))
    assert {answer.status_code for answer in answers} == {200}
    texts = {world.platform.read_answer(answer) for answer in answers}
    assert len(texts) == 1
    assert "登记好了" in str(texts)
    assert tickets_and_alerts(world) == (1, 1)


def test_a_redelivery_after_a_restart_gets_the_stored_reply(make_world: MakeWorld) -> None:
    before = make_world()
    ready_to_submit(before)
    message = before.platform.message("zhang", FIELDS)
    first = before.platform.read_answer(before.platform.post(message))
    after = make_world()
    again = after.platform.read_answer(after.platform.post(message))
    assert first
    assert again == first
    assert tickets_and_alerts(after) == (1, 1)


def test_a_captured_request_is_answered_the_same_and_nothing_happens_twice(world: World) -> None:
    ready_to_submit(world)
    message = write_xml(world.platform.message("zhang", FIELDS))
    query, body = world.platform.envelope(message)
    send = partial(world.platform.client.post, world.platform.webhook_url, content=body.encode())
    first, replayed = send(params=query), send(params=query)
    assert "登记好了" in str(world.platform.read_answer(first))
    assert world.platform.read_answer(replayed) == world.platform.read_answer(first)
    assert tickets_and_alerts(world) == (1, 1)


def test_a_request_captured_over_five_minutes_ago_is_refused(world: World) -> None:
    query, body = world.platform.envelope(write_xml(world.platform.message("zhang", FIELDS)))
    sealed = body.partition("<Encrypt>")[2].partition("</Encrypt>")[0]
    then = str(int(query["timestamp"]) - STALE_AFTER - 1)
    query |= {
        "timestamp": then,
        "signature": signature(TOKEN, then, query["nonce"]),
        "msg_signature": signature(TOKEN, then, query["nonce"], sealed),
    }
    answer = world.platform.client.post(
        world.platform.webhook_url, params=query, content=body.encode()
    )
    assert answer.status_code == 403
    assert tickets_and_alerts(world) == (0, 0)


def test_two_messages_of_one_resident_at_once_are_worked_on_one_after_the_other(
    world: World,
) -> None:
    """Both answers of a dialogue are kept, whichever comes first."""
    world.say("我要调解", "同意", "邻里")
    said = ["楼上漏水两个月了没人管", "三号楼二单元五零一室"]
    messages = [world.platform.message("zhang", {"MsgType": "text", "Content": t}) for t in said]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(world.platform.post, messages))
    world.say("跳过", "跳过", "1")
    with world.database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
    assert {ticket.what, ticket.where} == set(said)

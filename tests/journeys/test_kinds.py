"""Every kind of message and every event of the platform."""

import pytest
from sqlalchemy import select

from bot.store import outgoing, pictures
from bot.store.channel_tables import NoticeConsent, Outgoing, SendWindow
from bot.store.house import home_of
from bot.store.tables import ConversationRow, Picture, Ticket
from handlers.picture import MOST_OF_TICKET
from handlers.turn import Reply
from tests.conftest import MakeWorld, World

only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # tables of cases

MESSAGES = [
    ({"MsgType": "text", "Content": "房东不退押金怎么办"}, "《民法典》"),
    ({"MsgType": "image", "PicUrl": "http://127.0.0.1:9/1.png", "MediaId": "m"}, "图片收到了"),
    ({"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": ""}, "麻烦您打字"),
    ({"MsgType": "voice", "MediaId": "m", "Recognition": "房东不退押金怎么办"}, "《民法典》"),
    ({"MsgType": "video", "MediaId": "m", "ThumbMediaId": "t"}, "视频我看不了"),
    ({"MsgType": "shortvideo", "MediaId": "m", "ThumbMediaId": "t"}, "视频我看不了"),
    (
        {"MsgType": "location", "Location_X": "23.1", "Location_Y": "113.3", "Label": "3号楼"},
        "位置",
    ),
    ({"MsgType": "link", "Title": "t", "Description": "d", "Url": "http://x.test"}, "链接我打不开"),
    ({"MsgType": "file", "Title": "合同.pdf", "FileKey": "k"}, "文件我打不开"),
    ({"MsgType": "event", "Event": "CLICK", "EventKey": "查进度"}, "还没有登记过"),
    ({"MsgType": "event", "Event": "subscribe", "EventKey": ""}, "百米服务"),
    ({"MsgType": "event", "Event": "SCAN", "EventKey": "A03", "Ticket": "t"}, "A03网格"),
]
QUIET = [
    ({"MsgType": "event", "Event": name, "EventKey": "x"})
    for name in (
        "VIEW", "LOCATION", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_weixin",
        "pic_photo_or_album", "location_select", "user_info_modified", "user_authorization_revoke",
        "TEMPLATESENDJOBFINISH", "subscribe_msg_popup_event", "subscribe_msg_change_event",
        "subscribe_msg_sent_event", "unsubscribe", "something_of_next_year",
    )
]  # fmt: skip


@only_sqlite
@pytest.mark.parametrize(("fields", "words"), MESSAGES)
def test_each_kind_gets_its_reply(world: World, fields: dict[str, str], words: str) -> None:
    delivery = world.platform.send("zhang", fields)
    assert delivery.deliveries == 1
    assert words in delivery.text


@only_sqlite
@pytest.mark.parametrize("fields", QUIET, ids=lambda fields: fields["Event"])
def test_each_other_event_is_accepted_quietly(world: World, fields: dict[str, str]) -> None:
    delivery = world.platform.send("zhang", fields)
    assert (delivery.text, delivery.status, delivery.deliveries) == ("", 200, 1)


@only_sqlite
def test_a_kind_nobody_knows_is_accepted_quietly(world: World) -> None:
    assert world.platform.send("zhang", {"MsgType": "hologram"}).text == ""


@only_sqlite
@pytest.mark.parametrize(
    ("event", "key", "grid"),
    [
        ("subscribe", "qrscene_A03", "A03"),
        ("SCAN", "A03", "A03"),
        ("subscribe", "last_trade_no_1", ""),
        ("subscribe", "qrscene_" + "长" * 65, ""),
        ("SCAN", "", ""),
    ],
)
def test_the_code_that_was_scanned_binds_the_grid(
    world: World, event: str, key: str, grid: str
) -> None:
    reply = world.platform.event("zhang", event, key).text
    with world.database.reading() as session:
        assert home_of(session, "zhang") == grid
    assert bool(grid) == ("网格。" in reply)


def test_who_leaves_is_anonymised_and_an_open_ticket_stays(world: World) -> None:
    world.platform.event("zhang", "subscribe", "qrscene_A03")
    story = "楼上一直漏水没人管"
    world.say("我要调解", "同意", "邻里", story, "3号楼", "跳过", "13800138000", "1")
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply("还没说的话"), world.clock())
    world.platform.event("zhang", "unsubscribe")
    with world.database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert (ticket.resident, ticket.phone, ticket.what) == (None, "", story)
        assert session.scalars(select(Outgoing)).one().resident is None
        for table in (SendWindow, NoticeConsent, ConversationRow):
            assert session.scalars(select(table)).all() == []
        assert home_of(session, "zhang") == ""
    assert world.parts.channel.speak() == 0


@pytest.mark.parametrize(
    "leaving",
    [
        {"MsgType": "event", "Event": "unsubscribe", "EventKey": ""},
        {"MsgType": "text", "Content": "确定删除"},
    ],
)
def test_a_second_delivery_brings_nobody_back(world: World, leaving: dict[str, str]) -> None:
    world.say("房东不退押金怎么办", "删除我的信息")
    message = world.platform.message("zhang", leaving)
    first, again = world.platform.post(message), world.platform.post(message)
    assert world.platform.read_answer(first) == world.platform.read_answer(again)
    with world.database.reading() as session:
        assert session.scalars(select(ConversationRow)).all() == []


def consent_event(answer: str, name: str = "Popup") -> dict[str, str]:
    return {"MsgType": "event", "Event": f"subscribe_msg_{name.lower()}_event"} | {
        f"SubscribeMsg{name}Event": f"<List><TemplateId>T1</TemplateId>"
        f"<SubscribeStatusString>{answer}</SubscribeStatusString></List>"
    }


def deliver_raw(world: World, fields: dict[str, str]) -> None:
    """Fields that hold elements, which the platform's own writer would escape."""
    message = world.platform.message("zhang", fields)
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in message.items())
    query, body = world.platform.envelope(f"<xml>{inside}</xml>")
    answer = world.platform.client.post(
        world.platform.webhook_url, params=query, content=body.encode()
    )
    assert (answer.status_code, answer.text) == (200, "success")


def test_a_notice_is_sent_when_the_resident_agreed_and_the_window_is_closed(
    make_world: MakeWorld,
) -> None:
    world = make_world(BAIMI_WECHAT_NOTICE="T1 thing1 thing2")
    deliver_raw(world, consent_event("accept"))
    world.books.consents["zhang", "T1"] += 1
    for words in ("第一件", "第二件"):
        with world.database.writing.begin() as session:
            outgoing.send(session, "zhang", Reply(words), world.clock())
        world.parts.channel.speak()
    notices = [sent for sent in world.books.sent if sent.way == "message/subscribe/bizsend"]
    assert len(notices) == 1, "one consent, one notice"
    reply = world.say("查看")
    assert "第一件" in reply
    assert "第二件" in reply


@pytest.mark.parametrize(
    "events",
    [
        [consent_event("reject")],
        [consent_event("accept"), consent_event("reject", "Change")],
    ],
)
def test_no_notice_without_consent(make_world: MakeWorld, events: list[dict[str, str]]) -> None:
    world = make_world(BAIMI_WECHAT_NOTICE="T1 thing1 thing2")
    for event in events:
        deliver_raw(world, event)
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply("有进展"), world.clock())
    world.parts.channel.speak()
    assert world.books.counts["message/subscribe/bizsend"] == 0


def test_the_result_of_a_template_message_is_shown_to_staff(make_world: MakeWorld) -> None:
    world = make_world(BAIMI_WECHAT_TEMPLATE="T2 first keyword1")
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply("有进展"), world.clock())
    world.parts.channel.speak()
    with world.database.reading() as session:
        sent = session.scalars(select(Outgoing)).one()
    assert (sent.state, sent.way) == ("waiting", "template")
    fields = {"MsgType": "event", "Event": "TEMPLATESENDJOBFINISH", "MsgID": sent.platform_id}
    world.platform.send("zhang", fields | {"Status": "failed:user block"})
    with world.database.reading() as session:
        assert "failed:user block" in session.scalars(select(Outgoing)).one().why


def test_a_picture_goes_to_the_open_ticket(world: World) -> None:
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过", "1")
    assert "存进您登记的事" in world.platform.picture("zhang", "http://127.0.0.1:9/1.png").text
    with world.database.reading() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert session.scalars(select(Picture)).one().ticket_id == ticket.id


def full_ticket(world: World) -> str:
    """A ticket that has all the pictures it takes."""
    world.say("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过", "1")
    with world.database.writing.begin() as session:
        ticket = session.scalars(select(Ticket)).one()
        for number in range(MOST_OF_TICKET - 1):
            name, url = f"old-{number}", "http://127.0.0.1:9/1.png"
            pictures.keep(session, "zhang", name, url, world.clock(), ticket.id)
    assert "存进您登记的事" in world.platform.picture("zhang", "http://127.0.0.1:9/1.png").text
    return ticket.number


def kept(world: World) -> int:
    with world.database.reading() as session:
        return len(session.scalars(select(Picture.media_id)).all())


def test_a_ticket_takes_only_so_many_pictures(world: World) -> None:
    full_ticket(world)
    reply = world.platform.picture("zhang", "http://127.0.0.1:9/1.png").text
    assert f"已经存了{MOST_OF_TICKET}张" in reply
    assert kept(world) == MOST_OF_TICKET


def test_also_while_a_person_is_talking(world: World) -> None:
    number = full_ticket(world)
    staff, path = world.console(), f"/console/tickets/{number}"
    staff.submit(f"{path}/say", page=path, words="您好")
    world.parts.channel.speak()
    assert world.platform.picture("zhang", "http://127.0.0.1:9/1.png").text == ""
    assert kept(world) == MOST_OF_TICKET
    assert "没有存" in staff.get(path)


def test_an_unverified_account_answers_and_never_calls(make_world: MakeWorld) -> None:
    world = make_world(BAIMI_WECHAT_ACCOUNT="unverified")
    world.say("你好")
    with world.database.writing.begin() as session:
        outgoing.send(session, "zhang", Reply("有进展"), world.clock())
    world.parts.channel.speak()
    assert sum(world.books.counts.values()) == 0
    assert "有进展" in world.say("你好")

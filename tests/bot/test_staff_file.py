"""A file of places and people: taken in whole, or refused with every fault."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.staff_file import read_staff_file, write_staff_file
from bot.staffing import take_in
from bot.store.engine import Database
from bot.store.house import load_house
from bot.store.staff import check_password, get_staff
from bot.store.tables import StaffRow
from handlers.tickets.people import Duty, House, Member, Role, Tier
from handlers.tickets.staff_rows import read_weekdays

GOOD = """
places:
  - {code: xf, name: 幸福社区, tier: 社区}
  - {code: xf-1, name: 第一网格, tier: 网格, parent: xf, words: [1号楼, 2号楼], scene: grid-1}
staff:
  - {username: wang, name: 王调解员, role: 调解员, places: [xf], phone: 138 0013 8000,
     committee: 幸福社区调委会, since: 2025-01-01, until: 2027-12-31}
  - {username: zhao, name: 赵网格员, role: grid, places: [xf-1], mail: zhao@example.org}
duties:
  - {place: xf-1, staff: zhao, substitute: wang, since: 2026-01-01, until: 2026-12-31,
     weekdays: [1, 2, 3]}
absences:
  - {staff: zhao, since: 2026-05-01, until: 2026-05-07}
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "staff.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def read(file: Path) -> House:
    house = read_staff_file(file)
    assert isinstance(house, House), house
    return house


def test_a_yaml_file_is_taken_in_twice_without_harm(tmp_path: Path, database: Database) -> None:
    house = read(written(tmp_path, GOOD))
    with database.writing.begin() as session:
        passwords = take_in(session, house)
    with database.writing.begin() as session:
        assert take_in(session, house) == {}, "nobody is new"
    with database.reading() as session:
        kept = load_house(session)
        assert check_password(session, "wang", passwords["wang"]) is not None
    assert kept == House(
        tuple(sorted(house.places, key=lambda p: p.code)), house.members, house.duties,
        house.absences,
    )  # fmt: skip
    wang = kept.member("wang")
    assert wang is not None
    assert wang.phone == "13800138000"
    assert wang.may_mediate(date(2027, 12, 31))
    assert not wang.may_mediate(date(2028, 1, 1))


def test_a_spreadsheet_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheets: dict[str, list[tuple[object, ...]]] = {
        "地点": [("代码", "名称", "层级", "上级", "地址词", "二维码"),
                 ("xf", "幸福社区", "社区", None, None, None),
                 ("xf-1", "第一网格", "网格", "xf", "1号楼、2号楼", "grid-1")],
        "人员": [("用户名", "姓名", "角色", "地点", "电话", "邮箱", "调委会", "开始", "截止"),
                 ("wang", "王调解员", "调解员", "xf", 13800138000, None, "幸福社区调委会",
                  date(2025, 1, 1), date(2027, 12, 31)),
                 ("zhao", "赵网格员", "网格员", "xf-1", None, "zhao@example.org", None, None, None)],
        "值班": [("地点", "人员", "替班", "开始", "截止", "星期"),
                 ("xf-1", "zhao", "wang", "2026-01-01", "2026-12-31", "1,2,3")],
        "请假": [("人员", "开始", "截止"), ("zhao", "2026-05-01", "2026-05-07")],
    }  # fmt: skip
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = tmp_path / "staff.xlsx"
    book.save(file)
    assert read(file) == read(written(tmp_path, GOOD))


FAULTS = [
    ("tier: 网格", "tier: 楼栋", "层级“楼栋”"),
    ("role: 调解员", "role: 神仙", "角色“神仙”"),
    ("138 0013 8000", "12345", "电话“12345”不对"),
    ("until: 2027-12-31", "until: 2024-12-31", "截止2024-12-31比开始2025-01-01还早"),
    ("until: 2027-12-31", "until: 明年", "截止“明年”不是日期"),
    ("parent: xf", "parent: nowhere", "上级“nowhere”没有写"),
    ("username: zhao", "username: wang", "用户名“wang”写了两次"),
    ("name: 赵网格员", "name: 王调解员", "姓名“王调解员”写了两次"),
    ("substitute: wang", "substitute: ma", "值班里的“ma”没有写在人员里"),
    ("weekdays: [1, 2, 3]", "weekdays: [8]", "星期要写1到7"),
    ("places: [xf-1]", "places: [xf-9]", "地点“xf-9”没有写"),
    ("staff:", "staff: [", "读不了"),
    ("staff:", "member:", "“member”不认识"),
    ("mail: zhao", "email: zhao", "人员里的“email”不认识"),
    ("zhao@example.org", "zhao", "邮箱“zhao”不对"),
    ("committee: 幸福社区调委会, ", "", "没有写是哪个调委会"),
    ("staff: zhao, substitute", "substitute", "要写谁值班"),
    ("weekdays: [1, 2, 3]", "weekdays: 6-9", "星期要写1到7"),
    ("  - {staff: zhao, since: 2026-05-01, until: 2026-05-07}", "  - 赵请假", "“赵请假”不认识"),
]


@pytest.mark.parametrize(("right", "wrong", "fault"), FAULTS)
def test_a_fault_is_named(tmp_path: Path, right: str, wrong: str, fault: str) -> None:
    assert right in GOOD
    faults = read_staff_file(written(tmp_path, GOOD.replace(right, wrong, 1)))
    assert isinstance(faults, list)
    assert any(fault in line for line in faults), faults


def test_roles_and_tiers_are_read_by_their_chinese_names(tmp_path: Path) -> None:
    house = read(written(tmp_path, GOOD))
    assert [m.role for m in house.members] == [Role.MEDIATOR, Role.GRID]
    assert [p.tier for p in house.places] == [Tier.COMMUNITY, Tier.GRID]


WEEKDAYS = [
    ("", (1, 2, 3, 4, 5, 6, 7)),
    ("1,2,3", (1, 2, 3)),
    ("123", (1, 2, 3)),
    ("1-5", (1, 2, 3, 4, 5)),
    ("周一至周五", (1, 2, 3, 4, 5)),
    ("周六、周日", (6, 7)),
    ("星期天", (7,)),
    ("8", None),
    ("5-1", None),
    ("平时", None),
]


@pytest.mark.parametrize(("text", "days"), WEEKDAYS)
def test_weekdays_as_people_write_them(text: str, days: tuple[int, ...] | None) -> None:
    assert read_weekdays(text) == days


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    house = read(written(tmp_path, GOOD))
    file = tmp_path / "out.xlsx"
    write_staff_file(house, file)
    assert read(file) == house


def test_an_empty_house_is_a_form_to_fill_in(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    write_staff_file(House(), file)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["地点", "人员", "值班", "请假"]
    assert [cell.value for cell in book["值班"][1]] == [
        "地点",
        "人员",
        "替班",
        "开始",
        "截止",
        "星期",
    ]
    assert read(file) == House()


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(file)
    assert read_staff_file(file) == ["other.xlsx 里没有叫地点、人员、值班、请假的表"]


def test_a_file_of_new_people_alone_keeps_the_roster_and_knows_the_places(
    tmp_path: Path, database: Database
) -> None:
    with database.writing.begin() as session:
        take_in(session, read(written(tmp_path, GOOD)))
    more = written(tmp_path, "staff: [{username: sun, name: 孙网格员, role: grid, places: [xf-1]}]")
    with database.writing.begin() as session:
        house = read_staff_file(more, load_house(session))
        assert isinstance(house, House)
        take_in(session, house)
    with database.reading() as session:
        kept = load_house(session)
    assert [m.username for m in kept.members] == ["sun", "wang", "zhao"]
    assert [d.username for d in kept.duties] == ["zhao"]
    namesake = written(tmp_path, "staff: [{username: x, name: 孙网格员, role: grid}]")
    assert read_staff_file(namesake, kept) == ["姓名“孙网格员”已经有人用了，请加以区别"]


def test_an_old_file_lets_nobody_in_who_has_left(tmp_path: Path, database: Database) -> None:
    house = read(written(tmp_path, GOOD))
    with database.writing.begin() as session:
        take_in(session, house)
        session.get_one(StaffRow, "zhao").active = False
    with database.writing.begin() as session:
        take_in(session, house)
    with database.reading() as session:
        assert get_staff(session, "zhao") is None


def test_a_house_of_who_has_left_is_written_without_them(tmp_path: Path) -> None:
    gone = Member("zhao", "赵", Role.GRID, active=False)
    duty = Duty("xf-1", "zhao", "", date(2026, 1, 1), date(2026, 1, 2))
    file = tmp_path / "out.xlsx"
    write_staff_file(House(members=(gone,), duties=(duty,)), file)
    assert read(file) == House()

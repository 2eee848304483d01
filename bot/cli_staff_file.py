"""`baimi staff import|export|list`: all places and people at once."""

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli_staff import line_of, opened_database
from handlers.tickets.people import TIER_NAMES, House, Member, Role
from handlers.tickets.working_days import local_day


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_staff(file: Path) -> None:
    """Take in FILE (.yaml or .xlsx): places, staff, duties, absences. See docs/disputes.md."""
    from bot.staff_file import read_staff_file
    from bot.staffing import take_in
    from bot.store.house import load_house

    with opened_database() as database, database.writing.begin() as session:
        known = load_house(session)
        house = read_staff_file(file, known)
        if isinstance(house, list):
            raise click.ClickException("\n".join(["文件有错，什么都没有改：", *house]))
        passwords = take_in(session, house)
    click.echo(f"{len(house.places)}个地点，{len(house.members)}人，{len(house.duties)}条值班。")
    for username, password in passwords.items():
        click.echo(f"{username}：{password}")
    for member in house.members:
        for remark in _remarks(member, known):
            click.echo(f"请留意：{member.name}{remark}")


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write everything as a spreadsheet FILE (.xlsx), to be changed and imported again; before
    anybody was entered a form to fill in."""
    from bot.staff_file import write_staff_file
    from bot.store.house import load_house

    if file.suffix.lower() != ".xlsx":
        raise click.ClickException("文件名要以 .xlsx 结尾。")
    with opened_database() as database, database.reading() as session:
        write_staff_file(load_house(session), file)
    click.echo(f"已写到 {file}")


@click.command("list")
def list_() -> None:
    """Everybody, with role, places, and a mediator's committee and term."""
    from bot.store.house import load_house

    with opened_database() as database, database.reading() as session:
        house = load_house(session)
    for place in house.places:
        click.echo(f"{place.code}\t{place.name}\t{TIER_NAMES[place.tier]}\t{place.parent}")
    for member in house.members:
        click.echo(line_of(member))
    for duty in house.duties:
        substitute = f"，替班{duty.substitute}" if duty.substitute else ""
        days = "".join(map(str, duty.weekdays))
        click.echo(
            f"值班\t{duty.place}\t{duty.username}{substitute}\t{duty.since}至{duty.until}\t{days}"
        )
    for absence in house.absences:
        click.echo(f"请假\t{absence.username}\t{absence.since}至{absence.until}")


def _remarks(member: Member, known: House) -> list[str]:
    """What is no fault, but would surprise later."""
    before, term = known.member(member.username), member.mandate
    remarks = []
    if before is not None and not before.active:
        remarks.append("已经离岗，没有恢复；要恢复请用 baimi staff add")
    if member.role is Role.MEDIATOR and term is None:
        remarks.append("没有写调委会和任期，不能受理、调解（人民调解法第13条）")
    if term is not None and not term.holds_on(local_day(datetime.now(UTC))):
        remarks.append(f"今天不在任期内（{term.since}至{term.until}）")
    return remarks

"""The channel's commands: simulate, doctor, menu, qr."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.config import Config, ConfigurationWrong, Mode, read_config

if TYPE_CHECKING:
    from bot.channel import Channel
    from bot.store.engine import Database

DEMO = click.option("--demo", is_flag=True, help="With the settings of `baimi serve --demo`.")


def add_channel_commands(main: click.Group) -> None:
    """Under `baimi`."""
    for command in (simulate, doctor, menu, qr):
        main.add_command(command)


@click.command()
@click.option("--webhook", default="http://127.0.0.1:8000/wechat", show_default=True)
@click.option("--port", default=8088, show_default=True)
def simulate(webhook: str, port: int) -> None:
    """A WeChat platform for any bot: a phone in the browser, and the interface to call.

    Token, AppID, EncodingAESKey, AppSecret and mode are the BAIMI_WECHAT_ settings; what is not
    set is made up, kept, and shown.
    """
    from waitress import serve

    from bot.app import account
    from bot.simulator.alone import simulator_app

    config = _config(demo=True)
    address = f"http://127.0.0.1:{port}"
    click.echo(f"手机 phone        {address}/simulator")
    click.echo(f"接口 interface    {address}/cgi-bin/…   计数 counts {address}/_platform/counts")
    click.echo(f"发往 webhook      {webhook}（{config.mode}）")
    click.echo(f"Token={config.token} AppID={config.app_id} AppSecret={config.app_secret}")
    if config.mode is not Mode.PLAIN:
        click.echo(f"EncodingAESKey={config.aes_keys[0]}")
    app = simulator_app(account(config), config.app_secret, webhook, address)
    serve(app, host="127.0.0.1", port=port)


@click.command()
@DEMO
def doctor(demo: bool) -> None:
    """What works, what does not and what to do; exit status 1 when something is wrong."""
    from bot.app import account, clock
    from bot.doctor import examine

    config = _config(demo)
    is_well = True
    with _channel(config) as (database, channel):
        for check in examine(config, account(config), database, channel, clock()):
            click.echo(f"{'好' if check.is_well else '坏'}　{check.name}：{check.found}")
            if not check.is_well:
                is_well = False
                click.echo(f"　　→ {check.todo}")
    sys.exit(0 if is_well else 1)


@click.group()
def menu() -> None:
    """The account's menu."""


@menu.command()
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@DEMO
def sync(dry_run: bool, demo: bool) -> None:
    """Set the account's menu as knowledge/menu.yaml says."""
    from difflib import ndiff

    from bot.wechat.client import Failed
    from bot.wechat.codes import meaning
    from bot.wechat.menu import in_words, live_menu, set_menu
    from knowledge.menu import MenuBroken, read_menu, to_platform

    config = _config(demo)
    try:
        buttons = read_menu(config.knowledge_dir / "menu.yaml")
    except MenuBroken as broken:
        raise click.ClickException(str(broken)) from broken
    with _channel(config) as (_database, channel):
        if channel.client is None or not channel.powers.menu:
            words = "这个账号不能用接口设置菜单，请在公众平台的网页上照着设置："
            wanted = "\n".join(in_words(to_platform(buttons)))
            raise click.ClickException(f"{words}\n{wanted}")
        live = live_menu(channel.client)
        if isinstance(live, Failed):
            raise click.ClickException(meaning(live.code))
        before, after = in_words(live), in_words(to_platform(buttons))
        if before == after:
            click.echo("菜单已经是这样，不用改。")
            return
        click.echo("\n".join(line for line in ndiff(before, after) if line[0] != "?"))
        if dry_run:
            click.echo("（只是看看，没有改）")
            return
        failed = set_menu(channel.client, buttons)
    if failed:
        raise click.ClickException(meaning(failed.code))
    click.echo("菜单已更新；居民的手机上最多24小时后看到。")


@click.command()
@click.argument("grid")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("var/qr"))
@click.option("--line", "lines", multiple=True, help="A line of the poster; three times.")
@DEMO
def qr(grid: str, out: Path, lines: tuple[str, ...], demo: bool) -> None:
    """The code of GRID as PNG and SVG, and an A4 poster to print from a browser."""
    from bot.store.house import load_house
    from bot.wechat.client import Failed
    from bot.wechat.codes import meaning
    from bot.wechat.qr import (
        LONGEST_LINE,
        LONGEST_SCENE,
        POSTER_LINES,
        grid_code,
        png,
        poster,
        svg,
    )
    from handlers.tickets.places import grid_by_scene, grids

    if not 1 <= len(grid) <= LONGEST_SCENE or not grid.isprintable() or set(grid) & set("/\\."):
        raise click.BadParameter(f"网格编号要有1到{LONGEST_SCENE}个字，不带 / \\ 和点")
    if lines and len(lines) != len(POSTER_LINES):
        raise click.BadParameter("--line 要写三次")
    if any(len(line) > LONGEST_LINE for line in lines):
        raise click.BadParameter(f"海报上的每一行最多{LONGEST_LINE}个字")
    config = _config(demo)
    with _channel(config) as (database, channel):
        with database.reading() as session:
            known = grid_by_scene(grids(load_house(session)), grid)
        client = channel.client if channel.powers.scene_codes else None
        if client is None and not config.address:
            words = "这个账号不能生成带网格的二维码；请把公众号自己的二维码地址填进"
            raise click.ClickException(f"{words} BAIMI_WECHAT_ADDRESS")
        code = grid_code(client, grid, config.address)
    if isinstance(code, Failed):
        raise click.ClickException(meaning(code.code))
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{grid}.png").write_bytes(png(code.content))
    (out / f"{grid}.svg").write_text(svg(code.content), encoding="utf-8")
    first, second, third = lines or POSTER_LINES
    name = known.name if known else grid
    page = poster(code.content, name, config.community, (first, second, third))
    (out / f"{grid}-poster.html").write_text(page, encoding="utf-8")
    for name in (f"{grid}.png", f"{grid}.svg", f"{grid}-poster.html"):
        click.echo(str(out / name))
    if known is None:
        click.echo(
            "注意：系统里还没有这个网格，请核对编号；用 baimi staff import 登记以后就对上了。"
        )
    if not code.knows_grid:
        click.echo("注意：这是公众号的普通二维码，扫了不知道是哪个网格。")


def _config(demo: bool) -> Config:
    """The settings, or every fault at once and exit status 2."""
    try:
        return read_config(os.environ, demo)
    except ConfigurationWrong as wrong:
        click.echo("\n".join(wrong.faults), err=True)
        sys.exit(2)


@contextmanager
def _channel(config: Config) -> "Iterator[tuple[Database, Channel]]":
    """The database and the account's side towards the platform, closed at the end."""
    from bot.app import clock
    from bot.channel import open_channel
    from bot.store.engine import opened

    with opened(config.database_url) as database:
        channel = open_channel(config, database, clock)
        try:
            yield database, channel
        finally:
            channel.copier.http.close()
            if channel.client is not None:
                channel.client.http.close()

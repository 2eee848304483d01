"""`baimi serve`: the web server, its jobs and the watch over the knowledge, in one process."""

import logging
import secrets
import signal
import sys
from types import FrameType

import click
from waitress.server import create_server

from bot.app import Parts, build_parts, create_app, read_knowledge
from bot.config import Config
from bot.jobs import start_in_process
from bot.store.staff import has_staff, save_staff
from knowledge.base import KnowledgeBroken

log = logging.getLogger(__name__)


def serve(config: Config) -> None:
    """Run until SIGTERM or SIGINT; work that has begun is finished."""
    try:
        parts = build_parts(config, read_knowledge(config))
    except KnowledgeBroken as broken:
        raise click.ClickException(f"问答文件有错，请先改好（baimi check）：\n{broken}") from broken
    server = create_server(
        create_app(parts), host=config.host, port=config.port, threads=config.threads
    )
    consumer = start_in_process(parts.jobs)
    stop_watching = parts.knowledge.watch()
    _announce(parts)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    try:
        server.run()
    except (SystemExit, KeyboardInterrupt):
        log.info("stopping")
    finally:
        server.close()
        stop_watching()
        consumer.stop(graceful=True)


def _announce(parts: Parts) -> None:
    """Where the pages are, and the first administrator's password, shown once."""
    config = parts.config
    address = f"http://{config.host}:{config.port}"
    lines = [f"百米 已启动：{len(parts.knowledge.base.entries)} 个问答条目"]
    if config.demo:
        lines.append(f"  居民模拟器 simulator   {address}/simulator")
    lines += [
        f"  工作后台   console     {address}/console/",
        f"  微信回调   webhook     {address}/wechat",
    ]
    with parts.database.writing.begin() as session:
        if not has_staff(session):
            password = secrets.token_urlsafe(9)
            save_staff(session, "admin", "管理员", "administrator", password)
            lines.append(f"  后台首次登录 first login  admin / {password}  （只显示这一次）")
    click.echo("\n".join(lines))

"""`create_app(config)`: the only place where the parts are put together."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from bot.alerts.channels import channels
from bot.alerts.delivery import deliver_due
from bot.channel import Channel, open_channel, tell_alarms
from bot.config import Config
from bot.console.pages import console
from bot.deps import Deps
from bot.desk import Desk
from bot.errors import install_error_table
from bot.jobs import Jobs, add_jobs, open_queue
from bot.knowledge_watch import KnowledgeHolder
from bot.prepare import prepare
from bot.reminding import HEADS, note_head, remind_due
from bot.service import answer_owed, fresh_number
from bot.silence import sweep_silence
from bot.simulator.api import platform_api
from bot.simulator.books import Books
from bot.simulator.page import simulator
from bot.simulator.platform import FakePlatform
from bot.store.engine import Database, open_database
from bot.store.heartbeats import beat
from bot.store.receipts import sweep_receipts
from bot.store.said import sweep_words
from bot.wechat.envelope import Account
from bot.wechat.webhook import webhook
from handlers.turn import Contacts


@dataclass(frozen=True, slots=True)
class Parts:
    """What a process is made of; the command line and tests take what they need."""

    config: Config
    database: Database
    knowledge: KnowledgeHolder
    jobs: Jobs
    deps: Deps
    deliver: Callable[[], object]
    channel: Channel


def clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def build_parts(
    config: Config,
    knowledge: KnowledgeHolder,
    now: Callable[[], datetime] = clock,
    platform: httpx.Client | None = None,
) -> Parts:
    """Open the database, set up channels and jobs; `platform` is how tests reach theirs."""
    database = open_database(config.database_url)
    ways = channels(config)
    channel = open_channel(config, database, now, platform)
    desk = Desk(config.limits, tuple(ways), config.quiet)

    def deliver() -> object:
        return deliver_due(database, ways, config.public_url, now)

    deps: Deps  # the jobs answer what is owed, and an answer wakes the jobs
    work = (
        deliver,
        lambda: beat(database.writing, now()),
        lambda: answer_owed(deps),
        channel.speak,
        lambda: tell_alarms(database, ways, config.public_url, now()),
        lambda: remind_due(database, desk, now),
        lambda: note_head(database, config.data_dir / HEADS),
        lambda: sweep_receipts(database.writing, now()),
        lambda: sweep_words(database.writing, now(), config.keep_messages),
        lambda: sweep_silence(database, desk, now),
        channel.copy,  # last: a slow download must not hold up anything
    )
    jobs = add_jobs(open_queue(config.queue_url, config.data_dir), work)
    deps = Deps(
        database=database,
        base=knowledge.current,
        contacts=Contacts(config.community, config.phone),
        desk=desk,
        now=now,
        fresh_number=lambda moment: fresh_number(moment, secrets.randbelow(10_000)),
        after_commit=jobs.wake,
    )
    return Parts(config, database, knowledge, jobs, deps, deliver, channel)


def create_app(parts: Parts) -> Flask:
    """The web application: the webhook, the console, and in demo mode the simulator."""
    config = parts.config
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=config.secret_key,
        BOOTSTRAP_SERVE_LOCAL=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.public_url.startswith("https://"),
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
        WTF_CSRF_TIME_LIMIT=None,
    )
    Bootstrap5(app)
    protect = CSRFProtect(app)
    callback = webhook(account(config), parts.deps)
    protect.exempt(callback)
    app.register_blueprint(callback)
    app.register_blueprint(console(parts.database, parts.knowledge, config, parts.deps))
    if config.demo:
        address = f"http://127.0.0.1:{config.port}"
        books = Books(config.app_id, config.app_secret)
        platform = FakePlatform(account(config), f"{address}/wechat", books=books)
        phone = simulator(platform, books, address, config.community)
        for pages in (phone, platform_api(books, "/simulator/platform")):
            protect.exempt(pages)
            app.register_blueprint(pages)
    install_error_table(app, config.community)
    return app


def read_knowledge(config: Config) -> KnowledgeHolder:
    """The knowledge that the settings name. Raises KnowledgeBroken."""
    prepare(config.knowledge_dir, config.statutes_file, config.cache_dir)
    return KnowledgeHolder(config.knowledge_dir, config.statutes_file, config.cache_dir)


def account(config: Config) -> Account:
    """What the envelope needs of the settings."""
    return Account(config.token, config.app_id, config.aes_keys, config.mode)

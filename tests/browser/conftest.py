"""A real browser and a real server; where there is no browser, a test says how to get one."""

import os
import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from waitress.server import create_server

from bot.app import Parts, build_parts, create_app
from bot.config import read_config
from bot.knowledge_watch import KnowledgeHolder
from bot.store.staff import save_staff

HOW = "no browser: apt-get install chromium chromium-driver (CI does; see .ci/run)"
_FLAGS = (
    "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
    "disable-background-networking", "disable-component-update", "disable-sync",
    "force-prefers-reduced-motion",  # smooth scrolling moves what a test clicks
    "window-size=1000,900",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Debian's Chromium without a screen."""
    if shutil.which("chromium") is None or shutil.which("chromedriver") is None:
        if os.environ.get("CI"):
            pytest.fail(HOW)
        pytest.skip(HOW)
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in _FLAGS:
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    driver = Chrome(options, ChromeService(shutil.which("chromedriver")))
    driver.implicitly_wait(10)
    yield driver
    driver.quit()


@dataclass
class Site:
    """A service in demo mode on a port of its own."""

    address: str
    parts: Parts


@pytest.fixture
def site(tmp_path: Path, knowledge: KnowledgeHolder) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {"BAIMI_DATA_DIR": str(tmp_path), "BAIMI_PORT": str(port)}
    env |= {"BAIMI_COMMUNITY_NAME": "幸福社区", "BAIMI_COMMUNITY_PHONE": "0906-2123456"}
    parts = build_parts(read_config(env, demo=True), knowledge)
    with parts.database.writing.begin() as session:
        save_staff(session, "wang", "王调解员", "mediator", "correct horse")
    server = create_server(create_app(parts), host="127.0.0.1", port=port, threads=4)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{port}", parts)
    server.close()
    thread.join(5)
    parts.database.engine.dispose()

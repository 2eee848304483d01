"""`python -m bench.late`: processes are killed after the placeholder, while the answer is late.

Each message goes through the whole path, reads the placeholder, and then its process is killed at
a random moment. The next process finds what is owed; how many answers arrived, and how often.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx

from bench.channel import APP_ID, SECRET, platform, sent_by
from bot.app import Parts, account, build_parts, create_app, read_knowledge
from bot.config import Config, read_config
from bot.knowledge_watch import KnowledgeHolder
from bot.service import answer_owed
from bot.simulator.platform import FakePlatform
from handlers import wording
from knowledge.base import Base

PATIENCE, THINKS = 0.5, 0.4
"""Seconds until the placeholder, and that the answer takes from then on."""
QUESTION = "房东不退押金怎么办"


def read_placeholder(config: Config, knowledge: KnowledgeHolder, number: int, tell: int) -> None:
    """What a process does that will not live long: it promises an answer."""
    parts = build_parts(config, knowledge)

    def slow() -> Base:
        time.sleep(PATIENCE + THINKS)
        return knowledge.current()

    deps = replace(parts.deps, base=slow, patience=PATIENCE)
    app = create_app(replace(parts, deps=deps))
    client = httpx.Client(transport=httpx.WSGITransport(app=app))
    phone = FakePlatform(account(config), "http://baimi.test/wechat", client)
    said = phone.text(f"r{number}", QUESTION).text
    os.write(tell, b"p" if said == wording.PLACEHOLDER else b"-")
    time.sleep(4 * THINKS)


def promise_and_die(config: Config, knowledge: KnowledgeHolder, rounds: int, seed: int) -> int:
    """How many residents read the placeholder."""
    chance, promised = random.Random(seed), 0
    for number in range(rounds):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                read_placeholder(config, knowledge, number, writer)
            finally:
                os._exit(0)
        os.close(writer)
        promised += os.read(reader, 1) == b"p"
        os.close(reader)
        time.sleep(chance.uniform(0, 3 * THINKS))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return promised


def next_process(config: Config, knowledge: KnowledgeHolder) -> int:
    """What the jobs of the next process do once nobody can be at work any more; how many were
    owed."""

    def later() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=21)

    parts: Parts = build_parts(config, knowledge, later)
    owed = answer_owed(parts.deps)
    while parts.channel.speak():
        pass
    parts.database.engine.dispose()
    return owed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="SQLAlchemy URL; default: a new SQLite file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, platform() as address:
        env = {
            "BAIMI_DATA_DIR": folder,
            "BAIMI_DATABASE_URL": asked.database,
            "BAIMI_WECHAT_ACCOUNT": "service",
            "BAIMI_WECHAT_APP_ID": APP_ID,
            "BAIMI_WECHAT_APP_SECRET": SECRET,
            "BAIMI_WECHAT_API_URL": address,
        }
        config = read_config(env, demo=True)
        knowledge = read_knowledge(config)
        for number in range(asked.rounds):
            httpx.post(f"{address}/_platform/contact", json={"resident": f"r{number}"})
        promised = promise_and_die(config, knowledge, asked.rounds, asked.seed)
        owed = next_process(config, knowledge)
        times = Counter(message["resident"] for message in sent_by(address))
    counts = {
        "promised": promised,
        "died_before_the_answer_was_kept": owed,
        "arrived": len(times),
        "repeated": sum(count > 1 for count in times.values()),
    }
    print(json.dumps(counts))


if __name__ == "__main__":
    main()

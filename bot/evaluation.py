"""`baimi eval`: how good the answers are on labelled questions, and what got better or worse."""

import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from handlers.understand import understand
from knowledge import explain as why
from knowledge.base import Base
from knowledge.entry import CATEGORIES

LOOKED_AT = (1, 3, 5, 10)
"""Places of the ranking within which a right article is looked for."""
TOPICS = {
    "劳动纠纷": ("劳动争议",),
    "交通事故": ("道路交通事故",),
    "医疗纠纷": ("医疗",),
    "拆迁安置": ("征地拆迁",),
    "消费权益": ("消费",),
    "房产纠纷": ("房屋宅基地",),
    "合同纠纷": ("合同",),
    "债权债务": ("合同",),
    "抵押担保": ("合同",),
    "建设工程": ("合同",),
    "侵权": ("损害赔偿",),
    "人身损害": ("损害赔偿",),
}
"""Topics of other collections in the official dispute categories; docs/answers.md says why.

A topic that is neither here nor a category itself (criminal law, shipping …) is not measured.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One labelled question. No articles: it must not be answered from the Civil Code.

    `articles` and `categories` are None where the file does not label them.
    """

    id: str
    question: str
    articles: tuple[int, ...] | None = None
    categories: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How one question fared: the rank of the first right article from 1, 0 for none.

    `right` says whether the first entry cites a right article; `seconds` is the time it took.
    """

    id: str
    rank: int
    decision: str
    right: bool
    category_right: bool | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """The numbers over a file of questions; shares from 0 to 1, times in milliseconds."""

    questions: int
    within: Mapping[int, float]
    mrr: float
    decisions: Mapping[str, float]
    sure_precision: float | None
    category: float | None
    median_ms: float
    slowest_ms: float
    results: tuple[Result, ...]


def read_questions(file: Path) -> list[Asked]:
    """Lines of JSON: `question`, and `articles`, `category` or neither. Raises ValueError."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        raw = json.loads(line)
        if not isinstance(raw, dict) or not isinstance(raw.get("question"), str):
            raise ValueError(f"{file.name}: line {number} has no question")
        articles, category = raw.get("articles"), str(raw.get("category", ""))
        mapped = TOPICS.get(category, (category,))
        found.append(
            Asked(
                id=str(raw.get("id", number)),
                question=raw["question"],
                articles=None if articles is None else tuple(int(a) for a in articles),
                categories=mapped if set(mapped) <= set(CATEGORIES) else None,
            )
        )
    return found


def evaluate(
    base: Base,
    asked: Iterable[Asked],
    vary: Callable[[str], str] = str,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Ask everything once. `vary` changes a question before it is asked (see `variants`)."""
    return summarise([_measure(base, one, vary(one.question), clock) for one in asked])


def _measure(base: Base, asked: Asked, question: str, clock: Callable[[], float]) -> Result:
    begin = clock()
    found = understand(base, question)
    seconds = clock() - begin
    wanted = set(asked.articles or ())
    order = [match.article for match in found.ranking.articles]
    first = found.ranking.entries[0].entry.articles if found.ranking.entries else ()
    return Result(
        id=asked.id,
        rank=next((place for place, a in enumerate(order, 1) if a in wanted), 0),
        decision=found.decision,
        right=bool(wanted & set(first)),
        category_right=None if asked.categories is None else found.category in asked.categories,
        seconds=seconds,
    )


def summarise(results: list[Result]) -> Report:
    """The report over single results; an empty list gives zeros."""
    count = len(results) or 1
    sure = [r.right for r in results if r.decision == "answer"]
    topics = [r.category_right for r in results if r.category_right is not None]
    times = [1000 * r.seconds for r in results] or [0.0]
    decisions = sorted({r.decision for r in results})
    return Report(
        questions=len(results),
        within={k: sum(0 < r.rank <= k for r in results) / count for k in LOOKED_AT},
        mrr=sum(1 / r.rank for r in results if r.rank) / count,
        decisions={d: sum(r.decision == d for r in results) / count for d in decisions},
        sure_precision=sum(sure) / len(sure) if sure else None,
        category=sum(topics) / len(topics) if topics else None,
        median_ms=statistics.median(times),
        slowest_ms=max(times),
        results=tuple(results),
    )


def in_words(report: Report) -> list[str]:
    """The report for a person, one line each."""
    within = "  ".join(f"@{k} {share:.3f}" for k, share in report.within.items())
    lines = [
        f"{report.questions} questions",
        *([f"right article   {within}  MRR {report.mrr:.3f}"] if report.mrr else []),
        "decided         " + "  ".join(f"{d} {s:.3f}" for d, s in report.decisions.items()),
    ]
    if report.mrr and report.sure_precision is not None:
        lines.append(f"sure and right  {report.sure_precision:.3f}")
    if report.category is not None:
        lines.append(f"category right  {report.category:.3f}")
    lines.append(f"a question      {report.median_ms:.2f} ms, slowest {report.slowest_ms:.2f} ms")
    return lines


def save(report: Report, file: Path) -> None:
    """Write a report as JSON, to compare with later."""
    file.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")


def compare(old_file: Path, new: Report) -> list[str]:
    """What got better and worse against a saved report; questions are known by their id."""
    old: dict[str, Any] = json.loads(old_file.read_text(encoding="utf-8"))
    before = {r["id"]: r["rank"] for r in old["results"]}
    lines = [
        f"@{k}  {old['within'].get(str(k), 0):.3f} → {share:.3f}" for k, share in new.within.items()
    ]
    moved = [(r.id, before[r.id], r.rank) for r in new.results if r.id in before]
    for name, sign in (("better", 1), ("worse", -1)):
        ids = [m for m in moved if sign * (_worth(m[2]) - _worth(m[1])) > 0]
        lines.append(f"{name}: {len(ids)}")
        lines += [f"  {i}  {_place(a)} → {_place(b)}" for i, a, b in ids]
    return lines


def explain_miss(base: Base, asked: Asked, result: Result) -> list[str]:
    """One wrong question for a person: what was wanted, what came first, and why."""
    found = understand(base, asked.question)
    articles = [match.article for match in found.ranking.articles]
    return [
        f"\n{asked.id}  {_place(result.rank)}  {result.decision}  {asked.question}",
        f"  wanted {list(asked.articles or ())}, found {articles}",
        *("  " + line for line in why.in_words(why.explain(base, asked.question, 2, 4))),
    ]


def _worth(rank: int) -> float:
    return 1 / rank if rank else 0.0


def _place(rank: int) -> str:
    return f"#{rank}" if rank else "not found"

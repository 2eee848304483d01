"""`baimi ask`: what the knowledge finds, as data."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from handlers.understand import understand
from knowledge.base import Base


def ask_one(base: Base, question: str) -> dict[str, Any]:
    """The decision, the dispute category, and the ranked entries and articles, as JSON values."""
    found = understand(base, question)
    return {
        "question": question,
        "decision": found.decision,
        "category": found.category,
        "entries": [
            {
                "id": match.entry.id,
                "question": match.entry.question,
                "score": round(match.score, 4),
                "articles": list(match.entry.articles),
            }
            for match in found.ranking.entries
        ],
        "articles": [match.article for match in found.ranking.articles],
    }


def ask_batch(base: Base, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One answer for each line of JSON with `id` and `question`; a bad line says so instead."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            yield {"id": asked.get("id"), **ask_one(base, str(asked["question"]))}
        except (ValueError, KeyError, TypeError, AttributeError):
            yield {"id": None, "error": f"line {number} is not an object with a question"}


def in_words(found: dict[str, Any]) -> str:
    """For a person at a terminal."""
    lines = [f"判断：{found['decision']}　类别：{found['category'] or '—'}"]
    lines += [f"{e['score']:.2f}  {e['id']}  {e['question']}" for e in found["entries"][:5]]
    lines.append("法条：" + "、".join(str(n) for n in found["articles"]))
    return "\n".join(lines)

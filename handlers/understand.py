"""How a text is taken: danger, small talk, or a question with what the knowledge finds for it."""

from dataclasses import dataclass

from handlers import community, small_talk
from handlers.danger import detect
from knowledge.base import Base
from knowledge.match import Decision, Ranking, decide, rank
from knowledge.text import han_count, normalise

SHORTEST = 2
"""汉字 below which a text is no question."""


@dataclass(frozen=True, slots=True)
class Understood:
    """`decision` is one of answer, choose, unsure, statute, crisis, chat; `category` a dispute
    category, or None when it is not known."""

    decision: str
    category: str | None
    ranking: Ranking


def understand(base: Base, text: str) -> Understood:
    """The same gates in the same order as a resident's message meets them."""
    ranking = rank(base, text)
    place = community.place_of(base, text)
    decision = decide(ranking).value
    if detect(text):
        decision = "crisis"
    elif han_count(normalise(text)) < SHORTEST or small_talk.is_talk(text):
        decision = "chat"
    elif place:
        decision = Decision.UNSURE.value if place.is_law else "chat"
    return Understood(decision, category_of(base, ranking, place), ranking)


def category_of(base: Base, ranking: Ranking, place: community.Where | None = None) -> str | None:
    """The dispute category: of an entry that is sure unless a word and the best entries together
    say another, the one that a word gives away, of the place that the text belongs to, or the one
    that the best entries speak for."""
    told, meant = base.segmenter.category(ranking.question), _spoken_for(ranking)
    if place is None and decide(ranking) is Decision.ANSWER and (told is None or told != meant):
        return ranking.entries[0].entry.category
    return told or (place and place.category) or meant


def _spoken_for(ranking: Ranking) -> str | None:
    """The category of the best five entries, the better ones counting more."""
    weights: dict[str, float] = {}
    for match in ranking.entries[:5]:
        weights[match.entry.category] = weights.get(match.entry.category, 0) + match.score**2
    return max(weights, key=lambda c: weights[c]) if weights else None

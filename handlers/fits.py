"""Whether an entry's answer fits into one message, for those who edit it."""

from handlers.answer import answer_reply
from handlers.paging import LIMIT, choices_size, size
from knowledge.entry import Entry
from knowledge.match import Match


def overflow(entry: Entry) -> int:
    """UTF-8 bytes by which the answer with the choices it must have exceeds one message;
    0 or less when it fits."""
    reply = answer_reply(entry, related=(Match(entry, 1.0),))
    return size(reply.text) + choices_size(reply.choices) - LIMIT

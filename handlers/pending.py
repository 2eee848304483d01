"""What waited for this resident goes out with the reply to their message."""

from dataclasses import replace

from handlers import wording
from handlers.paging import first_page
from handlers.turn import Outcome, Reply


def with_pending(outcome: Outcome, pending: tuple[Reply, ...]) -> Outcome:
    """The outcome whose reply begins with what was waiting; what does not fit is under 更多."""
    if not pending:
        return outcome
    waited = "\n\n".join(reply.text for reply in pending)
    if not outcome.reply.text:
        page, rest = first_page(Reply(waited, pending[-1].choices))
    else:
        reply = outcome.reply
        own = reply.text.removesuffix(wording.MORE_FOLLOWS)
        joined = f"{waited}\n\n{own}"
        after = outcome.conversation.rest
        page, rest = first_page(Reply(joined, reply.choices or pending[-1].choices))
        if after:
            rest = f"{rest}\n{after}" if rest else after
            page = page if page.text.endswith(wording.MORE_FOLLOWS) else _continued(page)
    kept = replace(outcome.conversation, choices=page.choices, rest=rest)
    return replace(outcome, reply=page, conversation=kept)


def _continued(page: Reply) -> Reply:
    return replace(page, text=page.text + wording.MORE_FOLLOWS)

"""`baimi chat`: be a resident in the terminal, through the same service as the webhook."""

import re
import secrets
from collections.abc import Callable

from bot.deps import Deps
from bot.service import reply_to
from handlers.turn import Kind, Message

_TAP = re.compile(r"<a [^>]*>([^<]*)</a>")


def converse(deps: Deps, prompt: Callable[..., str], say: Callable[[str], object]) -> None:
    """Until an empty line: what is typed goes in, what the resident would read comes out."""
    resident = "terminal"
    say("您现在是一位居民，直接打字；空行结束。")
    while True:
        text = prompt("我", default="", show_default=False)
        if not text.strip():
            return
        message = Message(
            receipt=secrets.token_hex(32),
            sender=resident,
            account="terminal",
            created=deps.now(),
            kind=Kind.TEXT,
            text=text,
        )
        say(_TAP.sub(r"\1", reply_to(message, deps)) + "\n")

"""An agreement that waits for a party's own confirmation, and what they say to it."""

from dataclasses import dataclass

from handlers.tickets.agreement import Term


@dataclass(frozen=True, slots=True)
class Signing:
    """What a party sees before confirming. `code` is the one-time code they came with; `barred`
    says that this WeChat already stands for another party."""

    signer: int
    ticket: str
    number: str
    side: str
    name: str
    facts: str
    terms: tuple[Term, ...]
    mediator: str
    code: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """A party's answer: confirmed, or with the words of what is wrong."""

    signer: int
    by_code: bool = False
    wrong: str = ""

"""The chain of hashes over all events: each carries the hash of the one before.

The texts enter by a salted digest, so that a person's words can be erased (个人信息保护法 47)
and the chain still holds: what is erased must be named by a later event.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

BEGINNING = "0" * 64
"""The hash before the first event."""
ERASED = "erase"
"""The action of an event that names erased ones; its text ends with their numbers."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event's number and hash; number 0 before the first."""

    seq: int = 0
    hash: str = BEGINNING

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"


@dataclass(frozen=True, slots=True)
class Link:
    """An event as it enters the chain. `salt` is empty once its texts were erased."""

    seq: int
    ticket: int
    at: datetime
    actor: str
    action: str
    recorded: str
    told: str
    audience: str
    salt: str
    digest: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was changed behind the ledger; `seq` is where it shows."""

    seq: int
    what: str


def digest_of(salt: str, recorded: str, told: str) -> str:
    """The digest of an event's texts."""
    return _hash(salt, recorded, told)


def hash_of(
    before: str,
    seq: int,
    ticket: int,
    at: datetime,
    actor: str,
    action: str,
    audience: str,
    digest: str,
) -> str:
    """The hash of an event, over the hash of the one before it."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _hash(before, str(seq), str(ticket), moment, actor, action, audience, digest)


def check(links: Iterable[Link], head: Head, noted: Iterable[Head] = ()) -> Iterator[Fault]:
    """Every fault in the chain, in its order. `links` come by `seq`; `head` is what the ledger
    says of itself, `noted` what was written down elsewhere at earlier times."""
    awaited = {note.seq: note for note in noted if note.seq}
    erased: set[int] = set()
    named: set[int] = set()
    before = Head()
    for link in links:
        if link.seq != before.seq + 1:
            yield Fault(link.seq, f"第{before.seq + 1}到{link.seq - 1}条记录不见了")
        yield from _faults(link, before.hash)
        if not link.salt:
            erased.add(link.seq)
        if link.action == ERASED:
            named |= erased_by(link.recorded)
        note = awaited.pop(link.seq, None)
        if note is not None and note.hash != link.hash:
            yield Fault(link.seq, "和以前抄下的校验码不一样，这一条或者它之前的被改过")
        before = Head(link.seq, link.hash)
    yield from (Fault(seq, "内容没有了，却没有删除的记录") for seq in sorted(erased - named))
    if before != head:
        yield Fault(before.seq, f"账本说有{head.seq}条，最后一条却是第{before.seq}条")
    yield from (Fault(seq, "以前抄下过这一条，现在不见了") for seq in sorted(awaited))


def erasure_text(seqs: Iterable[int]) -> str:
    """The text of an event that names the erased ones."""
    return "按本人要求删去记录中的个人信息：" + "、".join(str(seq) for seq in sorted(seqs))


def erased_by(recorded: str) -> set[int]:
    """The numbers that such a text names."""
    return {int(part) for part in recorded.rpartition("：")[2].split("、") if part.isdecimal()}


def _faults(link: Link, before: str) -> Iterator[Fault]:
    if link.salt and link.digest != digest_of(link.salt, link.recorded, link.told):
        yield Fault(link.seq, "文字被改过")
    elif not link.salt and (link.recorded or link.told):
        yield Fault(link.seq, "删去以后又写了字")
    sealed = hash_of(
        before,
        link.seq,
        link.ticket,
        link.at,
        link.actor,
        link.action,
        link.audience,
        link.digest,
    )
    if sealed != link.hash:
        yield Fault(link.seq, "时间、人、事项或者顺序被改过")


def _hash(*parts: str) -> str:
    """Each part with its length before it, so that no two lists of parts are written alike."""
    return sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()

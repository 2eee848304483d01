"""A dispute or a need that staff enter themselves: found on patrol, or told at the counter."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.phone import read_phone
from handlers.tickets.ticket import Source, TicketKind

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One short form. `solved` is what was done on the spot, for a need; `agreed` that the
    person agreed to being written down (个人信息保护法 13)."""

    kind: TicketKind
    source: Source
    category: str
    what: str
    where: str = ""
    place: str = ""
    name: str = ""
    phone: str = ""
    other_side: str = ""
    solved: str = ""
    agreed: bool = False
    fen: int | None = None
    crime: bool = False
    petition: bool = False


def faults(entry: Entry, categories: tuple[str, ...]) -> Iterator[str]:
    """What forbids saving it, in Chinese."""
    if len(entry.what.strip()) < _SHORTEST:
        yield "请用几个字写清楚是什么事。"
    if entry.kind is TicketKind.DISPUTE and entry.category not in categories:
        yield "请选一个纠纷类型。"
    if read_phone(entry.phone) is None:
        yield "电话号码不对：手机号11位，座机请带区号；没有就空着。"
    if entry.solved.strip() and entry.kind is not TicketKind.NEED:
        yield "纠纷要双方同意才能调解，不能当场办结；请先登记。"
    if (entry.name or entry.phone) and not entry.agreed:
        yield "记姓名、电话要本人同意，请问过以后勾选；不同意就空着。"

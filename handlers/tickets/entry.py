"""A dispute or a need that staff enter themselves: found on patrol, or told at the counter."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from handlers.phone import read_phone
from handlers.tickets.ticket import Source, TicketKind

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the official statistics ask of a dispute: `fen` the amount in dispute in 1/100 yuan,
    `crime` and `petition` that it could have become a crime or a collective petition,
    `mediators` who mediated besides the handler."""

    fen: int | None = None
    crime: bool = False
    petition: bool = False
    mediators: str = ""

    @property
    def are_any(self) -> bool:
        return self != Particulars()


@dataclass(frozen=True, slots=True)
class Entry:
    """One short form. `agreed` that the person agreed to being written down (个人信息保护法 13).

    `solved` is what was done on the spot for a need, or what the two sides agreed on in a
    dispute, to be kept by `due` (today: was done on the spot); then `both` says that both were
    there, wanted mediation and agreed to being written down (人民调解法 3, 28).
    """

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
    due: date | None = None
    agreed: bool = False
    both: bool = False
    particulars: Particulars = field(default_factory=Particulars)


def faults(entry: Entry, categories: tuple[str, ...]) -> Iterator[str]:
    """What forbids saving it, in Chinese."""
    if len(entry.what.strip()) < _SHORTEST:
        yield "请用几个字写清楚是什么事。"
    if entry.kind is TicketKind.DISPUTE and entry.category not in categories:
        yield "请选一个纠纷类型。"
    if read_phone(entry.phone) is None:
        yield "电话号码不对：手机号11位，座机请带区号；没有就空着。"
    if (entry.name or entry.phone) and not (entry.agreed or entry.both):
        yield "记姓名、电话要本人同意，请问过以后勾选；不同意就空着。"
    if entry.solved.strip() and entry.kind is TicketKind.DISPUTE:
        if not entry.both:
            yield "纠纷要双方都同意调解才能当场谈成，请问过双方以后勾选；不是就先登记。"
        if not entry.name.strip() or not entry.other_side.strip():
            yield "当场谈成的，请写上双方的称呼，比如“501张阿姨”。"

"""What a spreadsheet holds, before it is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = int | str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, its headings, its rows."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]]

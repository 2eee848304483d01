"""`baimi coverage`: the table and the picture of what the knowledge covers and how it is used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.store.feedback import Use, Waiting
from knowledge.coverage import BookCoverage, coverage, runs
from knowledge.entry import Entry

_CELL, _GAP, _COLUMNS = 12, 2, 60
_LEFT, _LINE = 10, 24
_COLOURS = ((0, "#e3e6e4"), (1, "#a8d5ba"), (2, "#5fae83"), (4, "#2f6b4f"))
"""From how many citing entries on a cell has a colour."""


@dataclass(frozen=True, slots=True)
class EntryUse:
    """One entry with how it was used."""

    entry: Entry
    use: Use


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the coverage shows; `used` the most asked first, `doubted` the worst rated."""

    books: tuple[BookCoverage, ...]
    used: tuple[EntryUse, ...]
    doubted: tuple[EntryUse, ...]
    never_asked: int
    waiting: tuple[Waiting, ...]

    @property
    def cited(self) -> int:
        return sum(book.cited for book in self.books)

    @property
    def articles(self) -> int:
        return sum(book.size for book in self.books)


def report(entries: Sequence[Entry], uses: Mapping[str, Use], waiting: Sequence[Waiting]) -> Report:
    """Counts of entries that no longer exist are left out."""
    used = [EntryUse(entry, uses[entry.id]) for entry in entries if entry.id in uses]
    doubted = [each for each in used if each.use.useless]
    return Report(
        books=coverage(entries),
        used=tuple(sorted(used, key=lambda u: (-u.use.asked, u.entry.id))),
        doubted=tuple(sorted(doubted, key=lambda u: (u.use.useful - u.use.useless, u.entry.id))),
        never_asked=len(entries) - sum(each.use.asked > 0 for each in used),
        waiting=tuple(waiting),
    )


def as_table(found: Report, most: int = 20) -> str:
    """For a person at a terminal; `most` lines of each list."""
    lines = ["编　　　　条目  引用/全部条文"]
    for book in found.books:
        name = book.name + "　" * (4 - len(book.name))
        share = f"{book.cited / book.size:.0%}"
        lines.append(f"{name}  {book.entries:4}  {book.cited:4}/{book.size:<4} {share:>4}")
    lines.append(f"合计引用 {found.cited}/{found.articles} 条。")
    lines += [f"{b.name}没有引用的：{runs(b.uncited)}" for b in found.books if b.uncited]
    if found.used:
        lines += ["", "问得最多的（问 / 有用 / 没用）："]
        lines += [_line(each) for each in found.used[:most]]
    if found.doubted:
        lines += ["", "居民说没用的，请先看这些："]
        lines += [_line(each) for each in found.doubted[:most]]
    lines += ["", f"从没被问到的条目：{found.never_asked} 个。"]
    if found.waiting:
        lines += ["", "还没有答案的问题："]
        lines += [f"{w.times:4} 次  {w.question}" for w in found.waiting[:most]]
    return "\n".join(lines)


def as_data(found: Report) -> dict[str, object]:
    """For scripts."""
    return {
        "cited": found.cited,
        "articles": found.articles,
        "books": [
            {"book": b.name, "entries": b.entries, "cited": b.cited, "uncited": list(b.uncited)}
            for b in found.books
        ],
        "entries": [
            {
                "id": each.entry.id,
                "asked": each.use.asked,
                "useful": each.use.useful,
                "useless": each.use.useless,
            }
            for each in found.used
        ],
        "never_asked": found.never_asked,
        "waiting": [{"question": w.question, "times": w.times} for w in found.waiting],
    }


def as_svg(books: Sequence[BookCoverage]) -> str:
    """Every article as a small square, darker the more entries cite it; book by book."""
    parts: list[str] = []
    top = _LINE
    for book in books:
        label = f"{book.name}　引用 {book.cited}/{book.size} 条"
        parts.append(f'<text x="{_LEFT}" y="{top - 8}" font-size="14">{label}</text>')
        for i, count in enumerate(book.citations):
            x, y = _LEFT + i % _COLUMNS * _CELL, top + i // _COLUMNS * _CELL
            parts.append(_cell(x, y, count, f"第{book.first + i}条：{count} 个条目"))
        top += -(-book.size // _COLUMNS) * _CELL + _LINE + 6
    parts += _legend(top - 8)
    width, height = _COLUMNS * _CELL + 2 * _LEFT, top + 12
    cited, size = sum(b.cited for b in books), sum(b.size for b in books)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" fill="#22302a"><title>民法典 {size} 条，问答引用了 {cited} 条'
        f'</title><rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


def _legend(y: int) -> list[str]:
    words = ("没有引用", "1个条目", "2-3个", "4个以上")
    found = []
    for i, ((_, colour), label) in enumerate(zip(_COLOURS, words, strict=True)):
        x = _LEFT + i * 110
        found.append(f'<rect x="{x}" y="{y - 10}" width="10" height="10" fill="{colour}"/>')
        found.append(f'<text x="{x + 16}" y="{y}" font-size="12">{label}</text>')
    return found


def _cell(x: int, y: int, count: int, title: str) -> str:
    colour = next(colour for least, colour in reversed(_COLOURS) if count >= least)
    side = _CELL - _GAP
    return (
        f'<rect x="{x}" y="{y}" width="{side}" height="{side}" fill="{colour}">'
        f"<title>{title}</title></rect>"
    )


def _line(each: EntryUse) -> str:
    use = each.use
    return f"{use.asked:4} /{use.useful:3} /{use.useless:3}  {each.entry.id}  {each.entry.question}"

"""The table of moves in docs/disputes.md is the one that the code follows."""

from bot.config import ROOT
from handlers.tickets.act import ACTION_NAMES
from handlers.tickets.people import Role
from handlers.tickets.rules import RULES, Rule

HEAD = (
    "| kind | act | from → to | guards | article | the parties read |\n|---|---|---|---|---|---|\n"
)


def line(rule: Rule) -> str:
    """One rule as the document has it; states that stay as they are stand without an arrow."""
    kinds = ", ".join(kind.value for kind in rule.kinds)
    ways: dict[str, list[str]] = {}
    for before, after in rule.moves.items():
        ways.setdefault("" if before is after else f" → {after.value}", []).append(before.value)
    moves = "; ".join(", ".join(states) + to for to, states in ways.items())
    guards = ", ".join(guard.__name__.replace("_", " ") for guard in rule.guards)
    told = rule.told.replace("\n", " ") or "—"
    if rule.told and rule.audience != "both":
        told = f"({rule.audience.value}) {told}"
    act = f"{rule.action.value} {ACTION_NAMES[rule.action]}"
    return f"| {kinds} | {act} | {moves} | {guards} | {rule.article or 'practice'} | {told} |\n"


def test_the_document_has_the_table_of_moves() -> None:
    table = HEAD + "".join(map(line, RULES))
    document = (ROOT / "docs" / "disputes.md").read_text(encoding="utf-8")
    assert table in document, f"put this into docs/disputes.md:\n{table}"


def test_the_document_names_every_role_of_staff() -> None:
    document = (ROOT / "docs" / "disputes.md").read_text(encoding="utf-8")
    for role in Role:
        assert role in (Role.RESIDENT, Role.SYSTEM) or f"`{role.value}`" in document

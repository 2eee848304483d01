"""An agreement as it comes from a page's form."""

from datetime import date

from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from handlers.tickets.agreement import AgreementDraft, Form, Side, Signer, Term, parse_yuan, yuan

ROWS = 12
"""Terms on one page."""


def read_draft(
    fields: MultiDict[str, str], known: tuple[Signer, ...]
) -> tuple[AgreementDraft | None, list[str]]:
    """The draft, or what cannot be read of it, in Chinese. `known` are the parties on record:
    their WeChat is taken from there and never from the form."""
    problems: list[str] = []
    terms = []
    for row in range(1, ROWS + 1):
        text = fields.get(f"text{row}", "").strip()
        if text:
            terms.append(
                Term(
                    _side(fields.get(f"side{row}", ""), row, problems),
                    text,
                    read_day(fields.get(f"due{row}", ""), f"第{row}条的日期", problems),
                    _money(fields.get(f"money{row}", ""), problems),
                )
            )
    effective = read_day(fields.get("effective", ""), "生效日期", problems)
    form = Form.ORAL if fields.get("form") == Form.ORAL.value else Form.WRITTEN
    signers = tuple(
        Signer(s.side, fields.get(f"name-{s.side.value}", s.name).strip()[:64], s.resident)
        for s in known
    )
    draft = AgreementDraft(form, fields.get("facts", "").strip(), tuple(terms), effective, signers)
    return (None if problems else draft), problems


def as_form(draft: AgreementDraft) -> dict[str, str]:
    """An agreement as the form's fields, to be changed; a changed one is signed anew."""
    fields = {"form": draft.form.value, "facts": draft.facts}
    fields |= {f"name-{s.side.value}": s.name for s in draft.parties}
    for row, term in enumerate(draft.terms, 1):
        fields |= {
            f"text{row}": term.text,
            f"side{row}": term.side.value,
            f"due{row}": str(term.due or ""),
            f"money{row}": yuan(term.fen).removesuffix("元"),
        }
    return fields


def names_known(known: tuple[Signer, ...], told: str) -> dict[str, str]:
    """The names on record, by the form's fields. What the applicant called the other side (`told`)
    is no name to sign with: that field stays empty."""
    return {
        f"name-{s.side.value}": "" if s.side is Side.RESPONDENT and s.name == told else s.name
        for s in known
    }


def read_day(text: str, what: str, problems: list[str]) -> date | None:
    """A day as browsers send it; what is none is said in `problems`."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        problems.append(f"{what}“{text}”不是日期，请写成 2026-03-01。")
        return None


def day_of_form(fields: MultiDict[str, str], today: date) -> date:
    """The form's `day`, today where none is given. Raises BadRequest where it is none: browsers
    send a day or nothing."""
    problems: list[str] = []
    day = read_day(fields.get("day", ""), "日期", problems)
    if problems:
        raise BadRequest
    return day or today


def _side(text: str, row: int, problems: list[str]) -> Side:
    """Who promises; nobody is taken for it unasked."""
    if text not in set(Side):
        problems.append(f"第{row}条请选谁来做。")
        return Side.BOTH
    return Side(text)


def _money(text: str, problems: list[str]) -> int | None:
    try:
        return parse_yuan(text)
    except ValueError as wrong:
        problems.append(str(wrong))
        return None

"""What becomes of an agreement: it takes effect, its promises are kept, a court confirms it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.agreements import AgreementFile, NoSuchAgreement
from bot.store.dossier_tables import AgreementRow, TermRow, VisitRow
from handlers.tickets.performance import visit_day


def take_effect(session: Session, found: AgreementFile, day: date) -> None:
    """The last signature and the seal are there: the 30 days run."""
    row = session.get_one(AgreementRow, found.id)
    row.effective = day
    visit = session.scalars(
        select(VisitRow).where(VisitRow.agreement_id == row.id, VisitRow.done_at.is_(None))
    ).one_or_none()
    if visit is not None:
        visit.due = visit_day(found.draft.terms, day)


def keep_promise(
    session: Session, found: AgreementFile, term_id: int, day: date, note: str
) -> int | None:
    """A promise was kept on `day`: its position; None when that was written down before. Raises
    NoSuchAgreement when it is not one of these."""
    row = session.get(TermRow, term_id)
    if row is None or row.agreement_id != found.id:
        raise NoSuchAgreement(found.ticket)
    if row.done_on is not None:
        return None
    row.done_on, row.done_note = day, note.strip()
    return row.position


def save_court(session: Session, found: AgreementFile, state: str, day: date) -> None:
    """What became of the judicial confirmation: applied, confirmed or refused."""
    row = session.get_one(AgreementRow, found.id)
    row.court, row.court_on = state, day

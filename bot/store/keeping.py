"""What becomes of an agreement: it takes effect, its promises are kept, a court confirms it."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store import tickets
from bot.store.agreements import AgreementFile, NoSuchAgreement
from bot.store.dossier_tables import AgreementRow, TermRow, VisitRow
from handlers.tickets.performance import visit_day


def take_effect(session: Session, found: AgreementFile, day: date, by: str, now: datetime) -> None:
    """The last signature and the seal are there: the 30 days run."""
    row = session.get_one(AgreementRow, found.id)
    row.effective = day
    visit = session.scalars(
        select(VisitRow).where(VisitRow.agreement_id == row.id, VisitRow.done_at.is_(None))
    ).one_or_none()
    if visit is not None:
        visit.due = visit_day(found.draft.terms, day)
    recorded = f"{by}登记协议{found.number}自{day}起生效"
    tickets.add_event(session, row.ticket_id, now, by, "effective", recorded, f"协议从{day}起生效")


def keep_promise(
    session: Session,
    found: AgreementFile,
    term_id: int,
    day: date,
    note: str,
    by: str,
    now: datetime,
) -> None:
    """A promise was kept on `day`. Raises NoSuchAgreement when it is not one of these."""
    row = session.get(TermRow, term_id)
    if row is None or row.agreement_id != found.id:
        raise NoSuchAgreement(found.ticket)
    if row.done_on is not None:
        return
    row.done_on, row.done_note = day, note.strip()
    agreement = session.get_one(AgreementRow, found.id)
    recorded = f"{by}登记第{row.position}条已于{day}履行" + (
        f"：{note.strip()}" if note.strip() else ""
    )
    tickets.add_event(
        session, agreement.ticket_id, now, by, "kept", recorded, f"协议第{row.position}条已经履行"
    )


def save_court(
    session: Session, found: AgreementFile, state: str, day: date, by: str, now: datetime
) -> None:
    """What became of the judicial confirmation: applied, confirmed or refused."""
    row = session.get_one(AgreementRow, found.id)
    row.court, row.court_on = state, day
    said = {"applied": "双方已共同申请司法确认", "confirmed": "法院裁定协议有效"}.get(
        state, "法院没有确认，可以变更协议、重新调解或者起诉"
    )
    tickets.add_event(session, row.ticket_id, now, by, "court", f"{by}登记：{day} {said}", said)

"""The tables of a mediation file: agreement, confirmation, visit, and the ledger's head."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class LedgerHead(Table):
    """One row: the last event's number and hash. Its lock keeps two from being next."""

    __tablename__ = "ledger_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))


class DossierRow(Table):
    """What the official statistics ask of a dispute beyond the ticket itself.

    `fen` is the amount in dispute in 1/100 yuan; `crime` and `petition` that it could have
    become a crime (防止民转刑) or a collective petition (防止群体性上访). `fields` are what
    staff filled into the documents by their keys.
    """

    __tablename__ = "dossiers"
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    fen: Mapped[int | None] = mapped_column(BigInteger)
    crime: Mapped[bool]
    petition: Mapped[bool]
    mediators: Mapped[str]
    fields: Mapped[dict[str, Any]]
    __table_args__ = (
        Index(
            "dossiers_prevented",
            "ticket_id",
            sqlite_where=text("crime OR petition"),
            postgresql_where=text("crime OR petition"),
        ),
    )


class AgreementRow(Table):
    """An agreement; its event seals its content. `replaced` once a newer one of the same ticket is
    in force; `fen` is the money in its terms, in 1/100 yuan."""

    __tablename__ = "agreements"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"))
    number: Mapped[str] = mapped_column(String(48), unique=True)
    form: Mapped[str] = mapped_column(String(16))
    facts: Mapped[str]
    mediator: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(index=True)
    effective: Mapped[date | None] = mapped_column(index=True)
    fen: Mapped[int] = mapped_column(BigInteger)
    replaced: Mapped[bool]
    court: Mapped[str] = mapped_column(String(16))
    court_on: Mapped[date | None]
    __table_args__ = (Index("agreements_of", "ticket_id", "replaced", "form", "fen"),)


class TermRow(Table):
    """One promise of an agreement; `done_on` is the day on which it was kept."""

    __tablename__ = "agreement_terms"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    position: Mapped[int]
    side: Mapped[str] = mapped_column(String(16))
    text: Mapped[str]
    due: Mapped[date | None] = mapped_column(index=True)
    fen: Mapped[int | None] = mapped_column(BigInteger)
    done_on: Mapped[date | None]
    done_note: Mapped[str]


class SignerRow(Table):
    """A party to an agreement and how they confirmed it; `way` is empty until they have.

    `resident` is their WeChat, `code` the hash of a one-time code good until `code_until`.
    """

    __tablename__ = "agreement_signers"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    side: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(64))
    resident: Mapped[str | None] = mapped_column(String(128), index=True)
    code: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_until: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    way: Mapped[str] = mapped_column(String(16))
    refused_at: Mapped[datetime | None]
    words: Mapped[str]
    __table_args__ = (
        UniqueConstraint("agreement_id", "side", "name"),
        Index(
            "signers_waiting",
            "agreement_id",
            sqlite_where=text("confirmed_at IS NULL"),
            postgresql_where=text("confirmed_at IS NULL"),
        ),
    )


class SigningTry(Table):
    """Wrong confirmation codes of a resident on a day, so that nobody guesses."""

    __tablename__ = "signing_tries"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]


class VisitRow(Table):
    """A return visit: a task until `done_at`."""

    __tablename__ = "visits"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreements.id"))
    due: Mapped[date] = mapped_column(index=True)
    visited_on: Mapped[date | None]
    visitor: Mapped[str] = mapped_column(String(64))
    performed: Mapped[str] = mapped_column(String(16))
    satisfied: Mapped[int | None]
    litigation: Mapped[bool]
    risk: Mapped[str]
    words: Mapped[str]
    done_at: Mapped[datetime | None]


class ReminderRow(Table):
    """A reminder that was given, so that it is not given twice."""

    __tablename__ = "reminders"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime]

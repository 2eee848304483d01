"""The tables."""

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=value.tzinfo or UTC) if value else None


class Table(DeclarativeBase):
    """Column types by Python type."""

    type_annotation_map = {datetime: UtcDateTime, str: Text, dict[str, Any]: JSON}  # noqa: RUF012


def columns_of(table: type[Table]) -> sa.Table:
    """The table itself, for statements that are made once and need no objects."""
    return Table.metadata.tables[table.__tablename__]


class Receipt(Table):
    """One inbound message by its dedupe key, with the reply it got; the same key, the same reply.

    `reply` is the rendered text; null where nothing was sent.
    """

    __tablename__ = "receipts"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    reply: Mapped[str | None]


class ConversationRow(Table):
    """What is remembered of a resident between messages."""

    __tablename__ = "conversations"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    state: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]


class Ticket(Table):
    """A dispute, a need or a crisis. `resident` is null once the person has been erased.

    `version` grows with each act; saving with an old one is a conflict. `handler` and `assignee`
    are names of staff: who has it, and who is asked to take it. `place` is a grid's code, `tier`
    1 to 4. `due_on` is the last day of the running stage, counted from `stage_at`; `warned_on` the
    due day that was warned of; `paused_at` stops the count. `closings` counts results.

    `agreed` is the form of the agreement that the last result is, empty for none, with
    `agreed_fen` 1/100 yuan in it; `marks` the marks given for this result, `content` of them 4 or
    5, `points` their sum. They stand elsewhere too (`ledger verify` compares): here the reports
    find them in one index.
    """

    __tablename__ = "tickets"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    category: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(24), index=True)
    resident: Mapped[str | None] = mapped_column(String(128), index=True)
    what: Mapped[str]
    where: Mapped[str]
    other_side: Mapped[str]
    phone: Mapped[str]
    entry: Mapped[str] = mapped_column(String(64))
    consented_at: Mapped[datetime | None]
    opened_at: Mapped[datetime] = mapped_column(index=True)
    handler: Mapped[str] = mapped_column(String(64))
    result: Mapped[str]
    closed_at: Mapped[datetime | None]
    version: Mapped[int]
    place: Mapped[str] = mapped_column(String(64), index=True, default="")
    tier: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(String(16), default="applied")
    assignee: Mapped[str] = mapped_column(String(64), default="")
    end_reason: Mapped[str] = mapped_column(String(16), default="")
    merged_into: Mapped[str] = mapped_column(String(32), default="")
    stage_at: Mapped[datetime | None] = mapped_column(default=None)
    due_on: Mapped[date | None] = mapped_column(index=True, default=None)
    warned_on: Mapped[date | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    extended: Mapped[bool] = mapped_column(default=False)
    closings: Mapped[int] = mapped_column(default=0)
    agreed: Mapped[str] = mapped_column(String(16), default="")
    agreed_fen: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    marks: Mapped[int] = mapped_column(default=0)
    content: Mapped[int] = mapped_column(default=0)
    points: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        # The reports read these alone and never the rows: 100,000 tickets in milliseconds.
        Index(
            "tickets_found", "kind", "opened_at", "status", "place", "category", "tier", "source"
        ),
        Index(
            "tickets_ended",
            "kind",
            "closed_at",
            "status",
            "place",
            "category",
            "tier",
            "end_reason",
            "agreed",
            "agreed_fen",
            "marks",
            "content",
            "points",
        ),
        Index("tickets_of_handler", "handler"),
        Index("tickets_of_assignee", "assignee"),
    )


class Event(Table):
    """One thing that happened to a ticket; only ever added. `told` is what the parties read, and
    `audience` which of them: applicant, respondent or both.

    `seq` to `hash` are its place in the chain of all events, see `handlers/tickets/chain.py`.
    """

    __tablename__ = "events"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    recorded: Mapped[str]
    told: Mapped[str]
    audience: Mapped[str] = mapped_column(String(16), default="both")
    seq: Mapped[int] = mapped_column(unique=True)
    salt: Mapped[str] = mapped_column(String(32))
    digest: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Picture(Table):
    """A resident's picture: where the platform has it, and our copy once it is fetched."""

    __tablename__ = "pictures"
    media_id: Mapped[str] = mapped_column(String(256), primary_key=True)
    resident: Mapped[str | None] = mapped_column(String(128), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    url: Mapped[str]
    file: Mapped[str]
    received_at: Mapped[datetime]
    tries: Mapped[int]


class AlertRow(Table):
    """The outbox: one message to staff over one channel, until the channel has accepted it.

    An urgent one is done only when a person has acknowledged it. `recipient` is a mail address
    (empty: all who read the channel); `digest` the first of those that were said in one message.
    """

    __tablename__ = "alerts"
    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    event: Mapped[str] = mapped_column(String(32))
    urgency: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int]
    sent_at: Mapped[datetime | None]
    last_error: Mapped[str]
    acknowledged_by: Mapped[str] = mapped_column(String(64))
    acknowledged_at: Mapped[datetime | None]
    recipient: Mapped[str] = mapped_column(String(128), default="")
    digest: Mapped[int | None] = mapped_column(default=None)
    __table_args__ = (Index("alerts_due", "next_try_at"),)


class StaffRow(Table):
    """Somebody who may log in to the console."""

    __tablename__ = "staff"
    username: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(32))
    password_hash: Mapped[str]
    active: Mapped[bool]


class Gap(Table):
    """A question nobody could answer, without the person who asked it."""

    __tablename__ = "gaps"
    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(index=True)


class Asked(Table):
    """How often an entry was answered with."""

    __tablename__ = "asked"
    entry: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[int]

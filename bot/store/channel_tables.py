"""The channel's tables: the token, what may be said to whom, and what is still to be said."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.store.tables import Table


class AccessTokenRow(Table):
    """The account's access token, shared by all processes.

    Who holds the lease (`refreshing_until`) asks the platform for a new one; the others wait.
    `forced_day` and `forced` count forced renewals: 20 a day (wechat.md, "Access token").
    """

    __tablename__ = "access_tokens"
    app_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    token: Mapped[str]
    expires_at: Mapped[datetime]
    refreshing_until: Mapped[datetime]
    forced_at: Mapped[datetime]
    forced: Mapped[int]


class SendWindow(Table):
    """The ledger: until when and how often the account may still speak first to a resident.

    `kind` is what opened it: `message` (5 in 48 hours) or `tap` (3 in a minute).
    """

    __tablename__ = "send_windows"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    closes_at: Mapped[datetime]
    left: Mapped[int]


class NoticeConsent(Table):
    """How many 订阅通知 of a template a resident has agreed to and not yet got."""

    __tablename__ = "notice_consents"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    template: Mapped[str] = mapped_column(String(128), primary_key=True)
    left: Mapped[int]


class Outgoing(Table):
    """Something to be said to a resident, until it is said.

    `key` keeps one cause from being said twice. `state`: `due` is tried when `next_try_at` has
    come, `waiting` goes out with the reply to the resident's next message, `delivered` is done,
    `dropped` has nobody to go to. `way` and `why` tell staff what happened; the words themselves
    are kept for some weeks only (`erased_at`).
    """

    __tablename__ = "outgoing"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    resident: Mapped[str | None] = mapped_column(String(128), index=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"), index=True)
    reply: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    way: Mapped[str] = mapped_column(String(16))
    why: Mapped[str]
    created_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int]
    delivered_at: Mapped[datetime | None]
    platform_id: Mapped[str] = mapped_column(String(64), index=True)
    erased_at: Mapped[datetime | None]
    __table_args__ = (
        Index("outgoing_due", "state", "next_try_at"),
        Index("outgoing_kept", "erased_at", "created_at"),
    )


class Owed(Table):
    """A message that has come and is not answered yet: what a dead process leaves behind.

    The row goes with the transaction that answers the message.
    """

    __tablename__ = "owed"
    receipt: Mapped[str] = mapped_column(String(64), primary_key=True)
    resident: Mapped[str] = mapped_column(String(128), index=True)
    message: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    tries: Mapped[int]


class Alarm(Table):
    """A fault of the channel that the operator must mend, by its error code."""

    __tablename__ = "channel_alarms"
    code: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    times: Mapped[int]
    told_at: Mapped[datetime | None]
    stopped_until: Mapped[datetime | None]


class Takeover(Table):
    """A member of staff speaks to this resident, and the bot is quiet, until `until`."""

    __tablename__ = "takeovers"
    resident: Mapped[str] = mapped_column(String(128), primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    role: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime]


class Heartbeat(Table):
    """When the jobs last ran, so that `baimi doctor` can see that somebody does the work."""

    __tablename__ = "heartbeats"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]

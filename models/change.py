"""The record of who did what, how the last change of a booking is taken back, and the answers to actions already done once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, within


class Change(Model):
    """One line of a homestay's record (nhật ký): appended, chained by hash, never changed."""

    __tablename__ = "changes"
    __table_args__ = (Index(None, "homestay_id", "about"),)

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, … without a gap, in the order in which it happened."""
    happened_at: Mapped[datetime]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id"))
    """Nobody for a command."""
    action: Mapped[str]
    about: Mapped[UUID | None]
    """The row it happened to: a booking, a guest, a room."""
    detail: Mapped[str | None]
    """JSON with codes, days and sums; never identity data."""
    chain_hash: Mapped[bytes]


class UndoStep(Model):
    """How the last change of a booking is taken back (hoàn tác). The next change writes over it."""

    __tablename__ = "undo_steps"
    __table_args__ = (within("booking_id", "bookings"),)

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True)
    booking_id: Mapped[UUID] = mapped_column(primary_key=True)
    action: Mapped[str]
    """What was done, in the word of the record: booking.moved."""
    done_at: Mapped[datetime]
    detail: Mapped[str]
    """JSON: of each booking it touched what was before and after. Keys, days, sums; never identity data."""


class ClientOp(Model):
    """An action asked for once: the form's key, its body's hash, and the answer a second tap gets."""

    __tablename__ = "client_ops"

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    body_hash: Mapped[bytes]
    result: Mapped[str]
    done_at: Mapped[datetime]

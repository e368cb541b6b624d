"""Months that an owner has closed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from models.base import Owned


class MonthClose(Owned):
    """A closed month (chốt tháng): an unchangeable snapshot of its numbers; a later close is a new version."""

    __tablename__ = "month_closes"
    __table_args__ = (UniqueConstraint("homestay_id", "month", "version"),)

    month: Mapped[date]
    """The first day of the month."""
    version: Mapped[int]
    closed_at: Mapped[datetime]
    closed_by: Mapped[UUID]
    figures: Mapped[str]
    """JSON, keys of the month report."""
    figures_hash: Mapped[bytes]

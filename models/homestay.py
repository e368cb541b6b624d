"""The homestay: one family's house that takes guests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model
from models.village import Village


class Homestay(Model):
    """A lodging (cơ sở lưu trú): who it is, where it is, where its money goes."""

    __tablename__ = "homestays"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    village_id: Mapped[UUID] = mapped_column(ForeignKey("villages.id"), index=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    address: Mapped[str | None]
    phone: Mapped[str | None]
    licence: Mapped[str | None]
    tax_number: Mapped[str | None]
    bank_bin: Mapped[str | None]
    bank_account: Mapped[str | None]
    declaring_from: Mapped[date]
    """Guests who arrived before this day (set-up or import) are not "to declare" on Today."""
    closing_consent: Mapped[bool] = mapped_column(default=False)
    """The owner lets the village head see this house's own closed months."""
    practice: Mapped[bool] = mapped_column(default=False, server_default=false())
    """One person's house for trying things out (nhà tập): no number of the village, no list and no file speaks of it."""
    version: Mapped[int] = mapped_column(default=0)
    """Raised by every change: the lock of a change and the ETag of the pages."""

    village: Mapped[Village] = relationship()

"""The secret link by which a guest sees the own booking."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Dong, Owned, link, within
from models.booking import Booking
from models.sealed import Sealed


class GuestLink(Owned):
    """A page about one booking for its guest (trang cho khách). The token finds it by its hash and is shown again from its seal."""

    __tablename__ = "guest_links"
    __table_args__ = (
        within("booking_id", "bookings"),
        Index(None, "homestay_id", "booking_id"),
        CheckConstraint("language IN ('vi', 'en')", name="language"),
        CheckConstraint("deposit > 0", name="deposit"),
    )

    booking_id: Mapped[UUID]
    token_sealed: Mapped[bytes]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    language: Mapped[str]
    deposit: Mapped[Dong | None]
    """What the guest is asked to pay beforehand (tiền cọc), in all."""
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    token = Sealed("guest_links")

    booking: Mapped[Booking] = link("GuestLink.booking_id", "Booking")

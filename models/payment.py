"""Money that came in or was given back."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, Index, case
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Dong, Owned, link, one_of, within
from models.booking import Booking


class PaymentMethod(StrEnum):
    """How it was paid: tiền mặt, chuyển khoản, thẻ, trang bán phòng."""

    CASH = "cash"
    TRANSFER = "transfer"
    CARD = "card"
    PLATFORM = "platform"


class PaymentKind(StrEnum):
    """What it was for: đặt cọc, trả tiền, hoàn lại."""

    DEPOSIT = "deposit"
    BALANCE = "balance"
    REFUND = "refund"


class Holder(StrEnum):
    """Who holds the money: nhà mình, trang bán phòng, công ty du lịch, hợp tác xã."""

    HOMESTAY = "homestay"
    PLATFORM = "platform"
    TOUR = "tour"
    COOPERATIVE = "cooperative"


class Payment(Owned):
    """A sum that changed hands on a day (khoản thu). A refund is positive and subtracted. Voided, never deleted."""

    __tablename__ = "payments"
    __table_args__ = (
        within("booking_id", "bookings"),
        Index(None, "homestay_id", "day"),
        Index(None, "homestay_id", "booking_id"),
        CheckConstraint(one_of("method", PaymentMethod), name="method"),
        CheckConstraint(one_of("kind", PaymentKind), name="kind"),
        CheckConstraint(one_of("held_by", Holder), name="held_by"),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void"),
    )

    booking_id: Mapped[UUID]
    day: Mapped[date]
    method: Mapped[str]
    kind: Mapped[str]
    held_by: Mapped[str] = mapped_column(default=Holder.HOMESTAY)
    amount: Mapped[Dong]
    reference: Mapped[str | None]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]

    booking: Mapped[Booking] = link("Payment.booking_id", "Booking", back_populates="payments")

    @hybrid_property
    def signed(self) -> int:
        """The sum as the purse sees it: a refund goes out. Questions to the database have it too."""
        return -self.amount if self.kind == PaymentKind.REFUND else self.amount

    @signed.inplace.expression
    @classmethod
    def _signed(cls) -> ColumnElement[int]:
        return case((cls.kind == PaymentKind.REFUND, -cls.amount), else_=cls.amount)

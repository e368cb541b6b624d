"""What guests owe beyond their nights."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from models.base import Dong, Owned, link, one_of, within
from models.booking import Booking


class ChargeKind(StrEnum):
    """What is charged: ngủ trưa/trong ngày, phụ thu, bữa ăn, xe máy, tour, khác."""

    DAY_USE = "day_use"
    FEE = "fee"
    MEAL = "meal"
    MOTORBIKE = "motorbike"
    TOUR = "tour"
    OTHER = "other"


class TaxGroup(StrEnum):
    """The rate group of a charge (nhóm ngành nghề). Source: Decree 68/2026, facts/tourism.md §4.2."""

    SERVICE = "service"
    MEAL = "meal"
    LETTING = "letting"
    OTHER = "other"


TAX_GROUP_OF = {
    ChargeKind.DAY_USE: TaxGroup.SERVICE,
    ChargeKind.FEE: TaxGroup.SERVICE,
    ChargeKind.MEAL: TaxGroup.MEAL,
    ChargeKind.MOTORBIKE: TaxGroup.LETTING,
    ChargeKind.TOUR: TaxGroup.SERVICE,
    ChargeKind.OTHER: TaxGroup.OTHER,
}
"""Where a new charge goes first; the owner may change it."""


class Charge(Owned):
    """A sum owed on a day beyond the nights (khoản phải thu). Voided with a reason, never deleted."""

    __tablename__ = "charges"
    __table_args__ = (
        within("booking_id", "bookings"),
        Index(None, "homestay_id", "day"),
        Index(None, "homestay_id", "booking_id"),
        CheckConstraint(one_of("kind", ChargeKind), name="kind"),
        CheckConstraint(one_of("tax_group", TaxGroup), name="tax_group"),
        CheckConstraint("people >= 0 AND amount >= 0", name="amounts"),
        CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name="void"),
    )

    booking_id: Mapped[UUID]
    day: Mapped[date]
    kind: Mapped[str]
    tax_group: Mapped[str]
    people: Mapped[int | None]
    description: Mapped[str | None]
    amount: Mapped[Dong]
    voided_at: Mapped[datetime | None]
    void_reason: Mapped[str | None]

    booking: Mapped[Booking] = link("Charge.booking_id", "Booking", back_populates="charges")

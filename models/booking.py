"""Bookings and the nights they hold."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Exists, ForeignKey, Index, UniqueConstraint, and_, bindparam, exists, literal_column
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Dong, Model, Moment, Owned, link, one_of, within
from models.folded import findable, findable_as
from models.homestay import Homestay
from models.room import Unit

if TYPE_CHECKING:
    from models.charge import Charge
    from models.guest import Guest
    from models.payment import Payment


class BookingState(StrEnum):
    """The life of a booking: giữ chỗ, đã chắc, đang ở, đã đi, đã hủy, không đến."""

    HELD = "held"
    CONFIRMED = "confirmed"
    IN_HOUSE = "in_house"
    LEFT = "left"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


SLEPT = (BookingState.IN_HOUSE, BookingState.LEFT)
"""States whose people, nights and night revenue count."""

COMING = (BookingState.HELD, BookingState.CONFIRMED)
ALIVE = (*COMING, BookingState.IN_HOUSE)


class Booking(Owned):
    """An agreement with guests (đặt phòng): any number of places over any nights; day use has no night."""

    __tablename__ = "bookings"
    __table_args__ = (
        UniqueConstraint("homestay_id", "code"),
        Index(None, "homestay_id", "planned_from"),
        Index(None, "homestay_id", "state", "planned_to"),
        Index("ix_bookings_found_by", "homestay_id", "found_by", "id"),
        CheckConstraint(one_of("state", BookingState), name="state"),
        CheckConstraint("planned_from <= planned_to", name="dates"),
        CheckConstraint("adults >= 0 AND children >= 0", name="people"),
    )

    code: Mapped[str]
    source: Mapped[str]
    state: Mapped[str]
    held_until: Mapped[datetime | None]
    """Until when it is only held."""
    lapsed_at: Mapped[datetime | None]
    """When a hold had run out and its nights were given back (hết giờ giữ chỗ); taken up again, it is nothing once more."""
    contact: Mapped[str | None]
    phone: Mapped[str | None]
    booked_on: Mapped[date | None]
    planned_from: Mapped[date]
    planned_to: Mapped[date]
    """The planned day of leaving; equal to `planned_from` for day use."""
    adults: Mapped[int]
    children: Mapped[int] = mapped_column(default=0)
    commission: Mapped[Dong | None]
    note: Mapped[str | None]
    expected_at: Mapped[time | None]
    """At what hour they mean to come on the first day (giờ dự kiến đến)."""
    leaving_at: Mapped[time | None]
    """Until what hour they ask to stay on the last day (giờ xin trả phòng)."""
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    reason: Mapped[str | None]
    """Why it was cancelled, or what is known of a guest who did not come."""
    version: Mapped[int] = mapped_column(default=0)
    """Raised by every change of this booking; a tablet says which one it saw."""
    changed_at: Mapped[datetime | None]
    """The last change; nothing for a booking never changed since it was made."""
    found_by: Mapped[str | None] = mapped_column(default=findable_as("contact", "phone"))
    """Contact and phone as they are looked for; follows them by itself."""

    nights: Mapped[list[UnitNight]] = link("UnitNight.booking_id", "Booking", back_populates="booking", passive_deletes="all")
    guests: Mapped[list[Guest]] = link(
        "Guest.booking_id", "Booking", back_populates="booking", passive_deletes="all", order_by="Guest.slot"
    )
    charges: Mapped[list[Charge]] = link(
        "Charge.booking_id", "Booking", back_populates="booking", passive_deletes="all", order_by="Charge.day"
    )
    payments: Mapped[list[Payment]] = link(
        "Payment.booking_id", "Booking", back_populates="booking", passive_deletes="all", order_by="Payment.day"
    )

    @validates("contact", "phone")
    def keep_findable(self, column: str, text: str | None) -> str | None:
        said = {"contact": self.contact, "phone": self.phone, column: text}
        self.found_by = findable(said["contact"], said["phone"])
        return text

    @property
    def people(self) -> int:
        return self.adults + self.children

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def has_lapsed(self) -> bool:
        return self.state == BookingState.HELD and self.lapsed_at is not None

    def as_holder(self) -> dict[str, UUID]:
        """Return the column by which a night says that this booking holds it."""
        return {"booking_id": self.id}


RUNNING = (Booking.state == literal_column(f"'{BookingState.HELD}'"), Booking.lapsed_at.is_(None))
"""What makes a booking a hold that runs. Its word stands in the statement: SQLite plans anew for a value that decides on an index."""
Index("ix_bookings_running", Booking.homestay_id, Booking.held_until, sqlite_where=and_(*RUNNING), postgresql_where=and_(*RUNNING))


def is_behind(house: Any = Homestay.id) -> Exists:
    """Say of a homestay that a hold has run out by `now` and still has its nights."""
    over = Booking.held_until <= bindparam("now", type_=Moment())
    return exists().where(Booking.homestay_id == house, over, *RUNNING).correlate(Homestay)


class UnitNight(Model):
    """One place on one night, taken at most once (đêm chỗ). Its key is why nothing is sold twice."""

    __tablename__ = "unit_nights"
    __table_args__ = (
        within("unit_id", "units"),
        within("booking_id", "bookings"),
        within("closure_id", "closures"),
        within("event_id", "feed_events"),
        Index(None, "homestay_id", "night"),
        Index(None, "homestay_id", "booking_id"),
        CheckConstraint(
            "(CASE WHEN booking_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN closure_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN event_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_holder",
        ),
        CheckConstraint("(booking_id IS NULL) = (price IS NULL)", name="price_of_bookings"),
        CheckConstraint("price >= 0", name="price"),
    )

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    night: Mapped[date] = mapped_column(primary_key=True)
    booking_id: Mapped[UUID | None]
    closure_id: Mapped[UUID | None]
    event_id: Mapped[UUID | None]
    price: Mapped[Dong | None]
    """What was agreed for this place and night, copied; nothing for closures and imported blocks."""
    whole: Mapped[bool] = mapped_column(default=False)
    """The whole dorm was sold this night; its price is split over the places."""

    unit: Mapped[Unit] = link("UnitNight.unit_id", "Unit")
    booking: Mapped[Booking | None] = link("UnitNight.booking_id", "Booking", back_populates="nights")


class ParkedNight(Model):
    """A night of a booking that has no place yet (đêm chờ xếp chỗ). It holds nothing and counts in no number."""

    __tablename__ = "parked_nights"
    __table_args__ = (
        within("booking_id", "bookings"),
        CheckConstraint("places > 0", name="places"),
        CheckConstraint("price >= 0", name="price"),
    )

    homestay_id: Mapped[UUID] = mapped_column(ForeignKey("homestays.id"), primary_key=True)
    booking_id: Mapped[UUID] = mapped_column(primary_key=True)
    night: Mapped[date] = mapped_column(primary_key=True)
    places: Mapped[int]
    """How many rooms or dorm places are wanted."""
    price: Mapped[Dong | None]
    """What was agreed for this night, for all its places together; nothing means the list price of what it gets."""

"""Guests: one slot for each person booked, filled in when the person is known."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Owned, link, within
from models.booking import Booking
from models.folded import findable, findable_as
from models.room import Room, Unit
from models.sealed import Sealed, blind_index

VIETNAM = "VNM"
"""ISO 3166-1 alpha-3, as all nationalities are kept."""


class Guest(Owned):
    """One person of a booking (khách). Birth date, document number and address are kept encrypted."""

    __tablename__ = "guests"
    __table_args__ = (
        within("booking_id", "bookings"),
        within("room_id", "rooms"),
        within("unit_id", "units"),
        UniqueConstraint("homestay_id", "booking_id", "slot"),
        Index(None, "homestay_id", "arrived_on"),
        Index(None, "homestay_id", "document_number_index"),
        Index("ix_guests_found_by", "homestay_id", "found_by", "booking_id"),
        CheckConstraint("sex IN ('M', 'F')", name="sex"),
        CheckConstraint("birth_precision IN ('D', 'M', 'Y')", name="birth_precision"),
        CheckConstraint("document_type BETWEEN 1 AND 9", name="document_type"),
        CheckConstraint("reason BETWEEN 1 AND 20", name="reason"),
        CheckConstraint("residence BETWEEN 1 AND 3", name="residence"),
        CheckConstraint("arrived_at IS NULL OR arrived_on IS NOT NULL", name="arrived"),
        CheckConstraint("left_at IS NULL OR left_on IS NOT NULL", name="left"),
    )

    booking_id: Mapped[UUID]
    slot: Mapped[int]
    """1, 2, … in the order in which the people of the booking are shown."""
    room_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    """The place the person sleeps on, where somebody said so."""
    name: Mapped[str | None]
    sex: Mapped[str | None]
    birth_date_sealed: Mapped[bytes | None]
    birth_precision: Mapped[str | None]
    """D the day is known, M the month, Y only the year."""
    nationality: Mapped[str | None]
    resident_country: Mapped[str | None]
    document_type: Mapped[int | None]
    """The portal's number, 1 citizen card … 9 other."""
    document_name: Mapped[str | None]
    document_number_sealed: Mapped[bytes | None]
    document_number_index: Mapped[bytes | None]
    address_sealed: Mapped[bytes | None]
    phone: Mapped[str | None]
    residence: Mapped[int | None]
    province: Mapped[str | None]
    commune: Mapped[str | None]
    reason: Mapped[int | None]
    """The portal's number of the reason for the stay, 1 tourism … 20 other."""
    reason_note: Mapped[str | None]
    permitted_until: Mapped[date | None]
    arrived_on: Mapped[date | None]
    arrived_at: Mapped[datetime | None]
    """The moment, when the hour is known; `arrived_on` is then its local day."""
    left_on: Mapped[date | None]
    left_at: Mapped[datetime | None]
    declared: Mapped[bool] = mapped_column(default=False)
    """The police know of this stay, or a file with it was sent; kept by homestay/declarations, so that who waits is found at once."""
    found_by: Mapped[str | None] = mapped_column(default=findable_as("name", "phone"))
    """Name and phone as they are looked for; follows them by itself, and is emptied with them."""

    birth_date_text = Sealed("guests", "birth_date")
    document_number = Sealed("guests")
    address = Sealed("guests")

    booking: Mapped[Booking] = link("Guest.booking_id", "Booking", back_populates="guests")
    room: Mapped[Room | None] = link("Guest.room_id", "Room")
    unit: Mapped[Unit | None] = link("Guest.unit_id", "Unit")

    @validates("name", "phone")
    def keep_findable(self, column: str, text: str | None) -> str | None:
        said = {"name": self.name, "phone": self.phone, column: text}
        self.found_by = findable(said["name"], said["phone"])
        return text

    @property
    def birth_date(self) -> date | None:
        return birth_date_of(self)

    @birth_date.setter
    def birth_date(self, day: date | None) -> None:
        self.birth_date_text = None if day is None else day.isoformat()

    def leave(self, day: date, at: datetime | None) -> None:
        """Write down when the person left. Who was to come only later leaves on the day of coming: nobody slept."""
        self.left_on, self.left_at = day, at
        if (self.arrived_on and self.arrived_on > day) or (at and self.arrived_at and self.arrived_at > at):
            self.left_on, self.left_at, self.arrived_at = self.arrived_on, None, None

    def remember_number(self, normal: str | None) -> None:
        """Keep the blind index of a document number in its normal form, so that the person is found again."""
        self.document_number_index = None if not normal else blind_index(self.homestay_id, normal)


Index("ix_guests_waiting", Guest.homestay_id, Guest.arrived_on, sqlite_where=~Guest.declared, postgresql_where=~Guest.declared)


def birth_date_of(row: object) -> date | None:
    """Return the birth date of a guest, or of a Core row with homestay_id, id and birth_date_sealed."""
    text = Guest.birth_date_text.of(row)
    return None if text is None else date.fromisoformat(text)

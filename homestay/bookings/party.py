"""Changes to whom a booking is for: how many people come, what they are called, how they came, when they mean to be here."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay import clock
from homestay.bookings.actions import fresh
from homestay.bookings.stays import open_booking
from homestay.bookings.wishes import MOST_PEOPLE
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState
from models.declaration import Declaration
from models.guest import Guest
from models.homestay import Homestay


def change_people(homestay: Homestay, code: str, adults: int, children: int, version: int | None = None) -> Booking:
    """Say how many people come; nameless slots are added or taken away (đổi số khách).

    Raises: Changed, NotFound, NotPossibleNow, Refusal when more guests are named or declared than people would come.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        people = adults + children
        if adults < 0 or children < 0 or not 1 <= people <= MOST_PEOPLE:
            raise Refusal(_l("A booking has between 1 and %(most)s people. Check the number.", most=MOST_PEOPLE))
        remove_slots(booking, people)
        add_slots(booking, people)
        booking.adults, booking.children = adults, children
        record(homestay, "booking.people", booking.id, code=code, people=people)
        return booking


def remove_slots(booking: Booking, people: int) -> None:
    """Take the last of the guests away of whom nothing was written or declared. Raises: Refusal when they are too few."""
    declared = declared_of(booking)
    spare = [guest for guest in reversed(booking.guests) if not (guest.name or guest.document_number_sealed or guest.id in declared)]
    surplus = len(booking.guests) - people
    if surplus > len(spare):
        known = len(booking.guests) - len(spare)
        raise Refusal(_l("%(known)s guests are named or were declared. Take a name away, or leave the number.", known=known))
    for guest in spare[: max(surplus, 0)]:
        booking.guests.remove(guest)
        db.session.delete(guest)


def declared_of(booking: Booking) -> set[UUID]:
    """Return the guests of a booking who were ever declared: a nameless one can be too, by phone, and what was said stays written."""
    its_guests = select(Guest.id).where(Guest.homestay_id == booking.homestay_id, Guest.booking_id == booking.id)
    declared = (Declaration.homestay_id == booking.homestay_id, Declaration.guest_id.in_(its_guests))
    return set(db.session.scalars(select(Declaration.guest_id).where(*declared)))


def add_slots(booking: Booking, people: int) -> None:
    highest = max((guest.slot for guest in booking.guests), default=0)
    now = clock.now()
    here = {"arrived_on": now.date(), "arrived_at": now} if booking.state == BookingState.IN_HOUSE else {}
    db.session.add_all(
        Guest(homestay_id=booking.homestay_id, booking_id=booking.id, slot=highest + number, **here)
        for number in range(1, people - len(booking.guests) + 1)
    )


@dataclass(frozen=True)
class Words:
    """Who a booking is for, how it came, and what is noted on it."""

    contact: str | None
    phone: str | None
    source: str
    note: str | None
    expected_at: time | None = None
    """At what hour they mean to come."""
    leaving_at: time | None = None
    """Until what hour they ask to stay on the last day."""


def change_words(homestay: Homestay, code: str, words: Words, version: int | None = None) -> Booking:
    """Change the name, phone, source, note and asked hours of a booking (sửa thông tin). Raises: Changed, NotFound."""
    with saving(homestay):
        booking = fresh(homestay, code, version)
        booking.contact, booking.phone, booking.source, booking.note = words.contact, words.phone, words.source, words.note
        booking.expected_at, booking.leaving_at = words.expected_at, words.leaving_at
        record(homestay, "booking.words", booking.id, code=code)
        return booking

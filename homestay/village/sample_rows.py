"""The rows of a sample house, table by table, ready to be stored."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from homestay import clock
from homestay.guests.documents import normal_number
from homestay.places.nights import free_night
from homestay.village.sample_closures import SampleClosure
from homestay.village.sample_houses import SampleHouse, SampleRoom
from homestay.village.sample_people import Person
from homestay.village.sample_stays import Desk, SampleBooking
from models.base import uuid7
from models.booking import BookingState
from models.charge import TAX_GROUP_OF
from models.guest import VIETNAM, Guest
from models.room import Cleaning
from models.sealed import RowKey, blind_index
from models.stay import ONE_DAY

Row = dict[str, Any]
AFTER_MIDNIGHT = (1, 30)
TOURISM = 1
PERMANENT = 1


class Times(NamedTuple):
    """When the people of a booking came and went; a moment only where the hour is known."""

    arrived_on: date | None = None
    arrived_at: datetime | None = None
    left_on: date | None = None
    left_at: datetime | None = None


def room_row(house: SampleHouse, room: SampleRoom, cleaning: Cleaning) -> Row:
    plain = ("id", "name", "kind", "capacity", "price", "whole_price", "open_from", "open_to")
    return {"homestay_id": house.id, "cleaning": cleaning} | {name: getattr(room, name) for name in plain}


def unit_rows(house: SampleHouse, room: SampleRoom) -> Iterator[Row]:
    for unit in room.units:
        yield {"homestay_id": house.id, "id": unit.id, "room_id": room.id, "name": unit.name, "open_from": unit.open_from, "open_to": None}


def to_clean(desk: Desk) -> set[str]:
    """Return the names of the rooms that somebody left today."""
    today = desk.period.today
    gone = [booking for booking in desk.bookings if booking.state == BookingState.LEFT and booking.leave == today]
    return {held.room.name for booking in gone for held in booking.places if held.night == today - ONE_DAY}


def closure_row(house: SampleHouse, closure: SampleClosure) -> Row:
    span = {"first_night": closure.stay.arrive, "end_night": closure.stay.leave}
    return {"homestay_id": house.id, "id": closure.id, "room_id": closure.room.id, "reason": closure.reason, **span}


def night_row(house: SampleHouse, **values: Any) -> Row:
    return {**free_night(house.id), **values}


def shut_rows(house: SampleHouse, closure: SampleClosure) -> Iterator[Row]:
    for unit in closure.room.units:
        for night in closure.stay:
            if closure.room.is_open(unit, night):
                yield night_row(house, unit_id=unit.id, night=night, closure_id=closure.id)


def held_rows(house: SampleHouse, booking: SampleBooking) -> Iterator[Row]:
    for held in booking.places:
        yield night_row(house, unit_id=held.unit.id, night=held.night, booking_id=booking.id, price=held.price, whole=held.whole)


def booking_row(desk: Desk, booking: SampleBooking, times: Times) -> Row:
    plain = ("id", "code", "source", "state", "contact", "phone", "booked_on", "commission", "note", "reason", "children")
    today = desk.period.today
    return {name: getattr(booking, name) for name in plain} | {
        "homestay_id": desk.house.id,
        "planned_from": booking.stay.arrive,
        "planned_to": booking.stay.leave,
        "adults": len(booking.people) - booking.children,
        "held_until": clock.at(min(booking.stay.arrive, today + ONE_DAY), 12) if booking.state == BookingState.HELD else None,
        "arrived_at": times.arrived_at or (desk.period.moment(today, 6) if times.arrived_on else None),
        "left_at": times.left_at or (desk.period.moment(today, 7) if times.left_on else None),
        "version": 0,
        "changed_at": None,
    }


def times_of(desk: Desk, booking: SampleBooking) -> Times:
    """Return when a party came and went. Of today's the hour is left open: it must not lie ahead, whatever the clock says."""
    today, random = desk.period.today, desk.random
    arrive, leave = booking.stay.arrive, booking.leave
    hour, minute, left_hour, left_minute = random.randint(13, 20), random.randrange(60), random.randint(7, 11), random.randrange(60)
    if booking.state not in (BookingState.IN_HOUSE, BookingState.LEFT):
        return Times()
    if not booking.places:
        return Times(arrive, clock.at(arrive, 11), arrive, clock.at(arrive, 15))
    came = Times(arrive, clock.at(arrive, hour, minute) if arrive < today else None)
    if booking.late_at_night:
        came = Times(arrive + ONE_DAY, clock.at(arrive + ONE_DAY, *AFTER_MIDNIGHT))
    if booking.state == BookingState.IN_HOUSE:
        return came
    return came._replace(left_on=leave, left_at=clock.at(leave, left_hour, left_minute) if leave < today else None)


def guest_rows(desk: Desk, booking: SampleBooking, times: Times) -> Iterator[Row]:
    """Give the people of a booking, those of whom nothing is known too; each with a bed as far as there are beds."""
    beds = beds_of(booking) if booking.has_slept else []
    for slot, person in enumerate(booking.people, start=1):
        key = RowKey(desk.house.id, uuid7())
        room_id, unit_id = beds[(slot - 1) % len(beds)] if beds else (None, None)
        where = {"booking_id": booking.id, "slot": slot, "room_id": room_id, "unit_id": unit_id}
        yield {**key._asdict(), **where, **times._asdict(), **identity(key, person, booking, desk)}


def beds_of(booking: SampleBooking) -> list[tuple[UUID, UUID | None]]:
    """Return the room of each bed of the first night, and its place where a room has several."""
    first = [held for held in booking.places if held.night == booking.stay.arrive]
    found: list[tuple[UUID, UUID | None]] = []
    for held in first:
        found += [(held.room.id, held.unit.id)] if held.room.is_dorm else [(held.room.id, None)] * held.room.capacity
    return found


def identity(key: RowKey, person: Person | None, booking: SampleBooking, desk: Desk) -> Row:
    """Return who somebody is, as the table of guests keeps it."""
    who = person or Person(name="")
    birth = who.birth.isoformat() if who.birth else None
    return {
        "name": who.name or None,
        "sex": who.sex,
        "birth_date_sealed": Guest.birth_date_text.sealed(key, birth),
        "birth_precision": who.precision,
        "nationality": who.nationality,
        "resident_country": who.nationality if who.is_foreign else None,
        "document_type": who.document_type,
        "document_name": None,
        "document_number_sealed": Guest.document_number.sealed(key, who.number),
        "document_number_index": blind_index(key.homestay_id, normal_number(who.number)) if who.number else None,
        "address_sealed": Guest.address.sealed(key, who.address),
        "phone": who.phone,
        "residence": PERMANENT if who.nationality == VIETNAM else None,
        "province": who.province,
        "commune": who.commune,
        "reason": TOURISM if who.nationality else None,
        "reason_note": None,
        "permitted_until": booking.leave + timedelta(days=desk.random.randint(10, 80)) if who.is_foreign else None,
    }


def charge_rows(house: SampleHouse, booking: SampleBooking) -> Iterator[Row]:
    standing = {"voided_at": None, "void_reason": None}
    for owed in booking.charges:
        key = {"homestay_id": house.id, "id": uuid7(), "booking_id": booking.id}
        yield {**key, **owed._asdict(), "tax_group": TAX_GROUP_OF[owed.kind], **standing}


def payment_rows(house: SampleHouse, booking: SampleBooking) -> Iterator[Row]:
    standing = {"reference": None, "voided_at": None, "void_reason": None}
    for paid in booking.payments:
        yield {"homestay_id": house.id, "id": uuid7(), "booking_id": booking.id, **paid._asdict(), **standing}


def by_day(guests: Sequence[Row]) -> dict[date, list[Row]]:
    """Return the guests by the day on which they came."""
    found: dict[date, list[Row]] = defaultdict(list)
    for guest in guests:
        found[guest["arrived_on"]].append(guest)
    return found

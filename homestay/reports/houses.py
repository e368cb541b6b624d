"""Asks for the places of homestays and for who slept there around a month: three statements, whatever the size and the history."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, DateTime, Row, Select, and_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from homestay.reports.asking import END, EVE, FIRST, KEYS, LAST, rows
from homestay.reports.house import House, Night, Person, Place, SleptBooking, existing_nights
from homestay.reports.period import Month
from models import db
from models.base import as_it_comes
from models.booking import SLEPT, Booking, UnitNight
from models.guest import Guest
from models.room import Closure, Room, RoomKind, Unit

STATE, WORDS_END = 2, 10
"""Where in a row of `persons` the booking's own columns begin, and where they end and the person's slot stands."""


def houses_of(keys: Sequence[UUID], month: Month) -> dict[UUID, House]:
    """Return the places of these homestays, and who slept there in the month or the night before, in three statements."""
    raw = {raw_key(key): key for key in keys}
    houses: dict[Any, House] = {each: House() for each in raw}
    for row in rows(supply(), keys, month):
        add_place(houses[row[0]], month, row)
    add_stays(houses, keys, month)
    return {raw[each]: house for each, house in houses.items()}


def add_stays(houses: Mapping[Any, House], keys: Sequence[UUID], month: Month) -> None:
    """Put into these houses, by their raw keys, who slept there in the month or the night before, in two statements."""
    for row in rows(persons(), keys, month):
        add_person(houses[row[0]], row)
    for row in rows(nights(), keys, month):
        add_night(houses[row[0]], row)


def as_kept(moment: InstrumentedAttribute[Any]) -> Any:
    """Return a moment as the database gives it, in UTC and on SQLite without saying so: few of thousands are looked at."""
    return type_coerce(moment, DateTime())


def raw_key(homestay_id: UUID) -> Any:
    """Return an id as `as_it_comes` gives it."""
    return homestay_id.hex if db.session.get_bind().dialect.name == "sqlite" else homestay_id


@cache
def supply() -> Select[Any]:
    """Ask for the places, one row for each closure that touches the month, one row for a place without."""
    return select(*places()).join(Unit.room).outerjoin(Closure, touching()).where(Unit.homestay_id.in_(KEYS))


def places() -> tuple[Any, ...]:
    """Return the columns that `add_place` reads."""
    of_unit = as_it_comes(Unit.homestay_id).label("homestay_id"), as_it_comes(Unit.id).label("id"), Room.name, Room.kind, Room.capacity
    opened = Room.open_from, Room.open_to, Unit.open_from.label("unit_from"), Unit.open_to.label("unit_to")
    return *of_unit, *opened, Closure.first_night, Closure.end_night, Closure.reason


def touching() -> ColumnElement[bool]:
    """Say that a closure of the room touches the month."""
    of_room = and_(Closure.homestay_id == Room.homestay_id, Closure.room_id == Room.id)
    return and_(of_room, Closure.first_night < END, Closure.end_night > FIRST)


def add_place(house: House, month: Month, row: Row[Any]) -> None:
    """Put a place into its house, or one more closure to a place that is there."""
    place = house.places.get(row.id)
    if place is None:
        is_dorm = row.kind == RoomKind.DORM
        existing = existing_nights(month, (row.open_from, row.unit_from), (row.open_to, row.unit_to))
        place = house.places[row.id] = Place(row.name, is_dorm, 1 if is_dorm else row.capacity, existing)
    if row.first_night:
        place.closed |= dict.fromkeys(existing_nights(month, (row.first_night,), (row.end_night,)), row.reason)


@cache
def around() -> CTE:
    """Ask for the bookings with a night in the month, or on the night before, whose guests leave on the first."""
    return (
        select(UnitNight.homestay_id, UnitNight.booking_id.label("id"))
        .where(UnitNight.homestay_id.in_(KEYS), UnitNight.night.between(EVE, LAST), UnitNight.booking_id.is_not(None))
        .distinct()
        .cte("around")
    )


@cache
def persons() -> Select[Any]:
    """Ask for the bookings then, with their persons: one row for each person, one row for a booking without.

    The state is only read, not asked for: a database without statistics would take its index and walk through the history.
    """
    there = around()
    people = (Booking.adults + Booking.children).label("people")
    return (
        select(as_it_comes(Booking.homestay_id).label("homestay_id"), as_it_comes(Booking.id).label("id"))
        .add_columns(Booking.state, Booking.code, Booking.contact, Booking.source, people)
        .add_columns(Booking.planned_from, Booking.booked_on, Booking.commission)
        .add_columns(Guest.slot, Guest.nationality, Guest.resident_country)
        .add_columns(Guest.arrived_on, as_kept(Guest.arrived_at), Guest.left_on, as_kept(Guest.left_at))
        .join(there, and_(there.c.homestay_id == Booking.homestay_id, there.c.id == Booking.id))
        .outerjoin(Guest, and_(Guest.homestay_id == Booking.homestay_id, Guest.booking_id == Booking.id))
        .where(Booking.homestay_id.in_(KEYS))
    )


def add_person(house: House, row: Sequence[Any]) -> None:
    """Put a person to the booking, and the booking into its house; those that only plan to come are not in it."""
    if row[STATE] not in SLEPT:
        return
    booking = house.bookings.get(row[1])
    if booking is None:
        booking = house.bookings[row[1]] = SleptBooking(*row[STATE + 1 : WORDS_END])
    if row[WORDS_END] is not None:
        booking.persons.append(Person(*row[WORDS_END + 1 :]))


@cache
def nights() -> Select[Any]:
    """Ask for all nights of the bookings then, also those before and after the month."""
    there = around()
    return (
        select(as_it_comes(UnitNight.homestay_id).label("homestay_id"), as_it_comes(UnitNight.booking_id).label("booking_id"))
        .add_columns(as_it_comes(UnitNight.unit_id).label("unit_id"), UnitNight.night, UnitNight.price, UnitNight.whole)
        .join(there, and_(there.c.homestay_id == UnitNight.homestay_id, there.c.id == UnitNight.booking_id))
        .where(UnitNight.homestay_id.in_(KEYS))
    )


def add_night(house: House, row: Sequence[Any]) -> None:
    """Put a night to its booking, if that is in the house."""
    booking = house.bookings.get(row[1])
    if booking:
        booking.places.append(Night(*row[2:]))

"""Storing a sample house: its tables one after the other, many rows at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import insert

from homestay.places import nights
from homestay.village import sample_rows as rows
from homestay.village.sample_closures import SampleClosure
from homestay.village.sample_declarations import declarations
from homestay.village.sample_rows import Row
from homestay.village.sample_stays import Desk, SampleBooking
from models import db
from models.booking import Booking
from models.charge import Charge
from models.declaration import Declaration, DeclarationBatch
from models.guest import Guest
from models.payment import Payment
from models.room import Cleaning, Closure, Room, Unit

BATCH = 2_000


def store(model: Any, values: Iterable[Row]) -> None:
    """Insert rows in batches. Only inside `saving`."""
    every = list(values)
    for start in range(0, len(every), BATCH):
        db.session.execute(insert(model.__table__), every[start : start + BATCH])


def take(values: Iterable[Row]) -> None:
    """Insert nights; the table's key alone decides whether a place was free. Only inside `saving`."""
    every = list(values)
    for start in range(0, len(every), BATCH):
        batch = every[start : start + BATCH]
        if nights.insert(batch) < len(batch):
            raise RuntimeError("a place of the sample village was sold twice")


def store_house(desk: Desk, closures: Sequence[SampleClosure]) -> None:
    """Store the rooms of a house and everything that happened in them. Its homestay stands there already."""
    store_places(desk, closures)
    found = [(booking, rows.times_of(desk, booking)) for booking in desk.bookings]
    store(Booking, (rows.booking_row(desk, booking, times) for booking, times in found))
    take(row for booking in desk.bookings for row in rows.held_rows(desk.house, booking))
    store_people(desk, [(booking, list(rows.guest_rows(desk, booking, times))) for booking, times in found])
    store(Charge, (row for booking in desk.bookings for row in rows.charge_rows(desk.house, booking)))
    store(Payment, (row for booking in desk.bookings for row in rows.payment_rows(desk.house, booking)))


def store_places(desk: Desk, closures: Sequence[SampleClosure]) -> None:
    house, dirty = desk.house, rows.to_clean(desk)
    store(Room, (rows.room_row(house, room, Cleaning.TO_CLEAN if room.name in dirty else Cleaning.CLEAN) for room in house.rooms))
    store(Unit, (row for room in house.rooms for row in rows.unit_rows(house, room)))
    store(Closure, (rows.closure_row(house, closure) for closure in closures))
    take(row for closure in closures for row in rows.shut_rows(house, closure))


def store_people(desk: Desk, arrived: Sequence[tuple[SampleBooking, list[Row]]]) -> None:
    files, lines = declarations(desk, arrived)
    declared = {line["guest_id"] for line in lines}
    store(Guest, ({**guest, "declared": guest["id"] in declared} for _booking, guests in arrived for guest in guests))
    store(DeclarationBatch, files)
    store(Declaration, lines)

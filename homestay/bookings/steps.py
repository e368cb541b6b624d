"""What a change did to bookings, kept so that it can be taken back: their fields, nights, guests and rooms before and after."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay import clock
from homestay.bookings.parked import Parked, nights_parked
from homestay.places.nights import PlaceNight
from models import db
from models.booking import Booking, UnitNight
from models.change import UndoStep
from models.homestay import Homestay
from models.room import Room, Unit

READ: dict[type, Any] = {str: str, UUID: UUID, date: date.fromisoformat, datetime: datetime.fromisoformat}
BOOKING: dict[str, type] = {
    "state": str,
    "held_until": datetime,
    "lapsed_at": datetime,
    "planned_from": date,
    "planned_to": date,
    "arrived_at": datetime,
    "left_at": datetime,
    "reason": str,
}
GUEST: dict[str, type] = {
    "arrived_on": date,
    "arrived_at": datetime,
    "left_on": date,
    "left_at": datetime,
    "unit_id": UUID,
    "room_id": UUID,
}
"""The fields that are put back, and what they are."""


@dataclass
class Picture:
    """A booking at one moment."""

    fields: dict[str, Any]
    guests: dict[UUID, dict[str, Any]]
    nights: dict[tuple[UUID, date], PlaceNight]
    parked: list[Parked]
    rooms: dict[UUID, str]
    """How clean its rooms were."""


@dataclass
class Difference:
    """What a change did to one booking; every pair is (before, after)."""

    booking_id: UUID
    fields: dict[str, tuple[Any, Any]]
    guests: dict[UUID, dict[str, tuple[Any, Any]]]
    gone: list[PlaceNight]
    come: list[PlaceNight]
    parked: tuple[list[Parked], list[Parked]]
    rooms: dict[UUID, tuple[str, str]]


@contextmanager
def undoable(homestay: Homestay, action: str, *bookings: Booking) -> Iterator[None]:
    """Keep what the block does to these bookings, so that `undoing.undo` of any of them takes it back from all.

    The bookings have their guests loaded (`queries.booking_of`); `action` is the word of the record.
    """
    before = [picture(booking) for booking in bookings]
    yield
    db.session.flush()
    detail = json.dumps([difference(booking, was) for booking, was in zip(bookings, before, strict=True)], default=str)
    for booking in bookings:
        db.session.merge(UndoStep(homestay_id=homestay.id, booking_id=booking.id, action=action, done_at=clock.now(), detail=detail))


def picture(booking: Booking) -> Picture:
    """Return a booking as it is now; two statements."""
    rows = db.session.execute(
        select(UnitNight.unit_id, UnitNight.night, UnitNight.price, UnitNight.whole, Room.id, Room.cleaning)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == booking.homestay_id, UnitNight.booking_id == booking.id)
    ).all()
    return Picture(
        fields={name: getattr(booking, name) for name in BOOKING},
        guests={guest.id: {name: getattr(guest, name) for name in GUEST} for guest in booking.guests},
        nights={(row.unit_id, row.night): PlaceNight(*row[:4]) for row in rows},
        parked=nights_parked(booking),
        rooms={row.id: row.cleaning for row in rows},
    )


def difference(booking: Booking, was: Picture) -> dict[str, Any]:
    """Return what has become different since a picture, as JSON can hold it."""
    now = picture(booking)
    rooms = db.session.execute(select(Room.id, Room.cleaning).where(Room.homestay_id == booking.homestay_id, Room.id.in_(was.rooms)))
    return {
        "booking": booking.id,
        "fields": pairs(was.fields, now.fields),
        "guests": {str(key): changed for key, guest in now.guests.items() if (changed := pairs(was.guests.get(key, guest), guest))},
        "gone": [night for key, night in was.nights.items() if now.nights.get(key) != night],
        "come": [night for key, night in now.nights.items() if was.nights.get(key) != night],
        "parked": (was.parked, now.parked) if was.parked != now.parked else ([], []),
        "rooms": {str(key): (was.rooms[key], cleaning) for key, cleaning in rooms if was.rooms[key] != cleaning},
    }


def pairs(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (said(before[name]), said(after[name])) for name in before if before[name] != after[name]}


def said(value: Any) -> str | None:
    """Return a value as text; a moment with its zone and all its digits."""
    return None if value is None else value.isoformat() if isinstance(value, date) else str(value)


def differences(step: UndoStep) -> list[Difference]:
    """Return what a step did, read from its JSON."""
    return [
        Difference(
            UUID(each["booking"]),
            read_pairs(each["fields"], BOOKING),
            {UUID(key): read_pairs(fields, GUEST) for key, fields in each["guests"].items()},
            [read_night(night) for night in each["gone"]],
            [read_night(night) for night in each["come"]],
            read_parked(each.get("parked", ((), ()))),
            {UUID(key): tuple(cleaning) for key, cleaning in each["rooms"].items()},
        )
        for each in json.loads(step.detail)
    ]


def read_pairs(fields: dict[str, Any], kinds: dict[str, type]) -> dict[str, tuple[Any, Any]]:
    def read(name: str, value: str | None) -> Any:
        return None if value is None else READ[kinds[name]](value)

    return {name: (read(name, before), read(name, after)) for name, (before, after) in fields.items()}


def read_night(night: list[Any]) -> PlaceNight:
    return PlaceNight(UUID(night[0]), date.fromisoformat(night[1]), night[2], night[3])


def read_parked(pair: Any) -> tuple[list[Parked], list[Parked]]:
    before, after = ([Parked(date.fromisoformat(night), places, price) for night, places, price in each] for each in pair)
    return before, after


def step_of(homestay: Homestay, booking_id: UUID) -> UndoStep | None:
    """Return the last change of a booking that is kept; nothing when none is."""
    return db.session.get(UndoStep, (homestay.id, booking_id))

"""What tests ask the house books after a workbook was taken in."""

from typing import Any

from sqlalchemy import select

from homestay.books.problems import Problem
from homestay.books.reading import read
from homestay.books.storing import Outcome, take_in
from models import db
from models.booking import Booking, UnitNight
from models.homestay import Homestay
from models.room import Room, Unit

NOTHING = dict.fromkeys(("Homestays", "Rooms", "Beds", "Closures", "Bookings", "Nights", "Guests", "Charges", "Payments"), 0)
SMALL = {"Homestays": 1, "Rooms": 2, "Beds": 0, "Closures": 1, "Bookings": 2, "Nights": 2, "Guests": 1, "Charges": 1, "Payments": 1}


def taken_in(source: bytes, **more: Any) -> Outcome:
    return take_in(read(source), **more)


def places(problems: list[Problem]) -> list[tuple[Any, ...]]:
    return [(problem.sheet, problem.row, problem.column) for problem in problems]


def house(slug: str = "nha-may") -> Homestay:
    return db.session.scalars(select(Homestay).where(Homestay.slug == slug)).one()


def booking(code: str, slug: str = "nha-may") -> Booking:
    return db.session.scalars(select(Booking).where(Booking.homestay_id == house(slug).id, Booking.code == code)).one()


def nights(code: str, slug: str = "nha-may") -> list[tuple[Any, ...]]:
    """Return (room, place, day of the month, price, whole) of a booking's nights, in order."""
    columns = (Room.name, Unit.name, UnitNight.night, UnitNight.price, UnitNight.whole)
    of_booking = (UnitNight.homestay_id == house(slug).id, UnitNight.booking_id == booking(code, slug).id)
    rows = db.session.execute(select(*columns).join(UnitNight.unit).join(Unit.room).where(*of_booking)).all()
    return [(row[0], row[1], row[2].day, *row[3:]) for row in sorted(rows, key=lambda row: (row[2], row[0], row[1]))]

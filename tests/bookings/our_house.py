"""A small house for the tests of calendar, list and new bookings: P1 and P2 for two, Đ with three mattresses."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay.bookings.actions import take_booking
from homestay.bookings.wishes import BookingWish
from homestay.places.actions import RoomWish, add_room
from models import db
from models.booking import Booking
from models.homestay import Homestay
from models.room import Room, Unit
from models.stay import Stay
from tests.support.person import Answer

YEAR, MONTH = 2026, 10


def october(first: int, end: int) -> Stay:
    """Return the nights of October 2026 from `first` up to `end`; 31 + n is in November, 1 - n in September."""
    start = date(YEAR, MONTH, 1) - timedelta(days=1)
    return Stay(start + timedelta(days=first), start + timedelta(days=end))


def furnish(homestay: Homestay) -> Homestay:
    """Give the house its rooms: 450.000 đ each, a mattress 120.000 đ, the whole dorm 300.000 đ."""
    add_room(homestay, RoomWish("P1", "private", 2, 450_000))
    add_room(homestay, RoomWish("P2", "private", 2, 450_000))
    add_room(homestay, RoomWish("Đ", "dorm", 3, 120_000, whole_price=300_000))
    return homestay


def unit(homestay: Homestay, name: str) -> UUID:
    return db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name == name)).one()


def room(homestay: Homestay, name: str) -> UUID:
    return db.session.scalars(select(Room.id).where(Room.homestay_id == homestay.id, Room.name == name)).one()


def take(homestay: Homestay, stay: Stay, contact: str | None, *names: str, adults: int = 2, **more: Any) -> str:
    """Take a booking of these places and return its code."""
    units = tuple(unit(homestay, name) for name in names)
    return take_booking(homestay, BookingWish(stay, adults, units=units, contact=contact, **more)).code


def bookings(homestay: Homestay) -> list[Booking]:
    db.session.rollback()
    return list(db.session.scalars(select(Booking).where(Booking.homestay_id == homestay.id).order_by(Booking.id)))


def links(answer: Answer) -> list[str]:
    assert answer.page
    return [element.get("href", "") for element in answer.page.all("a")]


def named(answer: Answer, word: str) -> list[str]:
    """Return where the links lead whose label says `word`."""
    assert answer.page
    return [element.get("href", "") for element in answer.page.all("a") if word in element.get("aria-label", "")]

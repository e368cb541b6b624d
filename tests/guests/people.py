"""Rooms and bookings whose guests the tests write down."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from homestay import clock
from homestay.bookings.actions import check_in, take_booking, walk_in
from homestay.bookings.wishes import BookingWish
from homestay.places.actions import RoomWish, add_room
from models import db
from models.booking import Booking
from models.guest import Guest
from models.homestay import Homestay
from models.room import Room, Unit
from models.stay import Stay

PAO = {
    "name": "Giàng A Páo",
    "sex": "M",
    "birth_date": "12/12/1987",
    "nationality": "Việt Nam",
    "document_type": "1",
    "document_number": "002087000020",
    "address": "Thôn Lô Lô Chải",
    "reason": "1",
}
"""What is typed of a guest whose papers are complete. He is made up."""


def room(homestay: Homestay, name: str = "P1", capacity: int = 4) -> Room:
    return add_room(homestay, RoomWish(name, "private", capacity, 500_000))


def places(homestay: Homestay, *rooms: Room) -> tuple[UUID, ...]:
    """Return the units of these rooms."""
    ids = [each.id for each in rooms]
    return tuple(db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.room_id.in_(ids)).order_by(Unit.name)))


def arrived(homestay: Homestay, *rooms: Room, people: int = 1, nights: int = 2) -> list[Guest]:
    """Let a booking of so many nameless people into rooms now, and return its guests."""
    today = clock.today()
    wish = BookingWish(Stay(today, today + timedelta(days=nights)), people, units=places(homestay, *rooms), contact="Chị Trang")
    return guests(homestay, walk_in(homestay, wish))


def stayed(homestay: Homestay, first: date, *rooms: Room, nights: int = 1) -> list[Guest]:
    """Let a booking of one into rooms that began earlier."""
    wish = BookingWish(Stay(first, first + timedelta(days=nights)), 1, units=places(homestay, *rooms), contact="Anh Bảo")
    booking = take_booking(homestay, wish)
    return guests(homestay, check_in(homestay, booking.code))


def guests(homestay: Homestay, booking: Booking) -> list[Guest]:
    own = Guest.homestay_id == homestay.id, Guest.booking_id == booking.id
    return list(db.session.scalars(select(Guest).where(*own).order_by(Guest.slot)))

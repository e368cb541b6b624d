"""What stands in a new house for practising: rooms, and made-up guests around today, done by the house's own actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay import clock
from homestay.bookings import actions as bookings
from homestay.bookings.correcting import Hour, correct_times
from homestay.bookings.wishes import BookingWish
from homestay.declarations.actions import declare_another_way
from homestay.guests.actions import Identity, write_identity
from homestay.money.actions import ChargeWish, PaymentWish, add_charge, add_payment
from homestay.places.actions import RoomWish, add_room
from homestay.places.queries import rooms
from homestay.record import record
from homestay.saving import saving
from homestay.upkeep.first_day import FURNISHED
from models import db
from models.booking import Booking
from models.declaration import Channel
from models.guest import VIETNAM, Guest
from models.homestay import Homestay
from models.room import Unit
from models.stay import Stay

ROOMS = (
    RoomWish("P1", "private", 2, 450_000),
    RoomWish("P2", "private", 2, 450_000),
    RoomWish("P3", "private", 3, 600_000),
    RoomWish("Sàn", "dorm", 6, 120_000, whole_price=600_000),
)
ARRIVED_AT = 16
HELD_UNTIL = 12
BY = "Nhà tập"


@dataclass(frozen=True)
class Person:
    """A made-up guest with papers; the card numbers begin with 099, a place that no card names."""

    name: str
    sex: str
    birth_date: date
    number: str


MAY = Person("Lò Thị Mây", "F", date(1992, 6, 6), "099192000118")
SON = Person("Lò Văn Sơn", "M", date(1990, 2, 14), "099090000127")
BINH = Person("Trần Văn Bình", "M", date(1984, 9, 9), "099084000136")


def furnish(homestay: Homestay) -> None:
    """Put rooms and guests into a house for practising that has none yet; all of it, or nothing."""
    with saving(homestay):
        if not rooms(homestay):
            for wish in ROOMS:
                add_room(homestay, wish)
            tell(homestay)
            record(homestay, FURNISHED)


def tell(homestay: Homestay) -> None:
    """Tell the days around today: who leaves, who is here, who comes, who holds places, whose papers are missing."""
    homestay.declaring_from = clock.today() - timedelta(days=2)
    leaving = come(homestay, take(homestay, -2, 0, ("P1",), (MAY.name, SON.name)), -2, MAY, SON)
    add_charge(homestay, leaving.code, ChargeWish("meal", 240_000, day(-1), 2, "Lẩu gà đen"))
    staying = come(homestay, take(homestay, -1, 2, ("P2",), (BINH.name,), source="zalo"), -1, BINH)
    add_payment(homestay, staying.code, PaymentWish("deposit", 450_000, day(-1), "cash"))
    expected = {"phone": "0900 000 101", "note": "Khoảng 5 giờ chiều đến, ăn tối hai người."}
    take(homestay, 0, 2, ("P3",), ("Nguyễn Thu Hà", None), **expected)
    take(homestay, 0, 1, ("Sàn-1", "Sàn-2"), ("Phạm Minh Tú", None), phone="0900 000 102", source="facebook")
    bookings.check_in(homestay, take(homestay, 0, 1, ("Sàn-5",), ("Vàng A Chứ",), source="walk_in").code)
    held = clock.at(day(1), HELD_UNTIL)
    take(homestay, 3, 5, ("Sàn-3", "Sàn-4"), ("Anna Keller", None), phone="0900 000 103", held_until=held)
    take(homestay, 5, 7, ("P1",), ("Đỗ Hải Yến", None), phone="0900 000 104", source="zalo")


def day(number: int) -> date:
    """Return today and so many days."""
    return clock.today() + timedelta(days=number)


def take(homestay: Homestay, first: int, end: int, places: Sequence[str], guests: Sequence[str | None], **more: Any) -> Booking:
    wish = BookingWish(
        Stay(day(first), day(end)), len(guests), units=units(homestay, places), contact=guests[0], guest_names=known(guests), **more
    )
    return bookings.take_booking(homestay, wish)


def known(guests: Sequence[str | None]) -> tuple[str, ...]:
    return tuple(name for name in guests if name)


def units(homestay: Homestay, names: Sequence[str]) -> tuple[UUID, ...]:
    found = db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name.in_(names)))
    return tuple(found)


def come(homestay: Homestay, booking: Booking, first: int, *people: Person) -> Booking:
    """Let guests have come some days ago, with all their papers, and declared then."""
    bookings.check_in(homestay, booking.code)
    correct_times(homestay, booking.code, Hour(day(first), clock.at(day(first), ARRIVED_AT)), None)
    own = select(Guest.id).where(Guest.homestay_id == homestay.id, Guest.booking_id == booking.id).order_by(Guest.slot)
    for guest_id, person in zip(list(db.session.scalars(own)), people, strict=True):
        write_identity(homestay, guest_id, papers_of(person))
        declare_another_way(homestay, guest_id, Channel.VNEID, None, BY)
    return booking


def papers_of(person: Person) -> Identity:
    """Return what stands on a made-up identity card."""
    return Identity(
        name=person.name,
        sex=person.sex,
        birth_date=person.birth_date,
        birth_precision="D",
        nationality=VIETNAM,
        document_type=1,
        document_number=person.number,
        reason=1,
    )

"""Asks about bookings: one of them whole, lists of them, their nights and their sums."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import raiseload
from sqlalchemy.orm.attributes import set_committed_value

from homestay.bookings.finding import Sought, conditions
from homestay.errors import NotFound
from homestay.places.nights import PlaceNight
from homestay.places.queries import natural
from models import db
from models.booking import Booking, BookingState, UnitNight
from models.charge import Charge
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.room import Room, RoomKind, Unit

PAGE = 40
PARTS: dict[str, tuple[Any, Callable[[Any], Any]]] = {
    "guests": (Guest, attrgetter("slot")),
    "charges": (Charge, attrgetter("day", "id")),
    "payments": (Payment, attrgetter("day", "id")),
}
"""What hangs on a booking, and its order; with ORDER BY, SQLite reads the whole house in that order to find the booking's few rows."""


class Bookmark(NamedTuple):
    """A booking's place in the list, and to which side of it one goes: to the older ones or to the newer."""

    older: bool
    day: date
    key: UUID


class HeldNight(NamedTuple):
    """One night of a booking on one place; the price is what was agreed, in đồng."""

    night: date
    unit_id: UUID
    place: str
    room_id: UUID
    room: str
    is_dorm: bool
    price: int
    whole: bool


def booking_of(homestay: Homestay, code: str) -> Booking:
    """Return one booking with its guests; everything else is forbidden to load. Raises: NotFound, for another homestay's code too."""
    booking = coded(homestay, code)
    bring(booking, "guests")
    return booking


def whole_booking(homestay: Homestay, code: str) -> tuple[Booking, list[HeldNight]]:
    """Return one booking with guests, charges and payments, and the nights it holds, for its page. Raises: NotFound."""
    booking = coded(homestay, code)
    bring(booking, "guests", "charges", "payments")
    return booking, held_nights(booking)


def coded(homestay: Homestay, code: str) -> Booking:
    """Return one booking as the database has it now. Raises: NotFound, for another homestay's code too."""
    booking: Booking | None = db.session.scalars(booking_coded(), {"house": homestay.id, "code": code}).first()
    if booking is None:
        raise NotFound
    return booking


def bring(booking: Booking, *parts: str) -> None:
    """Load parts of a booking, each by a statement put together once: the loading that comes with the mapper makes its own anew."""
    for part in parts:
        found = db.session.scalars(part_of_booking(part), {"house": booking.homestay_id, "booking": booking.id})
        set_committed_value(booking, part, sorted(found, key=PARTS[part][1]))


@cache
def booking_coded() -> Any:
    asked = (Booking.homestay_id == bindparam("house"), Booking.code == bindparam("code"))
    return select(Booking).where(*asked).options(raiseload("*")).execution_options(populate_existing=True)


@cache
def part_of_booking(part: str) -> Any:
    """Return the select of the guests, charges or payments of a booking."""
    row = PARTS[part][0]
    asked = (row.homestay_id == bindparam("house"), row.booking_id == bindparam("booking"))
    return select(row).where(*asked).options(raiseload("*")).execution_options(populate_existing=True)


def held_nights(booking: Booking) -> list[HeldNight]:
    """Return the nights a booking holds, each with its place, by night, private rooms first, as people count their names."""
    rows = db.session.execute(nights_held(), {"house": booking.homestay_id, "booking": booking.id})
    found = [HeldNight(*row) for row in rows]
    return sorted(found, key=lambda each: (each.night, each.is_dorm, natural(each.room), natural(each.place)))


@cache
def nights_held() -> Any:
    return (
        select(UnitNight.night, UnitNight.unit_id, Unit.name, Unit.room_id, Room.name, Room.kind == RoomKind.DORM)
        .add_columns(UnitNight.price, UnitNight.whole)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == bindparam("house"), UnitNight.booking_id == bindparam("booking"))
    )


def nights_of(homestay: Homestay, booking_id: UUID) -> list[PlaceNight]:
    """Return the nights a booking holds, by night and place."""
    rows = db.session.execute(
        select(UnitNight.unit_id, UnitNight.night, UnitNight.price, UnitNight.whole).where(
            UnitNight.homestay_id == homestay.id, UnitNight.booking_id == booking_id
        )
    )
    return sorted((PlaceNight(*row) for row in rows), key=attrgetter("night", "unit_id"))


def why_not(booking: Booking) -> Any:
    """Return the sentence that says in which state a booking is, when that forbids something."""
    sentences = {
        BookingState.HELD: _l("This booking is only held: nobody has come yet."),
        BookingState.CONFIRMED: _l("Nobody of this booking has come yet."),
        BookingState.IN_HOUSE: _l("The guests of this booking are already here. Check them out instead."),
        BookingState.LEFT: _l("The guests of this booking have already left."),
        BookingState.CANCELLED: _l("This booking was cancelled. Take a new one."),
        BookingState.NO_SHOW: _l("This booking is written down as not come. Take a new one."),
    }
    return sentences[BookingState(booking.state)]


def recent(homestay: Homestay, sought: Sought, bookmark: Bookmark | None = None, **asked: Any) -> Sequence[Row[Any]]:
    """Return (id, code, contact, state, source, planned_from, planned_to, people, has_lapsed) of up to 41 bookings, latest arrival first.

    With `bookmark`, those on the one side of it, nearest first; the 41st row only says that there is a next page. `asked` is what a
    condition of `sought` has to be told.
    """
    people = (Booking.adults + Booking.children).label("people")
    query = (
        select(Booking.id, Booking.code, Booking.contact, Booking.state, Booking.source, Booking.planned_from, Booking.planned_to, people)
        .add_columns((Booking.lapsed_at.is_not(None) & (Booking.state == BookingState.HELD)).label("has_lapsed"))
        .where(*conditions(homestay, sought))
        .limit(PAGE + 1)
    )
    day = func.coalesce(Booking.planned_from, Booking.planned_to) if sought.text else Booking.planned_from
    order = (day, Booking.id)  # the day of few that were found is sorted; by its index, all that ever came would be walked through
    query = query.order_by(*[column.desc() for column in order] if bookmark is None or bookmark.older else order)
    if bookmark:
        query = query.where(*beside(bookmark))
    return db.session.execute(query, asked).all()


def beside(bookmark: Bookmark) -> tuple[Any, Any]:
    """Say that a booking stands after a bookmark in the list, or before it."""
    day, key = Booking.planned_from, Booking.id
    if bookmark.older:
        return (day < bookmark.day) | ((day == bookmark.day) & (key < bookmark.key)), day <= bookmark.day
    return (day > bookmark.day) | ((day == bookmark.day) & (key > bookmark.key)), day >= bookmark.day


def natural_names(names: Iterable[str]) -> list[str]:
    """Return names without repeats in natural order: P2 before P10."""
    return sorted({name for name in names if name}, key=natural)


def balances(homestay: Homestay, booking_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return what each booking still owes, in đồng (còn thu): nights and charges less payments; negative when too much was paid."""
    nights = select(UnitNight.booking_id, UnitNight.price.label("amount")).where(
        UnitNight.homestay_id == homestay.id, UnitNight.booking_id.in_(booking_ids)
    )
    charges = select(Charge.booking_id, Charge.amount).where(
        Charge.homestay_id == homestay.id, Charge.booking_id.in_(booking_ids), Charge.voided_at.is_(None)
    )
    payments = select(Payment.booking_id, -Payment.signed).where(
        Payment.homestay_id == homestay.id, Payment.booking_id.in_(booking_ids), Payment.voided_at.is_(None)
    )
    lines = nights.union_all(charges, payments).subquery()
    rows = db.session.execute(select(lines.c.booking_id, func.sum(lines.c.amount)).group_by(lines.c.booking_id))
    return {booking_id: int(amount) for booking_id, amount in rows}

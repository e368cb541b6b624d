"""What the day brings: four statements for the whole page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select

from homestay import clock
from homestay.bookings.queries import natural_names
from homestay.places import queries as places
from homestay.places.queries import Place
from models import db
from models.booking import COMING, Booking, BookingState, UnitNight
from models.charge import Charge
from models.homestay import Homestay
from models.payment import Payment, PaymentKind
from models.room import Room, RoomKind, Unit
from models.stay import Stay

WEEK = 7
SEPARATOR = "\n"


@dataclass(frozen=True)
class Party:
    """The people of one booking as a row of Today shows them; `owed` in đồng."""

    code: str
    contact: str | None
    phone: str | None
    state: str
    people: int
    places: list[str]
    is_dorm: bool
    planned_from: date
    planned_to: date
    arrived_at: Any
    left_at: Any
    owed: int
    note: str | None
    version: int

    @property
    def nights(self) -> int:
        return (self.planned_to - self.planned_from).days


def parties(homestay: Homestay, today: date) -> list[Party]:
    """Return the bookings that matter today: expected, late to come, in house, leaving, left today. By place name."""
    rows = db.session.execute(
        select(Booking.code, Booking.contact, Booking.phone, Booking.state, Booking.planned_from, Booking.planned_to)
        .add_columns(Booking.arrived_at, Booking.left_at, Booking.note, Booking.version)
        .add_columns((Booking.adults + Booking.children).label("people"))
        .add_columns(place_names(homestay, today).label("places"), dorms(homestay, today).label("dorms"), owed(homestay).label("owed"))
        .where(Booking.homestay_id == homestay.id, or_(expected(today), here(), gone(today)))
    )
    return sorted(map(party, rows), key=lambda each: [each.is_dorm, list(map(places.natural, each.places[:1])), each.code])


def expected(today: date) -> Any:
    """Say that a booking was to come by today and can still come."""
    return and_(Booking.state.in_(COMING), Booking.planned_to >= today, Booking.planned_from <= today)


def here() -> Any:
    return Booking.state == BookingState.IN_HOUSE


def gone(today: date) -> Any:
    """Say that a booking left today, after a night."""
    return and_(
        Booking.state == BookingState.LEFT,
        Booking.planned_to >= today,
        Booking.left_at >= clock.at(today),
        Booking.planned_to > Booking.planned_from,
    )


def last_night(homestay: Homestay, today: date) -> Any:
    """Return the night that says where a booking sleeps: tonight, or its last or first one."""
    night = UnitNight.__table__.alias("night")
    own = (night.c.homestay_id == homestay.id) & (night.c.booking_id == Booking.id)
    until = select(func.max(night.c.night)).where(own, night.c.night <= today).correlate(Booking).scalar_subquery()
    first = select(func.min(night.c.night)).where(own).correlate(Booking).scalar_subquery()
    return func.coalesce(until, first)


def sleeping(homestay: Homestay, today: date, column: Any) -> Any:
    held = UnitNight.__table__.alias("held")
    return (
        select(column)
        .select_from(held)
        .join(Unit, and_(Unit.homestay_id == held.c.homestay_id, Unit.id == held.c.unit_id))
        .join(Room, and_(Room.homestay_id == Unit.homestay_id, Room.id == Unit.room_id))
        .where(held.c.homestay_id == homestay.id, held.c.booking_id == Booking.id, held.c.night == last_night(homestay, today))
        .correlate(Booking)
        .scalar_subquery()
    )


def place_names(homestay: Homestay, today: date) -> Any:
    return sleeping(homestay, today, func.aggregate_strings(Unit.name, SEPARATOR))


def dorms(homestay: Homestay, today: date) -> Any:
    return sleeping(homestay, today, func.min(case((Room.kind == RoomKind.DORM, 1), else_=0)))


def owed(homestay: Homestay) -> Any:
    """Return the column of what a booking still owes: nights and charges less payments."""
    nights = total(UnitNight.price, UnitNight, homestay)
    charges = total(Charge.amount, Charge, homestay, Charge.voided_at.is_(None))
    paid = case((Payment.kind == PaymentKind.REFUND, -Payment.amount), else_=Payment.amount)
    return nights + charges - total(paid, Payment, homestay, Payment.voided_at.is_(None))


def total(column: Any, table: Any, homestay: Homestay, *more: Any) -> Any:
    sum_of = select(func.coalesce(func.sum(column), 0))
    return sum_of.where(table.homestay_id == homestay.id, table.booking_id == Booking.id, *more).correlate(Booking).scalar_subquery()


def party(row: Row[Any]) -> Party:
    values = row._asdict()
    values["places"] = natural_names((values["places"] or "").split(SEPARATOR))
    values["is_dorm"] = bool(values.pop("dorms"))
    values["owed"] = int(values["owed"])
    return Party(**values)


@dataclass(frozen=True)
class Tonight:
    """A place tonight: who has it (booking code, contact, state), or that it is closed, or nothing of these: free."""

    place: Place
    is_taken: bool
    contact: str | None
    state: str | None
    leaves: date | None


def tonight(homestay: Homestay, today: date) -> list[Tonight]:
    """Return every place sold tonight, in the house's order, and who has it; a place whose guests go today says so."""
    held, leaving = UnitNight.__table__.alias("held"), Booking.__table__.alias("leaving")
    before = UnitNight.__table__.alias("before")
    stay = Stay(today, today + timedelta(days=1))
    rows = db.session.execute(
        places.places()
        .add_columns(held.c.night, leaving.c.contact, leaving.c.state, leaving.c.planned_to)
        .outerjoin(held, and_(held.c.homestay_id == homestay.id, held.c.unit_id == Unit.id, held.c.night == today))
        .outerjoin(before, and_(before.c.homestay_id == homestay.id, before.c.unit_id == Unit.id, before.c.night == today - timedelta(days=1)))
        .outerjoin(leaving, and_(leaving.c.homestay_id == homestay.id, leaving.c.id == before.c.booking_id))
        .where(Unit.homestay_id == homestay.id, places.open_on(Room, stay), places.open_on(Unit, stay))
    )
    found = [Tonight(places.place_of(row), row.night is not None, row.contact, row.state, row.planned_to) for row in rows]
    return sorted(found, key=lambda each: places.by_room(each.place))


@dataclass(frozen=True)
class FreeNight:
    """How many private rooms and dorm places are free on a night."""

    night: date
    rooms: int
    dorm_places: int


def week(homestay: Homestay, today: date) -> list[FreeNight]:
    """Return what is free on the seven nights from tonight, in one statement."""
    end = today + timedelta(days=WEEK)
    rows = db.session.execute(
        places.places()
        .add_columns(Unit.open_from, Unit.open_to, Room.open_from.label("room_from"), Room.open_to.label("room_to"), UnitNight.night)
        .outerjoin(
            UnitNight,
            and_(UnitNight.homestay_id == homestay.id, UnitNight.unit_id == Unit.id, UnitNight.night >= today, UnitNight.night < end),
        )
        .where(Unit.homestay_id == homestay.id)
    ).all()
    return [free_on(rows, night) for night in Stay(today, end)]


def free_on(rows: Sequence[Row[Any]], night: date) -> FreeNight:
    taken = {row.id for row in rows if row.night == night}
    free = {(row.id, row.kind) for row in rows if row.id not in taken and places.is_open(row, night)}
    kinds = Counter(kind for _, kind in free)
    return FreeNight(night, kinds[RoomKind.PRIVATE], kinds[RoomKind.DORM])

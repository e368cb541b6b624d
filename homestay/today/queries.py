"""What the day brings: two statements, beside the one of what lies ahead (ahead.py) and the one that finds the undeclared.

They are put together once: that takes longer than asking them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, bindparam, func, or_, select, union_all

from homestay import clock
from homestay.bookings.queries import natural_names
from homestay.places import queries as places
from homestay.places.opening import days_of, is_open, opening_days
from homestay.places.queries import Place
from models import db
from models.base import Moment, aside
from models.booking import ALIVE, COMING, RUNNING, Booking, BookingState, ParkedNight, UnitNight
from models.charge import Charge
from models.homestay import Homestay
from models.payment import Payment
from models.room import Room, RoomKind, Unit
from models.stay import ONE_DAY

HOMESTAY = bindparam("homestay", type_=Uuid())
TODAY, YESTERDAY = (bindparam(name, type_=Date()) for name in ("today", "yesterday"))
MIDNIGHT = bindparam("midnight", type_=Moment())


@dataclass(frozen=True)
class Party:
    """The people of one booking as a row of Today shows them; `owed` in đồng."""

    code: str
    contact: str | None
    phone: str | None
    state: str
    people: int
    places: list[str]
    units: frozenset[UUID]
    is_dorm: bool
    planned_from: date
    planned_to: date
    arrived_at: datetime | None
    left_at: datetime | None
    owed: int
    note: str | None
    version: int
    held_until: datetime | None
    lapsed_at: datetime | None
    expected_at: time | None
    """At what hour they mean to come."""
    leaving_at: time | None
    """Until what hour they ask to stay on the last day."""
    waits_from: date | None
    """The first night from tonight on that has no place."""
    waits: int
    """How many such nights there are."""

    @property
    def has_lapsed(self) -> bool:
        """Say whether it was only held, and its time is over."""
        return self.state == BookingState.HELD and self.lapsed_at is not None

    @property
    def nights(self) -> int:
        return (self.planned_to - self.planned_from).days


def parties(homestay: Homestay, today: date) -> list[Party]:
    """Return the bookings that matter today: expected, late to come, in house, leaving, left today. By place name."""
    rows = db.session.execute(parties_and_nights(), {"homestay": homestay.id, "today": today, "midnight": clock.at(today)})
    by_code: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    found = [party(nights, today) for nights in by_code.values()]
    return sorted(found, key=lambda each: [each.is_dorm, list(map(places.natural, each.places[:1])), each.code])


@cache
def parties_and_nights() -> Any:
    """Return the select of today's bookings, a row for each night of each place."""
    return (
        select(Booking.code, Booking.contact, Booking.phone, Booking.state, Booking.planned_from, Booking.planned_to)
        .add_columns(Booking.arrived_at, Booking.left_at, Booking.note, Booking.version, Booking.held_until, Booking.lapsed_at)
        .add_columns(Booking.expected_at, Booking.leaving_at)
        .add_columns((Booking.adults + Booking.children).label("people"))
        .add_columns(total(Charge.amount, Charge).label("charged"), total(Payment.signed, Payment).label("paid"))
        .add_columns(waiting(func.min(ParkedNight.night)).label("waits_from"), waiting(func.count()).label("waits"))
        .add_columns(UnitNight.night, UnitNight.unit_id, UnitNight.price, Unit.name.label("place"), Room.kind)
        .outerjoin(UnitNight, and_(UnitNight.homestay_id == HOMESTAY, UnitNight.booking_id == Booking.id))
        .outerjoin(Unit, and_(Unit.homestay_id == HOMESTAY, Unit.id == UnitNight.unit_id))
        .outerjoin(Room, and_(Room.homestay_id == HOMESTAY, Room.id == Unit.room_id))
        .where(Booking.homestay_id == HOMESTAY, Booking.id.in_(of_today()))
    )


def of_today() -> Any:
    """Return the keys of the bookings that matter today; each part finds its own by state and day, whatever the house's history."""
    return union_all(
        *(select(Booking.id).where(Booking.homestay_id == HOMESTAY, each) for each in (expected(), held(), here(), gone(), unplaced()))
    )


def expected() -> Any:
    """Say that a booking was to come by today and can still come; a hold that ran out is told on the day it was for."""
    has_begun = aside(Booking.planned_from <= TODAY)  # or all that ever began are read
    is_told = or_(Booking.lapsed_at.is_(None), Booking.planned_from == TODAY)
    return and_(Booking.state.in_(COMING), Booking.planned_to >= TODAY, has_begun, is_told)


def held() -> Any:
    """Say that a booking of a later day is only held, and its time runs."""
    return and_(*RUNNING, aside(Booking.planned_from > TODAY))  # or all that are still to come are read


def here() -> Any:
    """Say that a booking is in house, however long it was to stay."""
    return Booking.state == BookingState.IN_HOUSE


def gone() -> Any:
    """Say that a booking left today, after its nights or after a day without one."""
    return and_(Booking.state == BookingState.LEFT, Booking.planned_to >= TODAY, Booking.left_at >= MIDNIGHT)


def unplaced() -> Any:
    """Say that a booking still to come or in house has nights without a place."""
    parked = select(ParkedNight.booking_id).where(ParkedNight.homestay_id == HOMESTAY, ParkedNight.night >= TODAY)
    return and_(Booking.id.in_(parked), aside(Booking.state.in_(ALIVE)), Booking.lapsed_at.is_(None))


def waiting(column: Any) -> Any:
    """Return a column of what is said of a booking's nights from today on that have no place."""
    own = ParkedNight.homestay_id == HOMESTAY, ParkedNight.booking_id == Booking.id, ParkedNight.night >= TODAY
    return select(column).where(*own).correlate(Booking).scalar_subquery()


def total(column: Any, table: Any) -> Any:
    """Return the column of a booking's sum over its charges or payments that stand."""
    return (
        select(func.coalesce(func.sum(column), 0))
        .where(table.homestay_id == HOMESTAY, table.booking_id == Booking.id, table.voided_at.is_(None))
        .correlate(Booking)
        .scalar_subquery()
    )


def party(nights: Sequence[Any], today: date) -> Party:
    """Return a booking's party from its rows, one for each night of each place (a single bare one when it holds none)."""
    values = nights[0]._asdict()
    for column in ("night", "unit_id", "price", "place", "kind"):
        del values[column]
    held = [row for row in nights if row.night]
    owed = sum(row.price for row in held) + values.pop("charged") - values.pop("paid")
    here = sleeping(held, today)
    return Party(
        **values,
        places=natural_names(row.place for row in here),
        units=frozenset(row.unit_id for row in here),
        is_dorm=bool(here) and all(row.kind == RoomKind.DORM for row in here),
        owed=int(owed),
    )


def sleeping(held: Sequence[Any], today: date) -> list[Any]:
    """Return the rows of the night that says where a party sleeps: tonight's, else its last one before, else its first."""
    if not held:
        return []
    nights = {row.night for row in held}
    night = max((night for night in nights if night <= today), default=min(nights))
    return [row for row in held if row.night == night]


@dataclass(frozen=True)
class Tonight:
    """A place tonight, and whose the night before was (contact, state, planned day of leaving): they may not have left yet."""

    place: Place
    is_open: bool
    is_taken: bool
    is_closed: bool
    """A closure holds it."""
    is_imported: bool
    """A listing site holds it."""
    contact: str | None
    state: str | None
    leaves: date | None
    dates: Any
    """Since when and until when the place and its room are let; nothing where no day says so."""


def tonight(homestay: Homestay, today: date) -> list[Tonight]:
    """Return the places that are let tonight, in the house's order, and who has them."""
    return [each for each in whole_house(homestay, today) if each.is_open]


def whole_house(homestay: Homestay, today: date) -> list[Tonight]:
    """Return every place of the house, in its order, those that are not let tonight too."""
    rows = db.session.execute(places_tonight(), {"homestay": homestay.id, "today": today, "yesterday": today - ONE_DAY})
    found = [place_tonight(row, today) for row in rows]
    return sorted(found, key=lambda each: places.by_room(each.place))


@cache
def places_tonight() -> Any:
    """Return the select of all places, whether they are held tonight, and whose the night before was."""
    held, before = UnitNight.__table__.alias("held"), UnitNight.__table__.alias("before")
    sleeper = Booking.__table__.alias("sleeper")
    return (
        places.places()
        .add_columns(*opening_days(Unit, Room))
        .add_columns(held.c.night, held.c.closure_id, held.c.event_id, sleeper.c.contact, sleeper.c.state, sleeper.c.planned_to)
        .outerjoin(held, and_(held.c.homestay_id == HOMESTAY, held.c.unit_id == Unit.id, held.c.night == TODAY))
        .outerjoin(before, and_(before.c.homestay_id == HOMESTAY, before.c.unit_id == Unit.id, before.c.night == YESTERDAY))
        .outerjoin(sleeper, and_(sleeper.c.homestay_id == HOMESTAY, sleeper.c.id == before.c.booking_id))
        .where(Unit.homestay_id == HOMESTAY)
    )


def place_tonight(row: Any, today: date) -> Tonight:
    dates = row if days_of(row) else None
    return Tonight(
        place=places.place_of(row),
        is_open=is_open(row, today),
        is_taken=row.night is not None,
        is_closed=row.closure_id is not None,
        is_imported=row.event_id is not None,
        contact=row.contact,
        state=row.state,
        leaves=row.planned_to,
        dates=dates,
    )

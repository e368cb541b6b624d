"""What the day brings: three statements for the whole page beside the one that finds the undeclared.

They are put together once: that takes longer than asking them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, and_, bindparam, case, func, null, or_, select, union_all

from homestay import clock
from homestay.bookings.queries import natural_names
from homestay.places import queries as places
from homestay.places.queries import Place
from models import db
from models.base import Moment
from models.booking import ALIVE, COMING, RUNNING, Booking, BookingState, ParkedNight, UnitNight
from models.charge import Charge, ChargeKind
from models.homestay import Homestay
from models.payment import Payment, PaymentKind
from models.room import Room, RoomKind, Unit
from models.stay import ONE_DAY, Stay

HOMESTAY = bindparam("homestay", type_=Uuid())
TODAY, YESTERDAY, TOMORROW, END = (bindparam(name, type_=Date()) for name in ("today", "yesterday", "tomorrow", "end"))
WEEK = 7
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
        .add_columns(total(Charge.amount, Charge).label("charged"), total(received(), Payment).label("paid"))
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
    has_begun = (
        case((Booking.planned_from <= TODAY, 1), else_=0) == 1
    )  # hidden from the planner: by this index it reads all that ever began
    is_told = or_(Booking.lapsed_at.is_(None), Booking.planned_from == TODAY)
    return and_(Booking.state.in_(COMING), Booking.planned_to >= TODAY, has_begun, is_told)


def held() -> Any:
    """Say that a booking of a later day is only held, and its time runs."""
    return and_(*RUNNING, Booking.planned_from > TODAY)


def here() -> Any:
    """Say that a booking is in house, however long it was to stay."""
    return Booking.state == BookingState.IN_HOUSE


def gone() -> Any:
    """Say that a booking left today, after a night."""
    has_slept = Booking.planned_to > Booking.planned_from
    return and_(Booking.state == BookingState.LEFT, Booking.planned_to >= TODAY, Booking.left_at >= MIDNIGHT, has_slept)


def unplaced() -> Any:
    """Say that a booking still to come or in house has nights without a place."""
    parked = select(ParkedNight.booking_id).where(ParkedNight.homestay_id == HOMESTAY, ParkedNight.night >= TODAY)
    return and_(Booking.id.in_(parked), Booking.state.in_(ALIVE), Booking.lapsed_at.is_(None))


def waiting(column: Any) -> Any:
    """Return a column of what is said of a booking's nights from today on that have no place."""
    own = ParkedNight.homestay_id == HOMESTAY, ParkedNight.booking_id == Booking.id, ParkedNight.night >= TODAY
    return select(column).where(*own).correlate(Booking).scalar_subquery()


def received() -> Any:
    """Return the column of what a payment brings: a refund takes away."""
    return case((Payment.kind == PaymentKind.REFUND, -Payment.amount), else_=Payment.amount)


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
        .add_columns(Unit.open_from, Unit.open_to, Room.open_from.label("room_from"), Room.open_to.label("room_to"))
        .add_columns(held.c.night, held.c.closure_id, held.c.event_id, sleeper.c.contact, sleeper.c.state, sleeper.c.planned_to)
        .outerjoin(held, and_(held.c.homestay_id == HOMESTAY, held.c.unit_id == Unit.id, held.c.night == TODAY))
        .outerjoin(before, and_(before.c.homestay_id == HOMESTAY, before.c.unit_id == Unit.id, before.c.night == YESTERDAY))
        .outerjoin(sleeper, and_(sleeper.c.homestay_id == HOMESTAY, sleeper.c.id == before.c.booking_id))
        .where(Unit.homestay_id == HOMESTAY)
    )


def place_tonight(row: Any, today: date) -> Tonight:
    dates = row if any((row.open_from, row.open_to, row.room_from, row.room_to)) else None
    is_open = dates is None or places.is_open(dates, today)
    return Tonight(
        place=places.place_of(row),
        is_open=is_open,
        is_taken=row.night is not None,
        is_closed=row.closure_id is not None,
        is_imported=row.event_id is not None,
        contact=row.contact,
        state=row.state,
        leaves=row.planned_to,
        dates=dates,
    )


@dataclass(frozen=True)
class FreeNight:
    """How many private rooms and dorm places are free on a night."""

    night: date
    rooms: int
    dorm_places: int


class Promised(NamedTuple):
    """A meal of today or a motorbike for tomorrow, and whose: `people` may be unknown."""

    kind: str
    people: int | None
    code: str
    contact: str | None
    phone: str | None
    description: str | None
    note: str | None


@dataclass(frozen=True)
class Ahead:
    """How many places that are let are held on the nights to come, by night and kind of room; what was promised to guests."""

    held: dict[tuple[date, str], int]
    promised: list[Promised]


def ahead(homestay: Homestay, today: date) -> Ahead:
    """Return what the house has before it: the seven nights from tonight, meals of today, motorbikes for tomorrow."""
    told = {"homestay": homestay.id, "today": today, "tomorrow": today + ONE_DAY, "end": today + timedelta(days=WEEK)}
    rows = db.session.execute(nights_and_promises(), told).all()
    held = {(row.day, row.kind): row.count_ for row in rows if row.code is None}
    promised = [Promised(row.kind, row.count_, row.code, row.contact, row.phone, row.description, row.note) for row in rows if row.code]
    return Ahead(held, sorted(promised, key=lambda each: (each.contact or "", each.code)))


@cache
def nights_and_promises() -> Any:
    """Return the select of held places by night and kind of room, and after them of the charges that are promises, in one."""
    return union_all(held_by_kind(), charges_promised())


def charges_promised() -> Any:
    """Return the select of the meals charged for today and the motorbikes charged for tomorrow, of guests who come or came."""
    meals = and_(Charge.kind == ChargeKind.MEAL, Charge.day == TODAY)
    motorbikes = and_(Charge.kind == ChargeKind.MOTORBIKE, Charge.day == TOMORROW)
    return (
        select(Charge.day, Charge.kind, Charge.people, Booking.code, Booking.contact, Booking.phone, Charge.description, Booking.note)
        .join(Booking, and_(Booking.homestay_id == HOMESTAY, Booking.id == Charge.booking_id))
        .where(Charge.homestay_id == HOMESTAY, Charge.day.in_((TODAY, TOMORROW)), or_(meals, motorbikes))
        .where(Charge.voided_at.is_(None), Booking.state.in_((*ALIVE, BookingState.LEFT)))
    )


def week(today: date, house: Sequence[Tonight], held: Mapping[tuple[date, str], int]) -> list[FreeNight]:
    """Return what is free of the house's places on the seven nights from tonight; `held` is of `ahead`."""
    nights = Stay(today, today + timedelta(days=WEEK))
    always = Counter(each.place.is_dorm for each in house if each.dates is None)
    changing = [each for each in house if each.dates is not None]
    return [free_on(night, always + let_on(night, changing), held) for night in nights]


def let_on(night: date, changing: Iterable[Tonight]) -> Counter[bool]:
    """Return how many of the places that open or close on some day are let on a night, dorm places apart."""
    return Counter(each.place.is_dorm for each in changing if places.is_open(each.dates, night))


def free_on(night: date, let: Counter[bool], held: Mapping[tuple[date, str], int]) -> FreeNight:
    return FreeNight(night, let[False] - held.get((night, RoomKind.PRIVATE), 0), let[True] - held.get((night, RoomKind.DORM), 0))


def held_by_kind() -> Any:
    """Return the select of held places that are let, counted by night and kind of room."""
    night = UnitNight.night
    is_let = [
        and_(or_(table.open_from.is_(None), table.open_from <= night), or_(table.open_to.is_(None), table.open_to > night))
        for table in (Unit, Room)
    ]
    return (
        select(night.label("day"), Room.kind.label("kind"), func.count().label("count_"))
        .add_columns(*(null().cast(Text).label(name) for name in ("code", "contact", "phone", "description", "note")))
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == HOMESTAY, night >= TODAY, night < END, *is_let)
        .group_by(night, Room.kind)
    )

"""What the house has before it, in one statement: what is free on the nights to come, today's meals, tomorrow's motorbikes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Date, Text, and_, bindparam, func, null, or_, select, union_all

from homestay.places.opening import is_open, open_on_all
from homestay.today.queries import HOMESTAY, TODAY, Tonight
from models import db
from models.booking import ALIVE, Booking, BookingState, UnitNight
from models.charge import Charge, ChargeKind
from models.homestay import Homestay
from models.room import Room, RoomKind, Unit
from models.stay import ONE_DAY, Stay

TOMORROW, END = (bindparam(name, type_=Date()) for name in ("tomorrow", "end"))
WEEK = 7


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
    return Counter(each.place.is_dorm for each in changing if is_open(each.dates, night))


def free_on(night: date, let: Counter[bool], held: Mapping[tuple[date, str], int]) -> FreeNight:
    return FreeNight(night, let[False] - held.get((night, RoomKind.PRIVATE), 0), let[True] - held.get((night, RoomKind.DORM), 0))


def held_by_kind() -> Any:
    """Return the select of held places that are let, counted by night and kind of room."""
    night = UnitNight.night
    is_let = [open_on_all(table, night, night) for table in (Unit, Room)]
    return (
        select(night.label("day"), Room.kind.label("kind"), func.count().label("count_"))
        .add_columns(*(null().cast(Text).label(name) for name in ("code", "contact", "phone", "description", "note")))
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == HOMESTAY, night >= TODAY, night < END, *is_let)
        .group_by(night, Room.kind)
    )

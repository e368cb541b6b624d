"""Asks about a village as a whole: no guest, no booking, no household's money."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, Select, Uuid, and_, bindparam, func, literal, select, union_all

from homestay.places.opening import open_on_all
from homestay.reports.period import Month
from homestay.reports.villages import homes_of
from homestay.village.free import FreePlaces, nights_from, put_together
from homestay.village.month import VillageMonth, open_to_village
from models import db
from models.booking import SLEPT, Booking, BookingState, UnitNight
from models.guest import Guest
from models.homestay import Homestay
from models.room import Room, Unit

VILLAGE = bindparam("village", type_=Uuid())
OF_VILLAGE = (Homestay.village_id == VILLAGE, Homestay.practice.is_(False))
NIGHTS = ("first", "second", "third", "fourth")


def month_of(village_id: UUID, month: Month) -> VillageMonth:
    """Return the month of a village as its head may see it, in four statements."""
    return open_to_village(month, homes_of(village_id, month, with_year=True))


def free_places(village_id: UUID, tonight: date) -> FreePlaces:
    """Return what is free in each homestay tonight, tomorrow and at the next weekend, in two statements (chỗ trống)."""
    nights = nights_from(tonight)
    told = dict.fromkeys(NIGHTS, nights[-1]) | dict(zip(NIGHTS, nights, strict=False))
    counts = db.session.execute(free_by_night(), {"village": village_id, **told})
    return put_together(nights, homestays(village_id), counts)


def homestays(village_id: UUID) -> Sequence[Row[Any]]:
    """Return (id, name, phone) of the homestays of a village, by name."""
    return db.session.execute(homestays_asked(), {"village": village_id}).all()


@cache
def homestays_asked() -> Any:
    return select(Homestay.id, Homestay.name, Homestay.phone).where(*OF_VILLAGE).order_by(Homestay.name)


@cache
def free_by_night() -> Select[Any]:
    """Ask for (homestay_id, night, kind, open, free): places sold on a night, and those of them that nothing holds."""
    night = union_all(*(select(bindparam(name, type_=Date()).label("night")) for name in NIGHTS)).cte("asked")
    nights = select(night.c.night).distinct().cte("nights").c
    taken = UnitNight.homestay_id == Unit.homestay_id, UnitNight.unit_id == Unit.id, UnitNight.night == nights.night
    opened = (open_on_all(each, nights.night, nights.night) for each in (Room, Unit))
    return (
        select(Unit.homestay_id, nights.night, Room.kind, func.count().label("open"))
        .add_columns((func.count() - func.count(UnitNight.unit_id)).label("free"))
        .select_from(Homestay)
        .join(Unit, Unit.homestay_id == Homestay.id)
        .join(Room, and_(Room.homestay_id == Unit.homestay_id, Room.id == Unit.room_id))
        .join(nights.night.table, literal(1) == 1)
        .outerjoin(UnitNight, and_(*taken))
        .where(*OF_VILLAGE, *opened)
        .group_by(Unit.homestay_id, nights.night, Room.kind)
    )


def staying(village_id: UUID) -> int:
    """Return how many people are checked in now, in all homestays of a village."""
    return int(db.session.scalar(staying_asked(), {"village": village_id}) or 0)


@cache
def staying_asked() -> Select[Any]:
    """Ask by booking: joined, SQLite would walk through all guests there ever were."""
    of_booking = Guest.homestay_id == Booking.homestay_id, Guest.booking_id == Booking.id
    people = select(func.count()).select_from(Guest).where(*of_booking, Guest.left_on.is_(None)).correlate(Booking).scalar_subquery()
    return (
        select(func.sum(people))
        .select_from(Homestay)
        .join(Booking, Booking.homestay_id == Homestay.id)
        .where(*OF_VILLAGE, Booking.state == BookingState.IN_HOUSE)
    )


def slept_so_far(village_id: UUID, month: Month, tonight: date) -> int:
    """Return the nights of rooms and dorm places slept in since the first of the month, tonight's among them."""
    told = {"village": village_id, "first": month.first, "last": tonight}
    return db.session.scalar(slept_asked(), told) or 0


@cache
def slept_asked() -> Select[Any]:
    first, last = bindparam("first", type_=Date()), bindparam("last", type_=Date())
    of_booking = and_(Booking.homestay_id == UnitNight.homestay_id, Booking.id == UnitNight.booking_id)
    return (
        select(func.count())
        .select_from(Homestay)
        .join(UnitNight, UnitNight.homestay_id == Homestay.id)
        .join(Booking, of_booking)
        .where(*OF_VILLAGE, UnitNight.night.between(first, last), Booking.state.in_(SLEPT))
    )

"""Asks for a month of all homestays of a village: four statements, however many there are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, String, Uuid, and_, bindparam, cast, exists, extract, func, literal, select, union_all

from homestay.reports.asking import FIRST, KEYS, NEW_YEAR, NEW_YEARS_EVE, rows
from homestay.reports.house import House
from homestay.reports.houses import add_place, add_stays, places, touching
from homestay.reports.money import add_money, charges, lines, money_and_plans, payments, plans
from homestay.reports.month import count
from homestay.reports.period import Month
from homestay.reports.sums import Sums
from models.base import as_it_comes
from models.booking import COMING, Booking, UnitNight
from models.close import MonthClose
from models.homestay import Homestay
from models.room import Closure, Room, Unit

VILLAGE = bindparam("village", type_=Uuid())
SLEPT, PLANNED = "slept", "planned"


@dataclass
class Home:
    """A homestay in a month of its village: what it was counted from, and the sums."""

    consents: bool
    """The owner lets the village head see this house's own numbers."""
    has_closed: bool
    house: House = field(default_factory=House)
    sums: Sums = field(default_factory=Sums)
    slept: Counter[int] = field(default_factory=Counter)
    """Rooms and dorm places slept in, times nights, by month of the year."""
    planned: Counter[int] = field(default_factory=Counter)
    """The same of bookings whose guests have not come yet."""


def homes_of(village_id: UUID, month: Month, with_year: bool = False) -> list[Home]:
    """Return the month of every homestay of a village, also of those without a room; on request with the nights of its year."""
    homes: dict[Any, Home] = {}
    for row in rows(supply(), [], month, village=village_id):
        home = homes.setdefault(row.home, Home(row.closing_consent, row.has_closed))
        if row.id is not None:
            add_place(home.house, month, row)
    keys = {raw if isinstance(raw, UUID) else UUID(raw): home for raw, home in homes.items()}
    add_stays({raw: home.house for raw, home in homes.items()}, list(keys), month)
    for home in homes.values():
        home.sums = count(month, home.house)
    add_sums(keys, month, money_and_year() if with_year else money_and_plans())
    return list(homes.values())


def add_sums(homes: dict[UUID, Home], month: Month, query: CompoundSelect[Any]) -> None:
    """Put to the homes what the database adds up: money, plans, and the nights of the year."""
    for row in rows(query, list(homes), month):
        home = homes[row.homestay_id]
        if row.what in (SLEPT, PLANNED):
            add_nights(home, row)
        else:
            add_money(home.sums, row)


def add_nights(home: Home, row: Any) -> None:
    counted = home.slept if row.what == SLEPT else home.planned
    counted[int(row.kind)] += row.people
    if row.what == PLANNED:
        home.slept[int(row.kind)] -= row.people  # the other line counts every booking's nights


@cache
def supply() -> Select[Any]:
    """Ask for the real homestays with their places and the closures that touch the month; one without places has one row."""
    closed = exists().where(MonthClose.homestay_id == Homestay.id, MonthClose.month == FIRST)
    room = and_(Room.homestay_id == Unit.homestay_id, Room.id == Unit.room_id)
    return (
        select(as_it_comes(Homestay.id).label("home"), Homestay.closing_consent, closed.label("has_closed"), *places())
        .select_from(Homestay)
        .outerjoin(Unit, Unit.homestay_id == Homestay.id)
        .outerjoin(Room, room)
        .outerjoin(Closure, touching())
        .where(Homestay.village_id == VILLAGE, Homestay.practice.is_(False))
    )


@cache
def money_and_year() -> CompoundSelect[Any]:
    return union_all(charges(), payments(), plans(), *nights_of_year())


def nights_of_year() -> Sequence[Select[Any]]:
    """Ask for (homestay, what, month, 0, nights) of the calendar year: first of all bookings, then of those still to come.

    Those to come are few; to look at the booking of every night of a year would cost several times as much.
    """
    number = cast(extract("month", UnitNight.night), String)
    within = UnitNight.homestay_id.in_(KEYS), UnitNight.night.between(NEW_YEAR, NEW_YEARS_EVE), UnitNight.booking_id.is_not(None)
    booking = and_(Booking.homestay_id == UnitNight.homestay_id, Booking.id == UnitNight.booking_id)
    coming = Booking.homestay_id.in_(KEYS), Booking.state.in_(COMING)
    return (
        lines(SLEPT, UnitNight, number, literal(0), func.count()).where(*within).group_by(number),
        lines(PLANNED, UnitNight, number, literal(0), func.count()).join(Booking, booking).where(*within, *coming).group_by(number),
    )

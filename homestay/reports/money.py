"""Asks for charges, payments and plans of a month, added up by the database."""

from functools import cache
from typing import Any

from sqlalchemy import CTE, CompoundSelect, Row, Select, and_, case, func, literal, select, union_all

from homestay.reports.asking import END, FIRST, KEYS, LAST, NEW_YEAR, NEW_YEARS_EVE
from homestay.reports.houses import around
from homestay.reports.sums import Sums
from models.booking import COMING, Booking, BookingState, UnitNight
from models.charge import Charge, ChargeKind
from models.payment import Payment


@cache
def money_and_plans() -> CompoundSelect[Any]:
    """Ask for (homestay, what, kind, amount, people) of charges and payments by their day, and of bookings by the planned day."""
    return union_all(charges(), payments(), plans())


@cache
def money_of_page() -> CompoundSelect[Any]:
    """Ask for the same, for what is owed by booking, and for the year, as the page of a month shows them."""
    return union_all(charges(), payments(), plans(), owed_by(), *year())


def charges() -> Select[Any]:
    people = func.sum(func.coalesce(Charge.people, Booking.adults + Booking.children))
    return (
        lines("charge", Charge, Charge.kind, func.sum(Charge.amount), people)
        .join(Charge.booking)
        .where(Charge.homestay_id.in_(KEYS), Charge.day.between(FIRST, LAST), Charge.voided_at.is_(None))
        .group_by(Charge.kind)
    )


def payments() -> Select[Any]:
    return lines("payment", Payment, literal("received"), func.sum(Payment.signed)).where(
        Payment.homestay_id.in_(KEYS), Payment.day.between(FIRST, LAST), Payment.voided_at.is_(None)
    )


def plans() -> Select[Any]:
    return lines("plan", Booking, Booking.state, literal(0), func.count()).where(*planned()).group_by(Booking.state)


def planned() -> tuple[Any, ...]:
    """Return the conditions of the bookings planned to begin in the month: not day use, not only held."""
    begins = Booking.planned_from.between(FIRST, LAST)
    return Booking.homestay_id.in_(KEYS), begins, Booking.planned_to > Booking.planned_from, Booking.state != BookingState.HELD


def lines(what: str, table: Any, kind: Any, amount: Any, people: Any = 0) -> Select[Any]:
    """Return a question for one line of each homestay; every part of the union has these columns."""
    return line(what, table, kind, amount, people).group_by(table.homestay_id)


def line(what: str, table: Any, kind: Any, amount: Any, people: Any = 0) -> Select[Any]:
    people = literal(people) if people == 0 else people
    return select(table.homestay_id, literal(what).label("what"), kind.label("kind"), amount.label("amount"), people.label("people"))


def add_money(sums: Sums, row: Row[Any]) -> None:
    """Put a line of money or plans to the sums; held bookings do not come here."""
    amount = int(row.amount)
    if row.what == "charge":
        sums.charges[row.kind] += amount
        sums.day_guests += int(row.people) if row.kind == ChargeKind.DAY_USE else 0
    elif row.what == "payment":
        sums.cash_received += amount
    elif row.what == "plan":
        sums.bookings_planned += row.people
        sums.cancelled += row.people if row.kind == BookingState.CANCELLED else 0
        sums.no_shows += row.people if row.kind == BookingState.NO_SHOW else 0


@cache
def owed_by() -> Select[Any]:
    """Ask what each booking of the month was charged beyond its nights, less what it paid, on any day: `kind` is its code.

    One look by booking for each sum: joined and grouped, SQLite would walk through all payments there ever were.
    """
    there = around()
    amount = sum_of(Charge, Charge.amount, there) - sum_of(Payment, Payment.signed, there)
    booking = and_(Booking.homestay_id == there.c.homestay_id, Booking.id == there.c.id)
    return line("owed", there.c, Booking.code, amount).join(Booking, booking)


def sum_of(table: Any, amount: Any, there: CTE) -> Any:
    """Return the sum of a booking's charges or payments, without the voided ones."""
    own = and_(table.homestay_id == there.c.homestay_id, table.booking_id == there.c.id)
    return func.coalesce(select(func.sum(amount)).where(own, table.voided_at.is_(None)).scalar_subquery(), 0)


def year() -> list[Select[Any]]:
    """Ask for the revenue of the calendar year: earned up to the end of the month, and agreed for the time after it.

    Nights that only are planned or held are taken off again: they are few, and to look at the booking of every night of a year
    costs three times as much. Bookings that were cancelled or did not come hold no nights.
    """
    spans = (("earned", NEW_YEAR, LAST, COMING), ("agreed", END, NEW_YEARS_EVE, (BookingState.HELD,)))
    return [part for kind, first, last, unsure in spans for part in span(kind, first, last, unsure)]


def span(kind: str, first: Any, last: Any, unsure: tuple[str, ...]) -> tuple[Select[Any], ...]:
    """Ask for the nights of a span, less those of bookings that are not sure, and for its charges."""
    nights = lines("year", UnitNight, literal(kind), func.sum(UnitNight.price)).where(
        UnitNight.homestay_id.in_(KEYS), UnitNight.night.between(first, last), UnitNight.booking_id.is_not(None)
    )
    planned_only = line("year", Booking, literal(kind), -sum_within(first, last)).where(
        Booking.homestay_id.in_(KEYS), Booking.state.in_(unsure)
    )
    charged = lines("year", Charge, literal(kind), func.sum(Charge.amount)).where(
        Charge.homestay_id.in_(KEYS), Charge.day.between(first, last), Charge.voided_at.is_(None)
    )
    return nights, planned_only, charged


def sum_within(first: Any, last: Any) -> Any:
    """Return the sum of a booking's nights in a span. The span is no condition, or some databases would look by night for each booking."""
    price = case((UnitNight.night.between(first, last), UnitNight.price), else_=0)
    own = and_(UnitNight.homestay_id == Booking.homestay_id, UnitNight.booking_id == Booking.id)
    return func.coalesce(select(func.sum(price)).where(own).scalar_subquery(), 0)

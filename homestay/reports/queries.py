"""Asks for the report of a month: of one homestay, of a village, and for the page of one with the rows behind it."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from homestay.reports import behind
from homestay.reports.asking import FIRST, KEYS, LAST, rows
from homestay.reports.house import House
from homestay.reports.houses import houses_of
from homestay.reports.indicators import indicators
from homestay.reports.money import add_money, money_and_plans, money_of_page, owed_by, planned
from homestay.reports.month import count
from homestay.reports.period import Month
from homestay.reports.picture import Picture, picture
from homestay.reports.sums import Sums
from homestay.reports.tax import Meter, threshold_of
from homestay.reports.villages import homes_of
from models.booking import Booking
from models.charge import Charge
from models.homestay import Homestay
from models.payment import Payment
from models.village import Village


def month_report(homestay: Homestay, first_day: date) -> dict[str, Any]:
    """Return the indicators of a homestay's month under the keys of design §5, in four statements."""
    return indicators(sums_of([homestay.id], Month.of(first_day))[homestay.id])


def village_report(village: Village, first_day: date) -> dict[str, Any]:
    """Return the indicators of a village's month, made from the sums of its homestays, with how many those are and how many closed it."""
    homes = homes_of(village.id, Month.of(first_day))
    closed = sum(home.has_closed for home in homes)
    return indicators(sum((home.sums for home in homes), Sums())) | {"homestays": len(homes), "closed": closed}


def sums_of(keys: Sequence[UUID], month: Month) -> dict[UUID, Sums]:
    """Return the sums of the month for each of these homestays, in four statements for all of them."""
    sums = {key: count(month, house) for key, house in houses_of(keys, month).items()}
    for row in rows(money_and_plans(), keys, month):
        add_money(sums[row.homestay_id], row)
    return sums


@dataclass(frozen=True)
class MonthPage:
    """What the page of a month shows; `owed` is what the guests of the month still owe, by booking."""

    month: Month
    numbers: dict[str, Any]
    picture: Picture
    meter: Meter | None
    owed: dict[str, int]

    @property
    def still_owed(self) -> int:
        return sum(amount for amount in self.owed.values() if amount > 0)

    @property
    def night_revenue(self) -> int:
        return int(self.numbers["room_revenue"] + self.numbers["dorm_revenue"])

    @property
    def beyond_nights(self) -> int:
        return int(self.numbers["revenue"]) - self.night_revenue

    @property
    def shares(self) -> dict[str, float]:
        """The share of room-nights sold by source."""
        return {row["source"]: row["share"] for row in self.numbers["sources"]}


def month_page(homestay: Homestay, month: Month) -> MonthPage:
    """Return everything on the page of a homestay's month, in four statements."""
    house = houses_of([homestay.id], month)[homestay.id]
    sums, found = count(month, house), defaultdict[str, Counter[str]](Counter)
    for row in rows(money_of_page(), [homestay.id], month):
        add_money(sums, row)
        found[row.what][row.kind] += int(row.amount)
    owed = behind.owed_by_code(month, house, found["owed"])
    return MonthPage(month, indicators(sums), picture(month, house), meter_of(month, found["year"]), owed)


def meter_of(month: Month, year: Counter[str]) -> Meter | None:
    threshold = threshold_of(month.first.year)
    return Meter(month.first.year, threshold, year["earned"], year["agreed"]) if threshold else None


def slept_behind(homestay: Homestay, month: Month, only: behind.Only) -> list[behind.BookingRow]:
    """Return the bookings behind the nights of a month, or of one night, room or source in it."""
    return behind.slept(month, house_of(homestay, month), only)


def arrivals_behind(homestay: Homestay, month: Month) -> list[behind.BookingRow]:
    """Return the bookings behind the arrivals of a month."""
    return behind.arrived(month, house_of(homestay, month))


def owed_behind(homestay: Homestay, month: Month) -> list[behind.BookingRow]:
    """Return the bookings behind what is still owed for stays in a month."""
    house = house_of(homestay, month)
    beyond = {row.kind: int(row.amount) for row in rows(owed_by(), [homestay.id], month)}
    return behind.owing(month, house, behind.owed_by_code(month, house, beyond))


def house_of(homestay: Homestay, month: Month) -> House:
    return houses_of([homestay.id], month)[homestay.id]


def charges_behind(homestay: Homestay, month: Month) -> Sequence[Row[Any]]:
    """Return (code, contact, day, kind, amount, people, words) of the charges of a month, by day."""
    query = (
        select(Booking.code, Booking.contact, Charge.day, Charge.kind, Charge.amount, Charge.people, Charge.description.label("words"))
        .join(Charge.booking)
        .where(Charge.homestay_id.in_(KEYS), Charge.day.between(FIRST, LAST), Charge.voided_at.is_(None))
        .order_by(Charge.day, Charge.id)
    )
    return rows(query, [homestay.id], month)


def payments_behind(homestay: Homestay, month: Month) -> Sequence[Row[Any]]:
    """Return (code, contact, day, kind, amount, method, words) of the payments of a month, by day; a refund is negative."""
    query = (
        select(
            Booking.code,
            Booking.contact,
            Payment.day,
            Payment.kind,
            Payment.signed.label("amount"),
            Payment.method,
            Payment.reference.label("words"),
        )
        .join(Payment.booking)
        .where(Payment.homestay_id.in_(KEYS), Payment.day.between(FIRST, LAST), Payment.voided_at.is_(None))
        .order_by(Payment.day, Payment.id)
    )
    return rows(query, [homestay.id], month)


def plans_behind(homestay: Homestay, month: Month) -> Sequence[Row[Any]]:
    """Return (code, contact, source, state, planned_from, planned_to, people) of the bookings planned to begin in a month, by day."""
    people = (Booking.adults + Booking.children).label("people")
    query = (
        select(Booking.code, Booking.contact, Booking.source, Booking.state, Booking.planned_from, Booking.planned_to, people)
        .where(*planned())
        .order_by(Booking.planned_from, Booking.id)
    )
    return rows(query, [homestay.id], month)

"""The rows behind the numbers of a month, one for each booking. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from homestay.reports.house import House, SleptBooking
from homestay.reports.period import Month


@dataclass(frozen=True)
class Only:
    """Which part of a month's rows is wanted: one night, one room, one source; nothing means all."""

    night: date | None = None
    room: str | None = None
    source: str | None = None


class BookingRow(NamedTuple):
    """A booking behind a number: people, nights of people and money in đồng, as far as they count there."""

    code: str
    contact: str | None
    source: str
    first: date
    people: int
    guest_nights: int
    amount: int


def slept(month: Month, house: House, only: Only) -> list[BookingRow]:
    """Return the bookings that slept in the month, with their guest-nights and night revenue in it, by first night."""
    return ordered(row for booking in house.bookings.values() for row in slept_row(month, house, booking, only))


def slept_row(month: Month, house: House, booking: SleptBooking, only: Only) -> Iterator[BookingRow]:
    inside = [
        night
        for night in booking.places
        if night.night in month
        and only.night in (None, night.night)
        and only.room in (None, house.places[night.place].room)
        and only.source in (None, booking.source)
    ]
    if not inside:
        return
    wanted = {night.night for night in inside}
    slept = [(some.number, len(wanted.intersection(some.nights))) for some in booking.people()]
    people = sum(number for number, nights in slept if nights)
    guest_nights = sum(number * nights for number, nights in slept)
    yield row_of(booking, min(wanted), people, guest_nights, sum(night.price for night in inside))


def arrived(month: Month, house: House) -> list[BookingRow]:
    """Return the bookings with people whose first night lies in the month, by first night."""
    rows = []
    for booking in house.bookings.values():
        came = [some for some in booking.people() if some.nights[0] in month]
        if came:
            people, nights = sum(some.number for some in came), sum(some.number * len(some.nights) for some in came)
            rows.append(row_of(booking, min(some.nights[0] for some in came), people, nights, 0))
    return ordered(rows)


def owing(month: Month, house: House, owed: dict[str, int]) -> list[BookingRow]:
    """Return the bookings that slept in the month and still owe something."""
    rows = slept(month, house, Only())
    return [row._replace(amount=owed[row.code]) for row in rows if owed.get(row.code, 0) > 0]


def owed_by_code(month: Month, house: House, beyond: Mapping[str, int]) -> dict[str, int]:
    """Return what each booking that slept in the month owes for its whole stay, in đồng; negative when too much was paid.

    `beyond` is what it was charged beyond its nights, less what it paid.
    """
    return {
        booking.code: sum(night.price for night in booking.places) + beyond.get(booking.code, 0)
        for booking in house.bookings.values()
        if any(night.night in month for night in booking.places)
    }


def row_of(booking: SleptBooking, first: date, people: int, guest_nights: int, amount: int) -> BookingRow:
    return BookingRow(booking.code, booking.contact, booking.source, first, people, guest_nights, amount)


def ordered(rows: Iterator[BookingRow] | list[BookingRow]) -> list[BookingRow]:
    return sorted(rows, key=lambda row: (row.first, row.code))

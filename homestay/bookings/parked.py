"""Nights that wait for a place (đêm chờ xếp chỗ): kept and forgotten here only; they hold nothing."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.sql import ColumnElement

from models import db
from models.booking import Booking, ParkedNight


class Parked(NamedTuple):
    """A night without a place: how many places it wants, and the sum agreed in đồng (None: the list price of what it gets)."""

    night: date
    places: int
    price: int | None


def nights_parked(booking: Booking) -> list[Parked]:
    """Return the nights of a booking that wait for a place, by night."""
    rows = db.session.execute(parked_of_booking(), {"house": booking.homestay_id, "booking": booking.id})
    return sorted(Parked(*row) for row in rows)


@cache
def parked_of_booking() -> Any:
    asked = ParkedNight.homestay_id == bindparam("house"), ParkedNight.booking_id == bindparam("booking")
    return select(ParkedNight.night, ParkedNight.places, ParkedNight.price).where(*asked)


def park(booking: Booking, nights: Iterable[Parked]) -> None:
    """Let these nights wait; a night that waits already wants both."""
    before = {each.night: each for each in nights_parked(booking)}
    more = list(nights)
    unpark(booking, ParkedNight.night.in_([each.night for each in more]))
    db.session.flush()  # the booking's row before its nights
    key = {"homestay_id": booking.homestay_id, "booking_id": booking.id}
    rows = [{**key, **together(before.get(each.night), each)._asdict()} for each in more]
    if rows:
        db.session.execute(insert(ParkedNight), rows)


def together(before: Parked | None, more: Parked) -> Parked:
    if before is None:
        return more
    price = None if before.price is None or more.price is None else before.price + more.price
    return Parked(more.night, before.places + more.places, price)


def unpark(booking: Booking, *conditions: ColumnElement[bool]) -> None:
    """Let the nights of a booking that meet the conditions wait no longer."""
    own = ParkedNight.homestay_id == booking.homestay_id, ParkedNight.booking_id == booking.id
    db.session.execute(delete(ParkedNight).where(*own, *conditions), execution_options={"synchronize_session": False})

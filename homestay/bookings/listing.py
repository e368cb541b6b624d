"""The list of bookings: one row each, with where they sleep and what is still owed."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select

from homestay.bookings import queries
from homestay.places.queries import natural
from models import db
from models.booking import BookingState, UnitNight
from models.homestay import Homestay
from models.room import Room, RoomKind, Unit

SEGMENTS = (
    None,
    BookingState.CONFIRMED,
    BookingState.HELD,
    BookingState.IN_HOUSE,
    BookingState.LEFT,
    BookingState.CANCELLED,
    BookingState.NO_SHOW,
)
"""The ways to filter the list, in the order in which they are offered; nothing is all."""


class Listed(NamedTuple):
    """A booking as the list shows it."""

    booking: Row[Any]
    places: list[str]
    is_dorm: bool
    owed: int
    """đồng; negative when too much was paid."""

    @property
    def nights(self) -> int:
        return int((self.booking.planned_to - self.booking.planned_from).days)


class Listing(NamedTuple):
    """A page of the list, and where the next one begins (planned_from, id)."""

    rows: list[Listed]
    after: tuple[date, UUID] | None


def listing(homestay: Homestay, state: str | None, before: tuple[date, UUID] | None) -> Listing:
    """Return a page of bookings, latest arrival first; three statements."""
    found = queries.recent(homestay, state, before)
    shown = found[: queries.PAGE]
    if not shown:
        return Listing([], None)
    ids = [row.id for row in shown]
    places, owed = places_of(homestay, ids), queries.balances(homestay, ids)
    rows = [Listed(row, *places.get(row.id, ([], False)), owed.get(row.id, 0)) for row in shown]
    last = shown[-1]
    return Listing(rows, (last.planned_from, last.id) if len(found) > len(shown) else None)


def places_of(homestay: Homestay, booking_ids: Sequence[UUID]) -> dict[UUID, tuple[list[str], bool]]:
    """Return for each booking that has places their names in natural order, and whether they are all dorm places."""
    rows = db.session.execute(
        select(UnitNight.booking_id, Unit.name, Room.kind)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == homestay.id, UnitNight.booking_id.in_(booking_ids))
        .distinct()
    ).all()
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.booking_id, []).append(row)
    return {
        booking_id: (sorted((row.name for row in own), key=natural), all(row.kind == RoomKind.DORM for row in own))
        for booking_id, own in found.items()
    }

"""The list of bookings: one row each, with where they sleep and what is still owed."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select

from homestay.bookings import queries
from homestay.bookings.finding import Sought
from homestay.bookings.queries import Bookmark
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
    """A page of the list, and where those beside it begin."""

    rows: list[Listed]
    newer: Bookmark | None
    older: Bookmark | None


def listing(homestay: Homestay, sought: Sought, bookmark: Bookmark | None, **asked: Any) -> Listing:
    """Return a page of bookings, latest arrival first; three statements. `bookmark` and `asked` as in `queries.recent`."""
    found = queries.recent(homestay, sought, bookmark, **asked)
    shown = list(found[: queries.PAGE])
    if not shown:
        return Listing([], None, None)
    upwards = bookmark is not None and not bookmark.older
    if upwards:
        shown.reverse()
    ids = [row.id for row in shown]
    places, owed = places_of(homestay, ids), queries.balances(homestay, ids)
    rows = [Listed(row, *places.get(row.id, ([], False)), owed.get(row.id, 0)) for row in shown]
    is_more = len(found) > len(shown)
    newer = Bookmark(False, shown[0].planned_from, shown[0].id) if bookmark and (is_more or not upwards) else None
    older = Bookmark(True, shown[-1].planned_from, shown[-1].id) if is_more or upwards else None
    return Listing(rows, newer, older)


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


def room_names(homestay: Homestay) -> list[tuple[str, str]]:
    """Return (id, name) of the rooms in natural order."""
    rows = db.session.execute(select(Room.id, Room.name).where(Room.homestay_id == homestay.id))
    return sorted(((str(key), name) for key, name in rows), key=lambda room: natural(room[1]))

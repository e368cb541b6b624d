"""From single nights of single places back to rows of nights: runs with one price, beds counted, whole dorms told apart."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay.books import words
from homestay.books.ledger import RoomPlaces
from models import db
from models.booking import UnitNight
from models.stay import ONE_DAY

Key = tuple[UUID, UUID]
"""A homestay and a booking."""
Sold = tuple[str, int | str | None, int]
"""What was sold on a night: the room's name, how many beds, the price."""


def nights_of(homestay_ids: Collection[UUID], rooms: Iterable[RoomPlaces]) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Give (booking, (room, beds, from, to, price)) of all nights that bookings hold."""
    by_place = {(room.homestay_id, place.id): room for room in rooms for place in room.places}
    columns = (UnitNight.homestay_id, UnitNight.booking_id, UnitNight.unit_id, UnitNight.night, UnitNight.price, UnitNight.whole)
    held = db.session.execute(select(*columns).where(UnitNight.homestay_id.in_(homestay_ids), UnitNight.booking_id.is_not(None)))
    rooms_by_id = {room.id: room for room in by_place.values()}
    together: dict[tuple[Key, UUID, date], list[Any]] = defaultdict(list)
    for row in held:
        together[(row.homestay_id, row.booking_id), by_place[row.homestay_id, row.unit_id].id, row.night].append(row)
    nights: dict[tuple[Key, Sold], list[date]] = defaultdict(list)
    for (booking, room_id, night), rows in together.items():
        for sold in sold_together(rooms_by_id[room_id], night, rows):
            nights[booking, sold].append(night)
    for (booking, (room_name, beds, price)), found in nights.items():
        for first, end in runs(found):
            yield booking, (room_name, beds, first, end, price)


def sold_together(room: RoomPlaces, night: date, rows: list[Any]) -> Iterator[Sold]:
    """Give what a booking was sold of a room on a night.

    A whole dorm of which a place has opened or closed since is told bed by bed: whole would mean other beds now.
    """
    if not room.is_dorm:
        yield room.name, None, rows[0].price
        return
    if all(row.whole for row in rows) and {row.unit_id for row in rows} == {place.id for place in room.open_places(night)}:
        yield room.name, words.WHOLE, sum(row.price for row in rows)
        return
    for price, number in sorted(Counter(row.price for row in rows).items()):
        yield room.name, number, price


def runs(nights: list[date]) -> Iterator[tuple[date, date]]:
    """Give (first night, day after the last) of nights that follow each other."""
    first = None
    ordered = sorted(nights)
    for night, following in zip(ordered, [*ordered[1:], None], strict=True):
        first = first or night
        if following != night + ONE_DAY:
            yield first, night + ONE_DAY
            first = None

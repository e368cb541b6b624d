"""From single nights of single places back to rows of nights: runs with one price, beds counted, whole dorms told apart."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Together:
    """The places of one room that one booking holds on one night."""

    booking: Key
    room: RoomPlaces
    night: date
    rows: list[Any]

    @property
    def is_whole(self) -> bool:
        """Say whether they were sold as the whole dorm, whatever has opened or closed since."""
        return self.room.is_dorm and all(row.whole for row in self.rows)

    @property
    def is_whole_still(self) -> bool:
        return self.is_whole and {row.unit_id for row in self.rows} == {place.id for place in self.room.open_places(self.night)}

    def sold(self, whole: bool) -> Iterator[Sold]:
        """Give what was sold, as a whole or bed by bed; of a private room its one place."""
        if whole:
            yield self.room.name, words.WHOLE, sum(row.price for row in self.rows)
            return
        for price, number in sorted(Counter(row.price for row in self.rows).items()):
            yield self.room.name, number if self.room.is_dorm else None, price


def held_together(homestay_ids: Collection[UUID], rooms: Iterable[RoomPlaces]) -> list[Together]:
    """Return the nights that bookings hold, by booking, room and night."""
    by_place = {(room.homestay_id, place.id): room for room in rooms for place in room.places}
    rooms_by_id = {room.id: room for room in by_place.values()}
    columns = (UnitNight.homestay_id, UnitNight.booking_id, UnitNight.unit_id, UnitNight.night, UnitNight.price, UnitNight.whole)
    held = db.session.execute(select(*columns).where(UnitNight.homestay_id.in_(homestay_ids), UnitNight.booking_id.is_not(None)))
    together: dict[tuple[Key, UUID, date], list[Any]] = defaultdict(list)
    for row in held:
        together[(row.homestay_id, row.booking_id), by_place[row.homestay_id, row.unit_id].id, row.night].append(row)
    return [Together(booking, rooms_by_id[room_id], night, rows) for (booking, room_id, night), rows in together.items()]


def nights_of(homestay_ids: Collection[UUID], rooms: Iterable[RoomPlaces]) -> Iterator[tuple[Key, tuple[Any, ...]]]:
    """Give (booking, (room, beds, from, to, price)) of all nights that bookings hold.

    A whole dorm of which a place has opened or closed since is told bed by bed: whole would mean other beds now.
    """
    nights: dict[tuple[Key, Sold], list[date]] = defaultdict(list)
    for held in held_together(homestay_ids, rooms):
        for sold in held.sold(whole=held.is_whole_still):
            nights[held.booking, sold].append(held.night)
    for (booking, (room, beds, price)), found in nights.items():
        for first, end in runs(found):
            yield booking, (room, beds, first, end, price)


def runs(nights: list[date]) -> Iterator[tuple[date, date]]:
    """Give (first night, day after the last) of nights that follow each other."""
    first = None
    ordered = sorted(nights)
    for night, following in zip(ordered, [*ordered[1:], None], strict=True):
        first = first or night
        if following != night + ONE_DAY:
            yield first, night + ONE_DAY
            first = None

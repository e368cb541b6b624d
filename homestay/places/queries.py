"""Asks about rooms and places: which there are, which are free, what they cost."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, and_, bindparam, exists, func, select
from sqlalchemy.orm import raiseload, selectinload
from sqlalchemy.sql import ColumnElement

from homestay.errors import NotFound
from homestay.places.opening import open_on_all, open_on_some, opening_days
from models import db
from models.booking import UnitNight
from models.homestay import Homestay
from models.room import Closure, Room, RoomKind, Unit
from models.stay import Stay

HOUSE: Any = bindparam("house")
NAMED: Any = bindparam("units", expanding=True)
"""What the statements below are told; they are put together once."""


class Place(NamedTuple):
    """A place as a list shows it; `price` is a night's list price in đồng."""

    unit_id: UUID
    unit_name: str
    room_id: UUID
    room_name: str
    is_dorm: bool
    capacity: int
    price: int
    whole_price: int | None
    cleaning: str


@lru_cache(maxsize=4096)
def natural(name: str) -> list[tuple[int, int, str]]:
    """Return the key that sorts names as people count: P2 before P10, large and small letters alike."""
    parts = re.findall(r"\d+|\D+", unicodedata.normalize("NFC", name).casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def by_room(place: Any) -> tuple[Any, ...]:
    """Return the key that sorts places as a house shows them: rooms first, then dorm places, by name."""
    return (place.is_dorm, natural(place.room_name), natural(place.unit_name))


def open_for_stay(table: Any) -> ColumnElement[bool]:
    """Say that a room or a place by itself is let on every night of a stay; `nights_of` gives the nights."""
    return open_on_all(table, bindparam("arrive"), bindparam("last"))


def nights_of(stay: Stay) -> dict[str, date]:
    """Return what the statements about a stay have to be told; a day of day use counts as one night."""
    return {"arrive": stay.arrive, "leave": stay.leave, "last": stay.last_night if len(stay) else stay.arrive}


def free_units(homestay_id: UUID, stay: Stay) -> list[Place]:
    """Return the places open and free on every night of the stay, in the house's order (còn trống)."""
    rows = db.session.execute(places_free(), {"house": homestay_id, **nights_of(stay)})
    return sorted(map(place_of, rows), key=by_room)


@cache
def places_free() -> Any:
    taken = exists().where(
        UnitNight.homestay_id == HOUSE,
        UnitNight.unit_id == Unit.id,
        UnitNight.night >= bindparam("arrive"),
        UnitNight.night < bindparam("leave"),
    )
    return places_sold().where(~taken)


@cache
def places_sold() -> Any:
    """Return the select of the places of `house` that are open on all nights of `nights_of` a stay."""
    return places().where(Unit.homestay_id == HOUSE, *(open_for_stay(table) for table in (Room, Unit)))


def places() -> Any:
    """Return the select of places with what their list shows."""
    return (
        select(Unit.id, Unit.name.label("unit_name"), Unit.room_id, Room.name.label("room_name"), Room.kind, Room.capacity)
        .add_columns(Room.price, Room.whole_price, Room.cleaning)
        .join(Unit.room)
    )


def place_of(row: Row[Any]) -> Place:
    is_dorm = row.kind == RoomKind.DORM
    capacity = 1 if is_dorm else row.capacity
    return Place(row.id, row.unit_name, row.room_id, row.room_name, is_dorm, capacity, row.price, row.whole_price, row.cleaning)


def units_by_id(homestay: Homestay, unit_ids: Iterable[UUID]) -> list[Place]:
    """Return these places of the homestay, in the house's order. Raises: NotFound when one is not there."""
    wanted = set(unit_ids)
    rows = db.session.execute(places_named(), {"house": homestay.id, "units": list(wanted)}).all()
    if len(rows) < len(wanted):
        raise NotFound
    return sorted(map(place_of, rows), key=by_room)


def sale_of(homestay: Homestay, unit_ids: Iterable[UUID], stay: Stay) -> dict[Place, bool]:
    """Return of these places whether each is sold on all nights of the stay, free or not; in the house's order.

    Raises: NotFound when one is not there.
    """
    wanted = set(unit_ids)
    rows = db.session.execute(sale_of_places_named(), {"house": homestay.id, "units": list(wanted), **nights_of(stay)}).all()
    if len(rows) < len(wanted):
        raise NotFound
    sales = {place_of(row): row.sold for row in rows}
    return {place: sales[place] for place in sorted(sales, key=by_room)}


@cache
def places_named() -> Any:
    return places().where(Unit.homestay_id == HOUSE, Unit.id.in_(NAMED))


@cache
def sale_of_places_named() -> Any:
    return places_named().add_columns(and_(*(open_for_stay(table) for table in (Room, Unit))).label("sold"))


def open_units(homestay: Homestay, first: date, end: date) -> Sequence[Row[Any]]:
    """Return every place sold on some night from `first` up to `end` (not included), with its `opening_days`."""
    return db.session.execute(
        places()
        .add_columns(*opening_days(Unit, Room))
        .where(Unit.homestay_id == homestay.id, *(open_on_some(table, first, end) for table in (Unit, Room)))
    ).all()


def room_of(homestay: Homestay, room_id: UUID) -> Room:
    """Return one room with its places. Raises: NotFound, for another homestay's id too."""
    room = db.session.get(Room, (homestay.id, room_id), options=[selectinload(Room.units), raiseload("*")])
    if room is None:
        raise NotFound
    return room


def rooms(homestay: Homestay) -> Sequence[Room]:
    """Return all rooms with their places, in the house's order."""
    found = db.session.scalars(select(Room).where(Room.homestay_id == homestay.id).options(selectinload(Room.units), raiseload("*"))).all()
    return sorted(found, key=lambda room: (room.is_dorm, natural(room.name)))


def closures(homestay: Homestay, since: date) -> Sequence[Any]:
    """Return (id, room name, first night, end night, reason) of closures that end after `since`, by first night."""
    return db.session.execute(
        select(Closure.id, Room.name.label("room"), Closure.first_night, Closure.end_night, Closure.reason)
        .join(Closure.room)
        .where(Closure.homestay_id == homestay.id, Closure.end_night > since)
        .order_by(Closure.first_night, Room.name)
    ).all()


def free_until(homestay: Homestay, unit_ids: Iterable[UUID], first: date) -> date | None:
    """Return the first night from `first` on that somebody holds one of these places; None when nobody does."""
    return db.session.scalar(
        select(func.min(UnitNight.night)).where(
            UnitNight.homestay_id == homestay.id, UnitNight.unit_id.in_(set(unit_ids)), UnitNight.night >= first
        )
    )


def dorm_units(homestay: Homestay, room_id: UUID, stay: Stay) -> list[Place]:
    """Return every place of a dorm that is sold on all nights of the stay, free or not."""
    rows = db.session.execute(places_sold().where(Unit.room_id == room_id), {"house": homestay.id, **nights_of(stay)})
    return sorted(map(place_of, rows), key=by_room)


def list_prices(place: Place, stay: Stay) -> dict[date, int]:
    """Return the list price of each night of a stay, in đồng (giá niêm yết)."""
    return dict.fromkeys(stay, place.price)


def split(amount: int, parts: int) -> list[int]:
    """Split whole đồng over places, the remainder on the first: 100 over 3 is 34, 33, 33."""
    each, rest = divmod(amount, parts)
    return [each + rest] + [each] * (parts - 1)


def grouped(found: Iterable[Place]) -> dict[UUID, list[Place]]:
    """Return places by room."""
    rooms: dict[UUID, list[Place]] = defaultdict(list)
    for place in found:
        rooms[place.room_id].append(place)
    return dict(rooms)

"""Which places the nights of a row take: the whole room, the lowest free beds, or all of a dorm."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask_babel import lazy_gettext as _l

from homestay.books import words
from homestay.books.ledger import Place, RoomPlaces
from homestay.places.nights import PlaceNight
from homestay.places.queries import split
from homestay.web.formats import full_date
from models.stay import Stay

Taken = set[tuple[UUID, date]]


class NoPlace(Exception):
    """A row asks for a place that is not there: the column to look at, and why."""

    def __init__(self, column: str, message: Any) -> None:
        super().__init__(message)
        self.column, self.message = column, message


class Wanted(NamedTuple):
    """What a row of nights asks for; `beds` is None for a private room, a number, or "whole"."""

    stay: Stay
    beds: int | str | None
    price: int


def allot(room: RoomPlaces, wanted: Wanted, taken: Taken) -> list[PlaceNight]:
    """Return the place nights of a row and note them as taken. Raises: NoPlace, and then notes nothing."""
    if wanted.beds == words.WHOLE:
        found = whole(room, wanted, taken)
    elif isinstance(wanted.beds, int):
        found = lowest_free(room, wanted, taken)
    else:
        found = private(room, wanted, taken)
    taken.update((each.unit_id, each.night) for each in found)
    return found


def private(room: RoomPlaces, wanted: Wanted, taken: Taken) -> list[PlaceNight]:
    found = []
    for night in wanted.stay:
        for place in all_free(room, night, taken):
            found.append(PlaceNight(place.id, night, wanted.price))
    return found


def whole(room: RoomPlaces, wanted: Wanted, taken: Taken) -> list[PlaceNight]:
    """Return every open place of every night, the night's price split over them, the remainder on the first."""
    found = []
    for night in wanted.stay:
        places = all_free(room, night, taken)
        shares = split(wanted.price, len(places))
        found += [PlaceNight(place.id, night, share, whole=True) for place, share in zip(places, shares, strict=True)]
    return found


def all_free(room: RoomPlaces, night: date, taken: Taken) -> list[Place]:
    """Return all places open on a night. Raises: NoPlace, when there is none or one of them is taken."""
    places = room.open_places(night)
    if not places:
        raise NoPlace("room", _l("%(room)s is not open on the night of %(night)s.", room=room.name, night=full_date(night)))
    if any((place.id, night) in taken for place in places):
        raise NoPlace("room", _l("%(room)s is already taken on the night of %(night)s.", room=room.name, night=full_date(night)))
    return places


def lowest_free(room: RoomPlaces, wanted: Wanted, taken: Taken) -> list[PlaceNight]:
    """Return so many places a night: the lowest-named that are free for the whole row, else filled up night by night."""
    number = int(wanted.beds or 0)
    free = {night: [place for place in room.open_places(night) if (place.id, night) not in taken] for night in wanted.stay}
    for night, places in free.items():
        if len(places) < number:
            raise NoPlace("beds", too_few(room, night, len(places)))
    steady = [place for place in room.places if all(place in places for places in free.values())][:number]
    return [PlaceNight(place.id, night, wanted.price) for night, places in free.items() for place in filled(steady, places, number)]


def filled(steady: Sequence[Place], places: Sequence[Place], number: int) -> list[Place]:
    others = [place for place in places if place not in steady]
    return [*steady, *others[: number - len(steady)]]


def too_few(room: RoomPlaces, night: date, free: int) -> Any:
    return _l("%(room)s has only %(free)s free beds on the night of %(night)s.", room=room.name, free=free, night=full_date(night))

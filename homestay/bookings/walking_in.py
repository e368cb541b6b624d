"""A walk-in as far as it is chosen: the page's address carries it from step to step, and nothing is stored before the last press."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from homestay import clock
from homestay.bookings.wishes import MOST_NIGHTS, MOST_PEOPLE, BookingWish
from homestay.places import queries as places
from homestay.places.queries import Place
from models.homestay import Homestay
from models.stay import Stay

FEW = 2
"""People who come when nobody said how many."""


@dataclass(frozen=True)
class WalkIn:
    """Guests at the door: the places they chose, for how many nights, how many people, and who."""

    places: list[Place]
    nights: int
    """As asked for: it may be more than `longest` when somebody was faster."""
    longest: int
    """Most nights for which all places stay free."""
    until: date | None
    """Night on which somebody else has one of the places, or it is not sold any more; None when all stay free for a year."""
    people: int
    name: str
    phone: str

    @property
    def stay(self) -> Stay:
        first = clock.tonight()
        return Stay(first, first + timedelta(days=self.nights))

    @property
    def is_taken(self) -> bool:
        """Say whether somebody has one of the places tonight."""
        return self.until == clock.tonight()

    @property
    def is_too_long(self) -> bool:
        """Say whether somebody has one of the places before the last night."""
        return self.nights > self.longest

    def shortened(self) -> "WalkIn":
        """Return the same for as many nights as there are."""
        return replace(self, nights=min(self.nights, self.longest))

    @property
    def capacity(self) -> int:
        return sum(place.capacity for place in self.places)

    @property
    def is_dorm(self) -> bool:
        return all(place.is_dorm for place in self.places)

    @property
    def names(self) -> list[str]:
        return [place.unit_name for place in self.places]

    def prices(self) -> list[tuple[date, int]]:
        """Return what each night costs over all places, in đồng."""
        listed = [places.list_prices(place, self.stay) for place in self.places]
        return [(night, sum(prices[night] for prices in listed)) for night in self.stay]

    @property
    def total(self) -> int:
        return sum(price for _night, price in self.prices())

    def carried(self, but: Iterable[str] = ()) -> dict[str, Any]:
        """Return what goes along in the address or in hidden fields, without the fields in `but`."""
        all_of_it = {"place": [str(place.unit_id) for place in self.places], "nights": self.nights, "people": self.people}
        words = {name: value for name, value in (("name", self.name), ("phone", self.phone)) if value}
        return {name: value for name, value in {**all_of_it, **words}.items() if name not in but}

    def wish(self) -> BookingWish:
        units = tuple(place.unit_id for place in self.places)
        names = (self.name,) if self.name else ()
        return BookingWish(
            self.stay, self.people, units=units, contact=self.name or None, phone=self.phone or None, source="walk_in", guest_names=names
        )

    def memo(self) -> str:
        """Return what the transfer is called on the bank's line: HS P6 0210."""
        today = clock.today()
        return f"HS {self.names[0]} {today.day:02}{today.month:02}"


def walk_in_of(homestay: Homestay, unit_ids: tuple[UUID, ...], said: dict[str, str]) -> WalkIn:
    """Return the walk-in that these choices make.

    Edges: odd numbers become the nearest that can be; places that are not there count for nothing.
    """
    tonight = clock.tonight()
    rows = [row for row in places.open_units(homestay, tonight, tonight + timedelta(days=1)) if row.id in unit_ids]
    chosen = sorted(map(places.place_of, rows), key=places.by_room)
    end = end_of(homestay, rows, tonight)
    longest = max((end - tonight).days, 1)
    until = end if rows and longest < MOST_NIGHTS else None
    nights = number(said.get("nights", ""), 1, MOST_NIGHTS, 1)
    room = sum(place.capacity for place in chosen)
    people = number(said.get("people", ""), 1, MOST_PEOPLE, min(FEW, max(room, 1)))
    return WalkIn(chosen, nights, longest, until, people, said.get("name", ""), said.get("phone", ""))


def end_of(homestay: Homestay, rows: list[Any], tonight: date) -> date:
    """Return the first night on which one of the places is taken or not sold any more; a year from tonight at most."""
    if not rows:
        return tonight
    closing: list[date] = [day for row in rows for day in (row.open_to, row.room_to) if day]
    taken = places.free_until(homestay, [row.id for row in rows], tonight)
    return min([*closing, *([taken] if taken else []), tonight + timedelta(days=MOST_NIGHTS)])


def number(text: str, least: int, most: int, otherwise: int) -> int:
    """Return a number out of an address, held between two ends; anything else counts as `otherwise`."""
    found = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise
    return max(least, min(found, most))

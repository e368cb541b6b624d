"""A made-up homestay with its rooms, and the calendar that keeps the made-up bookings from meeting."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.reports.random_words import CLOSURES, sometimes

Row = dict[str, Any]
Span = tuple[date | None, date | None]

ROOM_NAMES = ("P1", "P2", 'Phòng "Hoa"', "=1+1", "Nhà đất", "P10", "O'Nhỏ", "🏠 3", "P3", "301", "Bếp", "p_4")
DORM_NAMES = ("D1", "Tầng hai", "Sàn & gác")


def nights_between(start: date, end: date) -> list[date]:
    """Return the nights from start up to, not including, end."""
    return [start + timedelta(days=number) for number in range((end - start).days)]


def is_open(night: date, span: Span) -> bool:
    """Tell whether the night lies in the span, a blank side being open."""
    start, end = span
    return (start is None or start <= night) and (end is None or night < end)


@dataclass
class RandomRoom:
    """A room with the nights it can be sold on and what is taken of them."""

    name: str
    is_dorm: bool
    capacity: int
    price: int
    whole_price: int | None
    span: Span
    beds: list[tuple[str, Span]] = field(default_factory=list)
    closures: list[tuple[date, date]] = field(default_factory=list)
    taken: Counter[date] = field(default_factory=Counter)

    def places(self, night: date) -> int:
        """Return how many places are open that night; a private room is one."""
        if not is_open(night, self.span) or any(is_open(night, closure) for closure in self.closures):
            return 0
        if not self.is_dorm:
            return 1
        return sum(is_open(night, span) for _, span in self.beds) if self.beds else self.capacity

    def free(self, nights: Iterable[date]) -> int:
        """Return how many places can be sold on every one of the nights."""
        return min(self.places(night) - self.taken[night] for night in nights)

    def is_empty(self, nights: Iterable[date]) -> bool:
        """Tell whether every night has open places and nobody on them."""
        return all(self.places(night) and not self.taken[night] for night in nights)

    def take(self, nights: Iterable[date], places: int) -> None:
        """Sell so many places on each of the nights."""
        self.taken.update(dict.fromkeys(nights, places))

    def take_whole(self, nights: Iterable[date]) -> None:
        """Sell every open place of each of the nights."""
        self.taken.update({night: self.places(night) for night in nights})

    def typed(self, random: Random) -> str:
        """Return the name as somebody might type it: with decomposed letters or spaces around it."""
        return random.choice((self.name, self.name, unicodedata.normalize("NFD", self.name), f" {self.name} "))


@dataclass
class RandomHouse:
    """A homestay, the days its story covers, its rooms."""

    slug: str
    village: str
    first: date
    last: date
    rooms: list[RandomRoom]


def random_house(random: Random, number: int, village: str, first: date, last: date, rooms: int) -> RandomHouse:
    """Return a homestay with so many rooms, at least one a dorm when there are more than two."""
    dorms = 1 + random.randrange(2) if rooms > 2 else 0
    names = random.sample(ROOM_NAMES, rooms - dorms), random.sample(DORM_NAMES, dorms)
    made = [random_room(random, name, False, first, last) for name in names[0]]
    made += [random_room(random, name, True, first, last) for name in names[1]]
    return RandomHouse(f"nha-{number}", village, first, last, made)


def random_room(random: Random, name: str, is_dorm: bool, first: date, last: date) -> RandomRoom:
    """Return a room that may open late, close early, be closed for some nights and change its places."""
    room = RandomRoom(
        name,
        is_dorm,
        capacity=random.randint(3, 8) if is_dorm else random.randint(1, 4),
        price=random.randrange(100, 160) * 1000 if is_dorm else random.randrange(300, 1550, 10) * 1000,
        whole_price=random.choice((None, 900_000, 1_000_001)) if is_dorm else None,
        span=random_span(random, first, last, 0.6),
    )
    if is_dorm and random.random() < 0.6:
        room.beds = random_beds(random, room.capacity + random.randint(-1, 3), first, last)
    room.closures = random_closures(random, first, last)
    return room


def random_span(random: Random, first: date, last: date, open_share: float) -> Span:
    """Return the days something exists: mostly all of them, else from or to a day within the story."""
    if random.random() < open_share:
        return sometimes(random, 0.5, date(2020, 1, 1)), None
    middle = first + timedelta(days=random.randrange((last - first).days))
    return random.choice(((middle, None), (None, middle), (middle, middle + timedelta(days=random.randint(5, 40)))))


def random_beds(random: Random, number: int, first: date, last: date) -> list[tuple[str, Span]]:
    """Return so many named places, some of them opening or closing within the story."""
    return [(f"Chiếu {place + 1}", random_span(random, first, last, 0.7)) for place in range(number)]


def random_closures(random: Random, first: date, last: date) -> list[tuple[date, date]]:
    """Return up to three stretches of nights out of sale that do not overlap."""
    found: list[tuple[date, date]] = []
    start = first + timedelta(days=random.randint(0, 25))
    for _ in range(random.choice((0, 0, 1, 2, 3))):
        end = start + timedelta(days=random.randint(1, 8))
        if end <= last:
            found.append((start, end))
        start = end + timedelta(days=random.randint(0, 20))
    return found


def room_rows(random: Random, house: RandomHouse) -> dict[str, list[Row]]:
    """Return the rows of the sheets Rooms, Beds and Closures."""
    rows: dict[str, list[Row]] = {"Rooms": [], "Beds": [], "Closures": []}
    for room in house.rooms:
        kind = "dorm" if room.is_dorm else "private"
        named = {"homestay": house.slug, "room": room.name}
        opening = {"open_from": room.span[0], "open_to": room.span[1]}
        prices = {"price": room.price, "whole_price": room.whole_price}
        rows["Rooms"].append(named | {"kind": kind, "capacity": room.capacity} | prices | opening)
        for bed, (opens, ends) in room.beds:
            rows["Beds"].append(named | {"bed": bed, "open_from": opens, "open_to": ends})
        for start, end in room.closures:
            rows["Closures"].append(named | {"from": start, "to": end, "reason": random.choice(CLOSURES)})
    return rows

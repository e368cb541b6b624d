"""What a month of one homestay is counted from: its places, and the bookings that slept there, without any database."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from homestay.clock import evening_of
from homestay.reports.period import Month
from models.guest import VIETNAM
from models.stay import ONE_DAY


@dataclass
class Place:
    """A place that is sold; its nights in the month are numbered from 0."""

    room: str
    is_dorm: bool
    beds: int
    """Normal sleeping places: all of a private room, one of a dorm."""
    existing: range
    """Nights on which room and place are both open."""
    closed: dict[int, str] = field(default_factory=dict)
    """Nights of the month that the owner closed the room, and why."""

    def open(self) -> range | list[int]:
        return [night for night in self.existing if night not in self.closed] if self.closed else self.existing


class Night(NamedTuple):
    """A place on a night of a booking."""

    place: Any
    """The key of the place."""
    night: date
    price: int
    whole: bool


class Person(NamedTuple):
    """What a Guests row says of one person. A moment is only given where the hour is known; without a zone it is UTC."""

    nationality: str | None
    resident_country: str | None
    arrived_on: date | None
    arrived_at: datetime | None
    left_on: date | None
    left_at: datetime | None


class People(NamedTuple):
    """People who slept the same nights; `nights` are in order and never empty."""

    number: int
    country: str | None
    is_international: bool
    nights: list[date]


@dataclass
class SleptBooking:
    """A booking in house or left, with all its nights, also those outside the month."""

    code: str
    contact: str | None
    source: str
    size: int
    """Adults and children."""
    planned_from: date
    booked_on: date | None
    commission: int | None
    persons: list[Person] = field(default_factory=list)
    places: list[Night] = field(default_factory=list)

    def head_count(self) -> int:
        return max(len(self.persons), self.size)

    def people(self) -> Iterator[People]:
        """Yield the people who slept at least a night; those without a Guests row slept them all, nobody knows from where."""
        nights = sorted({place.night for place in self.places})
        for person in self.persons:
            slept = nights_of(person, nights)
            if slept:
                yield People(1, person.nationality, is_international(person), slept)
        nameless = self.size - len(self.persons)
        if nameless > 0 and nights:
            yield People(nameless, None, False, nights)


@dataclass
class House:
    """The places of a homestay by key, and by key the bookings that slept there around the month."""

    places: dict[Any, Place] = field(default_factory=dict)
    bookings: dict[Any, SleptBooking] = field(default_factory=dict)

    def places_of(self, room: str, night: int) -> int:
        """Return how many places a room has on a night of the month, numbered from 0."""
        return sum(1 for place in self.places.values() if place.room == room and night in place.existing)


def nights_of(person: Person, nights: list[date]) -> list[date]:
    """Return the nights of a booking that a person slept: from the evening of arriving, before that of leaving; blanks mean all."""
    begin = 0
    if person.arrived_on and nights and person.arrived_on > nights[0]:
        begin = bisect_left(nights, evening(person.arrived_on, person.arrived_at))
    end = len(nights)
    if person.left_on and nights and person.left_on <= nights[-1] + ONE_DAY:
        end = bisect_left(nights, evening(person.left_on, person.left_at))
    return nights if begin == 0 and end == len(nights) else nights[begin:end]


def evening(day: date, moment: datetime | None) -> date:
    """Return the evening a person came or went: before five in the morning it is the evening before; without an hour it is the day."""
    if moment is None:
        return day
    return evening_of(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def is_international(person: Person) -> bool:
    """Tell whether somebody lives abroad; without a country of residence the nationality decides, without both nobody knows."""
    country = person.resident_country or person.nationality
    return country is not None and country != VIETNAM


def existing_nights(month: Month, starts: tuple[date | None, ...], ends: tuple[date | None, ...]) -> range:
    """Return the nights of the month from the latest start on, before the earliest end; a blank one does not bind."""
    start = max([month.first, *(day for day in starts if day)])
    end = min([month.end, *(day for day in ends if day)])
    return range((start - month.first).days, (end - month.first).days)

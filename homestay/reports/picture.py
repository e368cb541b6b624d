"""What the page of a month shows beside the indicators: its nights, its rooms, where the guests came from. Pure."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low
from typing import NamedTuple

from homestay.places.queries import natural
from homestay.reports.house import House, Night, SleptBooking
from homestay.reports.month import beds_used
from homestay.reports.period import Month

STEPS = 4


class NightCell(NamedTuple):
    """A night of the heat map: how many people slept, and how full that is in steps from 0 to 4."""

    day: date
    people: int
    step: int


class Step(NamedTuple):
    """A step of the key: from how many people to how many."""

    number: int
    least: int
    most: int


@dataclass
class RoomLine:
    """A room in the month; nights of a dorm are those of its places."""

    name: str
    is_dorm: bool
    open: int = 0
    used: int = 0
    revenue: int = 0
    prices: list[int] = field(default_factory=list)
    closed: Counter[str] = field(default_factory=Counter)
    """Nights closed by reason."""

    @property
    def middle_price(self) -> int | None:
        """The middle of the prices that were paid for a night; nothing when nobody paid."""
        return median_low(self.prices) if self.prices else None

    @property
    def share(self) -> float:
        return 100 * self.used / self.open if self.open else 0


@dataclass
class SourceLine:
    """What came from a source: revenue of the nights in the month, room-nights and dorm places, commission of those who began in it."""

    source: str
    nights: int = 0
    revenue: int = 0
    commission: int = 0
    share: float = 0
    """Of the strongest source, for the bar."""


@dataclass(frozen=True)
class Picture:
    """The nights, rooms and sources of a month."""

    weeks: list[list[NightCell | None]]
    most: int
    """How many may sleep here at most on a night."""
    key: list[Step]
    rooms: list[RoomLine]
    sources: list[SourceLine]


def picture(month: Month, house: House) -> Picture:
    """Return what is drawn of a month."""
    sleeping, most = people_by_night(month, house), most_people(house)
    top = most or max(sleeping.values(), default=0) or 1
    cells = [NightCell(day, sleeping[day], step(sleeping[day], top)) for day in month.days()]
    return Picture(weeks(cells), most, steps(top), rooms(month, house), sources(month, house))


def people_by_night(month: Month, house: House) -> Counter[date]:
    """Return how many people slept here on each night of the month."""
    sleeping: Counter[date] = Counter()
    for booking in house.bookings.values():
        for some in booking.people():
            for night in some.nights:
                sleeping[night] += some.number
    return Counter({night: people for night, people in sleeping.items() if night in month})


def most_people(house: House) -> int:
    """Return the normal sleeping places of the fullest night the month could have."""
    beds: Counter[int] = Counter()
    for place in house.places.values():
        for night in place.open():
            beds[night] += place.beds
    return max(beds.values(), default=0)


def step(people: int, most: int) -> int:
    """Return 0 for nobody, otherwise the quarter of the house that is full, from 1 to 4."""
    return min(STEPS, -(-people * STEPS // most))


def steps(most: int) -> list[Step]:
    """Return the steps that some number of people has."""
    bounds = [(number, (number - 1) * most // STEPS + 1, number * most // STEPS) for number in range(1, STEPS + 1)]
    return [Step(*bound) for bound in bounds if bound[1] <= bound[2]]


def weeks(cells: list[NightCell]) -> list[list[NightCell | None]]:
    """Return the nights in weeks from Monday on, with nothing where another month has its days."""
    padded: list[NightCell | None] = [None] * cells[0].day.weekday() + [*cells]
    padded += [None] * (-len(padded) % 7)
    return [padded[start : start + 7] for start in range(0, len(padded), 7)]


def rooms(month: Month, house: House) -> list[RoomLine]:
    """Return the rooms that were open or used in the month, private ones first, in the order of their names."""
    lines: dict[str, RoomLine] = {}
    for place in house.places.values():
        line = lines.setdefault(place.room, RoomLine(place.room, place.is_dorm))
        line.open += len(place.open())
        line.closed = line.closed or Counter(reason for night, reason in place.closed.items() if night in place.existing)
    for booking in house.bookings.values():
        for room, nights in by_room(month, house, booking).items():
            add_nights(lines[room], month, house, booking, nights)
    shown = [line for line in lines.values() if line.open or line.used or line.closed]
    return sorted(shown, key=lambda line: (line.is_dorm, natural(line.name)))


def by_room(month: Month, house: House, booking: SleptBooking) -> dict[str, list[Night]]:
    """Return the nights of a booking in the month by room."""
    found: dict[str, list[Night]] = defaultdict(list)
    for night in booking.places:
        if night.night in month:
            found[house.places[night.place].room].append(night)
    return found


def add_nights(line: RoomLine, month: Month, house: House, booking: SleptBooking, nights: list[Night]) -> None:
    line.used += beds_used(month, house, booking, nights)[line.name] if line.is_dorm else len(nights)
    line.revenue += sum(night.price for night in nights)
    line.prices += [night.price for night in nights if night.price]


def sources(month: Month, house: House) -> list[SourceLine]:
    """Return the sources that brought nights, by revenue."""
    lines: dict[str, SourceLine] = {}
    for booking in house.bookings.values():
        inside = [night for night in booking.places if night.night in month]
        if not inside:
            continue
        line = lines.setdefault(booking.source, SourceLine(booking.source))
        line.nights += len(inside)
        line.revenue += sum(night.price for night in inside)
        line.commission += (booking.commission or 0) if min(night.night for night in booking.places) in month else 0
    strongest = max((line.revenue for line in lines.values()), default=0)
    for line in lines.values():
        line.share = 100 * line.revenue / strongest if strongest else 0
    return sorted(lines.values(), key=lambda line: (-line.revenue, -line.nights, line.source))

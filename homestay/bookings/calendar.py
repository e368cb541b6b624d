"""The calendar of a house: for each place one bar a stay over some nights, and the nights that are free."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple
from uuid import UUID

from homestay import clock
from homestay.bookings.bars import Bar, Numbers, Run, bar_of_other, runs_by_place
from homestay.bookings.calendar_queries import OFF, PARKED, SHUT, SITE, others, sold_places
from homestay.bookings.days_off import DayOff, Span, spans
from homestay.places.queries import natural
from models.homestay import Homestay
from models.room import RoomKind
from models.stay import Stay

MOST_CELLS = 800
"""A chart of more places × nights than this has one link for free nights side by side, not one for each: 80 KB is enough."""
NOBODY: Sequence[Any] = ()


class Cell(NamedTuple):
    """Nights of a place side by side: a bar, nights that can be booked, or nights of which there is nothing to say."""

    first: date
    nights: int
    bar: Bar | None = None
    is_free: bool = False
    begins_before: bool = False
    ends_after: bool = False


class Line(NamedTuple):
    """A place and its cells, which together fill the window."""

    name: str
    is_dorm: bool
    capacity: int
    price: int
    """đồng a night"""
    key: str
    """How a link names the place: by its name, or by its id when another place bears the same name."""
    sold: Numbers
    """The nights of the window on which the place is sold."""
    runs: Sequence[Run]
    cells: list[Cell]


@dataclass(frozen=True)
class Calendar:
    """What the calendar shows of a house: private rooms and dorm places, in the house's order."""

    window: Stay
    today: date
    lines: list[Line]
    days_off: dict[date, DayOff]
    waiting: Sequence[Any] = ()
    """Bookings with nights in the window that have no place, as `others` tells them: their people, the first such night and the last."""

    @property
    def is_large(self) -> bool:
        return len(self.lines) * len(self.window) > MOST_CELLS

    @property
    def rooms(self) -> list[Line]:
        return [line for line in self.lines if not line.is_dorm]

    @property
    def mattresses(self) -> list[Line]:
        return [line for line in self.lines if line.is_dorm]

    def left(self, lines: Iterable[Line]) -> list[int]:
        """Return how many of these places are sold and held by nobody, for each night of the window."""
        change = [0] * (len(self.window) + 1)
        for line in lines:
            opens, closes = line.sold
            change[opens] += 1
            change[closes] -= 1
            for run in line.runs:
                first, end = max(run.first, opens), min(run.end, closes)
                if first < end:
                    change[first] -= 1
                    change[end] += 1
        return list(accumulate(change))[:-1]

    def spans_off(self) -> Sequence[Span]:
        """Return the holidays of the window, days of one name side by side together."""
        return spans(off for off in self.days_off.values() if off.day in self.window)

    def turns(self) -> tuple[list[int], list[int]]:
        """Return how many places are come to, and how many are left, on each day of the window."""
        come, go = [0] * len(self.window), [0] * len(self.window)
        number = {day: each for each, day in enumerate(self.window)}
        for line in self.lines:
            for first, end, bar in line.runs:
                if bar.code and number.get(bar.arrives) == first:
                    come[first] += 1
                if bar.code and number.get(bar.leaves) == end:
                    go[end] += 1
        return come, go


def calendar_of(homestay: Homestay, window: Stay, undeclared: Collection[str] = ()) -> Calendar:
    """Return the calendar of the nights of `window` (lịch phòng); three statements.

    `undeclared` are the codes of bookings with guests still to declare. In a very large chart free nights side by side are one cell.
    """
    now = clock.now()
    places = sorted(sold_places(homestay, window), key=by_house)
    rest = others(homestay, window)
    held = runs_by_place(homestay, window, {row.key: bar_of_other(row) for row in rest if row.kind in (SHUT, SITE)}, undeclared)
    names = Counter(place.name for place in places)
    days = [window.arrive + timedelta(days=number) for number in range(-1, len(window) + 2)]
    today = (now.date() - window.arrive).days
    by_night = len(places) * len(window) <= MOST_CELLS
    lines = []
    for place in places:
        is_dorm, sold, own = place.kind == RoomKind.DORM, opening(place, window), held.get(place.id, NOBODY)
        key = place.name if names[place.name] == 1 else str(UUID(str(place.id)))
        filled = cells(own, days, (max(sold[0], today), sold[1]), by_night)
        lines.append(Line(place.name, is_dorm, 1 if is_dorm else place.capacity, place.price, key, sold, own, filled))
    days_off = {row.first: DayOff(row.first, row.word, row.name, bool(row.number)) for row in rest if row.kind == OFF}
    waiting = sorted((row for row in rest if row.kind == PARKED), key=lambda row: (row.first, row.code))
    return Calendar(window, now.date(), lines, days_off, waiting)


def by_house(place: Any) -> tuple[Any, ...]:
    """Return the key that sorts places as a house shows them."""
    return place.kind == RoomKind.DORM, natural(place.room), natural(place.name)


def opening(place: Any, window: Stay) -> Numbers:
    """Return the nights of the window on which a place is sold, by their numbers: its room is open, and it is open itself."""
    starts = [(day - window.arrive).days for day in (place.open_from, place.room_from) if day]
    ends = [(day - window.arrive).days for day in (place.open_to, place.room_to) if day]
    nights = len(window)
    first = min(max(starts, default=0), nights)
    return max(first, 0), max(min(ends, default=nights), first, 0)


def cells(runs: Sequence[Run], days: Sequence[date], bookable: Numbers, by_night: bool) -> list[Cell]:
    """Return the cells of a place from the first night of the window to the last, none missing and none twice.

    `days` are the nights of the window with one before it and two after it.
    """
    found: list[Cell] = []
    night, nights = 0, len(days) - 3
    for first, end, bar in runs:
        begins, ends = max(first, 0), min(end, nights)
        if begins >= ends:
            continue
        if night < begins:
            found += between(night, begins, days, bookable, by_night)
        found.append(Cell(days[begins + 1], ends - begins, bar, False, first < begins, end > ends))
        night = ends
    if night < nights:
        found += between(night, nights, days, bookable, by_night)
    return found


def between(first: int, end: int, days: Sequence[date], bookable: Numbers, by_night: bool) -> Iterator[Cell]:
    """Give the cells of nights that nobody holds: those that can be booked, and those before and after."""
    opens = min(max(first, bookable[0]), end)
    closes = max(min(end, bookable[1]), opens)
    if first < opens:
        yield Cell(days[first + 1], opens - first)
    step = 1 if by_night else max(closes - opens, 1)
    for number in range(opens, closes, step):
        yield Cell(days[number + 1], step, None, True)
    if closes < end:
        yield Cell(days[closes + 1], end - closes)

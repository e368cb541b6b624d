"""The calendar of a house: for each place one bar a stay over some nights, and the nights that are free."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

from homestay import clock
from homestay.bookings.calendar_queries import nights_apart, sold_places, spans
from homestay.places.queries import natural
from models.booking import BookingState
from models.homestay import Homestay
from models.room import RoomKind
from models.stay import ONE_DAY, Stay

MOST_CELLS = 800
"""A chart of more places × nights than this has one link for free nights side by side, not one for each: 80 KB is enough."""
LEAVING_HOUR = 12
"""Who is still here after it on the planned day is overdue."""
KINDS: Mapping[str, str] = {
    BookingState.HELD: "held",
    BookingState.CONFIRMED: "sure",
    BookingState.IN_HOUSE: "in",
    BookingState.LEFT: "gone",
}
Nights = tuple[date, date]
"""The first night, and the one after the last."""
by_number = lru_cache(maxsize=4096)(natural)


class Bar(NamedTuple):
    """One stay on one place: its nights from `first` up to `end`, as far as they lie in the window or one night outside it."""

    first: date
    end: date
    kind: str
    """A key of words.BARS."""
    code: str | None
    """The booking's code; nothing for a closure or an imported block."""
    contact: str | None
    word: str
    """The source of a booking, the channel of a block, the reason of a closure."""
    people: int | None
    arrives: date
    leaves: date
    """The whole stay, also where it lies outside the window."""
    is_undeclared: bool
    held_until: datetime | None = None
    """Until when it is only held."""


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
    sold: Nights
    bars: list[Bar]
    cells: list[Cell]


@dataclass(frozen=True)
class Calendar:
    """What the calendar shows of a house: private rooms and dorm places, in the house's order."""

    window: Stay
    today: date
    lines: list[Line]

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
            self.count(change, opens, closes, 1)
            for bar in line.bars:
                self.count(change, max(bar.first, opens), min(bar.end, closes), -1)
        return list(accumulate(change))[:-1]

    def count(self, change: list[int], first: date, end: date, step: int) -> None:
        """Note that from the night `first` up to `end` there are `step` places more."""
        first, end = max(first, self.window.arrive), min(end, self.window.leave)
        if first < end:
            change[(first - self.window.arrive).days] += step
            change[(end - self.window.arrive).days] -= step


def calendar_of(homestay: Homestay, window: Stay, undeclared: Collection[str] = ()) -> Calendar:
    """Return the calendar of the nights of `window` (lịch phòng); two statements, a third when a stay has a hole.

    `undeclared` are the codes of bookings with guests still to declare. In a very large chart free nights side by side are one cell.
    """
    now = clock.now()
    places = sorted(sold_places(homestay, window), key=by_house)
    bars = bars_by_place(homestay, window, now, undeclared)
    names = Counter(place.name for place in places)
    by_night = len(places) * len(window) <= MOST_CELLS
    lines = []
    for place in places:
        is_dorm, sold = place.kind == RoomKind.DORM, opening(place)
        held = bars.get(place.id, [])
        bookable = (max(sold[0], now.date()), sold[1])
        key = place.name if names[place.name] == 1 else str(place.id)
        filled = list(cells(held, window, bookable, by_night))
        lines.append(Line(place.name, is_dorm, 1 if is_dorm else place.capacity, place.price, key, sold, held, filled))
    return Calendar(window, now.date(), lines)


def by_house(place: Any) -> tuple[Any, ...]:
    """Return the key that sorts places as a house shows them."""
    return place.kind == RoomKind.DORM, by_number(place.room), by_number(place.name)


def opening(place: Any) -> Nights:
    """Return the nights on which a place is sold: its room is open, and it is open itself."""
    starts = [day for day in (place.open_from, place.room_from) if day]
    ends = [day for day in (place.open_to, place.room_to) if day]
    return max(starts, default=date.min), min(ends, default=date.max)


def cells(bars: Sequence[Bar], window: Stay, bookable: Nights, by_night: bool) -> Iterator[Cell]:
    """Give the cells of a place from the first night of the window to the last, none missing and none twice."""
    arrive, leave = window.arrive, window.leave
    night = arrive
    for bar in bars:
        first, end = max(bar.first, arrive), min(bar.end, leave)
        if first >= end:
            continue
        if night < first:
            yield from between(night, first, bookable, by_night)
        yield Cell(first, (end - first).days, bar, False, bar.first < first, bar.end > end)
        night = end
    if night < leave:
        yield from between(night, leave, bookable, by_night)


def between(first: date, end: date, bookable: Nights, by_night: bool) -> Iterator[Cell]:
    """Give the cells of nights that nobody holds: those that can be booked, and those before and after."""
    opens = min(max(first, bookable[0]), end)
    closes = max(min(end, bookable[1]), opens)
    if first < opens:
        yield Cell(first, (opens - first).days)
    nights = (closes - opens).days
    step = 1 if by_night else max(nights, 1)
    for number in range(0, nights, step):
        yield Cell(opens + timedelta(days=number), step, None, True)
    if closes < end:
        yield Cell(closes, (end - closes).days)


def bars_by_place(homestay: Homestay, window: Stay, now: datetime, undeclared: Collection[str]) -> dict[Any, list[Bar]]:
    """Return the bars of each place in the order of their nights."""
    rows = spans(homestay, window)
    torn = {row.unit_id for row in rows if row.nights <= (row.last - row.first).days}
    pieces = nights_apart(homestay, window, torn) if torn else {}
    found: dict[Any, list[Bar]] = defaultdict(list)
    for row in rows:
        unit_id, holder, first, last, _nights, *said = tuple(row)
        ranges = pieces[unit_id, holder] if unit_id in torn else [(first, last + ONE_DAY)]
        found[unit_id] += [Bar(*nights, *words(said, now, undeclared)) for nights in ranges]
    for bars in found.values():
        bars.sort(key=lambda bar: bar.first)
    return found


def words(said: Sequence[Any], now: datetime, undeclared: Collection[str]) -> tuple[Any, ...]:
    """Return what a bar says besides its nights, from the last columns of `spans`."""
    code, contact, state, source, arrives, leaves, people, reason, closed_from, closed_to, channel, event_from, event_to, until = said
    if code:
        kind = KINDS.get(state, "gone")
        kind = "late" if kind == "in" and is_late(leaves, now) else kind
        return kind, code, contact, source, people, arrives, leaves, code in undeclared, until if kind == "held" else None
    if reason:
        return "shut", None, None, reason, None, closed_from, closed_to, False
    return "site", None, None, channel, None, event_from, event_to, False


def is_late(leaves: date, now: datetime) -> bool:
    """Say whether guests who are still here should have left: the hour of leaving of their last planned day is over (quá giờ)."""
    return leaves <= now.date() and now >= clock.at(leaves, LEAVING_HOUR)

"""The calendar of a house: for each place one bar a stay over some nights, and the nights that are free."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from homestay import clock
from homestay.bookings.calendar_queries import OFF, PARKED, held_nights, holders, sold_places
from homestay.bookings.days_off import DayOff, Span, spans
from homestay.places.queries import natural
from models.booking import BookingState
from models.homestay import Homestay
from models.room import RoomKind
from models.stay import Stay

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
Numbers = tuple[int, int]
"""The first night, and the one after the last, counted from the window's first."""
NOBODY: Sequence[Any] = ()
by_number = lru_cache(maxsize=4096)(natural)


class Bar(NamedTuple):
    """Who holds nights, and what is said of it."""

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
    note: str | None = None


class Run(NamedTuple):
    """Nights side by side that one holder has on one place: from number `first` up to `end`; the window's first night is 0.

    What goes on outside the window begins at -1, or ends one after its last night.
    """

    first: int
    end: int
    bar: Bar


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
    """Bookings with nights in the window that have no place: (code, contact, people, arrives, leaves), first and last such night."""

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
        for line in self.lines:
            for first, end, bar in line.runs:
                if not bar.code:
                    continue
                if 0 <= first < len(come) and self.window.arrive + timedelta(days=first) == bar.arrives:
                    come[first] += 1
                if 0 <= end < len(go) and self.window.arrive + timedelta(days=end) == bar.leaves:
                    go[end] += 1
        return come, go


def calendar_of(homestay: Homestay, window: Stay, undeclared: Collection[str] = ()) -> Calendar:
    """Return the calendar of the nights of `window` (lịch phòng); three statements.

    `undeclared` are the codes of bookings with guests still to declare. In a very large chart free nights side by side are one cell.
    """
    now = clock.now()
    places = sorted(sold_places(homestay, window), key=by_house)
    rows = holders(homestay, window)
    days_off = {row.arrives: DayOff(row.arrives, row.word, row.note, bool(row.people)) for row in rows if row.state == OFF}
    bars = {row.holder: bar_of(row, now, undeclared) for row in rows if row.state not in (PARKED, OFF)}
    runs = runs_by_place(homestay, window, bars)
    names = Counter(place.name for place in places)
    days = [window.arrive + timedelta(days=number) for number in range(-1, len(window) + 2)]
    today = (now.date() - window.arrive).days
    by_night = len(places) * len(window) <= MOST_CELLS
    lines = []
    for place in places:
        is_dorm, sold, held = place.kind == RoomKind.DORM, opening(place, window), runs.get(place.id, NOBODY)
        key = place.name if names[place.name] == 1 else str(UUID(str(place.id)))
        filled = cells(held, days, (max(sold[0], today), sold[1]), by_night)
        lines.append(Line(place.name, is_dorm, 1 if is_dorm else place.capacity, place.price, key, sold, held, filled))
    waiting = sorted((row for row in rows if row.state == PARKED), key=lambda row: (row.arrives, row.code))
    return Calendar(window, now.date(), lines, days_off, waiting)


def by_house(place: Any) -> tuple[Any, ...]:
    """Return the key that sorts places as a house shows them."""
    return place.kind == RoomKind.DORM, by_number(place.room), by_number(place.name)


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


def runs_by_place(homestay: Homestay, window: Stay, bars: Mapping[Any, Bar]) -> dict[Any, list[Run]]:
    """Return for each place who holds it from which night to which, without a hole, in the order of the nights.

    `bars` are the bars of those who hold nights then, by their key.
    """
    number = {window.arrive + timedelta(days=each): each for each in range(-1, len(window) + 1)}
    found: dict[Any, list[Run]] = defaultdict(list)
    nights: Any
    for unit_id, nights in groupby(held_nights(homestay, window), itemgetter(0)):
        own, before, first, end = found[unit_id], None, 0, -2
        for _unit, night, holder in nights:
            at = number[night]
            if holder == before and at == end:
                end += 1
                continue
            if before:
                own.append(Run(first, end, bars[before]))
            before, first, end = holder, at, at + 1
        own.append(Run(first, end, bars[before]))
    return found


def bar_of(row: Any, now: datetime, undeclared: Collection[str]) -> Bar:
    """Return the bar of a booking, a closure or an imported block from a row of `holders`."""
    _holder, code, contact, state, word, arrives, leaves, people, until, note = row
    if not code:
        return Bar(state, None, None, word, None, arrives, leaves, False)
    kind = KINDS.get(state, "gone")
    if kind == "in" and is_late(leaves, now):
        kind = "late"
    return Bar(kind, code, contact, word, people, arrives, leaves, code in undeclared, until if kind == "held" else None, note)


def is_late(leaves: date, now: datetime) -> bool:
    """Say whether guests who are still here should have left: the hour of leaving of their last planned day is over (quá giờ)."""
    return leaves <= now.date() and now >= clock.at(leaves, LEAVING_HOUR)

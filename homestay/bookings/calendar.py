"""The calendar of a house: for each place one bar a stay over some nights, and the nights that are free."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

from sqlalchemy import Row, String, Subquery, func, select, type_coerce

from homestay import clock
from homestay.places import queries as places
from homestay.places.queries import Place, by_room
from models import db
from models.booking import Booking, BookingState, UnitNight
from models.feed import FeedEvent, FeedIn
from models.homestay import Homestay
from models.room import Closure, Room, Unit
from models.stay import ONE_DAY, Stay

MOST_CELLS = 1000
"""A chart of more places × nights than this has one link for free nights side by side, not one for each: 80 KB is enough."""
LEAVING_HOUR = 12
"""Who is still here after it on the planned day is overdue."""
KINDS = {BookingState.HELD: "held", BookingState.CONFIRMED: "sure", BookingState.IN_HOUSE: "in", BookingState.LEFT: "gone"}


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

    place: Place
    key: str
    """How a link names the place: by its name, or by its id when another place bears the same name."""
    opens: date
    closes: date
    """First night no longer sold."""
    bars: list[Bar]
    cells: list[Cell]


@dataclass(frozen=True)
class Calendar:
    """What the calendar shows of a house: private rooms and dorm places, in the house's order."""

    window: Stay
    today: date
    lines: list[Line]

    @property
    def rooms(self) -> list[Line]:
        return [line for line in self.lines if not line.place.is_dorm]

    @property
    def mattresses(self) -> list[Line]:
        return [line for line in self.lines if line.place.is_dorm]

    def left(self, lines: Iterable[Line]) -> list[int]:
        """Return how many of these places are open and held by nobody, for each night of the window."""
        change = [0] * (len(self.window) + 1)
        for line in lines:
            self.count(change, line.opens, line.closes, 1)
            for bar in line.bars:
                self.count(change, max(bar.first, line.opens), min(bar.end, line.closes), -1)
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
    sold = places.open_units(homestay, window.arrive, window.leave)
    bars = bars_by_place(homestay, window, now, undeclared, sold)
    names = Counter(row.unit_name for row in sold)
    by_night = len(sold) * len(window) <= MOST_CELLS
    lines = []
    for row in sorted(sold, key=lambda row: by_room(places.place_of(row))):
        place = places.place_of(row)
        key = place.unit_name if names[place.unit_name] == 1 else str(place.unit_id)
        opens, closes = opening(row)
        held = bars.get((place.room_name, place.unit_name), [])
        bookable = (max(opens, now.date()), closes)
        lines.append(Line(place, key, opens, closes, held, list(cells(held, window, bookable, by_night))))
    return Calendar(window, now.date(), lines)


def opening(row: Row[Any]) -> tuple[date, date]:
    """Return the first night a row of `open_units` is sold, and the first on which it is sold no longer."""
    starts = [day for day in (row.open_from, row.room_from) if day]
    ends = [day for day in (row.open_to, row.room_to) if day]
    return max(starts, default=date.min), min(ends, default=date.max)


def cells(bars: Sequence[Bar], window: Stay, bookable: tuple[date, date], by_night: bool) -> Iterator[Cell]:
    """Give the cells of a place from the first night of the window to the last, none missing and none twice."""
    night = window.arrive
    for bar in bars:
        first, end = max(bar.first, window.arrive), min(bar.end, window.leave)
        if first >= end:
            continue
        yield from between(night, first, bookable, by_night)
        yield Cell(first, (end - first).days, bar, begins_before=bar.first < first, ends_after=bar.end > end)
        night = end
    yield from between(night, window.leave, bookable, by_night)


def between(first: date, end: date, bookable: tuple[date, date], by_night: bool) -> Iterator[Cell]:
    """Give the cells of nights that nobody holds: those that can be booked, and those before and after."""
    opens = min(max(first, bookable[0]), end)
    closes = max(min(end, bookable[1]), opens)
    if first < opens:
        yield Cell(first, (opens - first).days)
    nights = (closes - opens).days
    step = 1 if by_night else max(nights, 1)
    for number in range(0, nights, step):
        yield Cell(opens + timedelta(days=number), step, is_free=True)
    if closes < end:
        yield Cell(closes, (end - closes).days)


# ---- what is held


def bars_by_place(
    homestay: Homestay, window: Stay, now: datetime, undeclared: Collection[str], sold: Sequence[Row[Any]]
) -> dict[tuple[str, str], list[Bar]]:
    """Return the bars of each place, by the names of room and place, in the order of their nights."""
    rows = spans(homestay, window)
    torn = {(row.room_name, row.unit_name) for row in rows if row.nights <= (row.last - row.first).days}
    pieces = nights_apart(homestay, window, [row.id for row in sold if (row.room_name, row.unit_name) in torn]) if torn else {}
    found: dict[tuple[str, str], list[Bar]] = defaultdict(list)
    for row in rows:
        key = (row.room_name, row.unit_name)
        whole = [(row.first, row.last + ONE_DAY)]
        found[key] += [bar_of(row, first, end, now, undeclared) for first, end in pieces.get((*key, row.holder), whole)]
    for bars in found.values():
        bars.sort(key=lambda bar: bar.first)
    return found


def spans(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return one row for each place and who holds it in the window or the night before or after it, with what a bar shows."""
    held = held_nights(homestay, window)
    return db.session.execute(
        select(held.c.holder, held.c.first, held.c.last, held.c.nights)
        .add_columns(Room.name.label("room_name"), Unit.name.label("unit_name"))
        .add_columns(Booking.code, Booking.contact, Booking.state, Booking.source, Booking.planned_from, Booking.planned_to)
        .add_columns((Booking.adults + Booking.children).label("people"), Closure.reason, Closure.first_night, Closure.end_night)
        .add_columns(FeedIn.channel, FeedEvent.first_night.label("event_first"), FeedEvent.end_night.label("event_end"))
        .join_from(held, Unit, (Unit.homestay_id == homestay.id) & (Unit.id == held.c.unit_id))
        .join(Unit.room)
        .outerjoin(Booking, (Booking.homestay_id == homestay.id) & (Booking.id == held.c.booking_id))
        .outerjoin(Closure, (Closure.homestay_id == homestay.id) & (Closure.id == held.c.closure_id))
        .outerjoin(FeedEvent, (FeedEvent.homestay_id == homestay.id) & (FeedEvent.id == held.c.event_id))
        .outerjoin(FeedIn, (FeedIn.homestay_id == homestay.id) & (FeedIn.id == FeedEvent.feed_id))
    ).all()


def held_nights(homestay: Homestay, window: Stay) -> Subquery:
    """Return the nights of `window` and one more on each side, counted for each place and holder."""
    holders = (UnitNight.booking_id, UnitNight.closure_id, UnitNight.event_id)
    return (
        select(UnitNight.unit_id, *holders, holder())
        .add_columns(func.min(UnitNight.night).label("first"), func.max(UnitNight.night).label("last"), func.count().label("nights"))
        .where(*in_window(homestay, window))
        .group_by(UnitNight.unit_id, *holders)
        .subquery()
    )


def holder() -> Any:
    """Return the column that tells holders apart; as it comes from the database, for making ids of it costs time."""
    return type_coerce(func.coalesce(UnitNight.booking_id, UnitNight.closure_id, UnitNight.event_id), String).label("holder")


def in_window(homestay: Homestay, window: Stay) -> tuple[Any, ...]:
    return UnitNight.homestay_id == homestay.id, UnitNight.night >= window.arrive - ONE_DAY, UnitNight.night <= window.leave


def nights_apart(homestay: Homestay, window: Stay, unit_ids: Sequence[Any]) -> dict[tuple[Any, ...], list[tuple[date, date]]]:
    """Return for these places the unbroken ranges of nights (first, end) of each holder, by room, place and holder."""
    rows = db.session.execute(
        select(Room.name, Unit.name, holder(), UnitNight.night)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(*in_window(homestay, window), UnitNight.unit_id.in_(unit_ids))
        .order_by(UnitNight.night)
    )
    ranges: dict[tuple[Any, ...], list[tuple[date, date]]] = defaultdict(list)
    for *key, night in rows:
        own = ranges[tuple(key)]
        first = own.pop()[0] if own and own[-1][1] == night else night
        own.append((first, night + ONE_DAY))
    return ranges


def bar_of(row: Row[Any], first: date, end: date, now: datetime, undeclared: Collection[str]) -> Bar:
    """Return the bar of a row of `spans` over some of its nights."""
    if row.code:
        kind = "late" if is_late(row, now) else KINDS.get(row.state, "gone")
        return Bar(first, end, kind, row.code, row.contact, row.source, row.people, row.planned_from, row.planned_to, row.code in undeclared)
    if row.reason:
        return Bar(first, end, "shut", None, None, row.reason, None, row.first_night, row.end_night, False)
    return Bar(first, end, "site", None, None, row.channel, None, row.event_first, row.event_end, False)


def is_late(row: Any, now: datetime) -> bool:
    """Say whether guests are still here after the hour of leaving of their last planned day (quá giờ)."""
    return row.state == BookingState.IN_HOUSE and row.planned_to <= now.date() and now >= clock.at(row.planned_to, LEAVING_HOUR)

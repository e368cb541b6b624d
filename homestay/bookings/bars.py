"""The bars of the calendar: who holds which place, from which night to which."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from homestay import clock
from homestay.bookings.calendar_queries import runs
from homestay.bookings.lateness import is_late
from models.booking import BookingState
from models.homestay import Homestay
from models.stay import Stay

KINDS: Mapping[str, str] = {
    BookingState.HELD: "held",
    BookingState.CONFIRMED: "sure",
    BookingState.IN_HOUSE: "in",
    BookingState.LEFT: "gone",
}
Numbers = tuple[int, int]
"""The first night, and the one after the last, counted from the window's first."""


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


def runs_by_place(homestay: Homestay, window: Stay, rest: Mapping[str, Bar], undeclared: Collection[str]) -> dict[Any, list[Run]]:
    """Return for each place who holds it from which night to which, without a hole, in the order of the nights.

    `rest` are the bars of closures and imported blocks, by their key.
    """
    now = clock.now()
    number = {(window.arrive + timedelta(days=each)).isoformat(): each for each in range(-1, len(window) + 1)}
    found: dict[Any, list[Run]] = defaultdict(list)
    for row in runs(homestay, window):
        bar = rest[row.other] if row.other else bar_of(row, now, undeclared)
        nights = row.nights.split(",")
        first, last = number[min(nights)], number[max(nights)]
        if last - first + 1 == len(nights):
            found[row.unit_id].append(Run(first, last + 1, bar))
        else:
            found[row.unit_id] += [Run(begin, end, bar) for begin, end in parts(sorted(number[night] for night in nights))]
    for own in found.values():
        own.sort(key=itemgetter(0))
    return found


def parts(nights: Sequence[int]) -> list[Numbers]:
    """Return nights in their order as parts without a hole, each its first night and the one after its last."""
    begins = [0, *(at for at, (night, after) in enumerate(pairwise(nights), 1) if after > night + 1), len(nights)]
    return [(nights[begin], nights[end - 1] + 1) for begin, end in pairwise(begins)]


def bar_of(row: Any, now: datetime, undeclared: Collection[str]) -> Bar:
    """Return the bar of a booking from a row of `runs`."""
    _unit, _nights, _other, code, contact, state, source, arrives, leaves, leaving_at, people, until, note = row
    kind = KINDS.get(state, "gone")
    if kind == "in" and is_late(leaves, leaving_at, now):
        kind = "late"
    return Bar(kind, code, contact, source, people, arrives, leaves, code in undeclared, until if kind == "held" else None, note)


def bar_of_other(row: Any) -> Bar:
    """Return the bar of a closure or an imported block from a row of `others`."""
    return Bar(row.kind, None, None, row.word, None, row.first, row.end, False)

"""When the places of a calendar are let: how many on a night, and the times in which none is."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Row

from homestay.feeds.spans import TakenNight
from homestay.places.opening import days_of, is_open
from models.stay import Stay


def full_nights(nights: Sequence[TakenNight], units: Sequence[Row[Any]]) -> list[TakenNight]:
    """Return, of a dorm's taken nights, those on which none of its open places is free."""
    units_taken: dict[date, set[Hashable]] = defaultdict(set)
    for taken in nights:
        units_taken[taken.night].add(taken.unit)
    changing = [unit for unit in units if days_of(unit)]
    always = len(units) - len(changing)
    full = {night for night, gone in units_taken.items() if len(gone) >= always + sum(is_open(unit, night) for unit in changing)}
    return [taken for taken in nights if taken.night in full]


def times(units: Sequence[Row[Any]], first: date, end: date) -> list[Stay]:
    """Return the nights from `first` on, grouped, on which none of the places is let.

    A time without an end reaches to the first of a month after `end`, so that the calendar does not change from day to day.
    """
    if not units or not all(days_of(unit) for unit in units):
        return []
    far = date(end.year + end.month // 12, end.month % 12 + 1, 1)
    days = {day for unit in units for day in days_of(unit) if first < day < far}
    edges = sorted({begin_of(units, first), *days, far})
    found: list[Stay] = []
    for begin, stop in pairwise(edges):
        if any(is_open(unit, max(begin, first)) for unit in units):
            continue
        joins = found and found[-1].leave == begin
        found.append(Stay(found.pop().arrive if joins else begin, stop))
    return found


def begin_of(units: Sequence[Row[Any]], first: date) -> date:
    """Return the last day up to `first` on which something opened or closed, so that a time already begun keeps its start.

    When nothing ever did, it is New Year's Day.
    """
    days = [day for unit in units for day in days_of(unit) if day <= first]
    return max(days, default=date(first.year, 1, 1))

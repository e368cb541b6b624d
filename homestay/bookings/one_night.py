"""One night of the calendar as a list: who sleeps where, and what is free. A phone shows it instead of the chart."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from homestay.bookings.bars import Bar
from homestay.bookings.calendar import Calendar, Line


class Sleeping(NamedTuple):
    """A place, or dorm places side by side with the same guests, on one night; without a bar it is free."""

    lines: tuple[Line, ...]
    bar: Bar | None

    @property
    def name(self) -> str:
        """Return the name for its plaque: P3, Đ1–3."""
        first, last = self.lines[0].name, self.lines[-1].name
        return first if first == last else f"{first}–{own_part(first, last)}"


def own_part(first: str, last: str) -> str:
    """Return the number at the end of `last` when all before it is as in `first`, otherwise the whole of it."""
    number = re.search(r"\d+$", last)
    same = number is not None and first.startswith(last[: number.start()]) and first[number.start() :].isdecimal()
    return number.group() if number and same else last


def one_night(calendar: Calendar, night: date) -> list[Sleeping]:
    """Return the places of a night in the house's order; places that are not sold that night are left out."""
    number = (night - calendar.window.arrive).days
    slept = [(line, bar_on(line, number, night == calendar.today)) for line in calendar.lines]
    shown = [(line, bar) for line, bar in slept if bar or line.sold[0] <= number < line.sold[1]]
    return list(together(shown))


def leaving(calendar: Calendar, day: date) -> list[Sleeping]:
    """Return the places that bookings leave on a day, with who leaves (khách đi), in the house's order."""
    number = (day - calendar.window.arrive).days
    left = [(line, run.bar) for line in calendar.lines for run in line.runs if run.end == number and run.bar.code and run.bar.leaves == day]
    return list(together(left))


def bar_on(line: Line, number: int, is_tonight: bool) -> Bar | None:
    """Return who has the place on a night, by its number; tonight also who should have left it."""
    for run in line.runs:
        if run.first <= number < run.end:
            return run.bar
    late = [run.bar for run in line.runs if run.bar.kind == "late"]
    return late[-1] if late and is_tonight else None


def together(slept: Sequence[tuple[Line, Bar | None]]) -> Iterator[Sleeping]:
    """Join dorm places that follow each other and have the same guests."""

    def same(each: tuple[Line, Bar | None]) -> tuple[object, ...]:
        line, bar = each
        return (bar.code, bar.kind) if bar and bar.code and line.is_dorm else (line.key,)

    for _, group in groupby(slept, key=same):
        each = list(group)
        yield Sleeping(tuple(line for line, _ in each), each[0][1])

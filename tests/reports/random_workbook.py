"""Make workbooks of the design that are valid and as awkward as they can be, the same for the same seed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.reports.random_booking import booking_rows
from tests.reports.random_house import Row, random_house, room_rows
from tests.reports.random_words import VILLAGES, name
from tests.reports.workbook_rows import HEADINGS, workbook

STORIES = (date(2023, 12, 10), date(2025, 11, 20), date(2027, 12, 20), date(2026, 6, 12))
OVER_THE_YEAR_AND_LEAP_DAY = 85


@dataclass(frozen=True)
class Size:
    """How many homestays, rooms in each and bookings in each."""

    homestays: int
    rooms: int
    bookings: int


SIZES = {"small": Size(2, 4, 12), "medium": Size(4, 7, 50), "large": Size(8, 11, 200)}


def make(seed: int, path: Path, size: str = "small") -> Path:
    """Write the workbook of the seed, in one of the `SIZES`, and return its path."""
    random = Random(seed)
    sheets: dict[str, list[Row]] = {sheet: [] for sheet in HEADINGS}
    for number in range(SIZES[size].homestays):
        for sheet, rows in homestay_rows(random, seed, number, SIZES[size]).items():
            sheets[sheet] += rows
    workbook({sheet: as_typed(random, rows) for sheet, rows in sheets.items()}).save(path)
    return path


def slugs(size: str = "small") -> list[str]:
    """Return the slugs of the homestays in a workbook of this size."""
    return [f"nha-{number}" for number in range(SIZES[size].homestays)]


def story(seed: int) -> tuple[date, date]:
    """Return the first and the last day on which bookings of the seed begin."""
    first = STORIES[seed % len(STORIES)]
    return first, first + timedelta(days=OVER_THE_YEAR_AND_LEAP_DAY)


def months(seed: int) -> list[tuple[int, int]]:
    """Return (year, month) of everything in the workbook of the seed, an empty month on either side included."""
    first, last = (bound.year * 12 + bound.month - 1 for bound in story(seed))
    return [divmod_month(month) for month in range(first - 3, last + 4)]


def divmod_month(number: int) -> tuple[int, int]:
    """Return (year, month) of a month counted from the year 0."""
    return number // 12, number % 12 + 1


def homestay_rows(random: Random, seed: int, number: int, size: Size) -> dict[str, list[Row]]:
    """Return all rows of one homestay; the codes of its bookings are those of its neighbours too."""
    house = random_house(random, number, VILLAGES[number // 2 % len(VILLAGES)], *story(seed), rooms=size.rooms)
    papers = {"phone": "0912000001", "licence": f"HKD-{number:04}", "bank_bin": "970405", "bank_account": "0200205000001"}
    rows = {sheet: list[Row]() for sheet in HEADINGS} | room_rows(random, house)
    rows["Homestays"] = [{"slug": house.slug, "name": f"Nhà {number} {name(random)}", "village": house.village} | papers]
    for booking in range(size.bookings):
        for sheet, found in booking_rows(random, house, f"S{booking + 1}").items():
            rows[sheet] += found
    return rows


def as_typed(random: Random, rows: list[Row]) -> list[Row]:
    """Return the rows in any order, one date in three as text."""
    return [{column: typed(random, value) for column, value in row.items()} for row in random.sample(rows, len(rows))]


def typed(random: Random, value: Any) -> Any:
    """Return the cell as people type it: one date in three is text."""
    if isinstance(value, datetime):
        return random.choice((value, value, f"{value:%d/%m/%Y %H:%M}"))
    if isinstance(value, date):
        return random.choice((value, value, f"{value:%d/%m/%Y}"))
    return value

"""Read the workbook of the design the plain way: rows as dictionaries, nothing of the product."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

Row = dict[str, Any]

EVENING_ENDS = time(5)
SHEETS = ("Rooms", "Beds", "Closures", "Bookings", "Nights", "Guests", "Charges", "Payments")


@dataclass
class House:
    """The rows of one homestay as typed, by sheet, and by sheet and booking."""

    slug: str
    village: str
    sheets: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    bookings: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def put(self, sheet: str, row: Row) -> None:
        """Add a row of this house."""
        self.sheets[sheet].append(row)
        self.bookings[sheet, text(row.get("booking"))].append(row)

    def __getitem__(self, sheet: str) -> list[Row]:
        return self.sheets[sheet]

    def of_booking(self, sheet: str, booking: Row) -> list[Row]:
        """Return the rows of `sheet` that belong to `booking`."""
        return self.bookings[sheet, text(booking["booking"])]


def houses(workbook: Path | str | Workbook) -> list[House]:
    """Return every homestay of the workbook, in its order, with its own rows."""
    book = workbook if isinstance(workbook, Workbook) else openpyxl.load_workbook(workbook)
    found = {text(row["slug"]): House(text(row["slug"]), text(row["village"])) for row in rows(book, "Homestays")}
    for sheet in SHEETS:
        for row in rows(book, sheet):
            found[text(row["homestay"])].put(sheet, row)
    return list(found.values())


def rows(book: Workbook, sheet: str) -> Iterator[Row]:
    """Give the filled rows of a sheet, by heading; a sheet that is not there has none."""
    if sheet not in book.sheetnames:
        return
    lines = book[sheet].iter_rows(values_only=True)
    headings = [text(heading) for heading in next(lines, ())]
    for line in lines:
        if any(cell is not None and text(cell) for cell in line):
            yield {heading: cell for heading, cell in zip(headings, line, strict=False) if heading}


def text(cell: Any) -> str:
    """Return the cell as trimmed composed text, "" for a blank."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return unicodedata.normalize("NFC", "" if cell is None else str(cell)).strip()


def number(cell: Any) -> int:
    """Return the cell as a whole number, 0 for a blank."""
    return int(text(cell) or 0)


def day(cell: Any) -> date | None:
    """Return the cell as a day, None for a blank."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not text(cell):
        return None
    in_month, month, year = text(cell)[:10].split("/")
    return date(int(year), int(month), int(in_month))


def evening(cell: Any) -> date | None:
    """Return the day whose evening the moment belongs to, None for a blank.

    Edges: before 05:00 it is the day before. A date cell at midnight has no hour, typed text can have 00:00.
    """
    found = day(cell)
    if found is None or not has_hour(cell):
        return found
    clock = cell.time() if isinstance(cell, datetime) else time.fromisoformat(text(cell)[11:].strip().zfill(5))
    return found - timedelta(days=1) if clock < EVENING_ENDS else found


def has_hour(cell: Any) -> bool:
    """Tell whether the cell says a time of the day."""
    if isinstance(cell, datetime):
        return cell.time() != time(0)
    return not isinstance(cell, date) and ":" in text(cell)


def covers(day_: date, start: Any, end: Any) -> bool:
    """Tell whether start ≤ day < end, where a blank side is open."""
    first, after = day(start), day(end)
    return (first is None or first <= day_) and (after is None or day_ < after)

"""What a workbook would bring, sheet by sheet, before anything is stored. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from homestay.books.cells import When
from homestay.books.problems import Book, Row
from homestay.books.sheets import SHEETS, Kind, Sheet
from homestay.web.formats import dong, full_date

FIRST_ROWS = 3
SHOWN: Mapping[str, tuple[str, ...]] = {
    "Homestays": ("slug", "name", "village"),
    "Rooms": ("room", "kind", "capacity", "price"),
    "Beds": ("room", "bed"),
    "Closures": ("room", "from", "to", "reason"),
    "Bookings": ("booking", "contact", "planned_from", "planned_to", "state"),
    "Nights": ("booking", "room", "from", "to", "price"),
    "Guests": ("booking", "name", "nationality"),
    "Charges": ("booking", "date", "kind", "amount"),
    "Payments": ("booking", "date", "kind", "amount"),
}
"""The columns a preview shows: enough to know one's own notebook, and no identity number."""


@dataclass(frozen=True)
class SheetPreview:
    """A sheet of the file: how many rows it has, how many of them are new here, and its first ones as text."""

    name: str
    rows: int
    new: int
    columns: tuple[str, ...]
    first: list[list[str]]


def preview(book: Book, new: Mapping[str, int]) -> list[SheetPreview]:
    """Return what is said of each sheet that has rows; `new` counts those that would be stored."""
    return [sheet_preview(sheet, book[sheet], new[sheet.name]) for sheet in SHEETS if book[sheet]]


def sheet_preview(sheet: Sheet, rows: list[Row], new: int) -> SheetPreview:
    columns = SHOWN[sheet.name]
    return SheetPreview(sheet.name, len(rows), new, columns, [line(sheet, row, columns) for row in rows[:FIRST_ROWS]])


def line(sheet: Sheet, row: Row, columns: tuple[str, ...]) -> list[str]:
    return [written(row[name], sheet.column(name).kind) for name in columns]


def written(value: Any, kind: Kind) -> str:
    """Return a cell as people read it."""
    if isinstance(value, When):
        value = value.day
    if value is None:
        return ""
    if isinstance(value, date):
        return full_date(value)
    return dong(value) if kind == Kind.MONEY else str(value)

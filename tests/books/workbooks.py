"""Small workbooks for tests: one that is right, and the same with something changed."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from html import escape, unescape
from pathlib import Path
from typing import Any

from openpyxl import Workbook

GOLDEN = Path(__file__).parents[1] / "reports" / "golden" / "homestay-mau.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED = (
    '<Relationship Id="shared" Target="sharedStrings.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
Sheets = dict[str, list[list[Any]]]


def december(day: int) -> date:
    return date(2025, 12, day)


def small(slug: str = "nha-may") -> Sheets:
    """Return the rows of a house with a room, a dorm of three places, two bookings and all that belongs to them; headings first."""
    return {
        "Homestays": [["slug", "name", "village", "phone"], [slug, "Nhà Mây", "Lô Lô Chải", "0912000001"]],
        "Rooms": [
            ["homestay", "room", "kind", "capacity", "price", "whole_price", "open_from", "open_to"],
            [slug, "P1", "private", 2, 400_000, None, None, None],
            [slug, "D1", "dorm", 3, 100_000, 250_000, None, None],
        ],
        "Beds": [["homestay", "room", "bed", "open_from", "open_to"]],
        "Closures": [["homestay", "room", "from", "to", "reason"], [slug, "P1", december(20), december(22), "repair"]],
        "Bookings": [
            ["homestay", "booking", "booked_on", "source", "state", "contact", "planned_from", "planned_to", "adults", "children"],
            [slug, "B1", december(1), "zalo", "left", "Anna", december(3), december(5), 2, 1],
            [slug, "B2", None, "phone", "confirmed", "Minh", december(10), december(11), 2, None],
        ],
        "Nights": [
            ["homestay", "booking", "room", "beds", "from", "to", "price"],
            [slug, "B1", "P1", None, december(3), december(5), 400_000],
            [slug, "B2", "D1", 2, december(10), december(11), 100_000],
        ],
        "Guests": [
            [
                "homestay",
                "booking",
                "room",
                "name",
                "nationality",
                "document_type",
                "document_number",
                "birth_date",
                "arrived_at",
                "left_at",
            ],
            [slug, "B1", "P1", "Anna Weber", "DEU", "passport", "C01X0006H", "02/08/1992", "03/12/2025 14:30", december(5)],
        ],
        "Charges": [
            ["homestay", "booking", "date", "kind", "people", "description", "amount"],
            [slug, "B1", december(4), "meal", None, "Ăn tối", 150_000],
        ],
        "Payments": [
            ["homestay", "booking", "date", "method", "kind", "held_by", "amount", "reference"],
            [slug, "B1", december(5), "cash", "balance", None, 950_000, None],
        ],
    }


def xlsx(sheets: Sheets) -> bytes:
    """Return the workbook; text stays text even when it looks like a formula."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        page = workbook.create_sheet(title)
        for number, row in enumerate(rows, start=1):  # cell by cell: asking a sheet for its last row reads all of it
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column, value)
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def changed(change: Callable[[Sheets], Any], slug: str = "nha-may") -> bytes:
    """Return the small workbook after `change` was done to its rows."""
    sheets = deepcopy(small(slug))
    change(sheets)
    return xlsx(sheets)


def with_cell(sheet: str, column: str, value: Any, row: int = 2, slug: str = "nha-may") -> bytes:
    """Return the small workbook with another value in one cell; the column is added where it is not there."""

    def change(sheets: Sheets) -> None:
        headings = sheets[sheet][0]
        if column not in headings:
            headings.append(column)
        line = sheets[sheet][row - 1]
        line.extend([None] * (len(headings) - len(line)))
        line[headings.index(column)] = value

    return changed(change, slug)


def with_part(source: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return the workbook with one of its XML parts rewritten."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text.decode()).encode() if part == name else text)
    return stream.getvalue()


def as_excel_saves(source: bytes) -> bytes:
    """Return the workbook with its texts shared in a part of their own, in two fonts and with reading aids, as Excel keeps them."""
    items: list[str] = []

    def shared(found: re.Match[str]) -> str:
        letters = unescape(found[1])
        plain, bold = f"<r><t>{escape(letters[:1])}</t></r>", f"<r><rPr><b/></rPr><t>{escape(letters[1:])}</t></r>"
        items.append(f"<si>{plain}{bold}<rPh sb='0' eb='1'><t>aid</t></rPh></si>")
        return f't="s"><v>{len(items) - 1}</v>'

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = re.sub(r't="inlineStr"><is><t[^>]*>([^<]*)</t></is>', shared, old.read(part).decode())
            new.writestr(
                part, text.replace("</Relationships>", f"{SHARED}</Relationships>") if part.endswith("workbook.xml.rels") else text
            )
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{"".join(items)}</sst>')
    return stream.getvalue()

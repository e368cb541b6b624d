"""Write rows into a workbook of the design."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = {
    "Homestays": "slug name village address phone licence tax_number bank_bin bank_account",
    "Rooms": "homestay room kind capacity price whole_price open_from open_to",
    "Beds": "homestay room bed open_from open_to",
    "Closures": "homestay room from to reason",
    "Bookings": "homestay booking booked_on source state contact phone planned_from planned_to adults children commission note",
    "Nights": "homestay booking room beds from to price",
    "Guests": "homestay booking room name sex birth_date birth_precision nationality resident_country"
    " document_type document_number address reason arrived_at left_at",
    "Charges": "homestay booking date kind people description amount",
    "Payments": "homestay booking date method kind held_by amount reference",
}


def workbook(sheets: Mapping[str, list[dict[str, Any]]]) -> Workbook:
    """Return a workbook with every sheet of the design and these rows; a column without a value is blank."""
    book = Workbook()
    book.remove(book["Sheet"])
    for sheet, headings in HEADINGS.items():
        page = book.create_sheet(sheet)
        page.append(headings.split())
        for row in sheets.get(sheet, ()):
            put(page, [row.get(column) for column in headings.split()])
    return book


def put(page: Worksheet, values: list[Any]) -> None:
    """Append a row in which text stays text, also when it begins like a formula."""
    cells = [Cell(page, row=1, column=1, value=value) for value in values]  # appending gives them their place
    for cell in cells:
        if isinstance(cell.value, str):
            cell.data_type = "s"
    page.append(cells)

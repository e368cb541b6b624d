"""How the sheets of the workbook are called on a screen."""

from typing import Any

from flask_babel import lazy_gettext as _l

SHEET_WORDS: dict[str, Any] = {
    "Homestays": _l("Houses"),
    "Rooms": _l("Rooms"),
    "Beds": _l("Dorm places"),
    "Closures": _l("Closed nights"),
    "Bookings": _l("Bookings"),
    "Nights": _l("Nights with their price"),
    "Guests": _l("Guests"),
    "Charges": _l("Charges beyond the nights"),
    "Payments": _l("Payments"),
}

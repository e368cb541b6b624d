"""How the indicators of a month are called, in groups, and how each is written."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from homestay.bookings.words import source_word
from homestay.guests import countries
from homestay.web.formats import dong, millions, number, percent

BILLION = 1_000_000_000


class Indicator(NamedTuple):
    """An indicator as people read it: its key in the report, its word, and how its value is written."""

    key: str
    word: Any
    write: Callable[[Any], str] = number


class Group(NamedTuple):
    """Indicators that belong together, and which rows stand behind them (`what` of the list pages)."""

    title: Any
    behind: str
    word: Any
    """Where the rows are opened."""
    indicators: tuple[Indicator, ...]


def average(value: float | None) -> str:
    """Return an average with up to two digits after the comma. None gives a dash."""
    return number(value, 2)


def big_sum(amount: int) -> str:
    """Return a large sum in short words: 1 tỷ, 100 triệu."""
    if amount >= BILLION:
        return str(_("%(number)s billion", number=number(Decimal(amount) / BILLION, 2)))
    return str(_("%(number)s million", number=millions(amount)))


GROUPS = (
    Group(
        _l("Guests"),
        "arrivals",
        _l("Who came"),
        (
            Indicator("guests_served", _l("Guests served")),
            Indicator("arrivals", _l("Guests who came for the night")),
            Indicator("arrivals_international", _l("of them from abroad")),
            Indicator("international_share", _l("Share from abroad"), percent),
            Indicator("day_guests", _l("Guests for the day")),
            Indicator("guest_nights", _l("Guest nights")),
            Indicator("guest_nights_international", _l("Guest nights from abroad")),
            Indicator("average_stay", _l("Nights a guest, on average"), average),
            Indicator("average_completed_stay", _l("Nights a guest who left, on average"), average),
            Indicator("in_house_opening", _l("In house before the 1st")),
            Indicator("departures", _l("Guests who left")),
            Indicator("in_house_closing", _l("In house on the last night")),
        ),
    ),
    Group(
        _l("Rooms and places"),
        "nights",
        _l("Who slept here"),
        (
            Indicator("room_nights_used", _l("Room nights used")),
            Indicator("room_nights_sold", _l("Room nights sold")),
            Indicator("room_nights_available", _l("Room nights open")),
            Indicator("room_nights_gross", _l("Room nights, closed ones too")),
            Indicator("room_occupancy", _l("Room occupancy"), percent),
            Indicator("room_occupancy_gross", _l("Room occupancy, closed nights too"), percent),
            Indicator("bed_nights_available", _l("Bed nights open")),
            Indicator("bed_occupancy", _l("Bed occupancy"), percent),
            Indicator("dorm_bed_nights_used", _l("Dorm nights used")),
            Indicator("dorm_bed_nights_available", _l("Dorm nights open")),
            Indicator("dorm_occupancy", _l("Dorm occupancy"), percent),
        ),
    ),
    Group(
        _l("Money"),
        "charges",
        _l("Charges beyond the nights"),
        (
            Indicator("room_revenue", _l("Revenue of rooms"), dong),
            Indicator("dorm_revenue", _l("Revenue of dorm places"), dong),
            Indicator("day_use_revenue", _l("Revenue of day use"), dong),
            Indicator("fee_revenue", _l("Revenue of surcharges"), dong),
            Indicator("lodging_revenue", _l("Revenue of lodging"), dong),
            Indicator("food_revenue", _l("Revenue of meals"), dong),
            Indicator("other_revenue", _l("Revenue of other services"), dong),
            Indicator("revenue", _l("Revenue in all"), dong),
            Indicator("cash_received", _l("Money received"), dong),
            Indicator("adr", _l("A room night sold, on average"), dong),
            Indicator("revpar", _l("A room night open, on average"), dong),
        ),
    ),
    Group(
        _l("Bookings"),
        "plans",
        _l("Bookings one by one"),
        (
            Indicator("bookings_planned", _l("Bookings for this month")),
            Indicator("cancelled_share", _l("Share cancelled"), percent),
            Indicator("no_show_share", _l("Share not come"), percent),
            Indicator("lead_time_median", _l("Days booked ahead, the middle"), average),
            Indicator("lead_time_mean", _l("Days booked ahead, on average"), average),
        ),
    ),
)
"""All indicators that are one number."""

TITLES: dict[str, Any] = {
    "nights": _l("Who slept here"),
    "arrivals": _l("Who came"),
    "charges": _l("Charges beyond the nights"),
    "payments": _l("Payments"),
    "plans": _l("Bookings one by one"),
    "owed": _l("Still to be paid"),
}
"""The list pages by `what`."""


def country_word(code: str | None) -> str:
    """Return the name of a country; guests whose country nobody wrote down have a word too."""
    return str(_("Not written down")) if code is None else countries.name_of(code, str(get_locale() or "vi"))


def readable(report: dict[str, Any]) -> list[str]:
    """Return a report as lines to read, in the language of the command."""
    numbers = [f"{one.word}: {one.write(report[one.key])}" for group in GROUPS for one in group.indicators]
    return [*numbers, *map(nationality_line, report["nationalities"]), *map(source_line, report["sources"])]


def nationality_line(row: dict[str, Any]) -> str:
    counts = {"arrivals": row["arrivals"], "nights": row["guest_nights"]}
    return str(_("%(country)s: %(arrivals)s came, %(nights)s guest nights", country=country_word(row["country"]), **counts))


def source_line(row: dict[str, Any]) -> str:
    counts = {"nights": row["room_nights_sold"], "share": percent(row["share"])}
    return str(_("%(source)s: %(nights)s room nights, %(share)s", source=source_word(row["source"]), **counts))

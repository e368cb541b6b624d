"""How bookings are called and marked: the states, the bars of the calendar, the sources, why a room is closed."""

from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _pl

from homestay.bookings.days_off import DayOff, Span
from homestay.places.words import CLOSURE_WORDS
from homestay.web.formats import is_vietnamese
from models.booking import BookingState
from models.room import ClosureReason


class Mark(NamedTuple):
    """What stands for a state: its icon, its word, the class of its bar and the kind of its chip."""

    icon: str
    word: Any
    bar: str
    chip: str


BARS: dict[str, Mark] = {
    mark.bar: mark
    for mark in (
        Mark("moon-stars-fill", _pl("guests", "In house"), "in", "now"),
        Mark("check-circle-fill", _pl("booking", "Confirmed"), "sure", "sure"),
        Mark("hourglass-split", _pl("booking", "Held"), "held", "soon"),
        Mark(icon="globe2", word=_l("Listing site"), bar="site", chip="out"),
        Mark("box-arrow-left", _pl("guests", "Left"), "gone", "out"),
        Mark(icon="tools", word=_pl("room", "Closed"), bar="shut", chip="out"),
        Mark("exclamation-octagon-fill", _l("Overdue"), "late", "late"),
        Mark("exclamation-triangle-fill", _pl("calendar", "Clash"), "clash", "late"),
    )
}
"""The bars of the calendar, in the order of its legend."""

STATES: dict[str, Mark] = {
    BookingState.HELD: BARS["held"],
    BookingState.CONFIRMED: BARS["sure"],
    BookingState.IN_HOUSE: BARS["in"],
    BookingState.LEFT: BARS["gone"],
    BookingState.CANCELLED: Mark("x-circle-fill", _pl("booking", "Cancelled"), "gone", "out"),
    BookingState.NO_SHOW: Mark("person-x-fill", _pl("booking", "Not come"), "gone", "out"),
}
"""The life of a booking; `late` and `clash` are seen, not stored."""

LAPSED = Mark("hourglass-bottom", _pl("booking", "Hold ran out"), "gone", "out")
"""A hold whose time is over, and whose nights are given back."""

SOURCES: dict[str, tuple[str, Any]] = {
    "walk_in": ("person-walking", _pl("source", "Walk-in")),
    "phone": ("telephone-fill", _pl("source", "Phone")),
    "zalo": ("chat-dots-fill", "Zalo"),
    "facebook": ("chat-square-heart-fill", "Facebook"),
    "website": ("window-stack", _pl("source", "Own page")),
    "airbnb": ("globe2", "Airbnb"),
    "booking": ("globe2", "Booking"),
    "agoda": ("globe2", "Agoda"),
    "traveloka": ("globe2", "Traveloka"),
    "vrbo": ("globe2", "Vrbo"),
    "tripadvisor": ("globe2", "Tripadvisor"),
    "tour": ("bus-front-fill", _pl("source", "Tour company")),
    "other": ("three-dots", _pl("source", "Other")),
}
"""Where a booking came from: icon and word. Source: design §6."""

HOLIDAYS: dict[str, Any] = {
    "Tết Dương lịch": _l("New Year"),
    "Tết Nguyên đán": _l("Lunar New Year"),
    "Giỗ Tổ Hùng Vương": _l("Hung Kings' Day"),
    "Ngày Chiến thắng": _l("Reunification Day"),
    "Quốc tế Lao động": _l("Labour Day"),
    "Quốc khánh": _l("National Day"),
    "Ngày Văn hóa Việt Nam": _l("Day of Vietnamese Culture"),
    "Nghỉ bù": _l("Day off in lieu"),
}
"""The holidays of the law; one that somebody added keeps its name."""

CLOSURES: dict[str, Any] = {**CLOSURE_WORDS, ClosureReason.OTHER.value: _pl("closure", "Closed")}
"""What stands on the bar of closed nights."""


def holiday_word(holiday: DayOff | Span) -> str:
    """Return the name of a holiday for the reader: as it was written, or in English."""
    if is_vietnamese():
        return holiday.name
    return holiday.name_en or usual_english(holiday.name) or holiday.name


def usual_english(name: str) -> str | None:
    """Return the English name of a holiday of the law; nothing for others."""
    with force_locale("en"):
        return str(HOLIDAYS[name]) if name in HOLIDAYS else None


def source_word(source: str) -> Any:
    """Return the word of a source; one that nobody translated is shown as it was written."""
    return SOURCES[source][1] if source in SOURCES else source.replace("_", " ").capitalize()

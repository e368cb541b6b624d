"""What the channels are called, and how well they read."""

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

CHANNELS = {
    "airbnb": "Airbnb",
    "booking": "Booking.com",
    "agoda": "Agoda",
    "traveloka": "Traveloka",
    "vrbo": "Vrbo",
    "tripadvisor": "Tripadvisor",
    "other": _l("Another calendar"),
}
GETTING_OLD, BROKEN = timedelta(hours=12), timedelta(hours=24)
"""Every site reads several times a day; one that did not for a day has dropped the link. Source: facts/ical.md §5.1."""


def channel_word(channel: str | None) -> object:
    """Return a channel's name for the screen; a channel of the owner's own stays as written."""
    return CHANNELS.get(channel or "other", channel)


def reading(last_read: datetime | None, now: datetime) -> tuple[str, str, object]:
    """Return state, icon and word of how lately a channel read its calendar."""
    if last_read is None:
        return "soon", "hourglass-split", _l("Not read yet")
    if now - last_read < GETTING_OLD:
        return "done", "check-circle-fill", _lp("link", "Good")
    if now - last_read < BROKEN:
        return "soon", "clock-history", _l("Getting old")
    return "late", "x-octagon-fill", _lp("link", "Broken")

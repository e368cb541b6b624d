"""What the channels are called."""

from flask_babel import lazy_gettext as _l

CHANNELS = {
    "airbnb": "Airbnb",
    "booking": "Booking.com",
    "agoda": "Agoda",
    "traveloka": "Traveloka",
    "vrbo": "Vrbo",
    "tripadvisor": "Tripadvisor",
    "other": _l("Another calendar"),
}


def channel_word(channel: str | None) -> object:
    """Return a channel's name for the screen; a channel of the owner's own stays as written."""
    return CHANNELS.get(channel or "other", channel)

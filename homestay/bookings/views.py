"""The pages of bookings: each part registers its own on the one blueprint."""

from homestay.bookings import (
    booking_views,
    calendar_views,
    change_views,
    history_views,
    hold_views,
    leaving_views,
    list_views,
    moving_views,
    new_views,
    parking_views,
    splitting_views,
    walk_in_views,
)
from homestay.bookings.blueprint import pages

__all__ = [
    "booking_views",
    "calendar_views",
    "change_views",
    "history_views",
    "hold_views",
    "leaving_views",
    "list_views",
    "moving_views",
    "new_views",
    "pages",
    "parking_views",
    "splitting_views",
    "walk_in_views",
]

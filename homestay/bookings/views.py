"""The pages of bookings: each part registers its own on the one blueprint."""

from importlib import import_module
from importlib.util import find_spec

from homestay.bookings.blueprint import pages

__all__ = ["pages"]

for part in ("calendar_views", "list_views", "new_views", "booking_views", "change_views", "walk_in_views"):
    if find_spec(f"homestay.bookings.{part}"):
        import_module(f"homestay.bookings.{part}")

"""What things are: one file for each thing of the village. Nothing here asks, commits or renders."""

from models import (
    account,
    booking,
    change,
    charge,
    close,
    declaration,
    feed,
    guest,
    guest_link,
    homestay,
    invitation,
    payment,
    rate,
    room,
    village,
)
from models.base import db

__all__ = [
    "account",
    "booking",
    "change",
    "charge",
    "close",
    "db",
    "declaration",
    "feed",
    "guest",
    "guest_link",
    "homestay",
    "invitation",
    "payment",
    "rate",
    "room",
    "village",
]

"""The words a cell of the workbook may hold, and what each is called inside."""

import re

from homestay.guests import documents
from models.booking import BookingState
from models.charge import ChargeKind
from models.payment import Holder, PaymentKind, PaymentMethod
from models.room import ClosureReason, RoomKind

STATES = tuple(BookingState)
ROOM_KINDS = tuple(RoomKind)
CLOSURE_REASONS = tuple(ClosureReason)
CHARGE_KINDS = tuple(ChargeKind)
METHODS = tuple(PaymentMethod)
PAYMENT_KINDS = tuple(PaymentKind)
HOLDERS = tuple(Holder)
SEXES = ("M", "F")
PRECISIONS = ("D", "M", "Y")
WHOLE = "whole"
TOURISM = "tourism"

SOURCES = (
    "walk_in",
    "phone",
    "zalo",
    "facebook",
    "website",
    "airbnb",
    "booking",
    "agoda",
    "traveloka",
    "vrbo",
    "tripadvisor",
    "tour",
    "other",
)
"""The sources offered in the list; any other word of the same shape is kept as written."""
SOURCE = re.compile(r"[a-z0-9_]{1,30}")

DOCUMENT_TYPES = {word: number for number, word in documents.WORDS.items()}
REASONS = {TOURISM: 1} | {str(number): number for number in range(1, 21)}
RESIDENCES = {str(number): number for number in (1, 2, 3)}

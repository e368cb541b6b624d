"""The guided first day in a house for practising: which of its steps the record says are done."""

from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, select

from models import db
from models.change import Change
from models.homestay import Homestay

FURNISHED = "practice.furnished"
"""The word of the record after which everything was done by the person who practises."""
BOOKED, CHECKED_IN, DECLARED = ("booking.taken",), ("booking.checked_in",), ("declaration.file", "declaration.another_way")


def done_in(homestay: Homestay) -> set[str]:
    """Return which of the words of the three steps stand in the record since the house was furnished; one statement."""
    return set(db.session.scalars(asked(), {"house": homestay.id}))


@cache
def asked() -> Any:
    house = Change.homestay_id == bindparam("house")
    begun = select(func.max(Change.number)).where(house, Change.action == FURNISHED).scalar_subquery()
    words = (*BOOKED, *CHECKED_IN, *DECLARED)
    return select(Change.action).where(house, Change.number > begun, Change.action.in_(words)).distinct()

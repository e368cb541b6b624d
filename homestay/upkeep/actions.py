"""First steps of an installation: the one-time code."""

from homestay.accounts import queries
from homestay.accounts.actions import make_set_up_code


def first_code() -> str | None:
    """Return a new one-time set-up code, or nothing once somebody has an account."""
    if queries.is_set_up():  # a book that cannot be written any more can still be served for reading
        return None
    return make_set_up_code()

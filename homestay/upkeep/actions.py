"""First steps of an installation: the one-time code."""

from homestay.accounts.actions import make_set_up_code


def first_code() -> str | None:
    """Return a new one-time set-up code, or nothing once somebody has an account."""
    return make_set_up_code()

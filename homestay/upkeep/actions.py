"""First steps of an installation: database up to date, one-time code."""

import flask_migrate

from homestay.accounts.actions import make_set_up_code
from homestay.config import ROOT


def migrate() -> None:
    """Bring the database to the newest form; an interrupted try leaves the old one."""
    flask_migrate.upgrade(directory=str(ROOT / "migrations"))


def first_code() -> str | None:
    """Return a new one-time set-up code, or nothing once somebody has an account."""
    return make_set_up_code()

"""First steps of an installation: database up to date, one-time code."""

from homestay import database
from homestay.accounts.actions import make_set_up_code


def migrate() -> None:
    """Bring the database to the newest form; an interrupted try leaves the old one."""
    if database.is_newest():
        return
    import flask_migrate  # noqa: PLC0415 - heavy

    flask_migrate.upgrade(directory=str(database.MIGRATIONS))


def first_code() -> str | None:
    """Return a new one-time set-up code, or nothing once somebody has an account."""
    return make_set_up_code()

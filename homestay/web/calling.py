"""Whom one calls for help: the digital team of the village (tổ công nghệ số cộng đồng)."""

from uuid import UUID

from flask import current_app
from flask_login import current_user
from sqlalchemy import inspect, select
from sqlalchemy.exc import SQLAlchemyError

from models import db
from models.village import Village

KEPT = "help_phones"
"""The numbers that were read last, for the pages about a database that cannot be read."""
NUMBERS = select(Village.id, Village.help_phone).where(Village.help_phone.is_not(None))


def help_phone() -> str | None:
    """Return the number of the team of the reader's village, for a visitor the only one there is; nothing where nobody wrote it down."""
    try:
        own, numbers = own_village(), dict(iter(db.session.execute(NUMBERS)))
    except SQLAlchemyError:
        own, numbers = None, current_app.extensions.get(KEPT, {})
    current_app.extensions[KEPT] = numbers
    if own:
        return numbers.get(own)
    return next(iter(numbers.values())) if len(set(numbers.values())) == 1 else None


def own_village() -> UUID | None:
    """Return the key of the village of the person who reads, also on pages that are open to everybody; nothing for a visitor."""
    village = current_user.village if current_user.is_authenticated else None
    return inspect(village).identity[0] if village else None

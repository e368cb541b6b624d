"""Storing many rows at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert

from homestay.places import nights
from models import db

BATCH = 5_000


def store(model: Any, values: Iterable[dict[str, Any]]) -> None:
    """Insert rows in batches."""
    rows = list(values)
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(model.__table__), rows[start : start + BATCH])


def take(rows: Sequence[dict[str, Any]]) -> None:
    """Insert nights; the table's key alone decides. Raises: Taken, when somebody holds one of them after all."""
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        if nights.insert(batch) < len(batch):
            raise nights.Taken(_l("Somebody took one of these nights just now. Nothing was taken in."))

"""On which nights a place is let: from `open_from` up to, not including, `open_to`, when its room is let too; a blank day does not bind."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_


def opening_days(unit: Any, room: Any) -> tuple[Any, ...]:
    """Return the columns that say when a place and its room are let, named as `is_open` and `days_of` read them from a row."""
    return unit.open_from, unit.open_to, room.open_from.label("room_from"), room.open_to.label("room_to")


def open_on_all(table: Any, first: Any, last: Any) -> ColumnElement[bool]:
    """Say that a room or a place by itself is let on every night from `first` to `last`."""
    return or_(table.open_from.is_(None), table.open_from <= first) & or_(table.open_to.is_(None), table.open_to > last)


def open_on_some(table: Any, first: Any, end: Any) -> ColumnElement[bool]:
    """Say that a room or a place by itself is let on some night from `first` up to, not including, `end`."""
    return or_(table.open_to.is_(None), table.open_to > first) & or_(table.open_from.is_(None), table.open_from < end)


def is_within(night: date, open_from: date | None, open_to: date | None) -> bool:
    """Say whether a night lies between these two days."""
    return (open_from is None or open_from <= night) and (open_to is None or night < open_to)


def is_open(row: Any, night: date) -> bool:
    """Say whether a place is let on a night, and its room too, by a row with `opening_days`."""
    return is_within(night, row.open_from, row.open_to) and is_within(night, row.room_from, row.room_to)


def days_of(row: Any) -> list[date]:
    """Return the days on which a place or its room opens or closes, by a row with `opening_days`."""
    return [day for day in (row.open_from, row.open_to, row.room_from, row.room_to) if day]

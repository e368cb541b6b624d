"""A small sample village for tests: three houses, two months around Wednesday 25 November 2026."""

from datetime import date
from typing import Any

from click.testing import Result
from flask import Flask
from sqlalchemy import select

from homestay.books import exporting
from homestay.places.houses import homestays
from homestay.reports import queries as reports
from models import db
from models.booking import UnitNight
from models.room import Room, Unit
from models.village import Village
from tests.support.clock import Clock

PASSWORD = "nhin sang Ma Pi Leng"
MORNING, EVENING = "2026-11-25 10:00", "2026-11-25 22:40"
TODAY = date(2026, 11, 25)
ASKED = ("demo", "--homestays", "3", "--from", "2026-10-10", "--to", "2026-12-10", "--password", PASSWORD)
MONTHS = (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1))


def make(app: Flask, now: str = MORNING, *more: str) -> Result:
    """Make the sample village of three houses by its command, and expect it to succeed."""
    Clock(app).set(now)
    result = app.test_cli_runner().invoke(args=[*ASKED, *more])
    assert result.exit_code == 0, result.output
    return result


def exported(app: Flask) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of `books export`, sheet by sheet."""
    with app.app_context():
        return {sheet: [tuple(row) for row in rows] for sheet, rows in exporting.rows_of(homestays()).items()}


def reported(app: Flask) -> list[dict[str, Any]]:
    """Return the month reports of every house, month by month within each."""
    with app.app_context():
        return [reports.month_report(homestay, month) for homestay in homestays() for month in MONTHS]


def reported_together(app: Flask) -> list[dict[str, Any]]:
    """Return the month reports of the village, month by month."""
    with app.app_context():
        village = db.session.scalars(select(Village)).one()
        return [reports.village_report(village, month) for month in MONTHS]


def asked(app: Flask, question: Any) -> list[tuple[Any, ...]]:
    """Return the rows that answer a question about everybody."""
    with app.app_context():
        return [tuple(row) for row in db.session.execute(question, execution_options={"everybody": True})]


def column(app: Flask, column: Any) -> set[Any]:
    """Return what stands in a column."""
    return {value for (value,) in asked(app, select(column).distinct())}


def nights(*columns: Any) -> Any:
    """Return the select of nights with their places and rooms."""
    unit = (Unit.homestay_id == UnitNight.homestay_id) & (Unit.id == UnitNight.unit_id)
    room = (Room.homestay_id == Unit.homestay_id) & (Room.id == Unit.room_id)
    return select(*columns).select_from(UnitNight).join(Unit, unit).join(Room, room)

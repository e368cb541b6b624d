"""Asks for the report of a month: of one homestay, of a village, and for the page of one with the rows behind it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from homestay.reports.houses import houses_of, rows
from homestay.reports.indicators import indicators
from homestay.reports.money import add_money, money_and_plans
from homestay.reports.month import count
from homestay.reports.period import Month
from homestay.reports.sums import Sums
from models import db
from models.close import MonthClose
from models.homestay import Homestay
from models.village import Village


def month_report(homestay: Homestay, first_day: date) -> dict[str, Any]:
    """Return the indicators of a homestay's month under the keys of design §5, in four statements."""
    return indicators(sums_of([homestay.id], Month.of(first_day))[homestay.id])


def village_report(village: Village, first_day: date) -> dict[str, Any]:
    """Return the indicators of a village's month, made from the sums of its homestays, with how many those are and how many closed it."""
    month = Month.of(first_day)
    keys = db.session.scalars(select(Homestay.id).where(Homestay.village_id == village.id)).all()
    sums = sum(sums_of(keys, month).values(), Sums())
    closed = select(func.count(MonthClose.homestay_id.distinct())).where(MonthClose.homestay_id.in_(keys), MonthClose.month == month.first)
    return indicators(sums) | {"homestays": len(keys), "closed": db.session.scalar(closed)}


def sums_of(keys: Sequence[UUID], month: Month) -> dict[UUID, Sums]:
    """Return the sums of the month for each of these homestays, in four statements for all of them."""
    sums = {key: count(month, house) for key, house in houses_of(keys, month).items()}
    for row in rows(money_and_plans(keys, month)):
        add_money(sums[row.homestay_id], row)
    return sums

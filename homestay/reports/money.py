"""Asks for charges, payments and plans of a month, added up by the database."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, literal, select, union_all

from homestay.reports.period import Month
from homestay.reports.sums import Sums
from models.booking import Booking, BookingState
from models.charge import Charge, ChargeKind
from models.payment import Payment, PaymentKind


def money_and_plans(keys: Sequence[UUID], month: Month) -> Any:
    """Ask for (homestay, what, kind, amount, people) of charges and payments by their day, and of bookings by the planned day."""
    charged = func.coalesce(Charge.people, Booking.adults + Booking.children)
    charges = (
        lines("charge", Charge.homestay_id, Charge.kind, func.sum(Charge.amount), func.sum(charged))
        .join(Charge.booking)
        .where(Charge.homestay_id.in_(keys), Charge.day.between(month.first, month.last), Charge.voided_at.is_(None))
    )
    payments = lines("payment", Payment.homestay_id, Payment.kind, func.sum(Payment.amount), func.count()).where(
        Payment.homestay_id.in_(keys), Payment.day.between(month.first, month.last), Payment.voided_at.is_(None)
    )
    plans = lines("plan", Booking.homestay_id, Booking.state, literal(0), func.count()).where(
        Booking.homestay_id.in_(keys),
        Booking.planned_from.between(month.first, month.last),
        Booking.planned_to > Booking.planned_from,
        Booking.state != BookingState.HELD,
    )
    return union_all(charges, payments, plans)


def lines(what: str, homestay: Any, kind: Any, amount: Any, people: Any) -> Select[Any]:
    columns = (homestay, literal(what).label("what"), kind.label("kind"), amount.label("amount"), people.label("people"))
    return select(*columns).group_by(homestay, kind)


def add_money(sums: Sums, row: Row[Any]) -> None:
    """Put a line of money or plans to the sums. A refund is positive and subtracted; held bookings do not come here."""
    amount = int(row.amount)
    if row.what == "charge":
        sums.charges[row.kind] += amount
        sums.day_guests += int(row.people) if row.kind == ChargeKind.DAY_USE else 0
    elif row.what == "payment":
        sums.cash_received += -amount if row.kind == PaymentKind.REFUND else amount
    else:
        sums.bookings_planned += row.people
        sums.cancelled += row.people if row.kind == BookingState.CANCELLED else 0
        sums.no_shows += row.people if row.kind == BookingState.NO_SHOW else 0

"""Asks about single charges and payments of a booking."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import raiseload

from homestay.errors import NotFound
from models import db
from models.booking import Booking
from models.charge import Charge
from models.homestay import Homestay
from models.payment import Payment


def charge_of(homestay: Homestay, booking: Booking, charge_id: UUID) -> Charge:
    """Return one charge of a booking. Raises: NotFound, for another booking's or homestay's id too."""
    charge = db.session.get(Charge, (homestay.id, charge_id), options=[raiseload("*")])
    if charge is None or charge.booking_id != booking.id:
        raise NotFound
    return charge


def payment_of(homestay: Homestay, booking: Booking, payment_id: UUID) -> Payment:
    """Return one payment of a booking. Raises: NotFound, for another booking's or homestay's id too."""
    payment = db.session.get(Payment, (homestay.id, payment_id), options=[raiseload("*")])
    if payment is None or payment.booking_id != booking.id:
        raise NotFound
    return payment


def received(homestay: Homestay, booking: Booking) -> int:
    """Return what was received for a booking less what was given back, in đồng; voided payments do not count."""
    own = (Payment.homestay_id == homestay.id, Payment.booking_id == booking.id, Payment.voided_at.is_(None))
    return int(db.session.scalar(select(func.sum(Payment.signed)).where(*own)) or 0)

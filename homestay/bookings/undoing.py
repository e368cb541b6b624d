"""Sure at last, and the tap on the wrong row: a held booking is confirmed, a check-in or check-out of today is taken back."""

from datetime import date, datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from homestay import clock
from homestay.bookings import queries
from homestay.bookings.actions import NotPossibleNow, fresh
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState, UnitNight
from models.homestay import Homestay
from models.stay import ONE_DAY

LONGEST = timedelta(hours=24)
"""How long after a tap it may be taken back."""


def confirm_booking(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Make a held booking a sure one (chắc chắn đặt). Raises: Changed, NotFound, NotPossibleNow."""
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.HELD:
            raise NotPossibleNow(queries.why_not(booking))
        booking.state, booking.held_until = BookingState.CONFIRMED, None
        record(homestay, "booking.confirmed", booking.id, code=code)
        return booking


def undo_check_in(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Take a check-in back: the booking is expected again (hoàn tác nhận phòng).

    Edges: only within 24 hours. Raises: Changed, NotFound, NotPossibleNow.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.IN_HOUSE or booking.arrived_at is None:
            raise NotPossibleNow(queries.why_not(booking))
        refuse_long_ago(booking.arrived_at)
        for guest in booking.guests:
            if guest.arrived_at == booking.arrived_at:
                guest.arrived_on = guest.arrived_at = None
        booking.state, booking.arrived_at = BookingState.CONFIRMED, None
        record(homestay, "booking.check_in_undone", booking.id, code=code)
        return booking


def undo_check_out(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Take a check-out back: the guests are in the house again (hoàn tác trả phòng).

    Edges: only within 24 hours, and only when no night was given back. Raises: Changed, NotFound, NotPossibleNow.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.LEFT or booking.left_at is None or booking.planned_from == booking.planned_to:
            raise NotPossibleNow(_l("Nobody of this booking was checked out."))
        refuse_long_ago(booking.left_at)
        if last_night(booking) != booking.planned_to - ONE_DAY:
            raise NotPossibleNow(_l("Nights were given back when they left. Take a new booking for them instead."))
        for guest in booking.guests:
            if guest.left_on == clock.local(booking.left_at).date() and guest.left_at in (None, booking.left_at):
                guest.left_on = guest.left_at = None
        booking.state, booking.left_at = BookingState.IN_HOUSE, None
        record(homestay, "booking.check_out_undone", booking.id, code=code)
        return booking


def refuse_long_ago(moment: datetime) -> None:
    if clock.now() - moment > LONGEST:
        raise NotPossibleNow(_l("That was more than a day ago and stays as it is."))


def last_night(booking: Booking) -> date | None:
    held = UnitNight.homestay_id == booking.homestay_id, UnitNight.booking_id == booking.id
    return db.session.scalar(select(func.max(UnitNight.night)).where(*held))

"""How sure a booking is: only held until an hour, or confirmed."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.bookings import queries
from homestay.bookings.actions import NotPossibleNow, fresh
from homestay.bookings.holding import take_up
from homestay.bookings.steps import undoable
from homestay.bookings.wishes import refuse_odd_hold
from homestay.errors import Refusal
from homestay.record import record
from homestay.saving import saving
from models.booking import Booking, BookingState
from models.homestay import Homestay
from models.stay import Stay


def confirm_booking(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Make a held booking a sure one (chắc chắn đặt); one that ran out gets its nights again.

    Raises: Changed, NotFound, NotPossibleNow; Taken, when the hold ran out and somebody has its nights by now.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.HELD:
            raise NotPossibleNow(queries.why_not(booking))
        with undoable(homestay, "booking.confirmed", booking):
            make_sure(homestay, booking)
        record(homestay, "booking.confirmed", booking.id, code=code)
        return booking


def make_sure(homestay: Homestay, booking: Booking) -> None:
    """Make a hold under work a sure booking. Raises: Taken, as `confirm_booking`."""
    take_up(homestay, booking)
    booking.state, booking.held_until = BookingState.CONFIRMED, None


def hold_until(homestay: Homestay, code: str, until: datetime, version: int | None = None) -> Booking:
    """Hold a booking until another hour (giữ chỗ tới); one that ran out gets its nights again.

    Raises: Changed, NotFound, NotPossibleNow, Refusal for an hour that is over or long after the stay; Taken, as `confirm_booking`.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.HELD:
            raise NotPossibleNow(queries.why_not(booking))
        if until <= clock.now():
            raise Refusal(_l("That hour is already over."))
        refuse_odd_hold(until, Stay(booking.planned_from, booking.planned_to))
        with undoable(homestay, "booking.held", booking):
            take_up(homestay, booking)
            booking.held_until = until
        record(homestay, "booking.held", booking.id, code=code, until=until)
        return booking

"""What nobody pressed in time, put right: when guests really came and left (sửa giờ đến, giờ đi)."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.bookings import queries
from homestay.bookings.actions import NotPossibleNow, fresh, hour_of_leaving, refuse_no_place, to_clean
from homestay.bookings.holding import take_up
from homestay.bookings.parked import unpark
from homestay.bookings.stays import refuse_not_sold, shifted
from homestay.bookings.steps import undoable
from homestay.errors import Refusal
from homestay.places.nights import hold, release
from homestay.record import record
from homestay.saving import saving
from models.booking import COMING, Booking, BookingState, UnitNight
from models.guest import Guest
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay


@dataclass(frozen=True)
class Hour:
    """A day, and its moment when the hour is known."""

    day: date
    at: datetime | None = None

    @property
    def evening(self) -> date:
        """The day whose night it belongs to: 01:30 belongs to the evening before."""
        return clock.evening_of(self.at) if self.at else self.day

    def __str__(self) -> str:
        return (self.at or self.day).isoformat()


def correct_times(homestay: Homestay, code: str, came: Hour, left: Hour | None, version: int | None = None) -> Booking:
    """Write down when the guests of a booking really came, and when they left; without `left` they are still here.

    Nights end on the day of leaving: those after it are given back, those up to it that the booking does not have are taken at
    the price of its last night. Guests with times of their own keep them.
    Edges: a time before 05:00 belongs to the evening before; who came before the first booked night needs other dates first.
    Raises: Taken, when somebody had one of the nights; Changed, NotFound, NotPossibleNow, Refusal for hours that cannot be.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        refuse_closed_book(booking, left)
        with undoable(homestay, "booking.times", booking):
            take_up(homestay, booking)
            refuse_odd_hours(booking, came, left)
            if left is None:
                refuse_no_place(homestay, booking)
            write_arrival(booking, came)
            if left:
                leave(homestay, booking, left)
        record(homestay, "booking.times", booking.id, code=code, came=came, left=left)
        return booking


def leave(homestay: Homestay, booking: Booking, left: Hour) -> None:
    if is_room_empty_since(booking, left):
        to_clean(booking)
    end_nights(homestay, booking, left)
    unpark(booking)
    write_leaving(booking, left)


def refuse_closed_book(booking: Booking, left: Hour | None) -> None:
    """Refuse a booking without a night: cancelled, not come, for the day; and one that is over whose leaving is not said."""
    if booking.state in (BookingState.CANCELLED, BookingState.NO_SHOW):
        raise NotPossibleNow(queries.why_not(booking))
    if booking.planned_from == booking.planned_to:
        raise NotPossibleNow(_l("These were guests of the day: they have no night."))
    if booking.state == BookingState.LEFT and left is None:
        raise Refusal(_l("They have left: write down when."))


def refuse_odd_hours(booking: Booking, came: Hour, left: Hour | None) -> None:
    now = clock.now()
    if any(hour.day > now.date() or (hour.at and hour.at > now) for hour in (came, left) if hour):
        raise Refusal(_l("That has not happened yet. Choose an earlier day or hour."))
    if came.day < booking.planned_from:
        raise Refusal(_l("The booking begins on %(day)s. Change its dates first.", day=clock.day_words(booking.planned_from)))
    if came.evening >= max(booking.planned_to, left.day if left else booking.planned_to):
        raise Refusal(_l("The booking ended on %(day)s. Take a new one for these guests.", day=clock.day_words(booking.planned_to)))
    if left and (left.day < came.day or (left.at and came.at and left.at < came.at)):
        raise Refusal(_l("They would leave before coming. Correct one of the two."))


def write_arrival(booking: Booking, came: Hour) -> None:
    was = booking.arrived_at
    for guest in booking.guests:
        if guest.arrived_on is None or came_with_the_others(guest, booking, was):
            guest.arrived_on, guest.arrived_at = came.day, came.at
            if guest.left_on is not None:
                guest.leave(guest.left_on, guest.left_at)
    booking.arrived_at = came.at
    if booking.state in COMING:
        booking.state, booking.held_until = BookingState.IN_HOUSE, None


def came_with_the_others(guest: Guest, booking: Booking, at: datetime | None) -> bool:
    """Say whether a guest has the booking's own arrival, not one that somebody wrote down for this person."""
    first = min((each.arrived_on for each in booking.guests if each.arrived_on), default=None)
    return guest.arrived_at == at if at else guest.arrived_at is None and guest.arrived_on == first


def end_nights(homestay: Homestay, booking: Booking, left: Hour) -> None:
    """Let the nights of a booking end on the day of leaving: too many are given back, missing ones are taken."""
    held = queries.nights_of(homestay, booking.id)
    if not held:
        raise NotPossibleNow(_l("This booking has no nights to change."))
    release(booking, UnitNight.night >= left.day)
    end = max(night.night for night in held)
    missing = [night for night in shifted(held, Stay(booking.planned_from, max(left.day, booking.planned_from))) if night.night > end]
    refuse_not_sold(homestay, missing)
    hold(booking, missing)
    booking.planned_to = max(booking.planned_to, left.day)


def write_leaving(booking: Booking, left: Hour) -> None:
    was = booking.left_at
    for guest in booking.guests:
        if guest.left_on is None or left_with_the_others(guest, booking, was):
            guest.leave(left.day, hour_of_leaving(left.at) if left.at else None)
    booking.state, booking.left_at = BookingState.LEFT, left.at


def left_with_the_others(guest: Guest, booking: Booking, at: datetime | None) -> bool:
    """Say whether a guest has the booking's own leaving, not one that somebody wrote down for this person."""
    if at:
        return guest.left_on == clock.local(at).date() and guest.left_at in (None, at)
    last = max((each.left_on for each in booking.guests if each.left_on), default=None)
    return booking.state == BookingState.LEFT and guest.left_at is None and guest.left_on == last


def is_room_empty_since(booking: Booking, left: Hour) -> bool:
    """Say whether the rooms wait to be cleaned: who left before yesterday has been followed by a broom, or by other guests."""
    return booking.state != BookingState.LEFT and left.day >= clock.today() - ONE_DAY

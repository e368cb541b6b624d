"""The wrong tap: the last change of a booking is taken back for ten minutes, a check-in or check-out for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import raiseload, selectinload

from homestay import clock
from homestay.bookings import queries, steps
from homestay.bookings.actions import NotPossibleNow, fresh
from homestay.bookings.holding import LAPSED
from homestay.bookings.parked import nights_parked, park, unpark
from homestay.bookings.stays import refuse_not_sold
from homestay.bookings.steps import Difference
from homestay.places.nights import hold, release
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState, UnitNight
from models.change import UndoStep
from models.homestay import Homestay
from models.room import Room
from models.stay import ONE_DAY

WINDOW = timedelta(minutes=10)
"""How long any last change may be taken back. Source: issue 3."""
LONGEST = timedelta(hours=24)
"""How long after a check-in or check-out it may still be said that it was the wrong row."""
NOT_TAPPED = (LAPSED,)
"""What the clock did, not a person: there is no tap to take back."""


@dataclass(frozen=True)
class LastChange:
    """The last change of a booking that may still be taken back."""

    action: str
    """In the word of the record: booking.moved."""
    done_at: datetime
    minutes_left: int


def last_change(homestay: Homestay, booking: Booking) -> LastChange | None:
    """Return what may still be taken back of a booking; nothing when that is over. A booking not changed lately costs no statement."""
    if booking.changed_at is None or clock.now() - booking.changed_at > WINDOW:
        return None
    step = steps.step_of(homestay, booking.id)
    if step is None or not is_fresh(step):
        return None
    left = WINDOW - (clock.now() - step.done_at)
    return LastChange(step.action, step.done_at, max(1, -(-int(left.total_seconds()) // 60)))


def is_fresh(step: UndoStep) -> bool:
    return step.action not in NOT_TAPPED and clock.now() - step.done_at <= WINDOW


def undo(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Take the last change of a booking back, from every booking it touched (hoàn tác).

    Edges: up to ten minutes; what was changed otherwise since stays (names, money), as long as the fields and nights of this
    change are still as it left them.
    Raises: Taken, when somebody has one of the nights by now; Changed, NotFound, NotPossibleNow.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        step = steps.step_of(homestay, booking.id)
        if step is None or not is_fresh(step):
            raise NotPossibleNow(_l("There is nothing to take back any more: a change can be undone for ten minutes."))
        take_back(homestay, booking, steps.differences(step))
        record(homestay, "booking.undone", booking.id, code=code, what=step.action)
        return booking


def take_back(homestay: Homestay, asked: Booking, done: Sequence[Difference]) -> None:
    """Put the bookings of a step back: first all nights it took are given back, then all it gave back are taken again."""
    bookings = touched(homestay, [each.booking_id for each in done])
    for each in done:
        refuse_changed(homestay, bookings[each.booking_id], each)
    for each in done:
        give_back(bookings[each.booking_id], each)
    for each in done:
        take_again(homestay, bookings[each.booking_id], each)
        put_back(bookings[each.booking_id], each)
    for booking in bookings.values():
        if booking is not asked:
            booking.version, booking.changed_at = booking.version + 1, clock.now()
    forget(homestay, list(bookings))


def touched(homestay: Homestay, booking_ids: Sequence[UUID]) -> dict[UUID, Booking]:
    """Return the bookings with their guests by their keys; the one under work is the same object."""
    found = db.session.scalars(
        select(Booking)
        .where(Booking.homestay_id == homestay.id, Booking.id.in_(booking_ids))
        .options(selectinload(Booking.guests), raiseload("*"))
    )
    return {booking.id: booking for booking in found}


def refuse_changed(homestay: Homestay, booking: Booking, done: Difference) -> None:
    held = {(night.unit_id, night.night, night.price) for night in queries.nights_of(homestay, booking.id)}
    is_same = all(getattr(booking, name) == after for name, (_before, after) in done.fields.items())
    before, after = done.parked
    if before != after and nights_parked(booking) != after:
        is_same = False
    if not is_same or any((night.unit_id, night.night, night.price) not in held for night in done.come):
        raise NotPossibleNow(_l("This was changed again since then. Look at the booking, and change it there."))


def give_back(booking: Booking, done: Difference) -> None:
    for unit_id in {night.unit_id for night in done.come}:
        release(
            booking, UnitNight.unit_id == unit_id, UnitNight.night.in_([night.night for night in done.come if night.unit_id == unit_id])
        )


def take_again(homestay: Homestay, booking: Booking, done: Difference) -> None:
    refuse_not_sold(homestay, [night for night in done.gone if night.night >= clock.today()])
    hold(booking, done.gone)


def put_back(booking: Booking, done: Difference) -> None:
    """Give a booking, its guests and its rooms back what the change made different; what was changed otherwise since stays."""
    for name, (before, _after) in done.fields.items():
        setattr(booking, name, before)
    if done.parked != ([], []):
        unpark(booking)
        park(booking, done.parked[0])
    for guest in booking.guests:
        for name, (before, after) in done.guests.get(guest.id, {}).items():
            if getattr(guest, name) == after:
                setattr(guest, name, before)
    for room_id, (before, after) in done.rooms.items():
        own = Room.homestay_id == booking.homestay_id, Room.id == room_id, Room.cleaning == after
        db.session.execute(update(Room).where(*own).values(cleaning=before), execution_options={"synchronize_session": False})


def forget(homestay: Homestay, booking_ids: Sequence[UUID]) -> None:
    own = UndoStep.homestay_id == homestay.id, UndoStep.booking_id.in_(booking_ids)
    db.session.execute(delete(UndoStep).where(*own), execution_options={"synchronize_session": "fetch"})


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

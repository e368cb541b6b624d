"""The life of a booking: taken, checked in, checked out, cancelled, not come. Every check stands inside `saving`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, insert, select, update

from homestay import clock, tokens
from homestay.bookings import queries
from homestay.bookings.holding import take_up
from homestay.bookings.parked import nights_parked, unpark
from homestay.bookings.steps import undoable
from homestay.bookings.wishes import BookingWish, priced, refuse_odd_dates, refuse_odd_hold, refuse_odd_people
from homestay.errors import Changed, Refusal
from homestay.places.nights import hold, release
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.booking import COMING, Booking, BookingState, ParkedNight, UnitNight
from models.charge import TAX_GROUP_OF, Charge, ChargeKind
from models.guest import Guest
from models.homestay import Homestay
from models.room import Cleaning, Room, Unit

CODE_LENGTH = 6
BOOKINGS: Any = Booking.__table__
GUESTS: Any = Guest.__table__
CODE_IN_USE = select(BOOKINGS.c.code).where(BOOKINGS.c.homestay_id == bindparam("house"), BOOKINGS.c.code == bindparam("code"))


class NotPossibleNow(Refusal):
    """The booking's state does not allow this."""


def take_booking(homestay: Homestay, wish: BookingWish) -> Booking:
    """Take a booking over free places and give it its nights at today's list price (nhận đặt phòng).

    A wish with `held_until` is only held until then (giữ chỗ).
    Raises: Taken, naming room and night and what is free instead; NotFound for a place of another house; Refusal for odd dates.
    """
    with saving(homestay):
        refuse_odd_dates(wish.stay, least=1)
        refuse_odd_people(wish)
        refuse_odd_hold(wish.held_until, wish.stay)
        chosen = priced(homestay, wish)
        booking = new_booking(homestay, wish, BookingState.HELD if wish.held_until else BookingState.CONFIRMED)
        hold(booking, chosen)
        record(homestay, "booking.taken", booking.id, code=booking.code, arrive=wish.stay.arrive, leave=wish.stay.leave)
        return booking


def walk_in(homestay: Homestay, wish: BookingWish) -> Booking:
    """Take a booking from tonight on and let its guests in at once (khách vào ngay). Raises: as `take_booking`."""
    with saving(homestay):
        booking = take_booking(homestay, wish)
        check_in(homestay, booking.code, booking.version)
        return booking


def use_by_day(homestay: Homestay, wish: BookingWish, amount: int, description: str | None = None) -> Booking:
    """Write down guests who come and go on one day, with what they pay; it holds no night (khách trong ngày)."""
    with saving(homestay):
        refuse_odd_dates(wish.stay, least=0)
        refuse_odd_people(wish)
        booking = new_booking(homestay, wish, BookingState.LEFT)
        if wish.stay.arrive == clock.today():  # of another day nobody said the hour
            booking.arrived_at = booking.left_at = clock.now()
        db.session.add(day_use_charge(booking, amount, description))
        record(homestay, "booking.day_use", booking.id, code=booking.code, amount=amount)
        return booking


def day_use_charge(booking: Booking, amount: int, description: str | None) -> Charge:
    kind = ChargeKind.DAY_USE
    return Charge(
        homestay_id=booking.homestay_id,
        booking_id=booking.id,
        day=booking.planned_from,
        kind=kind,
        tax_group=TAX_GROUP_OF[kind],
        people=booking.people,
        description=description,
        amount=amount,
    )


def new_booking(homestay: Homestay, wish: BookingWish, state: BookingState) -> Booking:
    booking = Booking(
        homestay_id=homestay.id,
        code=new_code(homestay),
        source=wish.source,
        state=state,
        held_until=wish.held_until,
        contact=wish.contact,
        phone=wish.phone,
        booked_on=clock.tonight() if wish.stay.arrive == clock.tonight() else clock.today(),
        planned_from=wish.stay.arrive,
        planned_to=wish.stay.leave,
        adults=wish.adults,
        children=wish.children,
        note=wish.note,
        expected_at=wish.expected_at,
    )
    db.session.add(booking)
    db.session.flush()  # its row before its guests'
    db.session.execute(insert(GUESTS), empty_slots(booking, wish.guest_names))
    return booking


def empty_slots(booking: Booking, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of a slot for each person booked; the first ones bear the names that are known."""
    known = [*names, *[None] * booking.people]
    own = {"homestay_id": booking.homestay_id, "booking_id": booking.id}
    return [{**own, "id": uuid7(), "slot": slot, "name": known[slot - 1]} for slot in range(1, booking.people + 1)]


def new_code(homestay: Homestay) -> str:
    """Return a short code for people that nobody can guess and that no booking of the house has."""
    while True:
        code = tokens.code_of(CODE_LENGTH)
        if not db.session.scalar(CODE_IN_USE, {"house": homestay.id, "code": code}):
            return code


def fresh(homestay: Homestay, code: str, version: int | None) -> Booking:
    """Return the booking as it is under the lock and move its version on.

    Raises: NotFound; Changed when the tablet saw another version.
    """
    booking = queries.booking_of(homestay, code)
    if version is not None and booking.version != version:
        raise Changed
    booking.version += 1
    booking.changed_at = clock.now()
    return booking


def check_in(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Let the guests of a booking in (nhận phòng). Raises: Changed, NotFound, NotPossibleNow."""
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state not in COMING:
            raise NotPossibleNow(queries.why_not(booking))
        now = clock.now()
        if booking.planned_from > now.date():
            raise NotPossibleNow(_l("They are expected on %(day)s. Change the dates first.", day=clock.day_words(booking.planned_from)))
        with undoable(homestay, "booking.checked_in", booking):
            take_up(homestay, booking)
            refuse_no_place(homestay, booking)
            let_in(booking, now)
        record(homestay, "booking.checked_in", booking.id, code=booking.code)
        return booking


def refuse_no_place(homestay: Homestay, booking: Booking) -> None:
    """Refuse guests who have no place for tonight; nights before it that never got one are forgotten."""
    tonight = clock.tonight()
    waiting = [parked.night for parked in nights_parked(booking)]
    if tonight in waiting or (waiting and not queries.nights_of(homestay, booking.id)):
        raise NotPossibleNow(_l("They have no place for tonight yet. Give them one first."))
    if waiting:
        unpark(booking, ParkedNight.night < tonight)


def let_in(booking: Booking, at: datetime) -> None:
    booking.state, booking.arrived_at, booking.held_until = BookingState.IN_HOUSE, at, None
    for guest in booking.guests:
        if guest.arrived_on is None:
            guest.arrived_on, guest.arrived_at = clock.local(at).date(), at


def check_out(homestay: Homestay, code: str, version: int | None = None) -> Booking:
    """Let the guests of a booking go; nights from today on are given back, their rooms are to be cleaned (trả phòng).

    Raises: Changed, NotFound, NotPossibleNow.
    """
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state != BookingState.IN_HOUSE:
            raise NotPossibleNow(queries.why_not(booking))
        with undoable(homestay, "booking.checked_out", booking):
            to_clean(booking)
            let_go(booking, clock.now())
        record(homestay, "booking.checked_out", booking.id, code=booking.code)
        return booking


def let_go(booking: Booking, at: datetime) -> None:
    day = clock.local(at).date()
    release(booking, UnitNight.night >= day)
    unpark(booking)
    booking.state, booking.left_at = BookingState.LEFT, at
    for guest in booking.guests:
        if guest.left_on is None:
            guest.leave(day, hour_of_leaving(at))


def hour_of_leaving(now: datetime) -> datetime | None:
    """Return the moment to keep: before five in the morning only the day, or the count would take the last night away."""
    return now if now.time() >= clock.EVENING_ENDS else None


def to_clean(booking: Booking) -> None:
    """Mark the rooms a booking sleeps in as to be cleaned."""
    slept_in = select(Unit.room_id).join(UnitNight, (UnitNight.homestay_id == Unit.homestay_id) & (UnitNight.unit_id == Unit.id))
    own = slept_in.where(Unit.homestay_id == booking.homestay_id, UnitNight.booking_id == booking.id)
    db.session.execute(
        update(Room).where(Room.homestay_id == booking.homestay_id, Room.id.in_(own)).values(cleaning=Cleaning.TO_CLEAN),
        execution_options={"synchronize_session": False},
    )


def cancel_booking(homestay: Homestay, code: str, reason: str, version: int | None = None) -> Booking:
    """Give all nights of a booking back, before anyone has come (hủy đặt phòng). Raises: Changed, NotFound, NotPossibleNow."""
    return end_before_coming(homestay, code, BookingState.CANCELLED, reason, version)


def mark_no_show(homestay: Homestay, code: str, reason: str, version: int | None = None) -> Booking:
    """Say that nobody came, from the evening of arrival on; all nights are given back (khách không đến).

    Raises: Changed, NotFound, NotPossibleNow.
    """
    return end_before_coming(homestay, code, BookingState.NO_SHOW, reason, version)


def end_before_coming(homestay: Homestay, code: str, state: BookingState, reason: str, version: int | None) -> Booking:
    with saving(homestay):
        booking = fresh(homestay, code, version)
        if booking.state not in COMING:
            raise NotPossibleNow(queries.why_not(booking))
        if state == BookingState.NO_SHOW and booking.planned_from > clock.tonight():
            raise NotPossibleNow(
                _l("They are expected on %(day)s, it is too early to say that nobody came.", day=clock.day_words(booking.planned_from))
            )
        if not reason.strip():
            raise Refusal(_l("Write the reason in a few words."))
        with undoable(homestay, f"booking.{state}", booking):
            release(booking)
            unpark(booking)
            booking.state, booking.reason, booking.held_until = state, reason.strip(), None
        record(homestay, f"booking.{state}", booking.id, code=booking.code, reason=booking.reason)
        return booking

"""A room of a group becomes a booking of its own, with its people, nights and charges (tách đoàn)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from homestay.bookings import queries, undoing
from homestay.bookings.actions import new_code
from homestay.bookings.parked import nights_parked
from homestay.bookings.stays import names_of, nights_in, open_booking
from homestay.errors import NotFound, Refusal
from homestay.places.nights import hold, release
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import Booking, UnitNight
from models.charge import Charge
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.stay import ONE_DAY

COPIED = ("source", "state", "held_until", "phone", "booked_on", "planned_from", "planned_to", "arrived_at", "expected_at", "leaving_at")
"""What the new booking has from the old one."""


@dataclass(frozen=True)
class Split:
    """What goes: places with all their nights, guests, charges, and payments; what is not named stays."""

    units: tuple[UUID, ...]
    guests: tuple[UUID, ...]
    charges: tuple[UUID, ...] = ()
    payments: tuple[UUID, ...] = ()
    children: int = 0
    """How many of these guests are children."""
    contact: str | None = None
    """Who answers for the new booking; the old name when it is not said."""


def split_off(homestay: Homestay, code: str, split: Split, version: int | None = None) -> Booking:
    """Make a booking of its own of some places of a booking, and return it (tách phòng ra đặt phòng riêng).

    Nights, people, charges and payments keep what they are and only change hands: no sum of the house changes. It is not undone.
    Raises: Changed, NotFound, NotPossibleNow, Refusal when nobody or nothing would go or stay.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        refuse_odd(booking, split)
        new = made_like(homestay, booking, split)
        hand_over(homestay, booking, new, split)
        undoing.forget(homestay, [booking.id])
        said = {"places": names_of(homestay, split.units), "people": len(split.guests)}
        record(homestay, "booking.split", booking.id, code=code, other=new.code, **said)
        record(homestay, "booking.split_from", new.id, code=new.code, other=code, **said)
        return new


def refuse_odd(booking: Booking, split: Split) -> None:
    if not split.units:
        raise Refusal(_l("Choose a room or a place first."))
    if not split.guests or len(split.guests) >= len(booking.guests):
        raise Refusal(_l("Choose who goes: somebody must go, and somebody must stay."))
    grown_ups = len(split.guests) - split.children
    if not 0 <= split.children <= booking.children or not 0 <= grown_ups <= booking.adults:
        raise Refusal(_l("Check how many of them are children."))


def made_like(homestay: Homestay, booking: Booking, split: Split) -> Booking:
    homestay_id, copied = booking.homestay_id, {name: getattr(booking, name) for name in COPIED}
    new = Booking(
        homestay_id=homestay_id,
        code=new_code(homestay),
        contact=split.contact or booking.contact,
        adults=len(split.guests) - split.children,
        children=split.children,
        **copied,
    )
    db.session.add(new)
    db.session.flush()  # the booking's row before what it gets
    booking.adults, booking.children = booking.adults - new.adults, booking.children - new.children
    return new


def hand_over(homestay: Homestay, booking: Booking, new: Booking, split: Split) -> None:
    going = release(booking, UnitNight.unit_id.in_(set(split.units)))
    staying = nights_in(queries.nights_of(homestay, booking.id), nights_parked(booking))
    if not going or not staying:
        raise Refusal(_l("At least one place must stay. Cancel the booking, or change its dates instead."))
    hold(new, going)
    plan(new, [held.night for held in going])
    plan(booking, staying)
    for slot, guest_id in enumerate(split.guests, start=1):
        move(Guest, booking, new, [guest_id], slot=slot)
    move(Charge, booking, new, split.charges)
    move(Payment, booking, new, split.payments)
    forget_places(booking, new, split.units)
    for each in (booking, new):
        queries.bring(each, "guests")


def plan(booking: Booking, nights: Sequence[date]) -> None:
    """Let a booking be planned from its first night to the day after its last."""
    booking.planned_from, booking.planned_to = min(nights), max(nights) + ONE_DAY


def move(table: Any, booking: Booking, new: Booking, ids: Iterable[UUID], **more: int) -> None:
    """Give rows of a booking to the new one. Raises: NotFound, when one is not there."""
    for row_id in ids:
        own = table.homestay_id == booking.homestay_id, table.booking_id == booking.id, table.id == row_id
        given = update(table).where(*own).values(booking_id=new.id, **more)
        if not db.session.execute(given, execution_options={"synchronize_session": False}).rowcount:  # type: ignore[attr-defined]
            raise NotFound


def forget_places(booking: Booking, new: Booking, units: tuple[UUID, ...]) -> None:
    """Let guests sleep nowhere in particular who were said to sleep on a place that the other booking has now."""
    for each, elsewhere in ((booking, Guest.unit_id.in_(units)), (new, Guest.unit_id.not_in(units))):
        own = Guest.homestay_id == each.homestay_id, Guest.booking_id == each.id
        db.session.execute(update(Guest).where(*own, elsewhere).values(unit_id=None), execution_options={"synchronize_session": False})

"""Which nights of a booking may still change, which places it has on them, and which nights other days would add."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from homestay import clock
from homestay.bookings.queries import HeldNight
from homestay.places.queries import natural
from models.booking import Booking
from models.stay import Stay


def nights_to_come(booking: Booking, first: date | None = None) -> Stay:
    """Return the planned nights from tonight on, or from a later night `first` on; none when they are over."""
    start = max(first or clock.tonight(), clock.tonight(), booking.planned_from)
    return Stay(min(start, booking.planned_to), booking.planned_to)


def places_to_come(booking: Booking, held: Iterable[HeldNight]) -> dict[UUID, tuple[str, bool]]:
    """Return the places of the nights to come, by id: name, and whether it is a dorm place; `held` are the booking's own nights."""
    rest = nights_to_come(booking)
    found = {each.unit_id: (each.place, each.is_dorm) for each in held if each.night in rest}
    return dict(sorted(found.items(), key=lambda item: natural(item[1][0])))


def nights_added(booking: Booking, arrive: date | None, leave: date | None) -> Stay | None:
    """Return the nights that other days add to a booking, None where they add none; `arrive` is None where that day stays.

    When nights are added on both sides, they are those after the stay.
    """
    if leave is None or (arrive and arrive >= leave):
        return None
    if leave > booking.planned_to:
        return Stay(max(arrive or booking.planned_to, booking.planned_to), leave)
    return Stay(arrive, min(leave, booking.planned_from)) if arrive and arrive < booking.planned_from else None

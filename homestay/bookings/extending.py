"""One night more, asked when guests are about to leave (ở thêm một đêm)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homestay.bookings import queries, stays
from homestay.bookings.steps import undoable
from homestay.bookings.wishes import BookingWish, priced
from homestay.places import queries as places
from homestay.places.nights import hold
from homestay.places.queries import Place
from homestay.record import record
from homestay.saving import saving
from models.booking import Booking
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay


@dataclass(frozen=True)
class Longer:
    """The night after a booking's last one: what its places would cost in đồng, and whether all of them are free."""

    night: date
    places: list[str]
    price: int
    is_free: bool
    instead: list[Place]
    """What else is free on that night, where the own places are not."""


def one_night_more(homestay: Homestay, booking: Booking) -> Longer | None:
    """Return what one night more would be; nothing for a booking that holds no night."""
    held = queries.nights_of(homestay, booking.id)
    if not held:
        return None
    night = max(each.night for each in held) + ONE_DAY
    own = [each for each in held if each.night == night - ONE_DAY]
    free = places.free_units(homestay.id, Stay(night, night + ONE_DAY))
    ids = {place.unit_id for place in free}
    is_free = all(each.unit_id in ids for each in own)
    names = [place.unit_name for place in places.units_by_id(homestay, [each.unit_id for each in own])]
    return Longer(night, names, sum(each.price or 0 for each in own), is_free, [] if is_free else free)


def stay_longer(homestay: Homestay, code: str, unit_id: UUID | None = None, version: int | None = None) -> Booking:
    """Make a booking one night longer: on the places of its last night at their price, or on another one at list price.

    Raises: as `stays.change_dates`; NotFound for a place of another house.
    """
    with saving(homestay):
        if unit_id is None:
            planned = queries.booking_of(homestay, code)
            longer = Stay(planned.planned_from, planned.planned_to + ONE_DAY)
            return stays.change_dates(homestay, code, longer, version)
        return sleep_elsewhere(homestay, stays.open_booking(homestay, code, version), unit_id)


def sleep_elsewhere(homestay: Homestay, booking: Booking, unit_id: UUID) -> Booking:
    last = Stay(booking.planned_to, booking.planned_to + ONE_DAY)
    with undoable(homestay, "booking.dates", booking):
        hold(booking, priced(homestay, BookingWish(last, booking.people, units=(unit_id,))))
        booking.planned_to = last.leave
    place = stays.names_of(homestay, [unit_id])
    record(homestay, "booking.longer_elsewhere", booking.id, code=booking.code, place=place, leave=last.leave)
    return booking

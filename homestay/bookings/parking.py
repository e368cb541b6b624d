"""Bookings without a place (chờ xếp chỗ): written down in a full house or taken out of a room, and placed when something is free."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.bookings.actions import NotPossibleNow, new_booking
from homestay.bookings.parked import Parked, nights_parked, park, unpark
from homestay.bookings.stays import names_of, nights_in, open_booking, refuse_not_sold
from homestay.bookings.steps import undoable
from homestay.bookings.wishes import BookingWish, refuse_odd_dates, refuse_odd_hold, refuse_odd_people
from homestay.errors import Refusal
from homestay.places import queries as places
from homestay.places.nights import PlaceNight, hold, release
from homestay.places.queries import Place, split
from homestay.record import record
from homestay.saving import saving
from models.booking import Booking, BookingState, ParkedNight, UnitNight
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay

MOST_PLACES = 100


def take_without_place(homestay: Homestay, wish: BookingWish, wanted: int, price: int | None = None) -> Booking:
    """Write a booking down that has no place yet: it waits on Today and on the calendar (ghi khách chưa có chỗ).

    `wanted`: rooms or dorm places; `price`: agreed for one of them and a night, in đồng, when it was said.
    Raises: Refusal for odd dates, people or numbers.
    """
    with saving(homestay):
        refuse_odd_dates(wish.stay, least=1)
        refuse_odd_people(wish)
        refuse_odd_hold(wish.held_until, wish.stay)
        if not 1 <= wanted <= MOST_PLACES:
            raise Refusal(_l("Between 1 and %(most)s places. Check the number.", most=MOST_PLACES))
        booking = new_booking(homestay, wish, BookingState.HELD if wish.held_until else BookingState.CONFIRMED)
        together = None if price is None else price * wanted
        park(booking, [Parked(night, wanted, together) for night in wish.stay])
        record(homestay, "booking.taken_parked", booking.id, code=booking.code, arrive=wish.stay.arrive, leave=wish.stay.leave)
        return booking


def park_booking(homestay: Homestay, code: str, units: Sequence[UUID], first: date, version: int | None = None) -> Booking:
    """Take guests out of their places from a night on; those nights wait for others, what was agreed stays (cho chờ xếp chỗ).

    Edges: guests who are here sleep tonight where they are.
    Raises: Changed, NotFound, NotPossibleNow, Refusal when nothing is chosen or no such night is left.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        if not units:
            raise Refusal(_l("Choose a room or a place first."))
        first = max(first, clock.tonight() + ONE_DAY) if booking.state == BookingState.IN_HOUSE else first
        with undoable(homestay, "booking.parked", booking):
            given_up = release(booking, UnitNight.unit_id.in_(set(units)), UnitNight.night >= first)
            if not given_up:
                raise Refusal(_l("There is no night left to take out. Choose an earlier night."))
            park(booking, waiting(given_up))
        record(homestay, "booking.parked", booking.id, code=code, places=names_of(homestay, units), first=first)
        return booking


def waiting(given_up: Sequence[PlaceNight]) -> list[Parked]:
    """Return nights as they wait: as many places as were given up, and their sum."""
    by_night = {night: [held for held in given_up if held.night == night] for night in nights_in(given_up)}
    return [Parked(night, len(held), sum(each.price or 0 for each in held)) for night, held in by_night.items()]


def place_booking(homestay: Homestay, code: str, units: Sequence[UUID], until: date | None = None, version: int | None = None) -> Booking:
    """Give the first nights in a row that wait these places, up to `until` when it is said (xếp chỗ).

    What was agreed for a night is split over the places; where nothing was agreed, they cost their list price. Nights before
    tonight wait no longer.
    Raises: Taken, Changed, NotFound, NotPossibleNow, Refusal when nothing is chosen or sold then.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        row = [each for each in next_row(booking) if until is None or each.night < until]
        if not row:
            raise NotPossibleNow(_l("All nights of this booking have a place."))
        if not units:
            raise Refusal(_l("Choose a room or a place first."))
        chosen = places.units_by_id(homestay, units)
        wanted = [each for parked in row for each in placed(parked, chosen)]
        with undoable(homestay, "booking.placed", booking):
            refuse_not_sold(homestay, wanted)
            unpark(booking, ParkedNight.night <= row[-1].night)
            hold(booking, wanted)
        record(homestay, "booking.placed", booking.id, code=code, places=names_of(homestay, units))
        return booking


def next_row(booking: Booking) -> list[Parked]:
    """Return the first nights from tonight on that wait, without a gap."""
    return first_in_a_row([each for each in nights_parked(booking) if each.night >= clock.tonight()])


def first_in_a_row(parked: Sequence[Parked]) -> list[Parked]:
    return [each for number, each in enumerate(parked) if (each.night - parked[0].night).days == number]


def placed(parked: Parked, chosen: Sequence[Place]) -> list[PlaceNight]:
    """Return a night that waited on its places, at what was agreed or at list price."""
    if parked.price is None:
        night = Stay(parked.night, parked.night + ONE_DAY)
        return [PlaceNight(place.unit_id, parked.night, places.list_prices(place, night)[parked.night]) for place in chosen]
    shares = split(parked.price, len(chosen))
    return [PlaceNight(place.unit_id, parked.night, share) for place, share in zip(chosen, shares, strict=True)]


def could_have(homestay: Homestay, row: Sequence[Parked]) -> tuple[Stay, list[Place]]:
    """Return for how many of the nights in a row something is free, and what; the whole row first, then half of it, down to a night."""
    nights = len(row)
    while nights:
        stay = Stay(row[0].night, row[nights - 1].night + ONE_DAY)
        if free := places.free_units(homestay.id, stay):
            return stay, free
        nights //= 2
    return Stay(row[0].night, row[-1].night + ONE_DAY), []

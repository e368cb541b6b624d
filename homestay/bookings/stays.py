"""Changes to the nights of a booking: longer, shorter, moved to other places, more or fewer places, another price."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from homestay import clock
from homestay.bookings import queries
from homestay.bookings.actions import NotPossibleNow, fresh
from homestay.bookings.parked import Parked, nights_parked, park, unpark
from homestay.bookings.steps import undoable
from homestay.bookings.wishes import BookingWish, priced, refuse_odd_dates, sold_places
from homestay.errors import NotFound, Refusal
from homestay.places import queries as places
from homestay.places.nights import PlaceNight, hold, release
from homestay.places.queries import split
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import MOST_DONG
from models.booking import Booking, BookingState, UnitNight
from models.guest import Guest
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay


def open_booking(homestay: Homestay, code: str, version: int | None) -> Booking:
    """Return a booking whose nights may still change. Raises: Changed, NotFound, NotPossibleNow."""
    booking = fresh(homestay, code, version)
    if not booking.is_alive:
        raise NotPossibleNow(queries.why_not(booking))
    if booking.has_lapsed:
        raise NotPossibleNow(_l("This hold ran out and its nights were given back. Hold it again, or say that they are sure."))
    return booking


def change_dates(homestay: Homestay, code: str, stay: Stay, version: int | None = None) -> Booking:
    """Make a booking longer or shorter, or shift it; places stay (đổi ngày).

    Nights kept keep their price; a new night costs what the nearest kept night of that place costs.
    Raises: Taken, Changed, NotFound, NotPossibleNow, Refusal for odd dates or nights already slept.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        refuse_odd_dates(stay, least=1)
        refuse_past_change(booking, stay)
        before, waiting = queries.nights_of(homestay, booking.id), nights_parked(booking)
        if not before and not waiting:
            raise NotPossibleNow(_l("This booking has no nights to change."))
        was = {"was_arrive": booking.planned_from, "was_leave": booking.planned_to}
        with undoable(homestay, "booking.dates", booking):
            release(booking)
            unpark(booking)
            still = still_waiting(waiting, stay, bool(before))
            after = [held for held in shifted(before, stay) if held.night not in {parked.night for parked in still}] if before else []
            refuse_not_sold(homestay, after)
            hold(booking, after)
            park(booking, still)
            booking.planned_from, booking.planned_to = stay.arrive, stay.leave
        record(homestay, "booking.dates", booking.id, code=code, arrive=stay.arrive, leave=stay.leave, **was)
        return booking


def still_waiting(before: Sequence[Parked], stay: Stay, has_places: bool) -> list[Parked]:
    """Return the nights that wait after a change of days; new nights wait too when the booking has no place at all."""
    if has_places or not before:
        return [parked for parked in before if parked.night in stay]
    return [min(before, key=lambda parked: abs((parked.night - night).days))._replace(night=night) for night in stay]


def refuse_past_change(booking: Booking, stay: Stay) -> None:
    if booking.state != BookingState.IN_HOUSE:
        return
    if stay.arrive != booking.planned_from:
        raise NotPossibleNow(_l("The guests are already here: only the day of leaving can change."))
    if stay.leave < min(clock.today(), booking.planned_to):
        raise NotPossibleNow(_l("They have slept here already. Choose today or a later day."))


def refuse_not_sold(homestay: Homestay, held: Sequence[PlaceNight]) -> None:
    """Refuse nights on which one of the places is not sold."""
    for unit_id in {each.unit_id for each in held}:
        own = [each.night for each in held if each.unit_id == unit_id]
        sold_places(homestay, [unit_id], Stay(min(own), max(own) + ONE_DAY))


def shifted(before: Sequence[PlaceNight], stay: Stay) -> list[PlaceNight]:
    """Return the nights of the new stay: kept ones as they were, new ones as the nearest night of the old stay."""
    by_night: dict[date, list[PlaceNight]] = {night: list(held) for night, held in groupby(before, key=lambda held: held.night)}
    slept = sorted(by_night)
    overlap = [night for night in stay if night in by_night]
    model_nights = overlap or slept
    return [
        held._replace(night=night)
        for night in stay
        for held in by_night[night if night in by_night else min(model_nights, key=lambda known: (abs((known - night).days), known))]
    ]


def move_booking(
    homestay: Homestay, code: str, old: Sequence[UUID], new: Sequence[UUID], first: date, version: int | None = None
) -> Booking:
    """Put the guests of some places into others from a night on; what was agreed for a night stays (đổi phòng).

    The sum of a night's old places is split over its new ones.
    Raises: Taken, Changed, NotFound, NotPossibleNow, Refusal when nothing is chosen or not sold then.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        if not old or not new:
            raise Refusal(_l("Choose a room or a place first."))
        first = max(first, clock.tonight()) if booking.state == BookingState.IN_HOUSE else first
        with undoable(homestay, "booking.moved", booking):
            put_elsewhere(homestay, booking, old, new, first)
        record(homestay, "booking.moved", booking.id, code=code, **places_in_words(homestay, old, new), first=first)
        return booking


def put_elsewhere(homestay: Homestay, booking: Booking, old: Sequence[UUID], new: Sequence[UUID], first: date) -> None:
    given_up = release(booking, UnitNight.unit_id.in_(set(old)), UnitNight.night >= first)
    if not given_up:
        raise Refusal(_l("There is no night left to move. Choose an earlier night."))
    going = moved(given_up, list(dict.fromkeys(new)))
    refuse_not_sold(homestay, going)
    hold(booking, going)
    follow(booking, old, new)


def nights_in(*held: Iterable[Any]) -> list[date]:
    """Return the nights of what is held or waits for a place, in order and once each."""
    return sorted({each.night for some in held for each in some})


def moved(given_up: Sequence[PlaceNight], new: list[UUID]) -> list[PlaceNight]:
    """Return the same nights on other places, each night's sum split over them in whole đồng."""
    nights = []
    for night in nights_in(given_up):
        total = sum(held.price or 0 for held in given_up if held.night == night)
        nights += [PlaceNight(unit, night, share) for unit, share in zip(new, split(total, len(new)), strict=True)]
    return nights


def follow(booking: Booking, old: Sequence[UUID], new: Sequence[UUID]) -> None:
    """Let the guests who were said to sleep on one of the old places sleep nowhere in particular; the new place is asked again."""
    db.session.execute(
        update(Guest)
        .where(Guest.homestay_id == booking.homestay_id, Guest.booking_id == booking.id, Guest.unit_id.in_(set(old) - set(new)))
        .values(unit_id=None)
    )


def places_in_words(homestay: Homestay, old: Sequence[UUID], new: Sequence[UUID]) -> dict[str, str]:
    return {"old": names_of(homestay, old), "new": names_of(homestay, new)}


def names_of(homestay: Homestay, units: Sequence[UUID]) -> str:
    """Return places in words for the record: P1, P3."""
    return ", ".join(place.unit_name for place in places.units_by_id(homestay, units))


def add_places(homestay: Homestay, code: str, wish: BookingWish, version: int | None = None) -> Booking:
    """Give a booking more places on its nights still to come, at list price (thêm phòng). Raises: as `take_booking`, and Changed."""
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        with undoable(homestay, "booking.places_added", booking):
            hold(booking, priced(homestay, wish))
        record(homestay, "booking.places_added", booking.id, code=code, places=names_of(homestay, wish.units))
        return booking


def give_back(homestay: Homestay, code: str, units: Sequence[UUID], first: date, version: int | None = None) -> Booking:
    """Take places away from a booking from a night on; at least one place stays (bớt phòng).

    Raises: Changed, NotFound, NotPossibleNow, Refusal when no place would stay.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        before = nights_in(queries.nights_of(homestay, booking.id), nights_parked(booking))
        with undoable(homestay, "booking.places_given_back", booking):
            release(booking, UnitNight.unit_id.in_(set(units)), UnitNight.night >= first)
        if before != nights_in(queries.nights_of(homestay, booking.id), nights_parked(booking)):
            raise Refusal(_l("At least one place must stay. Cancel the booking, or change its dates instead."))
        record(homestay, "booking.places_given_back", booking.id, code=code, places=names_of(homestay, units))
        return booking


def agree_price(homestay: Homestay, code: str, room_id: UUID, price: int, version: int | None = None) -> Booking:
    """Write down the price agreed for each night of a room: of the room, of each dorm place, or of the whole dorm (thỏa giá).

    Raises: Changed, NotFound, Refusal for a price that cannot be.
    """
    with saving(homestay):
        booking = open_booking(homestay, code, version)
        if not 0 <= price <= MOST_DONG:
            raise Refusal(_l("Check the price: whole đồng, not below zero."))
        room = places.room_of(homestay, room_id)
        with undoable(homestay, "booking.price", booking):
            held = release(booking, UnitNight.unit_id.in_([unit.id for unit in room.units]))
            if not held:
                raise NotFound
            hold(booking, repriced(held, price))
        record(homestay, "booking.price", booking.id, code=code, room=room.name, price=price)
        return booking


def repriced(held: Sequence[PlaceNight], price: int) -> list[PlaceNight]:
    nights = []
    for night in nights_in(held):
        tonight = sorted(each for each in held if each.night == night)
        shares = split(price, len(tonight)) if tonight[0].whole else [price] * len(tonight)
        nights += [each._replace(price=share) for each, share in zip(tonight, shares, strict=True)]
    return nights

"""Two bookings exchange their places: what is left when the house is full (đổi chỗ cho nhau)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Date, bindparam, select

from homestay import clock
from homestay.bookings import queries
from homestay.bookings.queries import HeldNight
from homestay.bookings.stays import follow, moved, names_of, nights_in, open_booking, refuse_not_sold
from homestay.bookings.steps import undoable
from homestay.errors import Refusal
from homestay.places.nights import PlaceNight, hold, release
from homestay.places.queries import natural
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import ALIVE, Booking, BookingState, UnitNight
from models.homestay import Homestay
from models.room import Room, RoomKind, Unit
from models.stay import ONE_DAY, Stay

FAR = timedelta(days=31)
"""How far past the own stay one looks whether the other booking can have the place to its end."""


@dataclass(frozen=True)
class Swap:
    """Which places of a booking go to another one, and which of its places come instead, from a night on."""

    mine: tuple[UUID, ...]
    other: str
    """The other booking's code."""
    theirs: tuple[UUID, ...]
    first: date
    only_shared: bool = False
    """Only on the nights on which both are here; otherwise each to the end of its stay."""
    prices_go: bool = False
    """On the nights they share each pays what was agreed for its new place; otherwise what it agreed itself."""


def swap_places(homestay: Homestay, code: str, swap: Swap, version: int | None = None, other_version: int | None = None) -> Booking:
    """Let two bookings exchange places; all nights are given back, then all are taken, in one saving (đổi chỗ).

    A night's sum is split over the new places in whole đồng.
    Edges: guests who are here change from tonight on.
    Raises: Taken, when a third one is in the way; Changed when either was changed since; NotFound, NotPossibleNow, Refusal.
    """
    with saving(homestay):
        refuse_nothing(code, swap)
        one, other = open_booking(homestay, code, version), open_booking(homestay, swap.other, other_version)
        with undoable(homestay, "booking.swapped", one, other):
            exchange(homestay, one, other, swap)
        old, new = names_of(homestay, swap.mine), names_of(homestay, swap.theirs)
        record(homestay, "booking.swapped", one.id, code=code, old=old, new=new, other=other.code)
        record(homestay, "booking.swapped", other.id, code=other.code, old=new, new=old, other=code)
        return one


def refuse_nothing(code: str, swap: Swap) -> None:
    if not swap.mine or not swap.theirs:
        raise Refusal(_l("Choose a room or a place first."))
    if code == swap.other or set(swap.mine) & set(swap.theirs):
        raise Refusal(_l("A booking cannot swap with itself. Choose another one."))


def exchange(homestay: Homestay, one: Booking, other: Booking, swap: Swap) -> None:
    first = max(swap.first, clock.tonight()) if BookingState.IN_HOUSE in (one.state, other.state) else swap.first
    shared = nights_on(homestay, one, swap.mine, first) & nights_on(homestay, other, swap.theirs, first)
    if not shared:
        raise Refusal(_l("They share no night from then on. Move one of them instead."))
    nights = [UnitNight.night.in_(shared)] if swap.only_shared else [UnitNight.night >= first]
    gone = release(one, UnitNight.unit_id.in_(swap.mine), *nights)
    come = release(other, UnitNight.unit_id.in_(swap.theirs), *nights)
    wanted = taken_over(gone, come, swap.theirs, swap.prices_go), taken_over(come, gone, swap.mine, swap.prices_go)
    refuse_not_sold(homestay, [*wanted[0], *wanted[1]])
    hold(one, wanted[0])
    hold(other, wanted[1])
    follow(one, swap.mine, swap.theirs)
    follow(other, swap.theirs, swap.mine)


def nights_on(homestay: Homestay, booking: Booking, units: Sequence[UUID], first: date) -> set[date]:
    """Return the nights from `first` on that a booking holds on some of these places."""
    return {held.night for held in queries.nights_of(homestay, booking.id) if held.unit_id in units and held.night >= first}


def taken_over(own: Sequence[PlaceNight], theirs: Sequence[PlaceNight], new: Sequence[UUID], prices_go: bool) -> list[PlaceNight]:
    """Return the nights a booking has after the swap: at its own prices, or on shared nights at those of its new places."""
    if not prices_go:
        return moved(own, list(new))
    shared = set(nights_in(own)) & set(nights_in(theirs))
    as_agreed = [night for night in theirs if night.night in shared]
    return as_agreed + moved([night for night in own if night.night not in shared], list(new))


# ---- with whom one can swap


@dataclass(frozen=True)
class Partner:
    """Another booking and its places in one room: what a swap would be."""

    code: str
    contact: str | None
    people: int
    version: int
    room_id: UUID
    units: tuple[UUID, ...]
    places: tuple[str, ...]
    is_dorm: bool
    nights: int
    """How many nights both are here."""
    only_shared: bool
    """Somebody else stands in the way on the other nights."""
    too_few_here: int
    """For how many of the own guests there would be no room."""
    too_few_there: int

    @property
    def value(self) -> str:
        """Return what the form sends: which booking, as it was seen, which room, and how long."""
        return f"{self.code}:{self.version}:{self.room_id}:{'shared' if self.only_shared else 'all'}"


def partners(homestay: Homestay, booking: Booking, held: Sequence[HeldNight], rest: Stay) -> list[Partner]:
    """Return who has other places on nights of `rest`, nearest alike first by name; `held` are the booking's own nights."""
    mine = [each for each in held if each.night in rest]
    if not mine:
        return []
    rows = db.session.execute(nights_of_house(), {"house": homestay.id, "first": rest.arrive, "end": rest.leave + FAR}).all()
    by_room: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
    for row in rows:
        if row.state in ALIVE and row.lapsed_at is None and row.booking_id != booking.id:
            by_room[row.booking_id, row.room_id].append(row)
    holders = {(row.unit_id, row.night): row.booking_id for row in rows}
    capacity = {row.unit_id: capacity_of(row) for row in rows}
    found = [partner(booking, mine, theirs, holders, capacity) for theirs in by_room.values()]
    return sorted((each for each in found if each), key=lambda each: (each.is_dorm, [natural(name) for name in each.places]))


@cache
def nights_of_house() -> Any:
    """Return the select of all nights held in the house, with who holds them."""
    return (
        select(UnitNight.unit_id, UnitNight.night, UnitNight.booking_id, Unit.name, Unit.room_id, Room.kind, Room.capacity)
        .add_columns(Booking.code, Booking.contact, Booking.state, Booking.lapsed_at, Booking.version, Booking.planned_to)
        .add_columns((Booking.adults + Booking.children).label("people"))
        .join(UnitNight.unit)
        .join(Unit.room)
        .outerjoin(UnitNight.booking)
        .where(UnitNight.homestay_id == bindparam("house"))
        .where(UnitNight.night >= bindparam("first", type_=Date()), UnitNight.night < bindparam("end", type_=Date()))
        .order_by(UnitNight.night)
    )


def capacity_of(row: Any) -> int:
    return 1 if row.kind == RoomKind.DORM else int(row.capacity)


def partner(
    booking: Booking, mine: Sequence[HeldNight], theirs: Sequence[Any], holders: dict[Any, Any], capacity: dict[UUID, int]
) -> Partner | None:
    """Return what a swap of all own places for another booking's places in one room would be; nothing where they share no night."""
    shared = {each.night for each in mine} & {row.night for row in theirs}
    if not shared:
        return None
    row = theirs[0]
    names = {each.unit_id: each.name for each in theirs}
    own, other = {each.unit_id for each in mine}, set(names)
    last = max(each.night for each in mine), max(each.night for each in theirs)
    wanted = [(unit, night) for unit in other for night in Stay(min(shared), last[0] + ONE_DAY)]
    wanted += [(unit, night) for unit in own for night in Stay(min(shared), last[1] + ONE_DAY)]
    strangers = {holders[each] for each in wanted if each in holders} - {booking.id, row.booking_id}
    goes_on = row.planned_to > max(last[1] + ONE_DAY, booking.planned_to + FAR)
    return Partner(
        row.code,
        row.contact,
        row.people,
        row.version,
        row.room_id,
        tuple(names),
        tuple(sorted(names.values(), key=natural)),
        row.kind == RoomKind.DORM,
        len(shared),
        bool(strangers) or goes_on,
        max(booking.people - room_for(other, capacity), 0),
        max(row.people - room_for(own, capacity), 0),
    )


def room_for(units: Iterable[UUID], capacity: dict[UUID, int]) -> int:
    return sum(capacity.get(unit, 1) for unit in units)

"""Changes to rooms and places: adding, changing, opening and closing them by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from homestay import clock
from homestay.errors import NotFound, Refusal
from homestay.places import queries
from homestay.places.nights import PlaceNight, hold, release
from homestay.places.opening import is_within
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import UnitNight
from models.homestay import Homestay
from models.room import Cleaning, Closure, ClosureReason, Room, RoomKind, Unit
from models.stay import Stay


@dataclass(frozen=True)
class RoomWish:
    """What an owner says of a room; prices in đồng a night, `capacity` in normal sleeping places."""

    name: str
    kind: str
    capacity: int
    price: int
    whole_price: int | None = None
    open_from: date | None = None


class NameTaken(Refusal):
    """Two rooms of a house cannot bear one name."""

    title = _l("That name is taken")


class StillBooked(Refusal):
    """A place that has guests later cannot close."""

    title = _l("There are bookings later")


def add_room(homestay: Homestay, wish: RoomWish) -> Room:
    """Add a room with its places: one for a private room, `capacity` mattresses for a dorm (thêm phòng). Raises: NameTaken."""
    with saving(homestay):
        refuse_same_name(homestay, wish.name, None)
        room = Room(
            homestay_id=homestay.id,
            name=wish.name,
            kind=wish.kind,
            capacity=wish.capacity,
            price=wish.price,
            whole_price=wish.whole_price if wish.kind == RoomKind.DORM else None,
            open_from=wish.open_from,
        )
        db.session.add(room)
        db.session.flush()
        db.session.add_all(Unit(homestay_id=homestay.id, room_id=room.id, name=name) for name in unit_names(wish))
        record(homestay, "room.added", room.id, name=wish.name)
        return room


def unit_names(wish: RoomWish) -> list[str]:
    if wish.kind == RoomKind.PRIVATE:
        return [wish.name]
    return [f"{wish.name}-{number}" for number in range(1, wish.capacity + 1)]


def refuse_same_name(homestay: Homestay, name: str, but: UUID | None) -> None:
    same = db.session.scalar(select(Room.id).where(Room.homestay_id == homestay.id, Room.name == name))
    if same and same != but:
        raise NameTaken(_l("There is already a room called %(name)s. Give this one another name.", name=name))


def change_room(homestay: Homestay, room_id: UUID, wish: RoomWish) -> None:
    """Change a room's name, capacity and list prices; nights already agreed keep their price. Raises: NameTaken, NotFound.

    Its kind stays, a dorm's capacity is the number of its places, and only a dorm has a whole price.
    """
    with saving(homestay):
        room = queries.room_of(homestay, room_id)
        refuse_same_name(homestay, wish.name, room.id)
        if room.is_dorm:
            room.whole_price = wish.whole_price
        else:
            room.units[0].name = wish.name
            room.capacity = wish.capacity
        room.name, room.price = wish.name, wish.price
        record(homestay, "room.changed", room.id, name=wish.name, price=wish.price)


def set_cleaning(homestay: Homestay, room_id: UUID, cleaning: Cleaning, was: Cleaning | None = None) -> Room:
    """Say how clean a room is (dọn xong, đang dọn, chưa dọn); `was` is what the page showed before.

    Raises: NotFound; Refusal, when it is neither as the page showed nor as it is to be.
    """
    with saving(homestay):
        room = queries.room_of(homestay, room_id)
        if was and room.cleaning not in (was, cleaning):
            raise Refusal(_l("Somebody said otherwise of room %(room)s just now. Look at it again.", room=room.name))
        room.cleaning = cleaning
        record(homestay, "room.cleaning", room.id, cleaning=cleaning)
        return room


def add_unit(homestay: Homestay, room_id: UUID, name: str, open_from: date) -> Unit:
    """Add a place to a dorm from a night on (thêm đệm); past supply stays as it was. Raises: NameTaken, NotFound."""
    with saving(homestay):
        room = queries.room_of(homestay, room_id)
        if not room.is_dorm:
            raise Refusal(_l("Room %(room)s is let as a whole, it has no places to add.", room=room.name))
        if any(unit.name == name for unit in room.units):
            raise NameTaken(_l("There is already a place called %(name)s here. Give this one another name.", name=name))
        unit = Unit(homestay_id=homestay.id, room_id=room.id, name=name, open_from=open_from)
        db.session.add(unit)
        keep_closed(unit)
        room.capacity = capacity_of(room.units) + 1
        record(homestay, "unit.added", unit.id, name=name, open_from=open_from)
        return unit


def capacity_of(units: Sequence[Unit]) -> int:
    """Return how many places a dorm has: those without a last night."""
    return sum(unit.open_to is None for unit in units)


def keep_closed(unit: Unit) -> None:
    """Let the closures that already stand on the room hold a new place too."""
    first = unit.open_from or date.min
    standing = db.session.scalars(
        select(Closure).where(Closure.homestay_id == unit.homestay_id, Closure.room_id == unit.room_id, Closure.end_night > first)
    ).all()
    for closure in standing:
        hold(closure, [PlaceNight(unit.id, night) for night in Stay(max(closure.first_night, first), closure.end_night)])


def close_unit(homestay: Homestay, unit_id: UUID, open_to: date) -> None:
    """Sell a dorm place no more from a night on (bớt đệm). Raises: StillBooked, NotFound."""
    with saving(homestay):
        unit = db.session.get(Unit, (homestay.id, unit_id))
        if unit is None:
            raise NotFound
        room = queries.room_of(homestay, unit.room_id)
        if not room.is_dorm:
            raise Refusal(_l("Room %(room)s is let as a whole: let the room no more instead.", room=room.name))
        refuse_later_guests(homestay, [unit.id], open_to)
        unit.open_to = max(open_to, unit.open_from) if unit.open_from else open_to
        room.capacity = max(capacity_of(room.units), 1)
        record(homestay, "unit.closed", unit.id, open_to=open_to)


def close_room(homestay: Homestay, room_id: UUID, open_to: date | None) -> None:
    """Sell a room no more from a night on, or again without an end (ngừng bán phòng). Raises: StillBooked, NotFound.

    When a room comes back, the nights on which it was not sold stay so in the books, as a closure.
    """
    with saving(homestay):
        room = queries.room_of(homestay, room_id)
        if open_to:
            refuse_early(room, open_to)
            refuse_later_guests(homestay, [unit.id for unit in room.units], open_to)
        keep_gap(room, clock.today())
        room.open_to = open_to
        record(homestay, "room.closed", room.id, open_to=open_to)


def refuse_early(room: Room, open_to: date) -> None:
    """Refuse a last day that lies before the first one."""
    if room.open_from and open_to <= room.open_from:
        first = clock.day_words(room.open_from)
        raise Refusal(_l("Room %(room)s is let from %(day)s on. Choose a later day.", room=room.name, day=first))


def keep_gap(room: Room, today: date) -> None:
    """Close the past nights after a room's last one, so that letting it again changes nothing that is over."""
    if not room.open_to or room.open_to >= today:
        return
    gap = Stay(room.open_to, today)
    closure = Closure(
        homestay_id=room.homestay_id, room_id=room.id, first_night=gap.arrive, end_night=gap.leave, reason=ClosureReason.OTHER
    )
    db.session.add(closure)
    hold(closure, closed_nights(room, gap))


def refuse_later_guests(homestay: Homestay, unit_ids: list[UUID], first: date) -> None:
    last = db.session.scalar(
        select(func.max(UnitNight.night)).where(
            UnitNight.homestay_id == homestay.id,
            UnitNight.unit_id.in_(unit_ids),
            UnitNight.night >= first,
            UnitNight.booking_id.is_not(None),
        )
    )
    if last:
        night = clock.day_words(last)
        raise StillBooked(_l("Guests are booked until the night of %(night)s. Move them first, or choose a later day.", night=night))


def close_nights(homestay: Homestay, room_id: UUID, stay: Stay, reason: str) -> Closure:
    """Take all places of a room out of sale for some nights (đóng phòng). Raises: Taken, NotFound, Refusal for no night."""
    with saving(homestay):
        room = queries.room_of(homestay, room_id)
        if not len(stay):
            raise Refusal(_l("Choose at least one night to close."))
        closure = Closure(homestay_id=homestay.id, room_id=room.id, first_night=stay.arrive, end_night=stay.leave, reason=reason)
        db.session.add(closure)
        hold(closure, closed_nights(room, stay))
        record(homestay, "room.nights_closed", room.id, first_night=stay.arrive, end_night=stay.leave, reason=reason)
        return closure


def closed_nights(room: Room, stay: Stay) -> list[PlaceNight]:
    """Return the nights of a stay on which the room's places would be sold."""
    return [PlaceNight(unit.id, night) for unit in room.units for night in stay if is_within(night, unit.open_from, unit.open_to)]


def reopen(homestay: Homestay, closure_id: UUID) -> None:
    """Sell the nights of a closure again, from the night of today on; nights past stay closed in the books (mở lại). Raises: NotFound."""
    with saving(homestay):
        closure = db.session.get(Closure, (homestay.id, closure_id))
        if closure is None:
            raise NotFound
        today = clock.today()
        release(closure, UnitNight.night >= today)
        if closure.first_night >= today:
            db.session.delete(closure)
        else:
            closure.end_night = min(closure.end_night, today)
        record(homestay, "room.reopened", closure.room_id)

"""What already stands in the house books, loaded once, so that taking in a workbook asks no question a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select

from homestay.books.checking import Known, KnownBooking
from homestay.places.opening import is_within
from homestay.places.queries import natural
from models import db
from models.booking import Booking, UnitNight
from models.homestay import Homestay
from models.room import Room, RoomKind, Unit

Pair = tuple[str, str]
"""A homestay's slug, and a room's name or a booking's code."""


@dataclass
class Place:
    """A place with the days on which it is sold."""

    id: UUID
    name: str
    open_from: date | None
    open_to: date | None

    def is_open(self, night: date) -> bool:
        return is_within(night, self.open_from, self.open_to)


@dataclass
class RoomPlaces:
    """A room and its places, lowest name first; `is_new`: this workbook makes it."""

    id: UUID
    homestay_id: UUID
    name: str
    kind: str
    open_from: date | None
    open_to: date | None
    is_new: bool = False
    places: list[Place] = field(default_factory=list)

    @property
    def is_dorm(self) -> bool:
        return self.kind == RoomKind.DORM

    def add(self, place: Place) -> None:
        self.places.append(place)
        self.places.sort(key=lambda each: natural(each.name))

    def open_places(self, night: date) -> list[Place]:
        """Return the places sold on a night: the room is open, and the place is."""
        if not is_within(night, self.open_from, self.open_to):
            return []
        return [place for place in self.places if place.is_open(night)]

    def place_named(self, name: str) -> Place | None:
        return next((place for place in self.places if place.name == name), None)


@dataclass
class BookingPlace:
    """A booking by its key; `is_new`: this workbook makes it."""

    id: UUID
    homestay_id: UUID
    state: str
    people: int
    is_new: bool = False


@dataclass
class Ledger:
    """Homestays by slug, rooms and bookings by slug and name, and the nights that are taken."""

    homestays: dict[str, Homestay] = field(default_factory=dict)
    rooms: dict[Pair, RoomPlaces] = field(default_factory=dict)
    bookings: dict[Pair, BookingPlace] = field(default_factory=dict)
    taken: set[tuple[UUID, date]] = field(default_factory=set)

    def known(self) -> Known:
        """Return what the checks of a workbook may point to."""
        return Known(
            homestays={(slug,) for slug in self.homestays},
            rooms={key: room.kind for key, room in self.rooms.items()},
            beds={key: {place.name for place in room.places} for key, room in self.rooms.items()},
            bookings={key: KnownBooking(booking.state, booking.people) for key, booking in self.bookings.items()},
        )


def homestays_named(slugs: Iterable[str]) -> Sequence[Homestay]:
    """Return the homestays of these slugs that there are."""
    return db.session.scalars(select(Homestay).where(Homestay.slug.in_(set(slugs))).order_by(Homestay.slug)).all()


def load(homestays: Sequence[Homestay]) -> Ledger:
    """Return what stands in the books of these homestays."""
    ledger = Ledger({homestay.slug: homestay for homestay in homestays})
    slugs = {homestay.id: homestay.slug for homestay in homestays}
    if slugs:
        load_rooms(ledger, slugs)
        load_bookings(ledger, slugs)
    return ledger


def load_rooms(ledger: Ledger, slugs: dict[UUID, str]) -> None:
    columns = (Room.homestay_id, Room.id, Room.name, Room.kind, Room.open_from, Room.open_to)
    for homestay_id, room_id, name, kind, open_from, open_to in db.session.execute(select(*columns).where(Room.homestay_id.in_(slugs))):
        ledger.rooms[slugs[homestay_id], name] = RoomPlaces(room_id, homestay_id, name, kind, open_from, open_to)
    by_id = {(room.homestay_id, room.id): room for room in ledger.rooms.values()}
    of_unit = (Unit.homestay_id, Unit.room_id, Unit.id, Unit.name, Unit.open_from, Unit.open_to)
    for unit in db.session.execute(select(*of_unit).where(Unit.homestay_id.in_(slugs))):
        by_id[unit.homestay_id, unit.room_id].add(Place(unit.id, unit.name, unit.open_from, unit.open_to))


def load_bookings(ledger: Ledger, slugs: dict[UUID, str]) -> None:
    columns = (Booking.homestay_id, Booking.code, Booking.id, Booking.state, Booking.adults, Booking.children)
    rows = db.session.execute(select(*columns).where(Booking.homestay_id.in_(slugs)))
    for homestay_id, code, booking_id, state, adults, children in rows:
        ledger.bookings[slugs[homestay_id], code] = BookingPlace(booking_id, homestay_id, state, adults + children)


def load_taken(ledger: Ledger, first: date, last: date) -> None:
    """Note which nights from `first` to `last` are taken, whoever holds them."""
    homestay_ids = {homestay.id for homestay in ledger.homestays.values()}
    nights = select(UnitNight.unit_id, UnitNight.night).where(
        UnitNight.homestay_id.in_(homestay_ids), UnitNight.night >= first, UnitNight.night <= last
    )
    ledger.taken |= {(unit_id, night) for unit_id, night in db.session.execute(nights)}

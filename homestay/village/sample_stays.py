"""A booking of the sample village while it is made, and the board that knows which places are taken."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple
from uuid import UUID

from homestay.bookings.actions import CODE_LENGTH
from homestay.places.queries import split
from homestay.tokens import READ_ALOUD
from homestay.village.sample_houses import SampleHouse, SampleRoom, SampleUnit
from homestay.village.sample_people import Person
from homestay.village.sample_period import Period
from homestay.village.sample_seasons import is_holiday
from models.base import uuid7
from models.booking import SLEPT, BookingState
from models.charge import ChargeKind
from models.payment import Holder, PaymentKind, PaymentMethod
from models.stay import Stay

STEP = 10_000
"""Prices are whole tens of thousands of đồng."""


class Held(NamedTuple):
    """A place on a night of a booking."""

    room: SampleRoom
    unit: SampleUnit
    night: date
    price: int
    whole: bool = False


class Owed(NamedTuple):
    """A charge beyond the nights, in đồng."""

    kind: ChargeKind
    day: date
    amount: int
    people: int | None
    description: str


class Paid(NamedTuple):
    """A payment, in đồng."""

    kind: PaymentKind
    day: date
    amount: int
    method: PaymentMethod
    held_by: Holder = Holder.HOMESTAY


@dataclass
class SampleBooking:
    """A booking with everything that hangs on it; `leave` is the day the guests really go."""

    code: str
    stay: Stay
    state: BookingState
    source: str
    booked_on: date
    nationality: str
    leave: date
    id: UUID = field(default_factory=uuid7)
    places: list[Held] = field(default_factory=list)
    people: list[Person | None] = field(default_factory=list)
    children: int = 0
    contact: str | None = None
    phone: str | None = None
    note: str | None = None
    reason: str | None = None
    held_until: datetime | None = None
    commission: int | None = None
    charges: list[Owed] = field(default_factory=list)
    payments: list[Paid] = field(default_factory=list)
    late_at_night: bool = False
    """They came after midnight, on the night of their first day."""
    is_declared: bool = True

    @property
    def has_slept(self) -> bool:
        return self.state in SLEPT and bool(self.places)

    @property
    def night_revenue(self) -> int:
        return sum(held.price for held in self.places)

    @property
    def rooms(self) -> list[SampleRoom]:
        """The rooms of the first night, each once."""
        return list({held.room.name: held.room for held in self.places if held.night == self.stay.arrive}.values())

    @property
    def beds(self) -> int:
        """How many people the places of the first night are for."""
        first = [held for held in self.places if held.night == self.stay.arrive]
        return sum(1 if held.room.is_dorm else held.room.capacity for held in first)


class Board:
    """Which places of a house are taken on which nights."""

    def __init__(self, house: SampleHouse) -> None:
        self.house = house
        self.sold: set[tuple[UUID, date]] = set()
        self.shut: set[tuple[UUID, date]] = set()

    def is_free(self, room: SampleRoom, unit: SampleUnit, nights: Iterable[date]) -> bool:
        """Say whether a place is open and nobody's on all of these nights."""
        return all(
            (unit.id, night) not in self.sold and (unit.id, night) not in self.shut and room.is_open(unit, night) for night in nights
        )

    def free(self, room: SampleRoom, nights: Iterable[date]) -> list[SampleUnit]:
        stay = list(nights)
        return [unit for unit in room.units if self.is_free(room, unit, stay)]

    def longest(self, room: SampleRoom, unit: SampleUnit, stay: Stay) -> Stay:
        """Return the stay, shortened to the nights on which the place is free from its first one on."""
        free = 0
        while free < len(stay) and self.is_free(room, unit, [stay.nights()[free]]):
            free += 1
        return Stay(stay.arrive, stay.arrive + timedelta(days=free))

    def shut_nights(self, room: SampleRoom, stay: Stay) -> None:
        self.shut.update((unit.id, night) for unit in room.units for night in stay)

    def take(self, booking: SampleBooking, held: Iterable[Held]) -> None:
        for each in held:
            self.sold.add((each.unit.id, each.night))
            booking.places.append(each)

    def give_back(self, booking: SampleBooking, first: date) -> None:
        """Give back the nights of a booking from `first` on."""
        self.sold.difference_update((held.unit.id, held.night) for held in booking.places if held.night >= first)
        booking.places = [held for held in booking.places if held.night < first]


class Desk:
    """Where the bookings of one house are made: its board, its chance, the codes it gave out."""

    def __init__(self, house: SampleHouse, period: Period, random: Random) -> None:
        self.house, self.period, self.random = house, period, random
        self.board = Board(house)
        self.bookings: list[SampleBooking] = []
        self.codes: set[str] = set()

    def new_code(self) -> str:
        while True:
            code = "".join(self.random.choices(READ_ALOUD, k=CODE_LENGTH))
            if code not in self.codes:
                self.codes.add(code)
                return code

    def at_price(self, room: SampleRoom, unit: SampleUnit, stay: Stay) -> list[Held]:
        """Return the nights of a place at what the house asks then."""
        return [Held(room, unit, night, self.price(room.price, night)) for night in stay]

    def whole(self, room: SampleRoom, stay: Stay) -> list[Held]:
        """Return a whole dorm's nights, its price split over the places open then."""
        held = []
        for night in stay:
            units = [unit for unit in room.units if room.is_open(unit, night)]
            shares = split(self.price(room.whole_price or 0, night), len(units))
            held += [Held(room, unit, night, share, whole=True) for unit, share in zip(units, shares, strict=True)]
        return held

    def price(self, usual: int, night: date) -> int:
        return round(usual * self.house.dearer / STEP) * STEP if is_holiday(night) else usual

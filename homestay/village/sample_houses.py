"""The homestays of the sample village: their names, their rooms and what a night costs. All of it is made up.

Source: facts/tourism.md §2.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from homestay.accounts.slugs import slug_of
from homestay.places.actions import RoomWish, unit_names
from homestay.places.opening import is_within
from homestay.village.sample_people import host_name
from homestay.village.sample_period import Period
from homestay.village.sample_seasons import TET
from models.base import uuid7
from models.room import RoomKind

FLOOR, SIX, TEN, FIFTEEN, SEVENTEEN = (2, 1, 20), (5, 1, 0), (6, 4, 0), (12, 3, 0), (13, 4, 0)
"""Double rooms, family rooms of four, mattresses on the floor."""
STREET = (
    *(FLOOR, SIX, TEN, SIX, SIX, SIX, FIFTEEN),
    *(FLOOR, SIX, TEN, SIX, SIX, SIX, SIX),
    *(FLOOR, SIX, TEN, SIX, SIX, SIX, SIX),
)
"""The houses as they stand, again and again: 63 of them have 1,228 bed-places."""
BIGGEST_EVERY, BIGGEST = 63, 14
NAMES = (
    *("Tam Giác Mạch", "Đá Xám", "Hoa Đào", "Mận Trắng", "Bếp Lửa", "Mây Sớm", "Cột Cờ", "Hiên Nắng", "Ngói Âm Dương", "Trình Tường"),
    *("Khèn Lá", "Ngô Vàng", "Sương Mai", "Bờ Rào Đá", "Trống Đồng", "Váy Hoa", "Suối Nhỏ", "Cổng Gỗ", "Lúa Chín", "Gió Bấc"),
    *("Trăng Non", "Hạt Dẻ", "Cao Nguyên", "Đồi Thông", "Lanh Trắng", "Mèn Mén", "Thổ Cẩm", "Lưng Núi", "Chân Trời", "Sân Phơi"),
    *("Mái Rêu", "Cải Vàng"),
)
SHAPES = ("Nhà {}", "{} Homestay")
LATER = timedelta(days=90)
"""When some floors get their last two mattresses."""


@dataclass(frozen=True)
class SampleUnit:
    """One place and the first night it is sold; None from ever."""

    id: UUID
    name: str
    open_from: date | None = None


@dataclass(frozen=True)
class SampleRoom:
    """A room and its places; prices in đồng."""

    id: UUID
    name: str
    kind: str
    capacity: int
    price: int
    whole_price: int | None
    units: tuple[SampleUnit, ...]
    open_from: date | None = None
    open_to: date | None = None

    @property
    def is_dorm(self) -> bool:
        return self.kind == RoomKind.DORM

    def is_open(self, unit: SampleUnit, night: date) -> bool:
        return is_within(night, self.open_from, self.open_to) and is_within(night, unit.open_from, None)


@dataclass(frozen=True)
class SampleHouse:
    """A homestay; `liked` is how much fuller it is than the others, `dearer` what a holiday night costs more (1 is nothing)."""

    id: UUID
    number: int
    name: str
    slug: str
    owner: str
    liked: float
    dearer: float
    rooms: list[SampleRoom] = field(default_factory=list)

    @property
    def private(self) -> list[SampleRoom]:
        return [room for room in self.rooms if not room.is_dorm]

    @property
    def dorms(self) -> list[SampleRoom]:
        return [room for room in self.rooms if room.is_dorm]

    @property
    def phone(self) -> str:
        return f"0710 {self.number:03} 000"


def house(number: int, period: Period, random: Random) -> SampleHouse:
    """Return the homestay with this number, 1 and up; the first one is well liked."""
    name = name_of(number)
    liked = 1.4 if number == 1 else random.uniform(0.6, 1.4)
    dearer = random.choice((1.0, 1.0, 1.0, 1.2, 1.3, 1.5))
    made = SampleHouse(uuid7(), number, name, slug_of(name), host_name(random), liked, dearer)
    made.rooms.extend(rooms(number, period, random))
    return made


def name_of(number: int) -> str:
    again, place = divmod(number - 1, len(NAMES))
    shape = SHAPES[again % len(SHAPES)]
    more = f" {again // len(SHAPES) + 1}" if again >= len(SHAPES) else ""
    return shape.format(NAMES[place]) + more


def rooms(number: int, period: Period, random: Random) -> Iterator[SampleRoom]:
    """Give the rooms of a house: doubles, family rooms, the floor, and tents at Tết."""
    doubles, families, mattresses = SEVENTEEN if number % BIGGEST_EVERY == BIGGEST else STREET[(number - 1) % len(STREET)]
    usual = random.randrange(400_000, 600_001, 50_000)
    for each in range(1, doubles + 1):
        yield private(f"P{each}", 2, min(600_000, usual + 50_000 * (each % 3 == 0)))
    for each in range(1, families + 1):
        yield private(f"Gia đình {each}", 4, random.randrange(700_000, 1_550_001, 50_000))
    if mattresses:
        yield floor(mattresses, 10_000 * random.randint(10, 15), period.first + LATER if number % 2 else None)
    if number % 3 == 2:
        yield from tents(period, 50_000 * random.randint(6, 10))


def private(name: str, capacity: int, price: int, open_from: date | None = None, open_to: date | None = None) -> SampleRoom:
    unit = SampleUnit(uuid7(), name)
    return SampleRoom(uuid7(), name, RoomKind.PRIVATE, capacity, price, None, (unit,), open_from, open_to)


def floor(mattresses: int, price: int, last_two_from: date | None) -> SampleRoom:
    """Return the communal floor (sàn tập thể); a fifth off for who takes all of it."""
    names = unit_names(RoomWish("Sàn", RoomKind.DORM, mattresses, price))
    units = tuple(SampleUnit(uuid7(), name, last_two_from if name in names[-2:] else None) for name in names)
    return SampleRoom(uuid7(), "Sàn", RoomKind.DORM, mattresses, price, price * mattresses * 4 // 5, units)


def tents(period: Period, price: int) -> Iterator[SampleRoom]:
    """Give the tents that stand in the yard around each Tết of the period."""
    for year, first in TET.items():
        if period.first < first < period.end:
            yield private(f"Lều Tết {year}", 2, price, first - timedelta(days=1), first + timedelta(days=6))

"""Free places of a village on a few nights: which nights are asked for, and how the counts are put together. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from models.room import RoomKind
from models.stay import ONE_DAY

FRIDAY = 4
NEARLY_FULL = 90
"""In hundredths of what is open; from here on a night is called nearly full."""


class Free(NamedTuple):
    """What is free on a night: private rooms, dorm places, and how many of both are open at all."""

    rooms: int = 0
    beds: int = 0
    open: int = 0

    def __add__(self, other: "Free") -> "Free":  # type: ignore[override]
        return Free(self.rooms + other.rooms, self.beds + other.beds, self.open + other.open)

    @property
    def is_nothing(self) -> bool:
        return not (self.rooms or self.beds)

    @property
    def taken_share(self) -> float:
        """How much of what is open is taken, in hundredths; closed nights count as taken."""
        return 100 * (self.open - self.rooms - self.beds) / self.open if self.open else 100

    @property
    def is_nearly_full(self) -> bool:
        return self.taken_share >= NEARLY_FULL


@dataclass
class HomeFree:
    """A homestay with what is free there by night."""

    name: str
    phone: str | None
    nights: dict[date, Free] = field(default_factory=lambda: defaultdict(Free))


@dataclass(frozen=True)
class FreePlaces:
    """What is free in a village: by night, and by homestay."""

    nights: list[date]
    homes: list[HomeFree]

    def total(self, night: date) -> Free:
        return sum((home.nights[night] for home in self.homes), Free())

    def with_places(self, night: date, kind: str | None = None) -> list[HomeFree]:
        """Return the homestays that have something free on a night, of one kind or of any; those with most come first."""
        found = [home for home in self.homes if has_free(home.nights[night], kind)]
        return sorted(found, key=lambda home: (-home.nights[night].rooms, -home.nights[night].beds, home.name))


def has_free(free: Free, kind: str | None) -> bool:
    if kind == RoomKind.PRIVATE:
        return free.rooms > 0
    if kind == RoomKind.DORM:
        return free.beds > 0
    return not free.is_nothing


def nights_from(tonight: date) -> list[date]:
    """Return tonight, tomorrow night, and the Friday and Saturday of the next weekend that is not over by then."""
    tomorrow = tonight + ONE_DAY
    friday = tonight + (FRIDAY - tonight.weekday()) % 7 * ONE_DAY
    if friday + ONE_DAY <= tomorrow:
        friday += 7 * ONE_DAY
    return sorted({tonight, tomorrow, friday, friday + ONE_DAY})


def put_together(nights: Sequence[date], homes: Iterable[Any], counts: Iterable[Any]) -> FreePlaces:
    """Return the free places from (id, name, phone) of the homestays and (homestay_id, night, kind, open, free) of their places."""
    found = {home.id: HomeFree(home.name, home.phone) for home in homes}
    for row in counts:
        is_dorm = row.kind == RoomKind.DORM
        found[row.homestay_id].nights[row.night] += Free(0 if is_dorm else row.free, row.free if is_dorm else 0, row.open)
    return FreePlaces(list(nights), list(found.values()))

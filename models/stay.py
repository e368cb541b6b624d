"""A range of nights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Stay:
    """Nights from `arrive` up to, not including, `leave` (khoảng đêm). Equal days are day use: no night.

    Raises: ValueError when `leave` lies before `arrive`.
    """

    arrive: date
    leave: date

    def __post_init__(self) -> None:
        if self.leave < self.arrive:
            raise ValueError("a stay cannot end before it begins")

    def nights(self) -> list[date]:
        return [self.arrive + timedelta(days=n) for n in range(len(self))]

    def __len__(self) -> int:
        return (self.leave - self.arrive).days

    def __iter__(self) -> Iterator[date]:
        return iter(self.nights())

    def __contains__(self, night: date) -> bool:
        return self.arrive <= night < self.leave

    @property
    def last_night(self) -> date:
        return self.leave - ONE_DAY

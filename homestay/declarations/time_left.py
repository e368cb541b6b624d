"""The clock of the declarations: how many guests wait, how long there is still, and what forgetting costs (hạn khai báo)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from homestay import clock
from homestay.declarations.deadlines import USUAL_ARRIVAL_HOUR, fine_range
from homestay.declarations.queries import Undeclared, counted


@dataclass(frozen=True)
class Deadline:
    """The clock of the declarations: how many, since when, until when, how far, and what forgetting costs (đồng)."""

    count: int
    since: datetime | date
    """When the guest due first came; a day alone where the hour is not known."""
    due: datetime
    left: timedelta
    share: float
    low: int
    high: int

    @property
    def knows_hour(self) -> bool:
        return isinstance(self.since, datetime)

    @property
    def is_late(self) -> bool:
        return self.left < timedelta(0)


def deadline(guests: Sequence[Undeclared], now: datetime) -> Deadline | None:
    """Return the clock of the guest due first; nothing when everybody is declared."""
    if not guests:
        return None
    first = guests[0]
    since = first.arrived if isinstance(first.arrived, datetime) else clock.at(first.arrived, USUAL_ARRIVAL_HOUR)
    share = 100 * (now - since) / (first.due - since)
    low, high = fine_range(*counted(guests))
    return Deadline(len(guests), first.arrived, first.due, first.due - now, round(min(max(share, 0), 100), 1), low, high)

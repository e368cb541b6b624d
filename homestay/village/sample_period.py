"""The days that the sample village covers, seen from the moment at which it is made."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

from homestay import clock
from models.stay import Stay

MONTHS_BEFORE, DAYS_AHEAD = 14, 60


@dataclass(frozen=True)
class Period:
    """The first night, the day after the last one, and now: what lies before has happened."""

    first: date
    end: date
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def nights(self) -> Stay:
        return Stay(self.first, self.end)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a moment of a day, but never one that is still to come."""
        return min(clock.at(day, hour, minute), self.now)


def months_before(day: date, months: int) -> date:
    """Return the same day some months earlier, or the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

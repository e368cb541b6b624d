"""The calendar month that a report is about."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from models.stay import ONE_DAY

WRITTEN = re.compile(r"(?:19|2[0-9])[0-9]{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, known by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month of a day."""
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, text: str) -> "Month":
        """Return the month written as 2026-12. Raises: ValueError."""
        if not WRITTEN.fullmatch(text):
            raise ValueError(text)
        return cls(date.fromisoformat(f"{text}-01"))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    @cached_property
    def end(self) -> date:
        """The first day of the next month."""
        return (self.first + 31 * ONE_DAY).replace(day=1)

    @property
    def last(self) -> date:
        return self.end - ONE_DAY

    @property
    def eve(self) -> date:
        """The day before the month: its night is the one from which the first guests leave."""
        return self.first - ONE_DAY

    def before(self) -> "Month":
        return Month.of(self.eve)

    def after(self) -> "Month":
        return Month(self.end)

    def days(self) -> list[date]:
        return [self.first + number * ONE_DAY for number in range((self.end - self.first).days)]

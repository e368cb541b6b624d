"""The holidays of a village (ngày lễ): those of the country, and above them what the village says of a day itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, Select, Uuid, bindparam, case, exists, null, select, union_all

from models import db
from models.rate import Holiday, VillageHoliday
from models.stay import ONE_DAY

country, own = Holiday.__table__.c, VillageHoliday.__table__.c
VILLAGE = bindparam("village_id", type_=Uuid())
FIRST, END = bindparam("first", type_=Date()), bindparam("end", type_=Date())
SAID = exists().where(own.village_id == VILLAGE, own.day == country.day)

DAYS_OFF = union_all(
    select(country.day, country.name, null().label("name_en"), case((country.announced, 1), else_=0).label("announced"))
    .where(country.day >= FIRST, country.day < END)
    .where(~SAID),
    select(own.day, own.name, own.name_en, case((own.announced, 1), else_=0)).where(
        own.village_id == VILLAGE, own.day >= FIRST, own.day < END, own.name.is_not(None)
    ),
).subquery("days_off")
"""(day, name, name_en, announced) of the holidays of a village from `first` up to `end`."""


class DayOff(NamedTuple):
    """A holiday (ngày lễ) of one day."""

    day: date
    name: str
    name_en: str | None
    """What English readers see instead; where there is none, the translation of the law's name, or the name."""
    is_announced: bool
    """The Government has decided it; otherwise it is expected."""


class Span(NamedTuple):
    """A holiday of one day or of days side by side; `last` is its last day."""

    first: date
    last: date
    name: str
    name_en: str | None = None
    is_announced: bool = True

    def days(self) -> Iterator[date]:
        yield from (self.first + timedelta(days=number) for number in range(self.length))

    def days_off(self) -> dict[date, DayOff]:
        return {day: DayOff(day, self.name, self.name_en, self.is_announced) for day in self.days()}

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def stamp(self) -> str:
        """Return what is another one as soon as anything of the holiday is."""
        return sha256(repr(tuple(self)).encode()).hexdigest()[:16]


def days_off(village_id: UUID, first: date, end: date) -> list[DayOff]:
    """Return the holidays of a village from `first` up to `end`, which is not among them, by day."""
    rows = db.session.execute(days_off_asked(), {"village_id": village_id, "first": first, "end": end})
    return sorted(DayOff(row.day, row.name, row.name_en, bool(row.announced)) for row in rows)


@cache
def days_off_asked() -> Select[Any]:
    return select(DAYS_OFF)


def taken_out(village_id: UUID, first: date, end: date) -> list[DayOff]:
    """Return the holidays of the country that a village has taken out, from `first` up to `end`, by day."""
    rows = db.session.execute(taken_out_asked(), {"village_id": village_id, "first": first, "end": end})
    return [DayOff(row.day, row.name, None, row.announced) for row in rows]


@cache
def taken_out_asked() -> Select[Any]:
    return (
        select(country.day, country.name, country.announced)
        .join_from(Holiday.__table__, VillageHoliday.__table__, (own.village_id == VILLAGE) & (own.day == country.day))
        .where(country.day >= FIRST, country.day < END, own.name.is_(None))
        .order_by(country.day)
    )


def spans(days: Iterable[DayOff]) -> Sequence[Span]:
    """Put days side by side of which the same is said together, by day."""
    found: list[Span] = []
    for off in sorted(days):
        said = off.name, off.name_en, off.is_announced
        if found and found[-1][2:] == said and found[-1].last + ONE_DAY == off.day:
            found[-1] = found[-1]._replace(last=off.day)
        else:
            found.append(Span(off.day, off.day, *said))
    return found

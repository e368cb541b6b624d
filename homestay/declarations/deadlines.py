"""Until when a guest is to be declared (thời hạn thông báo lưu trú), and what forgetting costs."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from homestay import clock

CUT_OFF = time(23)
"""Arrivals from this hour may be declared the next morning. Source: Luật Cư trú 68/2020/QH14 art. 30."""
MORNING = time(8)
"""The hour of that next morning, same article."""
NIGHT_ENDS = time(5)
"""Who comes before this hour belongs to the night that has begun: due at 08:00 of the same morning, the safest reading."""
USUAL_ARRIVAL_HOUR = 12
"""Nobody knows the hour: counted from noon, the earliest hour at which rooms are usually handed over."""

FOREIGN_HOURS, FOREIGN_HOURS_REMOTE = 12, 24
"""Source: Luật 47/2014/QH13 art. 33(2): 12 hours, 24 in remote areas (vùng sâu, vùng xa)."""

MILLION = 1_000_000


def due_at(arrived: datetime | date, *, foreign: bool, remote: bool = False) -> datetime:
    """Return the last moment to declare a guest who arrived then; `remote` counts for foreign guests only.

    Edges: a Vietnamese guest who comes before 23:00 is due at 23:00 that day, at 23:00 or later at 08:00 the next day,
    from 00:00 to 04:59 at 08:00 the same day. A bare day means that the hour is unknown, and is read with care: a
    Vietnamese guest is due at 23:00 that day, a foreign one 12 (24) hours after noon.
    Source: Luật Cư trú 68/2020/QH14 art. 30 as amended by Luật 118/2025/QH15 art. 4(9), in force 1 July 2026; Luật
    47/2014/QH13 art. 33(2). Read in facts/declaration.md §1.1, §1.2, §7.5.
    """
    hours = FOREIGN_HOURS_REMOTE if remote else FOREIGN_HOURS
    moment = clock.local(arrived) if isinstance(arrived, datetime) else clock.at(arrived, USUAL_ARRIVAL_HOUR)
    return moment + timedelta(hours=hours) if foreign else _vietnamese_due(moment)


def _vietnamese_due(moment: datetime) -> datetime:
    day, hour = moment.date(), moment.time()
    if hour < NIGHT_ENDS:
        return clock.at(day, MORNING.hour)
    if hour < CUT_OFF:
        return clock.at(day, CUT_OFF.hour)
    return clock.at(day + timedelta(days=1), MORNING.hour)


@dataclass(frozen=True)
class Tier:
    """From this many guests not declared, the fine lies between these sums in đồng."""

    guests: int
    low: int
    high: int


@dataclass(frozen=True)
class Decree:
    """A decree on fines with the tiers for a person; a registered household business counts as a person."""

    name: str
    in_force: date
    vietnamese: tuple[Tier, ...]
    foreign: tuple[Tier, ...]


DECREES = (
    Decree(
        name="Nghị định 282/2025/NĐ-CP",
        in_force=date(2025, 12, 15),
        vietnamese=(  # art. 10(2)(đ), 10(3)(b), 10(4)(d)
            Tier(1, 2 * MILLION, 4 * MILLION),
            Tier(4, 4 * MILLION, 8 * MILLION),
            Tier(9, 8 * MILLION, 12 * MILLION),
        ),
        foreign=(  # art. 21(3)(e), 21(5)(c), 21(6)(đ)
            Tier(1, 3 * MILLION, 5 * MILLION),
            Tier(4, 10 * MILLION, 15 * MILLION),
            Tier(9, 15 * MILLION, 20 * MILLION),
        ),
    ),
)
"""Oldest first; a new decree is a new row. Source: Official Gazette, as in facts/declaration.md §1.3 (October 2026)."""


def decree_on(day: date | None = None) -> Decree:
    """Return the decree in force on a day, the newest for None; a day before all of them gets the oldest kept."""
    in_force = [decree for decree in DECREES if day is None or decree.in_force <= day]
    return (in_force or DECREES[:1])[-1]


def fine_range(vietnamese: int, foreign: int, day: date | None = None) -> tuple[int, int]:
    """Return what so many guests not declared may cost, from and to, in đồng; (0, 0) when everybody is declared.

    Vietnamese and foreign guests are two breaches of two articles, so their fines add up. Fines for organisations are
    twice as high. Source: `decree_on(day)`.
    """
    decree = decree_on(day)
    tiers = [_tier(decree.vietnamese, vietnamese), _tier(decree.foreign, foreign)]
    return sum(tier.low for tier in tiers), sum(tier.high for tier in tiers)


def _tier(tiers: tuple[Tier, ...], guests: int) -> Tier:
    reached = [tier for tier in tiers if tier.guests <= guests]
    return reached[-1] if reached else Tier(0, 0, 0)

"""When guests come to the sample village: by month, by evening of the week, and on the great holidays.

Source: facts/tourism.md §2.2 and §5.
"""

from datetime import date, timedelta
from random import Random

TET = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
    2031: date(2031, 1, 23),
    2032: date(2032, 2, 11),
}
"""The first day of the lunar year (mùng 1)."""
TET_NIGHTS = 5
NEW_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1)}
BUSY = {(4, 29), (4, 30), (5, 1), (9, 1), (9, 2), (11, 23)}
"""Evenings of other holidays: 30/4, 2/9, 24/11."""
BUSY_SHARE = 0.85

QUIET_EVENING = 0.105
"""The share of places taken on an evening from Sunday to Thursday, of a year together."""
BY_MONTH = {1: 1.0, 2: 1.2, 3: 1.0, 4: 1.0, 5: 0.7, 6: 0.5, 7: 0.6, 8: 0.7, 9: 1.0, 10: 1.4, 11: 1.8, 12: 1.1}
BY_EVENING = (0.9, 1.0, 1.0, 1.05, 2.6, 2.7, 0.9)
"""From Monday to Sunday."""
FRIDAY, SATURDAY = 4, 5


def is_weekend(night: date) -> bool:
    return night.weekday() in (FRIDAY, SATURDAY)


def is_full(night: date) -> bool:
    """Say whether everything is taken: the turn of the year, and the first five nights of Tết."""
    return (night.month, night.day) in NEW_YEAR or in_tet(night, 0, TET_NIGHTS)


def in_tet(night: date, before: int, after: int) -> bool:
    """Say whether a night lies from so many days before Tết's first day up to so many after it (not included)."""
    first = TET.get(night.year)
    return first is not None and first - timedelta(days=before) <= night < first + timedelta(days=after)


def is_holiday(night: date) -> bool:
    return is_full(night) or (night.month, night.day) in BUSY


def share(night: date, liked: float) -> float:
    """Return the share of a house's places taken on a night; `liked` is 1 for a house like the others."""
    if is_full(night):
        return 1.0
    usual = min(0.97, liked * QUIET_EVENING * BY_MONTH[night.month] * BY_EVENING[night.weekday()])
    return max(usual, BUSY_SHARE) if is_holiday(night) else usual


def nights_stayed(random: Random) -> int:
    """Return for how many nights a party comes."""
    return random.choices((1, 2, 3, 4, 5), (70, 25, 3, 1, 1))[0]


def days_before(random: Random, night: date) -> int:
    """Return how many days ahead a party books a night."""
    if is_full(night):
        return random.randint(30, 90)
    if is_holiday(night):
        return random.randint(10, 45)
    return random.randint(7, 14) if is_weekend(night) else random.choice((0, 1, 1, 2, 3, 4, 6, 9, 14))

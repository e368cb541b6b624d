"""The Vietnamese lunar calendar (âm lịch): which lunar day a day is.

Source: the rules and formulas of Hồ Ngọc Đức, "Computing the Vietnamese lunar calendar", after Meeus, "Astronomical Algorithms":
a month begins on the day of the new moon at UTC+7, the eleventh month has the winter solstice, and of thirteen months between
two of them the first without a principal term is the leap month. Chinese tables (UTC+8) give another Tết in 2007, 2030, 2053.
"""

from datetime import date
from functools import lru_cache
from math import floor, radians, sin
from typing import NamedTuple

JULIAN = 1_721_425
"""A day's number in astronomy less its number in Python."""
MONTH = 29.530588853
FIRST_NEW_MOON = 2_415_021.076998695
"""Of the year 1900."""
VIET_NAM = 7 / 24


class LunarDay(NamedTuple):
    """A day of the lunar calendar; the second of two months with one number is the leap one (tháng nhuận)."""

    day: int
    month: int
    is_leap: bool
    year: int
    """The year that began with the last Tết."""


@lru_cache(maxsize=4096)
def lunar(day: date) -> LunarDay:
    """Return the lunar day of a day (ngày âm lịch). Tested from 2020 to 2035."""
    number = day.toordinal() + JULIAN
    moon = floor((number - FIRST_NEW_MOON) / MONTH)
    first = new_moon(moon + 1)
    if first > number:
        first = new_moon(moon)
    eleventh, next_one = solstice_month(day.year), solstice_month(day.year)
    if eleventh >= first:
        eleventh = solstice_month(day.year - 1)
    else:
        next_one = solstice_month(day.year + 1)
    after = (first - eleventh) // 29
    leap = leap_month(eleventh) if next_one - eleventh > 365 else 13
    month = (after - (after >= leap) + 10) % 12 + 1
    return LunarDay(number - first + 1, month, after == leap, day.year - (month > 10 and day.month < 3))


@lru_cache(maxsize=512)
def new_moon(number: int) -> int:
    """Return the day of a new moon here, counted from the first of 1900."""
    t = number / 1236.85
    sun = 359.2242 + 29.10535608 * number - (0.0000333 + 0.00000347 * t) * t * t
    moon = 306.0253 + 385.81691806 * number + (0.0107306 + 0.00001236 * t) * t * t
    node = 21.2964 + 390.67050646 * number - (0.0016528 + 0.00000239 * t) * t * t
    mean = 2_415_020.75933 + 29.53058868 * number + (0.0001178 - 0.000000155 * t) * t * t
    mean += 0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t * t)
    moved = (0.1734 - 0.000393 * t) * sine(sun) + 0.0021 * sine(2 * sun) - 0.4068 * sine(moon) + 0.0161 * sine(2 * moon)
    moved += 0.0104 * sine(2 * node) - 0.0004 * sine(3 * moon) - 0.0051 * sine(sun + moon) - 0.0074 * sine(sun - moon)
    moved += 0.0004 * (sine(2 * node + sun) - sine(2 * node - sun)) + 0.0005 * sine(2 * moon + sun)
    moved += 0.0010 * sine(2 * node - moon) - 0.0006 * sine(2 * node + moon)
    slower = -0.000278 + 0.000265 * t + 0.000262 * t * t  # the earth turns less evenly than a clock
    return floor(mean + moved - slower + 0.5 + VIET_NAM)


@lru_cache(maxsize=512)
def sun_term(number: int) -> int:
    """Return the principal term in which a day begins: 0 from the spring equinox, 9 from the winter solstice."""
    t = (number - 2_451_545.5 - VIET_NAM) / 36525
    anomaly = 357.52910 + 35999.05030 * t - (0.0001559 + 0.00000048 * t) * t * t
    centre = (1.914600 - 0.004817 * t - 0.000014 * t * t) * sine(anomaly)
    centre += (0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly)
    true = 280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre
    seen = true - 0.00569 - 0.00478 * sine(125.04 - 1934.136 * t)
    return floor(seen / 30) % 12


@lru_cache(maxsize=256)
def solstice_month(year: int) -> int:
    """Return the first day of the eleventh month, in which the winter solstice of a year lies."""
    moon = floor((date(year, 12, 31).toordinal() + JULIAN - 2_415_021) / MONTH)
    first = new_moon(moon)
    return new_moon(moon - 1) if sun_term(first) >= 9 else first


@lru_cache(maxsize=256)
def leap_month(eleventh: int) -> int:
    """Return how many months after the eleventh the leap month comes, in a year that has one."""
    moon = floor((eleventh - FIRST_NEW_MOON) / MONTH + 0.5)
    terms = [sun_term(new_moon(moon + after)) for after in range(1, 15)]
    return next(after for after in range(1, 14) if terms[after - 1] == terms[after])


def sine(degrees: float) -> float:
    return sin(radians(degrees))

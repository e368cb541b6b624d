"""The lunar calendar of Viet Nam, tried on the days that the Government has proclaimed or that are known from its tables."""

from datetime import date, timedelta

import pytest

from homestay.bookings.lunar import lunar

TET = [
    "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
    "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
]  # fmt: skip
OTHERS_TET_AT_UTC_8 = ["2007-02-17", "2030-02-02"]
LEAP = {2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11}
ANCESTORS = {2025: "2025-04-07", 2026: "2026-04-26", 2027: "2027-04-16", 2028: "2028-04-04", 2029: "2029-04-23", 2030: "2030-04-12"}


@pytest.mark.parametrize("first", TET + OTHERS_TET_AT_UTC_8)
def test_tet_is_the_first_day_of_the_first_month(first):
    day = date.fromisoformat(first)
    assert lunar(day) == (1, 1, False, day.year)
    assert lunar(day - timedelta(days=1))[1:] == (12, False, day.year - 1)


def test_the_leap_months_are_those_of_the_tables():
    days = [lunar(date(2020, 2, 1) + timedelta(days=number)) for number in range(15 * 365)]
    assert {day.year: day.month for day in days if day.is_leap} == LEAP


@pytest.mark.parametrize("day", ANCESTORS.values())
def test_the_day_of_the_hung_kings_is_the_tenth_of_the_third_month(day):
    assert lunar(date.fromisoformat(day))[:3] == (10, 3, False)


def test_days_follow_each_other_and_months_have_twenty_nine_or_thirty():
    before = lunar(date(2019, 12, 31))
    for number in range(16 * 366):
        now = lunar(date(2020, 1, 1) + timedelta(days=number))
        assert now.day == before.day + 1 or (now.day == 1 and before.day in (29, 30))
        before = now

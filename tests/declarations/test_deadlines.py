"""Until when, and how much."""

from datetime import UTC, date, datetime

import pytest

from homestay import clock
from homestay.declarations.deadlines import decree_on, due_at, fine_range

DAY = date(2025, 12, 24)
NEXT = date(2025, 12, 25)


@pytest.mark.parametrize(
    ("hour", "minute", "due"),
    [
        (0, 0, clock.at(DAY, 8)),
        (0, 30, clock.at(DAY, 8)),
        (4, 59, clock.at(DAY, 8)),
        (5, 0, clock.at(DAY, 23)),
        (14, 0, clock.at(DAY, 23)),
        (22, 59, clock.at(DAY, 23)),
        (23, 0, clock.at(NEXT, 8)),
        (23, 59, clock.at(NEXT, 8)),
    ],
)
def test_a_vietnamese_guest_is_due_the_same_evening_or_the_next_morning(hour, minute, due):
    assert due_at(clock.at(DAY, hour, minute), foreign=False) == due


def test_remoteness_gives_vietnamese_guests_no_more_time():
    assert due_at(clock.at(DAY, 14), foreign=False, remote=True) == clock.at(DAY, 23)


def test_a_foreign_guest_is_due_12_hours_after_coming_and_24_where_it_is_remote():
    assert due_at(clock.at(DAY, 18, 30), foreign=True) == clock.at(NEXT, 6, 30)
    assert due_at(clock.at(DAY, 18, 30), foreign=True, remote=True) == clock.at(NEXT, 18, 30)


def test_the_hour_is_that_of_the_village_wherever_the_clock_stands():
    assert due_at(datetime(2025, 12, 24, 16, 0, tzinfo=UTC), foreign=False) == clock.at(NEXT, 8)
    assert due_at(datetime(2025, 12, 24, 15, 59, tzinfo=UTC), foreign=False) == clock.at(DAY, 23)


def test_who_came_at_an_unknown_hour_is_due_early():
    assert due_at(DAY, foreign=False) == clock.at(DAY, 23)
    assert due_at(DAY, foreign=True) == clock.at(NEXT, 0)
    assert due_at(DAY, foreign=True, remote=True) == clock.at(NEXT, 12)


@pytest.mark.parametrize(
    ("guests", "millions"),
    [(0, (0, 0)), (1, (2, 4)), (3, (2, 4)), (4, (4, 8)), (8, (4, 8)), (9, (8, 12)), (200, (8, 12))],
)
def test_forgetting_vietnamese_guests_costs_more_from_4_and_from_9(guests, millions):
    assert fine_range(guests, 0) == (millions[0] * 1_000_000, millions[1] * 1_000_000)


@pytest.mark.parametrize(
    ("guests", "millions"),
    [(1, (3, 5)), (3, (3, 5)), (4, (10, 15)), (8, (10, 15)), (9, (15, 20))],
)
def test_forgetting_foreign_guests_costs_more_from_4_and_from_9(guests, millions):
    assert fine_range(0, guests) == (millions[0] * 1_000_000, millions[1] * 1_000_000)


def test_vietnamese_and_foreign_guests_are_two_breaches():
    assert fine_range(3, 1) == (5_000_000, 9_000_000)


def test_the_fine_names_its_decree():
    assert decree_on(date(2025, 12, 15)).name == "Nghị định 282/2025/NĐ-CP"
    assert decree_on() == decree_on(date(2025, 1, 1))

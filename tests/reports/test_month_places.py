"""What could be sold and what was, in rooms and in dorms. Source: design §5; facts/tourism.md §6."""

from datetime import date

import pytest

from homestay.reports.house import Place, existing_nights
from homestay.reports.period import Month
from tests.reports.month_house import ALL_MONTH, DECEMBER, counted, person, slept


def dorm(places: int) -> dict[str, Place]:
    return {f"D1-{number}": Place("D1", True, 1, ALL_MONTH) for number in range(1, places + 1)}


def test_a_free_night_is_used_but_not_sold():
    sums = counted(slept(1, 2, price=0), slept(3, price=500_000))
    assert (sums.room_nights_used, sums.room_nights_sold, sums.room_revenue) == (3, 1, 500_000)
    assert dict(sums.sold_by) == {"zalo": 1}


def test_only_nights_of_the_month_count_for_rooms():
    sums = counted(slept(0, 1, 31, 32))
    assert (sums.room_nights_used, sums.room_revenue) == (2, 800_000)


def test_closed_nights_are_taken_from_what_is_available_not_from_the_gross():
    closed = Place("P1", False, 4, ALL_MONTH, dict.fromkeys((9, 10), "repair"))
    sums = counted(P1=closed)
    assert (sums.room_nights_available, sums.room_nights_gross, sums.bed_nights_available) == (29, 31, 116)


def test_a_closure_takes_only_nights_on_which_the_room_exists():
    closed = Place("P1", False, 2, range(10, 31), dict.fromkeys(range(5, 12), "season"))
    sums = counted(P1=closed)
    assert (sums.room_nights_available, sums.room_nights_gross) == (19, 21)


def test_dorm_places_are_no_room_nights():
    sums = counted(slept(24, 25, place="D1-1", price=120_000), **dorm(3))
    assert (sums.room_nights_used, sums.room_nights_available, sums.room_revenue) == (0, 0, 0)
    assert (sums.dorm_bed_nights_used, sums.dorm_bed_nights_available, sums.dorm_revenue) == (2, 93, 240_000)
    assert sums.sold_by.total() == 0


@pytest.mark.parametrize(("size", "named", "used"), [(2, 0, 4), (9, 0, 6), (1, 3, 6), (0, 0, 0)])
def test_a_whole_dorm_uses_as_many_places_as_there_are_people(size, named, used):
    booking = slept(24, 25, place="D1-1", size=size, persons=(person(),) * named, whole=True, price=300_000)
    booking.places += [night._replace(place=f"D1-{number}", price=0) for number in (2, 3) for night in booking.places[:2]]
    sums = counted(booking, **dorm(3))
    assert (sums.dorm_bed_nights_used, sums.dorm_revenue) == (used, 600_000)


def test_two_whole_dorms_on_one_night_are_counted_one_by_one():
    booking = slept(24, place="D1-1", size=1, whole=True)
    booking.places.append(booking.places[0]._replace(place="D2-1"))
    sums = counted(booking, **dorm(1), **{"D2-1": Place("D2", True, 1, ALL_MONTH)})
    assert sums.dorm_bed_nights_used == 2


def test_places_sold_one_by_one_count_whoever_sleeps_on_them():
    booking = slept(24, place="D1-1", size=1)
    booking.places.append(booking.places[0]._replace(place="D1-2"))
    assert counted(booking, **dorm(2)).dorm_bed_nights_used == 2


@pytest.mark.parametrize(
    ("starts", "ends", "nights"),
    [
        ((None, None), (None, None), 31),
        ((date(2025, 12, 16), None), (None, None), 16),
        ((date(2025, 12, 16), date(2025, 12, 20)), (None, None), 12),
        ((None, None), (date(2025, 12, 16), date(2025, 12, 10)), 9),
        ((date(2026, 1, 1), None), (None, None), 0),
        ((date(2025, 12, 20), None), (date(2025, 12, 10), None), 0),
        ((date(2024, 1, 1), None), (date(2025, 12, 1), None), 0),
    ],
)
def test_a_place_exists_while_room_and_place_are_open(starts, ends, nights):
    assert len(existing_nights(DECEMBER, starts, ends)) == nights


@pytest.mark.parametrize(
    ("text", "days"), [("2028-02", 29), ("2026-02", 28), ("2025-12", 31), ("1900-02", 28), ("2999-12", 31)]
)  # fmt: skip
def test_a_month_knows_its_days(text, days):
    month = Month.read(text)
    assert (len(month.days()), str(month), month.before().after()) == (days, text, month)


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-00", "2026-1", "2026-12-01", "0001-01", "9999-12", "2026-W1", "２０２６-12", "2026-12\n", "x" * 9999]
)
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError):
        Month.read(text)

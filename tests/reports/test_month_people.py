"""Whose nights count in a month, and when somebody came, stayed and left. Source: design §5."""

import pytest

from tests.reports.month_house import DECEMBER, counted, december, person, slept


def test_guests_are_counted_once_a_stay_and_their_nights_one_by_one():
    sums = counted(slept(29, 30, 31, 32, size=2))
    assert (sums.arrivals, sums.guest_nights, sums.departures, sums.in_house_closing) == (2, 6, 0, 2)


def test_guests_who_came_last_month_are_no_arrivals():
    sums = counted(slept(-1, 0, 1, size=2))
    assert (sums.arrivals, sums.guest_nights, sums.in_house_opening, sums.departures) == (0, 2, 2, 2)


def test_guests_of_the_last_night_before_the_month_leave_on_the_first():
    sums = counted(slept(-1, 0, size=2))
    assert (sums.in_house_opening, sums.departures, sums.in_house_closing, sums.departed_nights) == (2, 2, 0, 4)


@pytest.mark.parametrize(
    ("arrived", "nights"),
    [
        (None, 3),
        (december(24), 3),
        (december(25), 2),
        (december(25, 4, 59), 3),
        (december(25, 5), 2),
        (december(25, 0, 0), 3),
        (december(20), 3),
        (december(26, 1), 2),
        (december(27), 0),
    ],
)
def test_an_arrival_before_five_belongs_to_the_evening_before(arrived, nights):
    assert counted(slept(24, 25, 26, persons=(person(arrived),))).guest_nights == nights


@pytest.mark.parametrize(
    ("left", "nights"),
    [
        (None, 3),
        (december(27), 3),
        (december(26), 2),
        (december(27, 4, 59), 2),
        (december(27, 5), 3),
        (december(26, 10), 2),
        (december(30), 3),
        (december(28, 3), 3),
        (december(24), 0),
    ],
)
def test_leaving_before_five_belongs_to_the_evening_before_too(left, nights):
    assert counted(slept(24, 25, 26, persons=(person(None, left),))).guest_nights == nights


def test_who_came_and_went_within_a_night_is_not_counted():
    sums = counted(slept(24, persons=(person(december(25, 1, 30), december(25, 4)),), booked_on=december(1)))
    assert (sums.arrivals, sums.departures, sums.in_house_closing, sums.lead_times, dict(sums.nights_from)) == (0, 0, 0, [], {})


def test_people_without_a_name_fill_the_booking_up_and_stay_it_all():
    sums = counted(slept(24, 25, persons=(person(december(25), nationality="FRA"),), size=3))
    assert (sums.arrivals, sums.guest_nights, sums.arrivals_international) == (3, 5, 1)
    assert dict(sums.nights_from) == {"FRA": 1, None: 4}


def test_more_persons_than_the_booking_says_all_count():
    assert counted(slept(24, persons=(person(), person()), size=1)).arrivals == 2


def test_residence_decides_who_is_international_before_nationality():
    lives_abroad = person(nationality="VNM", resident_country="FRA")
    lives_here = person(nationality="FRA", resident_country="VNM")
    nobody_knows = person(nationality=None)
    foreigner = person(nationality="FRA")
    sums = counted(slept(24, 25, persons=(lives_abroad, lives_here, nobody_knows, foreigner)))
    assert (sums.arrivals_international, sums.guest_nights_international) == (2, 4)
    assert dict(sums.arrivals_from) == {"VNM": 1, "FRA": 2, None: 1}


def test_a_stay_with_a_gap_is_one_stay():
    sums = counted(slept(-1, 5, 6))
    assert (sums.in_house_opening, sums.arrivals, sums.guest_nights, sums.departures, sums.departed_nights) == (1, 0, 2, 1, 3)


def test_the_book_of_people_always_closes():
    bookings = [slept(*range(first, first + length), size=length) for first in range(-2, 33) for length in (1, 3)]
    sums = counted(*bookings)
    assert sums.in_house_opening + sums.arrivals - sums.departures == sums.in_house_closing


def test_two_rooms_on_a_night_are_one_night_of_a_guest():
    booking = slept(24, size=2)
    booking.places *= 2
    assert counted(booking).guest_nights == 2


def test_lead_time_is_from_booking_to_the_planned_day_of_those_who_came_in_the_month():
    early = slept(3, booked_on=december(1), planned_from=december(5))
    unknown = slept(4, booked_on=None)
    last_month = slept(0, 1, booked_on=december(-5))
    after_the_fact = slept(9, booked_on=december(10))
    assert counted(early, unknown, last_month, after_the_fact, month=DECEMBER).lead_times == [4, -1]


def test_a_booking_arrives_with_its_first_guest():
    late = slept(31, 32, persons=(person(december(32)),), booked_on=december(30))
    assert counted(late).lead_times == []

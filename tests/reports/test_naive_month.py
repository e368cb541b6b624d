"""The naive counter against the worked months, and rule by rule."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.reports.naive_month import month, village
from tests.reports.naive_tally import rounded
from tests.reports.workbook_rows import workbook

GOLDEN = Path(__file__).parent / "golden"

Row = dict[str, Any]


@pytest.mark.parametrize("name", ["2025-11", "2025-12", "2026-01"])
def test_the_worked_months_are_counted_exactly(name: str) -> None:
    expected = json.loads((GOLDEN / f"expected-{name}.json").read_text("utf-8"))
    year, month_number = (int(part) for part in name.split("-"))

    counted = month(GOLDEN / "homestay-mau.xlsx", "homestay-mau", year, month_number)

    assert counted == expected


def test_a_village_of_one_homestay_counts_like_the_homestay() -> None:
    expected = json.loads((GOLDEN / "expected-2025-12.json").read_text("utf-8"))

    counted = village(GOLDEN / "homestay-mau.xlsx", "Lô Lô Chải", 2025, 12, closed=1)

    assert counted == expected | {"homestays": 1, "closed": 1}


# --- the readings of the rules, one by one, on a house of one room and one dorm ---


def december(**changed: list[Row]) -> dict[str, Any]:
    """Return December 2025 of a house with P1 (2 places) and the dorm D1 (3, a whole price), and these rows."""
    rooms: list[Row] = [
        {"homestay": "h", "room": "P1", "kind": "private", "capacity": 2, "price": 500, "open_from": date(2025, 1, 1)},
        {"homestay": "h", "room": "D1", "kind": "dorm", "capacity": 3, "price": 100, "whole_price": 250},
    ]
    house: list[Row] = [{"slug": "h", "name": "H", "village": "V"}]
    sheets = {"Homestays": house, "Rooms": rooms} | changed
    return month(workbook(sheets), "h", 2025, 12)


def booked(**changed: Any) -> Row:
    """Return a Bookings row of two adults who stayed from 10 to 12 December."""
    planned = {"booked_on": date(2025, 12, 1), "planned_from": date(2025, 12, 10), "planned_to": date(2025, 12, 12)}
    return {"homestay": "h", "booking": "S1", "source": "zalo", "state": "left", "adults": 2} | planned | changed


def nights(start: int, end: int, room: str = "P1", **changed: Any) -> Row:
    """Return a Nights row in December."""
    row = {"homestay": "h", "booking": "S1", "room": room, "from": date(2025, 12, start), "to": date(2025, 12, end), "price": 500}
    return row | changed


def guest(**changed: Any) -> Row:
    """Return a Guests row of somebody from France."""
    return {"homestay": "h", "booking": "S1", "room": "P1", "name": "A", "nationality": "FRA"} | changed


def charge(**changed: Any) -> Row:
    """Return a Charges row of 16 December."""
    return {"homestay": "h", "booking": "S1", "date": date(2025, 12, 16), "kind": "day_use", "amount": 1000} | changed


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment in December."""
    return datetime.combine(date(2025, 12, day), time(hour, minute))


def test_people_nobody_wrote_down_stay_every_night_and_have_no_country() -> None:
    counted = december(Bookings=[booked(adults=2, children=1)], Nights=[nights(10, 12)], Guests=[guest()])

    assert counted["guest_nights"] == 6
    assert counted["arrivals_international"] == 1
    assert counted["nationalities"] == [
        {"country": None, "arrivals": 2, "guest_nights": 4},
        {"country": "FRA", "arrivals": 1, "guest_nights": 2},
    ]


def test_among_equals_the_people_without_a_country_come_last() -> None:
    counted = december(Bookings=[booked()], Nights=[nights(10, 12)], Guests=[guest()])

    assert [line["country"] for line in counted["nationalities"]] == ["FRA", None]


def test_a_foreigner_who_lives_here_is_not_international_and_a_vietnamese_from_abroad_is() -> None:
    people = [guest(resident_country="VNM"), guest(nationality="VNM", resident_country="USA")]

    counted = december(Bookings=[booked()], Nights=[nights(10, 12)], Guests=people)

    assert counted["arrivals_international"] == 1
    assert {line["country"] for line in counted["nationalities"]} == {"FRA", "VNM"}


@pytest.mark.parametrize(
    ("arrived", "left", "slept"),
    [
        (None, None, 3),
        (date(2025, 12, 11), None, 2),
        (at(11, 4, 59), None, 3),
        (at(11, 5), None, 2),
        ("11/12/2025 04:59", None, 3),
        ("11/12/2025 00:00", None, 3),
        (None, at(13, 11), 3),
        (None, at(13, 4), 2),
        (None, date(2025, 12, 12), 2),
        ("10/12/2025", "10/12/2025", 0),
    ],
)
def test_a_moment_before_five_belongs_to_the_evening_before(arrived: Any, left: Any, slept: int) -> None:
    counted = december(Bookings=[booked(adults=1)], Nights=[nights(10, 13)], Guests=[guest(arrived_at=arrived, left_at=left)])

    assert counted["guest_nights"] == slept
    assert counted["room_nights_used"] == 3


def test_a_gap_is_one_arrival_and_no_night() -> None:
    counted = december(Bookings=[booked(adults=1)], Nights=[nights(10, 11), nights(12, 13)])

    assert (counted["arrivals"], counted["departures"], counted["guest_nights"]) == (1, 1, 2)
    assert counted["average_completed_stay"] == 2.0


def test_only_people_who_came_count_whatever_the_clock_says() -> None:
    coming = booked(booking="S2", state="confirmed")

    counted = december(Bookings=[booked(state="in_house"), coming], Nights=[nights(10, 12), nights(14, 16, booking="S2")])

    assert (counted["arrivals"], counted["departures"], counted["room_nights_used"]) == (2, 2, 2)


def test_a_whole_dorm_uses_no_more_places_than_people_or_open_places() -> None:
    beds = [{"homestay": "h", "room": "D1", "bed": name, "open_from": date(2025, 12, 11)} for name in "AB"]
    beds.append({"homestay": "h", "room": "D1", "bed": "C"})

    counted = december(Beds=beds, Bookings=[booked()], Nights=[nights(10, 12, "D1", beds="whole", price=250)])

    assert counted["dorm_bed_nights_used"] == 1 + 2
    assert counted["dorm_bed_nights_available"] == 31 + 2 * 21
    assert counted["dorm_revenue"] == 500


def test_the_places_of_a_dorm_cost_each_their_price() -> None:
    counted = december(Bookings=[booked()], Nights=[nights(10, 12, "D1", beds=2, price=100)])

    assert (counted["dorm_bed_nights_used"], counted["dorm_revenue"], counted["room_nights_used"]) == (4, 400, 0)


def test_a_closure_lowers_what_is_available_but_not_the_gross() -> None:
    closed = [
        {"homestay": "h", "room": room, "from": date(2025, 11, 28), "to": date(2025, 12, 3), "reason": "repair"} for room in ("P1", "D1")
    ]

    counted = december(Closures=closed)

    assert (counted["room_nights_available"], counted["room_nights_gross"]) == (29, 31)
    assert counted["bed_nights_available"] == 29 * 2 + 29 * 3


def test_a_free_night_is_used_but_not_sold() -> None:
    counted = december(Bookings=[booked()], Nights=[nights(10, 11, price=0), nights(11, 12)])

    assert (counted["room_nights_used"], counted["room_nights_sold"], counted["adr"]) == (2, 1, 500)
    assert counted["sources"] == [{"source": "zalo", "room_nights_sold": 1, "share": 100.0}]


def test_day_guests_are_the_people_of_the_charge_or_else_of_the_booking() -> None:
    counted = december(
        Bookings=[booked(state="cancelled", children=1)],
        Charges=[charge(), charge(people=0), charge(people=4), charge(kind="meal", people=9)],
    )

    assert (counted["day_guests"], counted["guests_served"], counted["arrivals"]) == (7, 7, 0)
    assert (counted["day_use_revenue"], counted["food_revenue"]) == (3000, 1000)


def test_held_bookings_and_day_visits_are_not_planned() -> None:
    held, visit = booked(state="held"), booked(booking="S2", planned_to=date(2025, 12, 10))
    lost, absent = booked(booking="S3", state="cancelled"), booked(booking="S4", state="no_show")

    counted = december(Bookings=[held, visit, lost, absent, booked(booking="S5", state="confirmed")])

    assert (counted["bookings_planned"], counted["cancelled_share"], counted["no_show_share"]) == (3, 33.3, 33.3)


def test_lead_times_are_those_of_people_who_arrived_and_may_be_negative() -> None:
    late = booked(booking="S2", booked_on=date(2025, 12, 14))
    unknown = booked(booking="S3", booked_on=None)
    rows = [nights(10, 11), nights(14, 15, booking="S2"), nights(15, 16, booking="S3")]

    counted = december(Bookings=[booked(), late, unknown], Nights=rows)

    assert (counted["lead_time_median"], counted["lead_time_mean"]) == (2.5, 2.5)


def test_money_given_back_is_subtracted_whoever_holds_it() -> None:
    paid = {"homestay": "h", "booking": "S1", "date": date(2025, 12, 31), "kind": "deposit", "held_by": "tour", "amount": 300}

    counted = december(Bookings=[booked(state="held")], Payments=[paid, paid | {"kind": "refund", "amount": 500}])

    assert counted["cash_received"] == -200


def test_nothing_to_divide_by_is_no_number() -> None:
    counted = december(Rooms=[])

    assert counted["room_occupancy"] is None
    assert counted["lead_time_median"] is None
    assert (counted["nationalities"], counted["sources"]) == ([], [])


@pytest.mark.parametrize(("number", "of", "decimals", "expected"), [(5, 2, 0, 3), (-5, 2, 0, -3), (19, 8, 2, 2.38), (1, 0, 1, None)])
def test_a_half_is_rounded_away_from_zero(number: int, of: int, decimals: int, expected: float | None) -> None:
    assert rounded(number, of, decimals) == expected

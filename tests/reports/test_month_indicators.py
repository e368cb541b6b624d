"""How sums become indicators: keys, rounding, empty denominators, order of the lists. Source: design §5."""

import json
from collections import Counter
from pathlib import Path

import pytest

from homestay.reports.indicators import half_up, indicators, percent, two_digits, whole
from homestay.reports.sums import Sums

GOLDEN = Path(__file__).parent / "golden"
EMPTY = {
    "international_share",
    "room_occupancy",
    "room_occupancy_gross",
    "bed_occupancy",
    "dorm_occupancy",
    "adr",
    "revpar",
    "average_stay",
}
EMPTY |= {"average_completed_stay", "cancelled_share", "no_show_share", "lead_time_median", "lead_time_mean"}


def test_a_report_has_exactly_the_keys_of_the_design():
    golden = json.loads((GOLDEN / "expected-2025-12.json").read_text())
    assert indicators(Sums()).keys() == golden.keys()


def test_an_empty_denominator_gives_nothing_and_every_count_a_zero():
    report = indicators(Sums())
    assert {key for key, value in report.items() if value is None} == EMPTY
    assert {json.dumps(value) for value in report.values()} == {"null", "0", "[]"}


@pytest.mark.parametrize(
    ("numerator", "denominator", "nearest"), [(1, 2, 1), (-1, 2, -1), (3, 2, 2), (-3, 2, -2), (5, 3, 2), (-4, 3, -1), (0, 7, 0)]
)
def test_a_half_goes_away_from_zero(numerator, denominator, nearest):
    assert half_up(numerator, denominator) == nearest


def test_percentages_have_one_digit_averages_two_and_money_none():
    assert [percent(17, 88), percent(1, 800), percent(1, 3), percent(3, 2)] == [19.3, 0.1, 33.3, 150.0]
    assert [two_digits(19, 8), two_digits(111, 7), two_digits(-1, 200)] == [2.38, 15.86, -0.01]
    assert [whole(7_950_000, 88), whole(1, 2)] == [90341, 1]


def test_money_adds_up():
    charges = Counter(day_use=1, fee=10, meal=100, motorbike=1_000, tour=10_000, other=100_000)
    report = indicators(Sums(room_revenue=2_000_000, dorm_revenue=3_000_000, charges=charges, cash_received=-7))
    assert (report["lodging_revenue"], report["food_revenue"], report["other_revenue"]) == (5_000_011, 100, 111_000)
    assert (report["revenue"], report["cash_received"]) == (5_111_111, -7)


def test_nationalities_stand_by_arrivals_then_nights_then_code_the_unknown_last():
    came = Counter({"VNM": 2, "USA": 2, "DEU": 2, None: 2})
    nights = Counter({"VNM": 3, "USA": 3, "DEU": 9, "JPN": 5, None: 3})
    report = indicators(Sums(arrivals_from=came, nights_from=nights))
    assert [row["country"] for row in report["nationalities"]] == ["DEU", "USA", "VNM", None, "JPN"]


def test_sources_stand_by_nights_sold_then_word_and_shares_are_not_repaired():
    report = indicators(Sums(room_nights_sold=16, sold_by=Counter(zalo=7, walk_in=3, booking=3, airbnb=3)))
    assert [(row["source"], row["share"]) for row in report["sources"]] == [
        ("zalo", 43.8),
        ("airbnb", 18.8),
        ("booking", 18.8),
        ("walk_in", 18.8),
    ]


def test_the_median_of_an_even_number_lies_between_the_middle_two():
    report = indicators(Sums(lead_times=[1, 30, 4, -2]))
    assert (report["lead_time_median"], report["lead_time_mean"]) == (2.5, 8.25)


def test_sums_of_two_homestays_add_up_and_ratios_come_from_the_sums():
    one = Sums(arrivals=1, guest_nights=1, lead_times=[1], sold_by=Counter(zalo=1), room_nights_sold=1, room_revenue=100)
    other = Sums(arrivals=3, guest_nights=9, lead_times=[9, 9], sold_by=Counter(zalo=1, tour=2), room_nights_sold=3, room_revenue=900)
    report = indicators(one + other)
    assert (report["average_stay"], report["adr"], report["lead_time_median"]) == (2.5, 250, 9.0)
    assert report["sources"] == [
        {"source": "tour", "room_nights_sold": 2, "share": 50.0},
        {"source": "zalo", "room_nights_sold": 2, "share": 50.0},
    ]

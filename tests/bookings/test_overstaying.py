"""Bookings of an old workbook whose nights go on past the day on which they were to leave."""

from collections.abc import Iterator
from datetime import date

import pytest

from homestay.bookings import queries
from homestay.bookings.stays import give_back, move_booking
from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.errors import Refusal
from models.homestay import Homestay
from tests.bookings.our_house import unit
from tests.books.books import house
from tests.books.workbooks import changed, december
from tests.support.clock import standing_at


def overstaying(sheets):
    """B1 was to leave on the 5th and sleeps in P1 and on a mattress up to the 8th."""
    sheets["Bookings"][1][4] = "in_house"
    sheets["Nights"][1][5] = december(8)
    sheets["Nights"].append(["nha-may", "B1", "D1", 1, december(3), december(8), 100_000])
    sheets["Guests"] = sheets["Guests"][:1]


@pytest.fixture
def overstayed(empty_app) -> Iterator[Homestay]:
    """The house of the workbook, on 6 December 2025."""
    with standing_at(empty_app, "2025-12-06 09:00"), empty_app.app_context():
        assert take_in(read(changed(overstaying))).problems == []
        yield house("nha-may")


def held(homestay):
    booking = queries.booking_of(homestay, "B1")
    return sorted((night.place, night.night.day) for night in queries.held_nights(booking) if night.night >= date(2025, 12, 6))


def test_they_move(overstayed):
    move_booking(overstayed, "B1", [unit(overstayed, "P1")], [unit(overstayed, "D1-2")], december(6))

    assert held(overstayed) == [("D1-1", 6), ("D1-1", 7), ("D1-2", 6), ("D1-2", 7)]


def test_they_give_a_place_back(overstayed):
    give_back(overstayed, "B1", [unit(overstayed, "P1")], december(6))

    assert held(overstayed) == [("D1-1", 6), ("D1-1", 7)]


def test_they_keep_a_place_for_each_night(overstayed):
    give_back(overstayed, "B1", [unit(overstayed, "P1")], december(6))
    with pytest.raises(Refusal):
        give_back(overstayed, "B1", [unit(overstayed, "D1-1")], december(7))

    assert held(overstayed) == [("D1-1", 6), ("D1-1", 7)]

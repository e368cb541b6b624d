"""Sums that must hold for any workbook, counted over made-up ones."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.reports.naive_month import is_closed, is_dorm, month, open_places, people_of, village
from tests.reports.naive_workbook import House, covers, day, houses, number, text
from tests.reports.random_house import nights_between
from tests.reports.random_workbook import make, months, slugs

SEEDS = range(4)

Row = dict[str, Any]


@pytest.fixture(scope="module", params=SEEDS)
def seed(request: pytest.FixtureRequest) -> int:
    """Give the seed of a made-up workbook."""
    return int(request.param)


@pytest.fixture(scope="module")
def book(seed: int, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """Give the made-up workbook of the seed, as read from its file."""
    return openpyxl.load_workbook(make(seed, tmp_path_factory.mktemp("random") / "random.xlsx"))


@pytest.fixture(scope="module")
def counted(seed: int, book: openpyxl.Workbook) -> list[dict[str, Any]]:
    """Give the months of the first homestay in their order."""
    return [month(book, slugs()[0], *name) for name in months(seed)]


@pytest.fixture(scope="module")
def house(book: openpyxl.Workbook) -> House:
    """Give the rows of the first homestay."""
    [first] = [house for house in houses(book) if house.slug == slugs()[0]]
    return first


def test_who_was_here_and_came_and_did_not_leave_is_here(counted: list[dict[str, Any]]) -> None:
    closing = [c["in_house_opening"] + c["arrivals"] - c["departures"] for c in counted]

    assert closing == [c["in_house_closing"] for c in counted]
    assert closing[:-1] == [c["in_house_opening"] for c in counted[1:]]
    assert (counted[0]["in_house_opening"], closing[-1]) == (0, 0)


def test_the_lists_add_up_to_the_numbers(counted: list[dict[str, Any]]) -> None:
    assert [sum(n["arrivals"] for n in c["nationalities"]) for c in counted] == [c["arrivals"] for c in counted]
    assert [sum(n["guest_nights"] for n in c["nationalities"]) for c in counted] == [c["guest_nights"] for c in counted]
    assert [sum(s["room_nights_sold"] for s in c["sources"]) for c in counted] == [c["room_nights_sold"] for c in counted]


def test_nothing_is_used_beyond_what_there_is(counted: list[dict[str, Any]]) -> None:
    assert all(c["room_nights_sold"] <= c["room_nights_used"] <= c["room_nights_available"] for c in counted)
    assert all(c["room_nights_available"] <= c["room_nights_gross"] for c in counted)
    assert all(c["dorm_bed_nights_used"] <= c["dorm_bed_nights_available"] <= c["bed_nights_available"] for c in counted)


def test_no_place_is_sold_twice_or_while_closed(book: openpyxl.Workbook) -> None:
    crowded = [line for house in houses(book) for line in crowded_nights(house)]

    assert crowded == []


def crowded_nights(house: House) -> list[tuple[str, str, date]]:
    """Return (house, room, night) where more places are taken than there are, whoever holds them."""
    taken = Counter[tuple[str, date]]()
    for row in house["Nights"]:
        for night in nights_between(*bounds(row)):
            taken[text(row["room"]), night] += places_of(house, row, night)
    return [(house.slug, room, night) for (room, night), places in taken.items() if places > open_in(house, room, night)]


def places_of(house: House, row: Row, night: date) -> int:
    """Return how many places a Nights row takes; a whole dorm that has none open takes one too many."""
    if text(row["beds"]) == "whole":
        return max(1, open_in(house, text(row["room"]), night))
    return number(row["beds"]) or 1


def open_in(house: House, name: str, night: date) -> int:
    """Return how many places of the room can be sold that night; a private room is one."""
    [room] = [room for room in house["Rooms"] if text(room["room"]) == name]
    if is_closed(house, room, night):
        return 0
    return len(open_places(house, room, night)) if is_dorm(room) else covers(night, room["open_from"], room["open_to"])


def test_the_months_add_up_to_the_workbook(counted: list[dict[str, Any]], house: House) -> None:
    came = [booking for booking in house["Bookings"] if booking["state"] in ("in_house", "left")]
    stays = [person for booking in came for person in people_of(house, booking) if person.nights]
    rows = [row for booking in came for row in house.of_booking("Nights", booking)]
    paid = Counter({kind: sum(p["amount"] for p in house["Payments"] if p["kind"] == kind) for kind in ("deposit", "balance", "refund")})

    assert sum(c["arrivals"] for c in counted) == len(stays)
    assert sum(c["guest_nights"] for c in counted) == sum(len(person.nights) for person in stays)
    assert sum(c["room_revenue"] + c["dorm_revenue"] for c in counted) == sum(price_of(row) for row in rows)
    assert sum(c["cash_received"] for c in counted) == paid["deposit"] + paid["balance"] - paid["refund"]


def bounds(row: Row) -> tuple[date, date]:
    """Return the first night of a Nights row and the day after the last."""
    start, end = day(row["from"]), day(row["to"])
    assert start is not None
    assert end is not None
    return start, end


def price_of(row: Row) -> int:
    """Return what a Nights row costs in all."""
    places = row["beds"] if isinstance(row["beds"], int) else 1
    return len(nights_between(*bounds(row))) * int(row["price"]) * places


def test_a_village_is_the_sum_of_its_homestays(seed: int, book: openpyxl.Workbook, counted: list[dict[str, Any]]) -> None:
    whole = [village(book, "Lô Lô Chải", *name) for name in months(seed)]
    others = [month(book, slugs()[1], *name) for name in months(seed)]

    assert [c["guest_nights"] for c in whole] == [
        one["guest_nights"] + two["guest_nights"] for one, two in zip(counted, others, strict=True)
    ]
    assert [c["revenue"] for c in whole] == [one["revenue"] + two["revenue"] for one, two in zip(counted, others, strict=True)]
    assert {c["homestays"] for c in whole} == {2}


def test_the_same_seed_makes_the_same_workbook(seed: int, book: openpyxl.Workbook, tmp_path: Path) -> None:
    again = openpyxl.load_workbook(make(seed, tmp_path / "again.xlsx"))

    assert cells(again) == cells(book)
    assert cells(openpyxl.load_workbook(make(seed + 1, tmp_path / "other.xlsx"))) != cells(book)


def cells(book: openpyxl.Workbook) -> dict[str, list[tuple[Any, ...]]]:
    """Return every cell of the workbook by sheet."""
    return {sheet.title: list(sheet.values) for sheet in book}

"""A group over several rooms: the places that fit it are proposed, and it is one booking with one bill."""

import pytest

from homestay.bookings import queries
from homestay.bookings.offer import offer_of
from homestay.bookings.proposal import propose
from homestay.places.actions import RoomWish, add_room
from models.homestay import Homestay
from tests.bookings.our_house import bookings, october, room, take, unit


@pytest.fixture
def rooms(clock, homestay):
    """P1 to P3 for two, Đ with six mattresses or as a whole; it is Thursday 1 October 2026, 18:00."""
    for name in ("P1", "P2", "P3"):
        add_room(homestay, RoomWish(name, "private", 2, 450_000))
    add_room(homestay, RoomWish("Đ", "dorm", 6, 120_000, whole_price=600_000))
    return homestay


def proposed(homestay: Homestay, people: int) -> tuple[list[str], list[str], int, int]:
    """Return the proposed places and whole dorms by name, for how many they are, and a night's price."""
    found = propose(offer_of(homestay, october(1, 3)), people)
    names = {unit(homestay, name): name for name in ("P1", "P2", "P3", *(f"Đ-{number}" for number in range(1, 7)))}
    dorms = {room(homestay, "Đ"): "Đ"}
    return sorted(names[each] for each in found.units), [dorms[each] for each in found.whole], found.people, found.price


def test_nine_get_a_dorm_and_two_rooms(rooms):
    places, whole, people, price = proposed(rooms, 9)
    assert (len([name for name in places if name[0] == "P"]), whole, people, price) == (2, ["Đ"], 9, 1_500_000)


def test_two_get_a_room_before_mattresses(rooms):
    assert proposed(rooms, 2) == (["P1"], [], 2, 450_000)


def test_few_places_of_a_dorm_are_taken_one_by_one(rooms):
    places, whole, people, _price = proposed(rooms, 4)
    assert (places, whole, people) == (["Đ-1", "Đ-2", "Đ-3", "Đ-4"], [], 4)


def test_taken_places_are_left_out_and_a_dorm_is_not_whole_then(rooms):
    take(rooms, october(2, 4), "Lan", "Đ-1", adults=1)
    places, whole, people, _price = proposed(rooms, 9)
    assert (whole, people, "Đ-1" in places, len(places)) == ([], 9, False, 7)


def test_when_it_is_not_enough_all_there_is_is_shown(rooms):
    places, whole, people, _price = proposed(rooms, 20)
    assert (places, whole, people) == (["P1", "P2", "P3"], ["Đ"], 12)


def test_a_group_of_nine_is_one_booking_with_one_bill(rooms, owner):
    days = {"arrive": "2026-10-01", "leave": "2026-10-03", "adults": "9"}
    page = owner.sends("/bookings/new", {**days, "propose": "1"}, status=200)
    ticked = {
        name: [each.get("value") for each in page.page.all("input") if each.get("name") == name and "checked" in each.attrib]
        for name in ("unit", "whole")
    }
    assert (len(ticked["unit"]), len(ticked["whole"])) == (2, 1)
    said = {**days, "contact": "Đoàn Hoà", "source": "phone", "unit": ticked["unit"], "whole": ticked["whole"]}
    owner.sends("/bookings/new", said)
    (group,) = bookings(rooms)
    _booking, nights = queries.whole_booking(rooms, group.code)
    assert (group.people, len(nights), sum(each.price for each in nights)) == (9, 16, 3_000_000)

"""Swaps in a full house: two bookings exchange places, and nobody else is touched."""

import pytest

from homestay.bookings import actions, queries, swapping, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.bookings.swapping import Swap, swap_places
from homestay.errors import Changed, Refusal
from homestay.places.nights import Taken
from models import db
from models.homestay import Homestay
from models.stay import Stay
from tests.bookings.our_house import furnish, october, take, unit


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def held(homestay: Homestay, code: str) -> list[tuple[str, int, int]]:
    """Return (place, day of October, price) of the nights of a booking."""
    db.session.rollback()
    _booking, nights = queries.whole_booking(homestay, code)
    return [(each.place, each.night.day, each.price) for each in nights]


def wish(homestay: Homestay, mine: list[str], other: str, theirs: list[str], first: int = 1, **more: bool) -> Swap:
    return Swap(
        tuple(unit(homestay, name) for name in mine),
        other,
        tuple(unit(homestay, name) for name in theirs),
        october(first, first).arrive,
        **more,
    )


def test_two_bookings_exchange_rooms_and_keep_their_prices(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 4), "Lan", "P2")
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))
    assert held(rooms, quan) == [("P2", 1, 450_000), ("P2", 2, 450_000)]
    assert held(rooms, lan) == [("P1", 1, 450_000), ("P1", 2, 450_000), ("P1", 3, 450_000)]


def test_from_a_night_on_only_those_nights_change(rooms):
    quan, lan = take(rooms, october(1, 4), "Quân", "P1"), take(rooms, october(1, 4), "Lan", "P2")
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"], first=3))
    assert [place for place, _day, _price in held(rooms, quan)] == ["P1", "P1", "P2"]
    assert [place for place, _day, _price in held(rooms, lan)] == ["P2", "P2", "P1"]


def test_a_room_goes_for_mattresses_and_each_pays_what_it_agreed(rooms):
    family = take(rooms, october(1, 2), "Nhà Páo", "Đ-1", "Đ-2", "Đ-3", adults=3)
    pair = take(rooms, october(1, 2), "Lan", "P1")
    swap_places(rooms, pair, wish(rooms, ["P1"], family, ["Đ-1", "Đ-2", "Đ-3"]))
    assert held(rooms, pair) == [("Đ-1", 1, 150_000), ("Đ-2", 1, 150_000), ("Đ-3", 1, 150_000)]
    assert held(rooms, family) == [("P1", 1, 360_000)]


def test_the_owner_may_let_the_prices_go_with_the_rooms(rooms):
    single = take(rooms, october(1, 3), "Páo", "Đ-1", adults=1)
    pair = take(rooms, october(1, 2), "Lan", "P1")
    swap_places(rooms, pair, wish(rooms, ["P1"], single, ["Đ-1"], prices_go=True))
    assert held(rooms, pair) == [("Đ-1", 1, 120_000)]
    assert held(rooms, single) == [("P1", 1, 450_000), ("P1", 2, 120_000)]


def test_a_third_booking_in_the_way_is_named_and_nothing_moves(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 2), "Lan", "P2")
    take(rooms, october(2, 3), "Minh", "P2")
    before = held(rooms, quan), held(rooms, lan)
    with pytest.raises(Taken, match="Minh"):
        swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))
    assert (held(rooms, quan), held(rooms, lan)) == before


def test_only_the_nights_they_share_can_be_swapped_around_a_third_one(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 2), "Lan", "P2")
    take(rooms, october(2, 3), "Minh", "P2")
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"], only_shared=True))
    assert [place for place, _day, _price in held(rooms, quan)] == ["P2", "P1"]
    assert [place for place, _day, _price in held(rooms, lan)] == ["P1"]


def test_who_was_changed_since_is_not_swapped(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 3), "Lan", "P2")
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]), 0, 0)
    with pytest.raises(Changed):
        swap_places(rooms, lan, wish(rooms, ["P2"], quan, ["P1"]), 0, 0)


def test_guests_who_left_swap_no_more(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 3), "Lan", "P2")
    actions.cancel_booking(rooms, lan, "Mưa")
    with pytest.raises(NotPossibleNow):
        swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))


def test_bookings_that_never_meet_do_not_swap(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(3, 5), "Lan", "P2")
    with pytest.raises(Refusal):
        swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))


def test_nights_already_slept_stay_where_they_were(rooms, clock):
    quan, lan = take(rooms, october(1, 4), "Quân", "P1"), take(rooms, october(1, 4), "Lan", "P2")
    actions.check_in(rooms, quan)
    clock.set("2026-10-02 14:02")
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))
    assert [place for place, _day, _price in held(rooms, quan)] == ["P1", "P2", "P2"]
    assert [place for place, _day, _price in held(rooms, lan)] == ["P2", "P1", "P1"]


def test_a_swap_is_taken_back_from_both(rooms):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 4), "Lan", "P2")
    before = held(rooms, quan), held(rooms, lan)
    swap_places(rooms, quan, wish(rooms, ["P1"], lan, ["P2"]))
    undoing.undo(rooms, lan)
    assert (held(rooms, quan), held(rooms, lan)) == before


def offers(homestay: Homestay, code: str, rest: Stay) -> list[tuple[object, ...]]:
    booking, nights = queries.whole_booking(homestay, code)
    found = swapping.partners(homestay, booking, nights, rest)
    return [(each.contact, each.places, each.nights, each.only_shared, each.too_few_here, each.too_few_there) for each in found]


def test_the_offer_says_how_long_and_for_whom_it_is_too_small(rooms):
    quan = take(rooms, october(1, 3), "Quân", "P1", adults=2)
    take(rooms, october(1, 2), "Lan", "P2", adults=2)
    take(rooms, october(2, 5), "Minh", "P2", adults=2)
    take(rooms, october(1, 4), "Nhà Páo", "Đ-1", "Đ-2", "Đ-3", adults=3)
    assert offers(rooms, quan, october(1, 3)) == [
        ("Lan", ("P2",), 1, True, 0, 0),
        ("Minh", ("P2",), 1, False, 0, 0),
        ("Nhà Páo", ("Đ-1", "Đ-2", "Đ-3"), 2, False, 0, 1),
    ]


def test_a_full_house_is_swapped_from_the_page_with_two_taps(rooms, owner):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 3), "Lan", "P2")
    take(rooms, october(1, 3), "Nhà Páo", "Đ-1", "Đ-2", "Đ-3", adults=3)
    page = owner.opens(f"/bookings/{quan}/move")
    assert "Đổi chỗ với ai?" in page.text
    tile = next(each.get("value") for each in page.page.all("input") if each.get("name") == "swap" and lan in each.get("value", ""))
    owner.fills_in(f"/bookings/{quan}/move", {"swap": tile})
    assert [place for place, _day, _price in held(rooms, quan)] == ["P2", "P2"]
    assert "đổi P1 lấy P2" in owner.opens(f"/bookings/{quan}/history").text
    assert "đổi P2 lấy P1" in owner.opens(f"/bookings/{lan}/history").text


def test_a_tile_that_is_no_longer_true_is_refused(rooms, owner):
    quan, lan = take(rooms, october(1, 3), "Quân", "P1"), take(rooms, october(1, 3), "Lan", "P2")
    before = held(rooms, quan)
    said = {"old": str(unit(rooms, "P1")), "first": "2026-10-01", "swap": f"{lan}:7:x:all"}
    owner.sends(f"/bookings/{quan}/move", said, status=409)
    assert held(rooms, quan) == before

"""What is free in a village, as its head and a neighbour read it. The clock stands at Thursday 1 October 2026, 18:00."""

from datetime import date

import pytest

from homestay.bookings.actions import take_booking, walk_in
from homestay.bookings.wishes import BookingWish
from homestay.places.actions import RoomWish, add_room, add_unit, close_nights
from homestay.reports.period import Month
from homestay.village import queries
from homestay.village.free import Free, nights_from
from models.stay import Stay
from tests.support.houses import new
from tests.support.installations import on_both
from tests.village.next_door import next_door

PAGE = "/village/free-places"


def october(day: int) -> date:
    return date(2026, 10, day)


TONIGHT = october(1)


@pytest.fixture
def rooms(app, house, clock):
    """The house with two private rooms and a dorm of four, by name; all in an app context."""
    with app.app_context():
        homestay = house.homestay()
        wishes = [RoomWish("P1", "private", 2, 400_000), RoomWish("P2", "private", 2, 400_000), RoomWish("Đ", "dorm", 4, 100_000)]
        yield {wish.name: add_room(homestay, wish) for wish in wishes}


def books(house, room, first, end, units=1):
    wish = BookingWish(Stay(october(first), october(end)), adults=1, units=tuple(unit.id for unit in room.units[:units]))
    take_booking(house.homestay(), wish)


def free_in(house):
    return queries.free_places(house.village_id, TONIGHT)


@pytest.mark.parametrize(
    ("tonight", "days"),
    [(1, [1, 2, 3]), (2, [2, 3, 9, 10]), (3, [3, 4, 9, 10]), (4, [4, 5, 9, 10]), (7, [7, 8, 9, 10]), (8, [8, 9, 10])],
)
def test_tonight_tomorrow_and_the_next_weekend_are_asked_for(tonight, days):
    assert nights_from(october(tonight)) == [october(day) for day in days]


@on_both
def test_everything_is_free_in_an_empty_house(house, rooms):
    assert [free_in(house).total(october(day)) for day in (1, 2, 3)] == [Free(rooms=2, beds=4, open=6)] * 3


@on_both
def test_what_is_booked_is_not_free_on_its_nights(house, rooms):
    books(house, rooms["P1"], 1, 3)
    books(house, rooms["Đ"], 2, 3, units=3)
    found = free_in(house)
    assert [found.total(october(day))[:2] for day in (1, 2, 3)] == [(1, 4), (1, 1), (2, 4)]


@on_both
def test_a_closed_room_and_a_place_that_is_not_open_yet_are_not_free(house, rooms):
    close_nights(house.homestay(), rooms["P2"].id, Stay(october(1), october(2)), "repair")
    add_unit(house.homestay(), rooms["Đ"].id, "Đ-9", october(2))
    found = free_in(house)
    assert [found.total(october(day)) for day in (1, 2)] == [Free(1, 4, 6), Free(2, 5, 7)]


def test_houses_of_the_village_are_counted_together_and_no_others(app, house, rooms):
    beside, elsewhere = next_door(house, "Nhà Bên"), new(app)
    for other in (beside, elsewhere):
        add_room(other.homestay(), RoomWish("P1", "private", 2, 400_000))
    found = free_in(house)
    assert found.total(TONIGHT) == Free(3, 4, 7)
    assert {home.name: home.nights[TONIGHT].rooms for home in found.homes} == {"Nhà Mẫu": 2, "Nhà Bên": 1}


def test_a_full_house_is_not_in_the_list_of_the_night(house, rooms):
    beside = next_door(house, "Nhà Bên")
    room = add_room(beside.homestay(), RoomWish("P1", "private", 2, 400_000))
    books(beside, room, 1, 2)
    found = free_in(house)
    assert [home.name for home in found.with_places(TONIGHT)] == ["Nhà Mẫu"]
    assert [home.name for home in found.with_places(october(2), "private")] == ["Nhà Mẫu", "Nhà Bên"]
    assert [home.name for home in found.with_places(october(2), "dorm")] == ["Nhà Mẫu"]


def test_a_night_without_a_free_place_is_called_full(house, rooms, village_head):
    for room in rooms.values():
        books(house, room, 1, 2, units=4)
    tonight, tomorrow, *_later = [card for card in village_head.opens(PAGE).page.all("a") if "night-card" in card.get("class", "")]
    assert "Hết chỗ" in " ".join(tonight.itertext())
    assert "Hết chỗ" not in " ".join(tomorrow.itertext())


def test_an_owner_finds_the_neighbour_to_call(house, rooms, owner):
    beside = next_door(house, "Nhà Bên", phone="0912 000 001")
    room = add_room(beside.homestay(), RoomWish("P1", "private", 2, 400_000))
    wish = BookingWish(Stay(october(2), october(3)), adults=1, units=(room.units[0].id,), contact="Khách Bí Mật", phone="0987000111")
    take_booking(beside.homestay(), wish)
    page = owner.opens(PAGE)
    assert "Nhà Bên" in page.text
    assert "tel:0912000001" in [link.get("href") for link in page.page.all("a")]
    assert "Khách Bí Mật" not in page.text
    assert len(page.statements) <= 4


@pytest.mark.parametrize("odd", ["?night=2026-13-01", "?night=1999-01-01&kind=castle", "?kind=%00"])
def test_an_odd_night_or_kind_shows_tonight(house, rooms, village_head, odd):
    assert "đêm nay" in village_head.opens(PAGE + odd).text


def test_the_head_of_the_village_lands_on_its_page(house, rooms, village_head):
    assert village_head.opens("/", status=302).location == "/village"
    page = village_head.opens("/village")
    assert page.page.h1 == "Thôn hôm nay"
    assert [link.get("href") for link in page.page.all("nav")[0].iter("a")] == ["/village", "/village/month", PAGE, "/more"]
    assert len(page.statements) <= 6


def test_an_empty_village_says_so(house, village_head):
    assert "Đêm này không nhà nào còn chỗ." in village_head.opens(PAGE).text


@on_both
def test_who_is_checked_in_is_staying(house, rooms):
    stay = Stay(TONIGHT, october(3))
    walk_in(house.homestay(), BookingWish(stay, adults=2, units=(rooms["P1"].units[0].id,)))
    take_booking(house.homestay(), BookingWish(stay, adults=1, units=(rooms["P2"].units[0].id,)))
    assert queries.staying(house.village_id) == 2
    assert queries.slept_so_far(house.village_id, Month.of(TONIGHT), TONIGHT) == 1

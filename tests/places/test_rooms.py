"""Adding, changing, opening and closing rooms and dorm places: what is over never changes."""

from datetime import date

import pytest
from sqlalchemy import select

from homestay.bookings.actions import cancel_booking
from homestay.errors import NotFound, Refusal
from homestay.places import queries
from homestay.places.actions import (
    NameTaken,
    RoomWish,
    StillBooked,
    add_room,
    add_unit,
    change_room,
    close_nights,
    close_room,
    close_unit,
    reopen,
    set_cleaning,
)
from homestay.places.nights import Taken
from homestay.places.opening import is_open
from models import db
from models.base import uuid7
from models.booking import UnitNight
from models.room import Cleaning, Closure, Room, Unit
from models.stay import Stay
from tests.bookings.our_house import furnish, october, room, take, unit
from tests.support import houses
from tests.support.installations import on_both


@pytest.fixture
def rooms(homestay, clock):
    """P1, P2 and Đ with three mattresses, on Thursday 1 October 2026."""
    return furnish(homestay)


def supply(homestay, stay: Stay) -> list[int]:
    """Return how many places the house sold on each night, closed ones left out: what the numbers of a month count."""
    db.session.rollback()
    units = queries.open_units(homestay, stay.arrive, stay.leave)
    shut = select(UnitNight.night).where(UnitNight.homestay_id == homestay.id, UnitNight.closure_id.is_not(None))
    closed = list(db.session.scalars(shut))
    return [sum(is_open(each, night) for each in units) - closed.count(night) for night in stay]


def free(homestay, stay: Stay) -> list[str]:
    db.session.rollback()
    return [place.unit_name for place in queries.free_units(homestay.id, stay)]


def the(table, homestay, key):
    db.session.rollback()
    return db.session.get(table, (homestay.id, key))


@on_both
def test_a_private_room_has_one_place_and_a_dorm_one_for_each_mattress(rooms):
    assert free(rooms, october(1, 2)) == ["P1", "P2", "Đ-1", "Đ-2", "Đ-3"]


@on_both
def test_two_rooms_cannot_bear_one_name(rooms):
    with pytest.raises(NameTaken, match="P1"):
        add_room(rooms, RoomWish("P1", "private", 2, 1))
    with pytest.raises(NameTaken, match="P2"):
        change_room(rooms, room(rooms, "P1"), RoomWish("P2", "private", 2, 1))
    change_room(rooms, room(rooms, "P1"), RoomWish("P1", "private", 3, 1))


def test_another_house_may_have_the_same_names(app, rooms):
    furnish(houses.new(app).homestay())


def test_a_new_room_counts_from_its_first_night_only(rooms, clock):
    before = supply(rooms, october(-5, 5))
    add_room(rooms, RoomWish("P9", "private", 2, 1, open_from=date(2026, 10, 3)))
    assert supply(rooms, october(-5, 3)) == before[:8]
    assert supply(rooms, october(3, 5)) == [6, 6]


def test_a_new_price_is_for_new_bookings_only(rooms):
    take(rooms, october(1, 2), "Anna", "P1")
    change_room(rooms, room(rooms, "P1"), RoomWish("P1", "private", 2, 999_000))
    take(rooms, october(3, 4), "Minh", "P1")
    prices = select(UnitNight.price).where(UnitNight.homestay_id == rooms.id).order_by(UnitNight.night)
    assert list(db.session.scalars(prices)) == [450_000, 999_000]


def test_a_renamed_room_is_called_so_everywhere(rooms):
    change_room(rooms, room(rooms, "P1"), RoomWish("Nhà sàn", "private", 2, 450_000))
    assert "Nhà sàn" in free(rooms, october(1, 2))


def test_a_change_never_turns_a_dorm_into_a_room_or_loses_places(rooms):
    change_room(rooms, room(rooms, "Đ"), RoomWish("Sàn", "private", 9, 130_000, whole_price=350_000))
    dorm = the(Room, rooms, room(rooms, "Sàn"))
    assert (dorm.kind, dorm.capacity, dorm.price, dorm.whole_price) == ("dorm", 3, 130_000, 350_000)


def test_a_private_room_has_no_price_for_the_whole(rooms):
    change_room(rooms, room(rooms, "P1"), RoomWish("P1", "private", 2, 1, whole_price=5))
    assert the(Room, rooms, room(rooms, "P1")).whole_price is None


# ---- dorm places


@on_both
def test_a_place_comes_from_a_night_on_and_leaves_the_past_alone(rooms):
    before = supply(rooms, october(-5, 3))
    add_unit(rooms, room(rooms, "Đ"), "Đ-4", date(2026, 10, 3))
    assert supply(rooms, october(-5, 3)) == before
    assert supply(rooms, october(3, 4)) == [6]
    assert the(Room, rooms, room(rooms, "Đ")).capacity == 4


@on_both
def test_a_place_goes_from_a_night_on_and_leaves_the_past_alone(rooms):
    before = supply(rooms, october(-5, 3))
    close_unit(rooms, unit(rooms, "Đ-3"), date(2026, 10, 3))
    assert supply(rooms, october(-5, 3)) == before
    assert supply(rooms, october(3, 4)) == [4]
    assert the(Room, rooms, room(rooms, "Đ")).capacity == 2
    assert "Đ-3" not in free(rooms, october(3, 4))


def test_a_place_with_guests_later_stays(rooms):
    code = take(rooms, october(4, 6), "Anna", "Đ-3", adults=1)
    with pytest.raises(StillBooked, match="5/10"):
        close_unit(rooms, unit(rooms, "Đ-3"), date(2026, 10, 3))
    assert the(Unit, rooms, unit(rooms, "Đ-3")).open_to is None
    cancel_booking(rooms, code, "ill")
    close_unit(rooms, unit(rooms, "Đ-3"), date(2026, 10, 3))


def test_a_place_that_never_opened_is_closed_without_a_night(rooms):
    add_unit(rooms, room(rooms, "Đ"), "Đ-4", date(2026, 10, 20))
    close_unit(rooms, unit(rooms, "Đ-4"), date(2026, 10, 5))
    assert the(Unit, rooms, unit(rooms, "Đ-4")).open_to == date(2026, 10, 20)
    assert supply(rooms, october(19, 22)) == [5, 5, 5]


def test_a_private_room_has_no_places_to_add_or_close(rooms):
    with pytest.raises(Refusal, match="P1"):
        add_unit(rooms, room(rooms, "P1"), "P1-2", date(2026, 10, 3))
    with pytest.raises(Refusal, match="P1"):
        close_unit(rooms, unit(rooms, "P1"), date(2026, 10, 3))


def test_two_places_of_a_dorm_cannot_bear_one_name(rooms):
    with pytest.raises(NameTaken, match="Đ-2"):
        add_unit(rooms, room(rooms, "Đ"), "Đ-2", date(2026, 10, 3))


def test_a_new_place_is_closed_where_its_room_is(rooms):
    close_nights(rooms, room(rooms, "Đ"), october(5, 8), "repair")
    add_unit(rooms, room(rooms, "Đ"), "Đ-4", date(2026, 10, 6))
    assert "Đ-4" not in free(rooms, october(6, 8))
    assert "Đ-4" in free(rooms, october(8, 9))


# ---- a room that is let no more


@on_both
def test_a_room_goes_from_a_night_on_and_leaves_the_past_alone(rooms):
    before = supply(rooms, october(-5, 3))
    close_room(rooms, room(rooms, "P1"), date(2026, 10, 3))
    assert supply(rooms, october(-5, 3)) == before
    assert supply(rooms, october(3, 5)) == [4, 4]


def test_a_room_with_guests_later_stays(rooms):
    take(rooms, october(4, 6), "Anna", "P1")
    with pytest.raises(StillBooked, match="5/10"):
        close_room(rooms, room(rooms, "P1"), date(2026, 10, 3))


def test_a_room_cannot_end_before_it_begins(rooms):
    add_room(rooms, RoomWish("P9", "private", 2, 1, open_from=date(2026, 10, 20)))
    with pytest.raises(Refusal, match="20/10"):
        close_room(rooms, room(rooms, "P9"), date(2026, 10, 20))


@on_both
def test_a_room_that_comes_back_was_not_let_in_between(rooms, clock):
    close_room(rooms, room(rooms, "P1"), date(2026, 10, 3))
    clock.set("2026-10-10 09:00")
    before = supply(rooms, october(-5, 10))
    close_room(rooms, room(rooms, "P1"), None)
    assert supply(rooms, october(-5, 10)) == before
    assert supply(rooms, october(10, 12)) == [5, 5]
    assert "P1" in free(rooms, october(10, 12))


# ---- closures


@on_both
def test_closed_nights_are_not_let_and_reopened_ones_are(rooms):
    closure = close_nights(rooms, room(rooms, "Đ"), october(5, 8), "season")
    assert free(rooms, october(5, 6)) == ["P1", "P2"]
    assert free(rooms, october(8, 9)) == ["P1", "P2", "Đ-1", "Đ-2", "Đ-3"]
    reopen(rooms, closure.id)
    assert free(rooms, october(5, 8)) == ["P1", "P2", "Đ-1", "Đ-2", "Đ-3"]
    assert db.session.scalars(select(Closure).where(Closure.homestay_id == rooms.id)).all() == []


@on_both
def test_nights_with_guests_cannot_be_closed_and_the_refusal_names_them(rooms):
    take(rooms, october(6, 8), "Anna", "Đ-2", adults=1)
    with pytest.raises(Taken) as refusal:
        close_nights(rooms, room(rooms, "Đ"), october(5, 8), "repair")
    assert "Đ-2" in str(refusal.value.title)
    assert "6/10" in str(refusal.value.title)
    assert "Anna" in str(refusal.value.message)
    assert free(rooms, october(5, 6)) == ["P1", "P2", "Đ-1", "Đ-2", "Đ-3"]


def test_closed_nights_cannot_be_booked_and_the_refusal_says_until_when(rooms):
    close_nights(rooms, room(rooms, "P1"), october(5, 8), "repair")
    with pytest.raises(Taken, match="8/10"):
        take(rooms, october(4, 6), "Anna", "P1")


def test_a_closure_begun_is_opened_from_tonight_on_and_stays_in_the_books(rooms, clock):
    closure = close_nights(rooms, room(rooms, "P1"), october(2, 10), "family").id
    clock.set("2026-10-05 09:00")
    before = supply(rooms, october(-5, 5))
    reopen(rooms, closure)
    assert supply(rooms, october(-5, 5)) == before
    assert "P1" in free(rooms, october(5, 10))
    assert the(Closure, rooms, closure).end_night == date(2026, 10, 5)


def test_no_night_cannot_be_closed(rooms):
    with pytest.raises(Refusal):
        close_nights(rooms, room(rooms, "P1"), october(5, 5), "repair")


def test_how_clean_a_room_is(rooms):
    set_cleaning(rooms, room(rooms, "P1"), Cleaning.TO_CLEAN)
    assert the(Room, rooms, room(rooms, "P1")).cleaning == "to_clean"


def test_what_is_not_of_this_house_is_not_there(app, rooms):
    theirs = furnish(houses.new(app).homestay())
    foreign = room(theirs, "P1")
    closure = close_nights(theirs, foreign, october(5, 8), "repair").id
    for refused in (
        lambda: change_room(rooms, foreign, RoomWish("P9", "private", 2, 1)),
        lambda: close_room(rooms, foreign, None),
        lambda: close_nights(rooms, foreign, october(5, 8), "repair"),
        lambda: add_unit(rooms, room(theirs, "Đ"), "Đ-9", date(2026, 10, 3)),
        lambda: close_unit(rooms, unit(theirs, "Đ-1"), date(2026, 10, 3)),
        lambda: reopen(rooms, closure),
        lambda: set_cleaning(rooms, uuid7(), Cleaning.CLEAN),
    ):
        with pytest.raises(NotFound):
            refused()

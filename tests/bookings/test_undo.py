"""Undo for ten minutes: the last change of a booking is taken back whole, unless somebody has the nights by now."""

import pytest
from sqlalchemy import select, update

from homestay import clock as village_clock
from homestay.bookings import actions, queries, stays, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.bookings.wishes import BookingWish
from homestay.money.actions import PaymentWish, add_payment
from homestay.places.actions import set_cleaning
from homestay.places.nights import Taken
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState
from models.homestay import Homestay
from models.room import Cleaning, Room
from tests.bookings.our_house import bookings, furnish, october, room, take, unit


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def picture(homestay: Homestay, code: str) -> dict[str, object]:
    """Return all of a booking that a tap may change."""
    db.session.rollback()
    booking, nights = queries.whole_booking(homestay, code)
    return {
        "state": (booking.state, booking.held_until, booking.reason, booking.planned_from, booking.planned_to),
        "moments": (booking.arrived_at, booking.left_at),
        "nights": sorted((held.place, held.night, held.price, held.whole) for held in nights),
        "guests": [(guest.slot, guest.arrived_on, guest.arrived_at, guest.left_on, guest.left_at) for guest in booking.guests],
    }


CHANGES = {
    "check in": lambda house, code: actions.check_in(house, code),
    "cancel": lambda house, code: actions.cancel_booking(house, code, "Khách ốm"),
    "no show": lambda house, code: actions.mark_no_show(house, code, "Không gọi được"),
    "move": lambda house, code: stays.move_booking(house, code, [unit(house, "P1")], [unit(house, "P2")], october(1, 2).arrive),
    "longer": lambda house, code: stays.change_dates(house, code, october(1, 6)),
    "shorter": lambda house, code: stays.change_dates(house, code, october(1, 2)),
    "later": lambda house, code: stays.change_dates(house, code, october(2, 5)),
    "more places": lambda house, code: stays.add_places(house, code, BookingWish(october(1, 3), 2, units=(unit(house, "P2"),))),
    "price": lambda house, code: stays.agree_price(house, code, room(house, "P1"), 300_000),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_by_a_tap_is_taken_back_whole(rooms, change):
    code = take(rooms, october(1, 3), "Quân", "P1")
    before = picture(rooms, code)
    change(rooms, code)
    assert picture(rooms, code) != before
    undoing.undo(rooms, code)
    assert picture(rooms, code) == before


def test_a_check_out_with_nights_given_back_is_taken_back_with_its_room(rooms, clock):
    code = take(rooms, october(1, 4), "Quân", "P1")
    actions.check_in(rooms, code)
    clock.set("2026-10-02 09:00")
    before = picture(rooms, code)
    actions.check_out(rooms, code)
    assert cleaning(rooms, "P1") == Cleaning.TO_CLEAN
    undoing.undo(rooms, code)
    assert picture(rooms, code) == before
    assert cleaning(rooms, "P1") == Cleaning.CLEAN


def test_a_room_cleaned_in_the_meantime_stays_as_it_is(rooms, clock):
    code = take(rooms, october(1, 4), "Quân", "P1")
    actions.check_in(rooms, code)
    clock.set("2026-10-02 09:00")
    actions.check_out(rooms, code)
    set_cleaning(rooms, room(rooms, "P1"), Cleaning.BEING_CLEANED)
    undoing.undo(rooms, code)
    assert cleaning(rooms, "P1") == Cleaning.BEING_CLEANED


def cleaning(homestay: Homestay, name: str) -> str:
    return db.session.scalars(select(Room.cleaning).where(Room.homestay_id == homestay.id, Room.name == name)).one()


def test_a_held_booking_checked_in_by_mistake_is_held_again(rooms):
    until = village_clock.at(october(1, 2).arrive, 20)
    code = take(rooms, october(1, 2), "Quân", "P1", held_until=until)
    actions.check_in(rooms, code)
    undoing.undo(rooms, code)
    assert [(booking.state, booking.held_until) for booking in bookings(rooms)] == [(BookingState.HELD, until)]


def test_nights_that_somebody_has_by_now_are_refused_in_plain_words(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.cancel_booking(rooms, code, "Nhầm")
    take(rooms, october(2, 4), "Lan", "P1")
    before = picture(rooms, code)
    with pytest.raises(Taken) as refused:
        undoing.undo(rooms, code)
    assert "P1" in str(refused.value.title)
    assert "Lan" in str(refused.value)
    assert picture(rooms, code) == before


def test_a_place_that_is_sold_no_more_is_not_taken_again(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.cancel_booking(rooms, code, "Nhầm")
    db.session.rollback()
    with saving(rooms):
        db.session.execute(update(Room).where(Room.homestay_id == rooms.id, Room.name == "P1").values(open_to=october(1, 2).arrive))
    with pytest.raises(actions.Refusal, match="P1"):
        undoing.undo(rooms, code)


def test_after_ten_minutes_it_stays(rooms, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.cancel_booking(rooms, code, "Nhầm")
    clock.set("2026-10-01 18:10")
    assert undoing.last_change(rooms, only(rooms)).minutes_left == 1
    clock.set("2026-10-01 18:11")
    assert undoing.last_change(rooms, only(rooms)) is None
    with pytest.raises(NotPossibleNow):
        undoing.undo(rooms, code)


def only(homestay: Homestay) -> Booking:
    return bookings(homestay)[0]


def test_it_is_taken_back_once(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.check_in(rooms, code)
    undoing.undo(rooms, code)
    with pytest.raises(NotPossibleNow):
        undoing.undo(rooms, code)


def test_money_taken_since_does_not_stand_in_the_way(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.check_in(rooms, code)
    add_payment(rooms, code, PaymentWish("balance", 900_000, village_clock.today(), "cash"))
    assert undoing.undo(rooms, code).state == BookingState.CONFIRMED


def test_only_the_last_change_is_taken_back(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    stays.change_dates(rooms, code, october(1, 5))
    actions.check_in(rooms, code)
    undoing.undo(rooms, code)
    assert (only(rooms).state, only(rooms).planned_to) == (BookingState.CONFIRMED, october(1, 5).leave)


def test_the_page_has_one_button_with_the_minutes_left(rooms, owner, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    owner.fills_in(f"/bookings/{code}/cancel", {"reason": "Nhầm"})
    clock.set("2026-10-01 18:03")
    assert "Hoàn tác, còn 7 phút" in owner.opens(f"/bookings/{code}").text
    owner.fills_in(f"/bookings/{code}", {}, action=f"/bookings/{code}/undo")
    assert only(rooms).state == BookingState.CONFIRMED
    assert "Hoàn tác" not in owner.opens(f"/bookings/{code}").text.replace("Đã hoàn tác", "")


def test_the_answer_in_a_list_has_the_button_too(rooms, owner):
    code = take(rooms, october(1, 3), "Quân", "P1")
    owner.opens("/")
    owner.sends(f"/bookings/{code}/check-in", {"next": "/"})
    form = owner.opens("/").form(f"/bookings/{code}/undo?next=/")
    assert form is not None
    owner.sends(f"/bookings/{code}/undo?next=/", {})
    assert only(rooms).state == BookingState.CONFIRMED


def test_the_refusal_says_who_has_the_room(rooms, owner):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.cancel_booking(rooms, code, "Nhầm")
    owner.opens(f"/bookings/{code}")
    take(rooms, october(1, 3), "Lan", "P1")
    answer = owner.sends(f"/bookings/{code}/undo", {}, status=409)
    assert "Phòng P1 đã có khách đêm 1/10" in answer.text
    assert "Lan" in answer.text

"""A room split off a group: a booking of its own, and no sum of the house changes."""

from datetime import time

import pytest

from homestay import clock as village_clock
from homestay.bookings import actions, queries
from homestay.bookings.splitting import Split, split_off
from homestay.errors import Changed, NotFound, Refusal
from homestay.money.actions import ChargeWish, PaymentWish, add_charge, add_payment
from models import db
from models.booking import Booking, BookingState
from models.homestay import Homestay
from tests.bookings.our_house import bookings, furnish, october, take, unit


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def whole(homestay: Homestay, code: str) -> Booking:
    db.session.rollback()
    return queries.whole_booking(homestay, code)[0]


def held(homestay: Homestay, code: str) -> list[tuple[str, int, int]]:
    db.session.rollback()
    return [(each.place, each.night.day, each.price) for each in queries.whole_booking(homestay, code)[1]]


def group(homestay: Homestay) -> str:
    return take(homestay, october(1, 3), "Đoàn Hoà", "P1", "P2", adults=4)


def going(homestay: Homestay, code: str, slots: tuple[int, ...] = (3, 4), **more) -> Split:
    guests = tuple(guest.id for guest in queries.booking_of(homestay, code).guests if guest.slot in slots)
    return Split((unit(homestay, "P2"),), guests, contact="Chị Lan", **more)


def test_the_room_its_nights_and_its_people_become_a_booking_of_their_own(rooms):
    code = group(rooms)
    new = split_off(rooms, code, going(rooms, code)).code
    assert held(rooms, code) == [("P1", 1, 450_000), ("P1", 2, 450_000)]
    assert held(rooms, new) == [("P2", 1, 450_000), ("P2", 2, 450_000)]
    told = [(each.contact, each.adults, [guest.slot for guest in each.guests]) for each in (whole(rooms, code), whole(rooms, new))]
    assert told == [("Đoàn Hoà", 2, [1, 2]), ("Chị Lan", 2, [1, 2])]


def test_the_hours_that_were_said_hold_for_both(rooms):
    code = take(rooms, october(1, 3), "Đoàn Hoà", "P1", "P2", adults=4, expected_at=time(19, 30))
    new = split_off(rooms, code, going(rooms, code)).code
    assert whole(rooms, new).expected_at == whole(rooms, code).expected_at == time(19, 30)


def test_chosen_charges_and_payments_go_and_the_others_stay(rooms):
    code = group(rooms)
    dinner = add_charge(rooms, code, ChargeWish("meal", 600_000, village_clock.today())).id
    add_charge(rooms, code, ChargeWish("motorbike", 200_000, village_clock.today()))
    deposit = add_payment(rooms, code, PaymentWish("deposit", 500_000, village_clock.today(), "cash")).id
    before = sum(queries.balances(rooms, [each.id for each in bookings(rooms)]).values())
    new = split_off(rooms, code, going(rooms, code, charges=(dinner,), payments=(deposit,))).code
    assert [charge.amount for charge in whole(rooms, new).charges] == [600_000]
    assert [charge.amount for charge in whole(rooms, code).charges] == [200_000]
    assert [payment.amount for payment in whole(rooms, new).payments] == [500_000]
    assert whole(rooms, code).payments == []
    assert sum(queries.balances(rooms, [each.id for each in bookings(rooms)]).values()) == before


def test_guests_who_are_here_stay_here(rooms):
    code = group(rooms)
    actions.check_in(rooms, code)
    new = whole(rooms, split_off(rooms, code, going(rooms, code)).code)
    assert (new.state, new.arrived_at) == (BookingState.IN_HOUSE, whole(rooms, code).arrived_at)
    assert actions.check_out(rooms, new.code).state == BookingState.LEFT
    assert whole(rooms, code).state == BookingState.IN_HOUSE


@pytest.mark.parametrize("slots", [(), (1, 2, 3, 4)], ids=["nobody goes", "nobody stays"])
def test_somebody_must_go_and_somebody_must_stay(rooms, slots):
    code = group(rooms)
    with pytest.raises(Refusal):
        split_off(rooms, code, going(rooms, code, slots))
    assert len(bookings(rooms)) == 1


def test_a_place_must_stay(rooms):
    code = take(rooms, october(1, 3), "Quân", "P2", adults=4)
    with pytest.raises(Refusal):
        split_off(rooms, code, going(rooms, code))
    assert len(held(rooms, code)) == 2


def test_a_charge_of_another_booking_does_not_go(rooms):
    code, other = group(rooms), take(rooms, october(1, 3), "Minh", "Đ-1", adults=1)
    charge = add_charge(rooms, other, ChargeWish("meal", 600_000, village_clock.today())).id
    with pytest.raises(NotFound):
        split_off(rooms, code, going(rooms, code, charges=(charge,)))
    assert len(held(rooms, code)) == 4


def test_who_was_changed_since_is_not_split(rooms):
    code = group(rooms)
    split_off(rooms, code, going(rooms, code), 0)
    with pytest.raises(Changed):
        split_off(rooms, code, going(rooms, code), 0)


def test_the_children_who_go_are_counted_there(rooms):
    code = take(rooms, october(1, 3), "Đoàn Hoà", "P1", "P2", adults=3, children=1)
    new = split_off(rooms, code, going(rooms, code, children=1))
    assert [(each.adults, each.children) for each in (whole(rooms, code), whole(rooms, new.code))] == [(2, 0), (1, 1)]


def test_it_is_done_on_the_page_and_both_histories_say_so(rooms, owner):
    code = group(rooms)
    guests = [str(guest.id) for guest in queries.booking_of(rooms, code).guests][2:]
    said = {"old": [str(unit(rooms, "P2"))], "guest": guests, "contact": "Chị Lan"}
    answer = owner.fills_in(f"/bookings/{code}/split", said)
    new = answer.location.rsplit("/", 1)[-1]
    assert new != code
    assert f"tách P2 ra đặt phòng {new}" in owner.opens(f"/bookings/{code}/history").text
    assert f"tách từ đặt phòng {code}" in owner.opens(f"/bookings/{new}/history").text

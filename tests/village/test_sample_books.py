"""The books of the sample village: always the same, in balance, nobody sold twice, everything a house can meet in them."""

from flask import Flask
from sqlalchemy import func, or_, select

from homestay import clock
from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.books.writing import write
from models.booking import SLEPT, Booking, BookingState, UnitNight
from models.charge import Charge, ChargeKind
from models.payment import Holder, Payment, PaymentKind
from models.room import Closure, Room, Unit
from tests.support.installations import Installations, closing
from tests.village.sample import MORNING, TODAY, asked, column, exported, make, nights, reported, reported_together


def test_the_same_seed_and_days_give_the_same_books(sample: Flask, twin: Flask) -> None:
    assert exported(sample) == exported(twin)


def test_the_same_seed_and_days_give_the_same_reports(sample: Flask, twin: Flask) -> None:
    assert reported(sample) == reported(twin)
    assert reported_together(sample) == reported_together(twin)


def test_another_seed_gives_another_village(empty_app: Flask, twin: Flask) -> None:
    make(empty_app, MORNING, "--seed", "2")

    assert exported(empty_app)["Bookings"] != exported(twin)["Bookings"]


def test_its_books_can_be_taken_in_again_as_they_came_out(installations: Installations, twin: Flask) -> None:
    books = exported(twin)
    with closing(installations.new("sqlite")) as app:
        with app.app_context():
            outcome = take_in(read(write(books)))

        assert outcome.problems == []
        assert exported(app) == books


def test_who_was_there_and_who_came_less_who_left_is_who_is_there(sample: Flask) -> None:
    every = [*reported(sample), *reported_together(sample)]
    balance = [each["in_house_opening"] + each["arrivals"] - each["departures"] - each["in_house_closing"] for each in every]

    assert balance == [0] * 12
    assert all(each["arrivals"] for each in every if each["room_nights_used"])


def test_a_month_begins_with_those_whom_the_month_before_ends_with(sample: Flask) -> None:
    october, november, december = reported_together(sample)

    assert november["in_house_opening"] == october["in_house_closing"] > 0
    assert december["in_house_opening"] == november["in_house_closing"]


def test_the_village_is_the_sum_of_its_houses(sample: Flask) -> None:
    _, november, _ = reported_together(sample)

    assert november["homestays"] == 3
    assert november["revenue"] == sum(each["revenue"] for each in reported(sample)[1::3]) > 0


def test_no_night_lies_outside_the_days_of_a_place(sample: Flask) -> None:
    night = UnitNight.night
    wrong = or_(Unit.open_from > night, Room.open_from > night, Unit.open_to <= night, Room.open_to <= night)

    assert asked(sample, nights(Room.name, night).where(wrong)) == []


def test_nobody_sleeps_where_a_room_is_closed(sample: Flask) -> None:
    within = (Closure.homestay_id == Unit.homestay_id) & (Closure.room_id == Unit.room_id)
    shut = (Closure.first_night <= UnitNight.night) & (UnitNight.night < Closure.end_night)
    found = asked(sample, nights(UnitNight.booking_id).join(Closure, within).where(shut))

    assert set(found) == {(None,)}


def test_who_cancelled_or_did_not_come_holds_no_night(sample: Flask) -> None:
    of_booking = (Booking.homestay_id == UnitNight.homestay_id) & (Booking.id == UnitNight.booking_id)
    found = {state for (state,) in asked(sample, nights(Booking.state).join(Booking, of_booking).distinct())}

    assert found == {*SLEPT, BookingState.CONFIRMED, BookingState.HELD}


def test_every_state_charge_and_payment_is_there(sample: Flask) -> None:
    assert column(sample, Booking.state) == set(BookingState)
    assert column(sample, Charge.kind) == set(ChargeKind)
    assert column(sample, Payment.kind) == set(PaymentKind)
    assert column(sample, Payment.held_by) == {Holder.HOMESTAY, Holder.PLATFORM, Holder.TOUR}
    assert column(sample, UnitNight.whole) == {True, False}


def test_nothing_has_happened_that_is_still_to_come(sample: Flask) -> None:
    now = clock.at(TODAY, 10)

    assert asked(sample, select(Booking.code).where(Booking.state.in_(SLEPT), Booking.planned_from > TODAY)) == []
    assert asked(sample, select(Booking.code).where(or_(Booking.arrived_at > now, Booking.left_at > now))) == []
    assert asked(sample, select(Booking.code).where(Booking.booked_on > TODAY)) == []
    assert asked(sample, select(Payment.id).where(Payment.day > TODAY)) == []


def test_some_parties_change_their_room_and_some_leave_early(sample: Flask) -> None:
    rooms, evenings = func.count(Room.id.distinct()), func.count(UnitNight.night.distinct())
    private = nights(UnitNight.booking_id).where(Room.kind == "private", UnitNight.booking_id.is_not(None))
    moved = private.group_by(UnitNight.booking_id).having(rooms > 1, func.count() == evenings)

    assert asked(sample, moved)
    assert asked(sample, select(Charge.id).where(Charge.description == "Về sớm một đêm"))

"""Held bookings: until when, how long still, and what happens to the nights when nobody confirms them."""

from datetime import date

import pytest
from sqlalchemy import select

from homestay import clock as village_clock
from homestay.bookings import actions, holding, promising, stays, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.errors import Refusal
from homestay.feeds import actions as feeds
from homestay.feeds.actions import Calendar
from homestay.money.actions import PaymentWish, add_payment
from homestay.places import queries as places
from homestay.places.nights import Taken
from models import db
from models.booking import BookingState, UnitNight
from models.homestay import Homestay
from tests.bookings.our_house import bookings, furnish, october, take, unit
from tests.support.installations import on_both

SIX, EIGHT = village_clock.at(date(2026, 10, 1), 18), village_clock.at(date(2026, 10, 1), 20)


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def nights(homestay: Homestay) -> list[date]:
    db.session.rollback()
    return sorted(db.session.scalars(select(UnitNight.night).where(UnitNight.homestay_id == homestay.id)))


def free_tonight(homestay: Homestay) -> set[str]:
    return {place.unit_name for place in places.free_units(homestay.id, october(1, 2)) if not place.is_dorm}


def held(homestay: Homestay, **more: object) -> str:
    return take(homestay, october(1, 3), "Quân", "P1", held_until=EIGHT, **more)


@on_both
def test_who_needs_the_nights_of_a_hold_that_ran_out_gets_them(rooms, clock):
    held(rooms)
    clock.set("2026-10-01 20:00")
    take(rooms, october(1, 2), "Lan", "P1")
    assert [(booking.contact, booking.has_lapsed) for booking in bookings(rooms)] == [("Quân", True), ("Lan", False)]
    assert nights(rooms) == october(1, 2).nights()


@pytest.mark.parametrize("until", ["2062-10-02T20:00", "9999-12-31T23:59"])
def test_a_hold_does_not_last_years_after_the_stay(rooms, owner, until):
    code = held(rooms)
    answer = owner.fills_in(f"/bookings/{code}/hold", {"held_until": until}, status=409)
    assert "Khi đó khách đã đi rồi. Xem lại ngày." in answer.text
    assert [booking.held_until for booking in bookings(rooms)] == [EIGHT]
    said = {
        "arrive": "2026-10-05",
        "leave": "2026-10-07",
        "adults": "2",
        "contact": "Lan",
        "source": "phone",
        "unit": str(unit(rooms, "P2")),
    }
    owner.sends("/bookings/new", {**said, "held_until": until}, status=409)
    owner.sends("/bookings/new", {**said, "unit": "", "without_place": "y", "held_until": until}, status=409)
    assert len(bookings(rooms)) == 1


def test_a_minute_before_it_still_holds(rooms, clock):
    held(rooms)
    clock.set("2026-10-01 19:59")
    with pytest.raises(Taken):
        take(rooms, october(1, 2), "Lan", "P1")


@pytest.mark.parametrize("way", [promising.confirm_booking, actions.check_in])
def test_guests_who_come_after_all_get_their_nights_at_the_agreed_price(rooms, clock, way):
    code = held(rooms)
    stays.agree_price(rooms, code, places.units_by_id(rooms, [unit(rooms, "P1")])[0].room_id, 300_000)
    clock.set("2026-10-01 20:30")
    way(rooms, code)
    assert nights(rooms) == october(1, 3).nights()
    prices = db.session.scalars(select(UnitNight.price).where(UnitNight.homestay_id == rooms.id))
    assert set(prices) == {300_000}
    assert not bookings(rooms)[0].has_lapsed


@pytest.mark.parametrize("way", [promising.confirm_booking, actions.check_in])
def test_they_are_told_who_has_their_nights(rooms, clock, way):
    code = held(rooms)
    clock.set("2026-10-01 20:30")
    take(rooms, october(2, 3), "Lan", "P1")
    with pytest.raises(Taken, match="Lan"):
        way(rooms, code)


def test_the_page_that_tells_them_offers_no_button_that_would_do_nothing(rooms, owner, clock):
    code = held(rooms)
    clock.set("2026-10-01 20:30")
    take(rooms, october(2, 3), "Lan", "P1")
    page = owner.sends(f"/bookings/{code}/check-in", status=409).page
    assert "P2" in page.text
    assert not [field for main in page.all("main") for field in main.iter("button")]


def test_who_comes_a_day_later_gets_the_nights_that_are_left(rooms, clock):
    code = held(rooms)
    clock.set("2026-10-02 15:00")
    actions.check_in(rooms, code)
    assert nights(rooms) == [date(2026, 10, 2)]
    assert bookings(rooms)[0].planned_from == date(2026, 10, 2)


def test_when_all_nights_are_over_a_new_booking_is_asked_for(rooms, clock):
    code = held(rooms)
    clock.set("2026-10-01 20:30")
    holding.catch_up(rooms)
    clock.set("2026-10-03 15:00")
    with pytest.raises(Refusal):
        promising.confirm_booking(rooms, code)


def test_nights_that_are_over_stay_where_they_were(rooms, clock):
    held(rooms)
    clock.set("2026-10-02 09:00")
    holding.catch_up(rooms)
    assert nights(rooms) == [date(2026, 10, 1)]


def test_money_makes_a_hold_that_ran_out_sure_again_or_is_refused(rooms, clock):
    code = held(rooms)
    other = take(rooms, october(1, 3), "Lan", "P2", held_until=EIGHT)
    clock.set("2026-10-01 20:30")
    take(rooms, october(1, 2), "Minh", "P2")
    pay = PaymentWish("deposit", 100_000, date(2026, 10, 1), "cash")
    add_payment(rooms, code, pay)
    with pytest.raises(Taken):
        add_payment(rooms, other, pay)
    assert [booking.state for booking in bookings(rooms)] == [BookingState.CONFIRMED, BookingState.HELD, BookingState.CONFIRMED]


def test_a_hold_that_ran_out_has_no_nights_to_change(rooms, clock):
    code = held(rooms)
    clock.set("2026-10-01 20:30")
    with pytest.raises(NotPossibleNow):
        stays.change_dates(rooms, code, october(1, 5))
    actions.cancel_booking(rooms, code, "Không trả lời")
    assert bookings(rooms)[0].state == BookingState.CANCELLED


def test_a_hold_is_made_longer_and_taken_up_again(rooms, clock):
    code = held(rooms)
    promising.hold_until(rooms, code, village_clock.at(date(2026, 10, 1), 22))
    clock.set("2026-10-01 21:00")
    assert free_tonight(rooms) == {"P2"}
    clock.set("2026-10-01 22:00")
    holding.catch_up(rooms)
    assert free_tonight(rooms) == {"P1", "P2"}
    promising.hold_until(rooms, code, village_clock.at(date(2026, 10, 2), 12))
    assert free_tonight(rooms) == {"P2"}
    with pytest.raises(Refusal):
        promising.hold_until(rooms, code, SIX)
    take(rooms, october(1, 2), "Lan", "P2")
    with pytest.raises(NotPossibleNow):
        promising.hold_until(rooms, bookings(rooms)[1].code, EIGHT)


def test_a_check_in_undone_after_the_hour_is_a_hold_that_ran_out(rooms, clock):
    code = held(rooms)
    clock.set("2026-10-01 19:55")
    actions.check_in(rooms, code)
    clock.set("2026-10-01 20:01")
    undoing.undo(rooms, code)
    holding.catch_up(rooms)
    assert (bookings(rooms)[0].has_lapsed, nights(rooms)) == (True, [])


# ---- what people see


def test_until_when_is_chosen_in_words(rooms, owner, clock):
    clock.set("2026-10-01 09:00")
    page = owner.opens("/bookings/new")
    for words in ("Chắc rồi", "Hôm nay 18:00", "Trưa mai", "Hai ngày nữa", "12:00 mai 2/10"):
        assert words in page.text
    said = {"contact": "Quân", "unit": str(unit(rooms, "P1")), "hold": "2026-10-02T12:00:00+07:00"}
    owner.fills_in("/bookings/new?from=2026-10-05&to=2026-10-07", said)
    made = bookings(rooms)[0]
    assert (made.state, made.held_until) == (BookingState.HELD, village_clock.at(date(2026, 10, 2), 12))


def test_a_sure_booking_needs_no_word(rooms, owner):
    owner.fills_in("/bookings/new?from=2026-10-05&to=2026-10-07", {"contact": "Quân", "unit": str(unit(rooms, "P1"))})
    assert bookings(rooms)[0].state == BookingState.CONFIRMED


@pytest.mark.parametrize("said", [{"hold": "2026-10-01T17:00:00+07:00"}, {"held_until": "2026-10-01T17:00"}])
def test_an_hour_that_is_over_is_refused(rooms, owner, said):
    said = {"contact": "Quân", "unit": str(unit(rooms, "P1")), **said}
    answer = owner.fills_in("/bookings/new?from=2026-10-05&to=2026-10-07", said, status=422)
    assert "Giờ đó đã qua rồi" in answer.text
    assert bookings(rooms) == []


def test_the_time_left_is_told_on_today_the_calendar_and_the_booking(rooms, owner):
    code = held(rooms)
    later = take(rooms, october(5, 8), "Lan", "P2", held_until=village_clock.at(date(2026, 10, 2), 12))
    today = owner.opens("/").text
    assert "Mới giữ chỗ, còn 2 giờ: tới 20:00" in today
    assert "Đang giữ chỗ, chờ trả lời" in today
    assert owner.opens("/").form(f"/bookings/{later}/confirm") is not None
    assert "còn 2 giờ" in owner.opens("/calendar").text
    assert "còn 18 giờ" in owner.opens("/calendar").text
    assert "còn 2 giờ" in owner.opens(f"/bookings/{code}").text


def test_no_page_shows_a_hold_that_ran_out_as_taken(rooms, owner, clock):
    code = held(rooms)
    link = feeds.publish(rooms, Calendar(room_id=places.units_by_id(rooms, [unit(rooms, "P1")])[0].room_id, channel="airbnb"))
    path = f"/ical/{link.token}.ics"
    assert "DTEND;VALUE=DATE:20261003" in owner.opens(path).response.text
    seen = owner.opens("/calendar")
    assert f"/bookings/{code}" in seen.response.text
    clock.set("2026-10-01 20:00")
    assert f"/bookings/{code}" not in owner.opens("/calendar").response.text
    assert "DTEND;VALUE=DATE:20261003" not in owner.opens(path).response.text
    assert "Hết giờ giữ chỗ lúc 20:00, chỗ đã trống" in owner.opens("/").text
    assert "Hết giờ giữ" in owner.opens("/bookings").text
    assert "Hết giờ giữ chỗ" in owner.opens(f"/bookings/{code}").text


def test_a_calendar_link_is_right_though_nobody_opened_a_page(rooms, owner, clock):
    held(rooms)
    link = feeds.publish(rooms, Calendar(room_id=places.units_by_id(rooms, [unit(rooms, "P1")])[0].room_id, channel="airbnb"))
    clock.set("2026-10-01 20:00")
    assert "DTEND;VALUE=DATE:20261003" not in owner.opens(f"/ical/{link.token}.ics").response.text


def test_a_page_writes_nothing_when_no_hold_ran_out(rooms, owner):
    held(rooms)
    before = version(rooms)
    owner.opens("/")
    owner.opens("/calendar")
    assert version(rooms) == before


def version(homestay: Homestay) -> int:
    db.session.rollback()
    return db.session.scalars(select(Homestay.version).where(Homestay.id == homestay.id)).one()


def test_it_is_held_again_from_its_page(rooms, owner, clock):
    code = held(rooms)
    clock.set("2026-10-01 20:30")
    assert "Hết giờ giữ chỗ lúc 20:00" in owner.opens(f"/bookings/{code}/hold").text
    owner.fills_in(f"/bookings/{code}/hold", {"hold": "2026-10-02T12:00:00+07:00"})
    assert (nights(rooms), bookings(rooms)[0].has_lapsed) == (october(1, 3).nights(), False)
    owner.fills_in(f"/bookings/{code}/hold", {}, status=409)


def test_a_tablet_that_saw_the_hold_may_still_confirm_it(rooms, owner, clock):
    code = held(rooms)
    owner.opens(f"/bookings/{code}")
    clock.set("2026-10-01 20:01")
    owner.sends(f"/bookings/{code}/confirm", {"version": "0"})
    assert bookings(rooms)[0].state == BookingState.CONFIRMED


def test_the_command_lets_holds_of_every_house_run_out(app, rooms, clock):
    held(rooms)
    clock.set("2026-10-01 20:01")
    done = app.test_cli_runner().invoke(args=["holds", "release", "--json"])
    assert done.exit_code == 0
    assert nights(rooms) == []

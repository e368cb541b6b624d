"""Which nights a calendar shows: of a place, a room, a dorm, the whole house; and never whose they are."""

from datetime import date, timedelta

import pytest

from homestay import clock as village_clock
from homestay.bookings.actions import cancel_booking, check_in
from homestay.bookings.stays import change_dates, move_booking
from homestay.places.actions import close_nights, close_room, close_unit, reopen
from homestay.places.nights import PlaceNight, hold
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.feed import FeedEvent, FeedIn
from models.room import Room
from models.stay import Stay
from tests.bookings.our_house import october, room, take, unit
from tests.feeds.conftest import names, of_house, of_room, of_unit, shown
from tests.support.installations import on_both


@on_both
def test_a_booking_is_reserved_from_its_first_night_to_the_day_of_leaving(rooms, read):
    take(rooms, october(2, 4), "Anna", "P1")
    assert shown(read(of_room(rooms, "P1"))) == [("10-02", "10-04", "Reserved")]


def test_another_rooms_booking_is_not_shown(rooms, read):
    take(rooms, october(2, 4), "Anna", "P2")
    assert shown(read(of_room(rooms, "P1"))) == [("09-30", "10-01", "No bookings")]


def test_nothing_booked_is_one_event_in_the_past(rooms, read, clock):
    feed = of_room(rooms, "P1")
    clock.set("2027-03-05 08:00")
    assert shown(read(feed)) == [("09-30", "10-01", "No bookings")]


def test_a_closure_is_blocked(rooms, read):
    closure = close_nights(rooms, room(rooms, "P1"), october(6, 8), "repair")
    feed = of_room(rooms, "P1")
    assert shown(read(feed)) == [("10-06", "10-08", "Blocked")]
    reopen(rooms, closure.id)
    assert shown(read(feed)) == [("09-30", "10-01", "No bookings")]


def test_a_cancelled_booking_vanishes_and_a_held_one_is_shown(rooms, read):
    gone = take(rooms, october(2, 4), "Anna", "P1")
    take(rooms, october(5, 6), "Minh", "P1", held_until=village_clock.at(date(2026, 10, 4), 12))
    feed = of_room(rooms, "P1")
    cancel_booking(rooms, gone, "ill")
    assert shown(read(feed)) == [("10-05", "10-06", "Reserved")]


def test_touching_stays_stay_two(rooms, read):
    take(rooms, october(2, 4), "Anna", "P1")
    take(rooms, october(4, 5), "Minh", "P1")
    assert shown(read(of_room(rooms, "P1"))) == [("10-02", "10-04", "Reserved"), ("10-04", "10-05", "Reserved")]


def test_a_room_move_in_the_middle_shows_each_room_its_own_nights(rooms, read, clock):
    code = take(rooms, october(1, 5), "Anna", "P1")
    check_in(rooms, code)
    clock.set("2026-10-03 09:00")
    move_booking(rooms, code, [unit(rooms, "P1")], [unit(rooms, "P2")], date(2026, 10, 3))
    assert shown(read(of_room(rooms, "P1"))) == [("10-01", "10-03", "Reserved")]
    assert shown(read(of_room(rooms, "P2"))) == [("10-03", "10-05", "Reserved")]


def test_a_dorm_sold_by_the_place_is_taken_when_its_last_place_is(rooms, read):
    sell_by_the_place(rooms)
    take(rooms, october(2, 4), "Anna", "Đ-1", "Đ-2")
    feed = of_room(rooms, "Đ")
    assert shown(read(feed)) == [("09-30", "10-01", "No bookings")]
    take(rooms, october(3, 5), "Minh", "Đ-3", adults=1)
    assert shown(read(feed)) == [("10-03", "10-04", "Reserved")]


def test_a_dorm_offered_as_a_whole_is_taken_as_soon_as_one_place_is(rooms, read):
    take(rooms, october(2, 4), "Anna", "Đ-1", adults=1)
    assert shown(read(of_room(rooms, "Đ"))) == [("10-02", "10-04", "Reserved")]


def test_the_page_says_when_a_dorm_is_taken(rooms, owner):
    assert "Bán cả phòng: kín khi một đệm có khách" in owner.opens("/feeds/new").text
    sell_by_the_place(rooms)
    assert "Bán từng đệm: kín khi hết đệm" in owner.opens("/feeds/new").text


def sell_by_the_place(homestay):
    """Take the price of the whole dorm away."""
    with saving(homestay):
        db.session.get(Room, (homestay.id, room(homestay, "Đ"))).whole_price = None


def test_a_place_of_a_dorm_has_a_calendar_of_its_own(rooms, read):
    take(rooms, october(2, 4), "Anna", "Đ-1", "Đ-2")
    assert shown(read(of_unit(rooms, "Đ-2"))) == [("10-02", "10-04", "Reserved")]
    assert shown(read(of_unit(rooms, "Đ-3"))) == [("09-30", "10-01", "No bookings")]


def test_a_smaller_dorm_is_full_earlier(rooms, read):
    sell_by_the_place(rooms)
    close_unit(rooms, unit(rooms, "Đ-3"), date(2026, 10, 3))
    take(rooms, october(2, 4), "Anna", "Đ-1", "Đ-2")
    assert shown(read(of_room(rooms, "Đ"))) == [("10-03", "10-04", "Reserved")]


@pytest.mark.parametrize("dorm", ["offered as a whole", "sold by the place"])
def test_the_house_is_taken_as_soon_as_any_room_is(rooms, read, dorm):
    if dorm == "sold by the place":
        sell_by_the_place(rooms)
    take(rooms, october(2, 4), "Anna", "P1")
    take(rooms, october(3, 6), "Minh", "Đ-1", adults=1)
    take(rooms, october(6, 7), "Lan", "P2")
    assert shown(read(of_house(rooms))) == [("10-02", "10-06", "Reserved"), ("10-06", "10-07", "Reserved")]


def test_a_room_that_is_let_no_more_is_blocked_from_then_on(rooms, read, clock):
    feed, house = of_room(rooms, "P1"), of_house(rooms)
    close_room(rooms, room(rooms, "P1"), date(2026, 10, 20))
    clock.set("2026-10-05 08:00")
    first = read(feed)
    assert shown(first) == [("10-20", "11-01", "Blocked")]
    assert b"DTEND;VALUE=DATE:20281101" in first
    assert shown(read(house)) == [("09-30", "10-01", "No bookings")]
    clock.set("2026-10-25 08:00")
    assert read(feed) == first


def test_a_room_that_opens_later_is_blocked_until_then(rooms, read):
    with saving(rooms):
        db.session.get(Room, (rooms.id, room(rooms, "P1"))).open_from = date(2026, 12, 1)
    assert shown(read(of_room(rooms, "P1"))) == [("01-01", "12-01", "Blocked")]


@on_both
def test_a_stay_begun_before_yesterday_keeps_its_start_and_its_name(rooms, read, clock):
    take(rooms, october(2, 9), "Anna", "P1")
    close_nights(rooms, room(rooms, "P2"), october(2, 9), "season")
    feed, other = of_room(rooms, "P1"), of_room(rooms, "P2")
    before, closed = read(feed), read(other)
    clock.set("2026-10-07 08:00")
    assert read(feed) == before
    assert read(other) == closed


def test_a_stay_is_shown_until_the_day_after_its_last_night(rooms, read, clock):
    take(rooms, october(2, 4), "Anna", "P1")
    feed = of_room(rooms, "P1")
    clock.set("2026-10-04 23:00")
    assert shown(read(feed)) == [("10-02", "10-04", "Reserved")]
    clock.set("2026-10-05 00:30")
    assert shown(read(feed)) == [("09-30", "10-01", "No bookings")]


def test_a_stay_in_two_parts_keeps_their_names_and_each_is_shown_as_long_as_a_stay_of_its_own(rooms, read, clock):
    code = take(rooms, october(1, 8), "Anna", "P1")
    check_in(rooms, code)
    move_booking(rooms, code, [unit(rooms, "P1")], [unit(rooms, "P2")], date(2026, 10, 3))
    move_booking(rooms, code, [unit(rooms, "P2")], [unit(rooms, "P1")], date(2026, 10, 6))
    feed = of_room(rooms, "P1")
    before = read(feed)
    assert shown(before) == [("10-01", "10-03", "Reserved"), ("10-06", "10-08", "Reserved")]
    clock.set("2026-10-03 23:00")
    assert names(read(feed)) == names(before)
    clock.set("2026-10-07 08:00")
    assert shown(read(feed)) == [("10-06", "10-08", "Reserved")]
    assert names(read(feed)) == names(before)[1:]


def test_what_lies_more_than_two_years_ahead_is_not_shown(rooms, read):
    far = date(2026, 10, 1) + timedelta(days=731)
    take(rooms, Stay(far, far + timedelta(days=1)), "Anna", "P1")
    assert shown(read(of_room(rooms, "P1"))) == [("09-30", "10-01", "No bookings")]


def test_longer_and_shorter_keep_the_name_and_raise_the_sequence(rooms, read, clock):
    code = take(rooms, october(2, 4), "Anna", "P1")
    feed = of_room(rooms, "P1")
    before = read(feed)
    clock.forward(hours=1)
    change_dates(rooms, code, october(2, 6))
    after = read(feed)
    assert shown(after) == [("10-02", "10-06", "Reserved")]
    assert names(after) == names(before)
    assert b"SEQUENCE:0" in before
    assert b"SEQUENCE:1" in after


def imported(homestay, channel: str, stay: Stay, kind: str = "reservation") -> None:
    """Let a site have said that P1 is taken there."""
    now = village_clock.now()
    with saving(homestay):
        site = FeedIn(homestay_id=homestay.id, room_id=room(homestay, "P1"), channel=channel, url="https://example.org/a.ics", made_at=now)
        db.session.add(site)
        db.session.flush()
        event = FeedEvent(
            homestay_id=homestay.id, id=uuid7(), feed_id=site.id, uid_hash=b"x", kind=kind,
            first_night=stay.arrive, end_night=stay.leave, first_seen_at=now, last_seen_at=now,
        )  # fmt: skip
        db.session.add(event)
        hold(event, [PlaceNight(unit(homestay, "P1"), night) for night in stay])


@pytest.mark.parametrize(
    ("kind", "summary"), [("reservation", "Reserved"), ("tentative", "Reserved"), ("block", "Blocked"), ("unknown", "Blocked")]
)
def test_what_one_site_said_goes_to_the_others_but_never_back(rooms, read, kind, summary):
    imported(rooms, "airbnb", october(2, 4), kind)
    assert shown(read(of_room(rooms, "P1", "booking"))) == [("10-02", "10-04", summary)]
    assert shown(read(of_room(rooms, "P1", "airbnb"))) == [("09-30", "10-01", "No bookings")]
    assert shown(read(of_room(rooms, "P1", None))) == [("10-02", "10-04", summary)]


def test_nobody_learns_who_comes_what_it_costs_or_where_to_call(rooms, read):
    take(rooms, october(2, 4), "Trần Minh Quân", "P1", phone="0900 111 222", note="honeymoon", source="zalo")
    lines = read(of_room(rooms, "P1")).decode().lower().splitlines()
    content = [line for line in lines if not line.startswith(("uid:", "dtstamp:", "last-modified:", "dtstart;", "dtend;"))]  # any digits
    for secret in ("quân", "trần", "0900", "111", "honeymoon", "zalo", "450", "900000"):
        assert secret not in " ".join(content)
    assert len(lines) - len(content) == 5


def test_two_links_name_the_same_stay_differently(rooms, read):
    take(rooms, october(2, 4), "Anna", "P1")
    airbnb, booking = read(of_room(rooms, "P1", "airbnb")), read(of_room(rooms, "P1", "booking"))
    assert names(airbnb) != names(booking)
    assert shown(airbnb) == shown(booking)

"""The page of the day: who comes, who is here, who goes, what is free, and how long it may take."""

from datetime import date

import pytest

from homestay.bookings.actions import cancel_booking, check_in, check_out, mark_no_show, use_by_day
from homestay.bookings.lateness import is_late
from homestay.bookings.stays import change_dates
from homestay.bookings.wishes import BookingWish
from homestay.money.actions import ChargeWish, PaymentWish, add_charge, add_payment
from homestay.places.actions import RoomWish, add_room, close_nights, close_room, set_cleaning
from homestay.today import ahead, day, queries
from models.room import Cleaning
from tests.bookings.our_house import furnish, links, october, room, take, unit
from tests.support.installations import on_both
from tests.support.plans import WHOLE_HISTORY, explained


@pytest.fixture
def rooms(homestay, clock):
    """P1, P2 and Đ with three mattresses, on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def lists(homestay, today: date = date(2026, 10, 1)) -> day.Day:
    return day.sorted_out(queries.parties(homestay, today), queries.whole_house(homestay, today), today)


def contacts(parties) -> list[str]:
    return [party.contact for party in parties]


@on_both
def test_who_comes_who_is_here_and_who_goes(rooms, clock):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 3), "Stays", "P1"))
    check_in(rooms, take(rooms, october(0, 1), "Leaves", "Đ-1", "Đ-2"))
    gone = take(rooms, october(0, 1), "Gone", "Đ-3", adults=1)
    check_in(rooms, gone)
    clock.set("2026-10-01 11:00")
    check_out(rooms, gone)
    take(rooms, october(1, 4), "Comes", "P2", adults=2, children=1)
    take(rooms, october(2, 4), "Tomorrow", "Đ-1")
    found = lists(rooms)
    assert contacts(found.in_house) == ["Stays"]
    assert contacts(found.leaving) == ["Leaves"]
    assert contacts(found.gone) == ["Gone"]
    assert contacts(found.arriving) == ["Comes"]
    assert (found.guests_arriving, found.guests_in_house, found.guests_leaving, found.guests_not_gone) == (3, 2, 3, 2)
    assert found.arriving[0].places == ["P2"]
    assert found.arriving[0].nights == 3
    assert found.leaving[0].places == ["Đ-1", "Đ-2"]
    assert found.leaving[0].is_dorm


def test_the_bookings_of_the_day_are_found_by_what_few_of_them_have(rooms):
    with explained("parked_nights") as plans:
        queries.parties(rooms, date(2026, 10, 1))
    (plan,) = plans
    assert not WHOLE_HISTORY.search(plan), plan
    assert "planned_from" not in plan  # or held ones are looked for among all that are still to come
    assert plan.count("SEARCH bookings USING INDEX sqlite_autoindex_bookings_1 (homestay_id=? AND id=?)") == 2  # those without a place too


@on_both
def test_money_is_nights_and_charges_less_payments(rooms):
    code = take(rooms, october(1, 3), "Anna", "P1")
    use_by_day(rooms, BookingWish(october(1, 1), 2, contact="Day"), 50_000)
    (anna,) = [party for party in queries.parties(rooms, date(2026, 10, 1)) if party.code == code]
    assert anna.owed == 900_000


@on_both
def test_what_was_given_back_is_owed_again(rooms, clock):
    code = take(rooms, october(1, 3), "Anna", "P1")
    add_payment(rooms, code, PaymentWish("deposit", 300_000, date(2026, 10, 1), "cash"))
    add_payment(rooms, code, PaymentWish("refund", 100_000, date(2026, 10, 1), "cash"))
    (anna,) = queries.parties(rooms, date(2026, 10, 1))
    assert anna.owed == 900_000 - 200_000


def test_who_did_not_come_yesterday_is_still_expected_today(rooms, clock):
    clock.set("2026-09-29 10:00")
    take(rooms, october(0, 3), "Late", "P1")
    take(rooms, october(-1, 0), "Never came", "P2")
    clock.set("2026-10-01 10:00")
    assert contacts(lists(rooms).arriving) == ["Late"]


def test_who_should_have_left_days_ago_is_still_leaving_and_still_in_the_room(rooms, clock, owner):
    clock.set("2026-09-28 15:00")
    check_in(rooms, take(rooms, october(-2, -1), "Stays on", "P1"))
    clock.set("2026-10-01 09:00")
    found = lists(rooms)
    assert contacts(found.leaving) == ["Stays on"]
    assert found.leaving[0].places == ["P1"]
    assert found.waits_for[unit(rooms, "P1")].contact == "Stays on"
    assert "Chờ Stays on đi" in owner.opens("/").text


@pytest.mark.parametrize(("hour", "late"), [("11:59", False), ("12:00", False), ("12:01", True)])
def test_after_noon_a_leaving_party_is_late(rooms, clock, hour, late):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 1), "Leaves", "P1"))
    now = clock.set(f"2026-10-01 {hour}")
    (party,) = lists(rooms).leaving
    assert is_late(party.planned_to, party.leaving_at, now) is late


def test_cancelled_and_not_come_are_not_shown(rooms):
    cancel_booking(rooms, take(rooms, october(1, 3), "Cancelled", "P1"), "ill")
    mark_no_show(rooms, take(rooms, october(1, 3), "No show", "P2"), "no answer")
    assert queries.parties(rooms, date(2026, 10, 1)) == []


def test_a_held_booking_says_so(rooms, owner, clock):
    take(rooms, october(1, 3), "Held", "P1", held_until=clock.set("2026-10-01 20:00"))
    clock.set("2026-10-01 18:00")
    assert "Mới giữ chỗ" in owner.opens("/").text


def test_what_is_free_tonight_and_in_the_week(rooms):
    take(rooms, october(1, 3), "Anna", "P1")
    take(rooms, october(2, 3), "Minh", "Đ-1", adults=1)
    close_nights(rooms, room(rooms, "P2"), october(3, 5), "repair")
    house = queries.whole_house(rooms, date(2026, 10, 1))
    week = ahead.week(date(2026, 10, 1), house, ahead.ahead(rooms, date(2026, 10, 1)).held)
    assert [(free.rooms, free.dorm_places) for free in week] == [(1, 3), (1, 2), (1, 3), (1, 3), (2, 3), (2, 3), (2, 3)]
    assert [each.place.unit_name for each in lists(rooms).free] == ["P2", "Đ-1", "Đ-2", "Đ-3"]


@on_both
def test_a_room_that_opens_or_closes_is_counted_only_while_it_is_let(rooms):
    close_room(rooms, room(rooms, "P1"), date(2026, 10, 3))
    add_room(rooms, RoomWish("P9", "private", 2, 1, open_from=date(2026, 10, 5)))
    take(rooms, october(1, 2), "Anna", "P1")
    house = queries.whole_house(rooms, date(2026, 10, 1))
    assert [free.rooms for free in ahead.week(date(2026, 10, 1), house, ahead.ahead(rooms, date(2026, 10, 1)).held)] == [
        1,
        2,
        1,
        1,
        2,
        2,
        2,
    ]
    assert [each.place.unit_name for each in queries.tonight(rooms, date(2026, 10, 1))] == ["P1", "P2", "Đ-1", "Đ-2", "Đ-3"]


def test_a_longer_stay_is_no_longer_leaving(rooms, clock):
    clock.set("2026-09-30 15:00")
    code = take(rooms, october(0, 1), "Leaves", "P1")
    check_in(rooms, code)
    change_dates(rooms, code, october(0, 2))
    clock.set("2026-10-01 09:00")
    assert contacts(lists(rooms).in_house) == ["Leaves"]


def test_a_room_is_cleaned_with_one_press(rooms, owner):
    set_cleaning(rooms, room(rooms, "P2"), Cleaning.TO_CLEAN)
    page = owner.opens("/")
    assert "Chưa dọn" in page.text
    (action,) = [form.get("action") for form in page.page.all("form") if form.get("action", "").endswith("/cleaned")]
    assert owner.sends(action, {"next": "/"}).location == "/"
    assert "Chưa dọn" not in owner.opens("/").text


@pytest.mark.parametrize("path", ["/", "/rooms"])
def test_an_empty_house_is_led_to_its_rooms_by_who_may_add_them(homestay, clock, owner, staff, path):
    ways = {who.name: [link.get("href") for link in who.opens(path).page.all("a")] for who in (owner, staff)}
    assert "/settings/rooms" in ways[owner.name]
    assert "/settings/rooms" not in ways[staff.name]
    assert not {"/walk-in", "/rooms/cleaning"} & {way for links in ways.values() for way in links}


def test_no_other_house_is_seen(app, rooms, owner, neighbour):
    take(rooms, october(1, 3), "Only Ours", "P1")
    assert "Only Ours" in owner.opens("/").text
    assert "Only Ours" not in neighbour.opens("/").text
    assert "P1" not in neighbour.opens("/").text


@pytest.mark.parametrize("role", ["village_head", "administrator"])
def test_people_of_the_village_are_led_on(house, role):
    assert house.person(role).opens("/", 302).location == "/village"


def test_staff_see_the_day(rooms, staff):
    take(rooms, october(1, 3), "Anna", "P1")
    assert "Anna" in staff.opens("/").text


@pytest.mark.parametrize("name", ["O'Brien <b>bold</b>", "=cmd|' /C calc'!A0", "🏡 Nhà", "Nguye\u0302\u0303n"])
def test_any_name_is_only_a_name(rooms, owner, name):
    take(rooms, october(1, 3), name, "P1")
    assert name in owner.opens("/").text


@on_both
def test_the_page_takes_four_statements_whatever_the_day_brings(rooms, owner, clock):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 3), "Stays", "P1"))
    few = owner.opens("/").statements
    for number in range(3, 12):
        add_room(rooms, RoomWish(f"P{number}", "private", 2, 450_000))
        take(rooms, october(1, 3), f"Guest {number}", f"P{number}")
    many = owner.opens("/").statements
    assert len(many) == len(few) <= 1 + 4, str(many)


@on_both
def test_meals_of_today_and_motorbikes_of_tomorrow_are_told_with_their_people(rooms, owner):
    anna, minh = take(rooms, october(1, 3), "Anna", "P1", phone="0900 000 246"), take(rooms, october(2, 3), "Minh", "P2")
    for code, kind, on, people in ((anna, "meal", 1, 4), (anna, "motorbike", 1, 1), (minh, "motorbike", 2, 2), (minh, "meal", 3, 2)):
        add_charge(rooms, code, ChargeWish(kind, 100_000, date(2026, 10, on), people, f"{kind} {on}"))
    cancelled = take(rooms, october(1, 2), "Gone", "P2")
    add_charge(rooms, cancelled, ChargeWish("meal", 100_000, date(2026, 10, 1), 2, "meal"))
    cancel_booking(rooms, cancelled, "ill")
    promised = ahead.ahead(rooms, date(2026, 10, 1)).promised
    assert [(each.kind, each.contact, each.people) for each in promised] == [("meal", "Anna", 4), ("motorbike", "Minh", 2)]
    page = owner.opens("/").text
    assert "4 khách · meal 1" in page
    assert "2 khách · motorbike 2" in page


def test_who_is_here_and_has_not_paid_is_told_with_the_sum(rooms, clock):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 1), "Leaves", "P1"))
    check_in(rooms, take(rooms, october(0, 3), "Stays", "Đ-1", adults=1))
    clock.set("2026-10-01 09:00")
    take(rooms, october(1, 2), "Comes", "P2")
    found = lists(rooms)
    assert contacts(found.owing) == ["Leaves", "Stays"]
    assert found.sum_owed == 450_000 + 3 * 120_000


@on_both
def test_guests_of_the_day_are_told_only_where_they_owe(rooms):
    use_by_day(rooms, BookingWish(october(1, 1), 2, contact="Owes"), 150_000)
    paid = use_by_day(rooms, BookingWish(october(1, 1), 3, contact="Paid"), 90_000)
    add_payment(rooms, paid.code, PaymentWish("balance", 90_000, date(2026, 10, 1), "cash"))
    found = lists(rooms)
    assert (contacts(found.owing), found.sum_owed) == (["Owes"], 150_000)
    assert (found.gone, found.guests_leaving) == ([], 0)


def test_from_who_still_has_to_pay_one_comes_to_all_who_do(rooms, owner, clock):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 3), "Stays", "P1"))
    take(rooms, october(6, 7), "Comes", "P2")
    (link,) = [link for link in links(owner.opens("/")) if "owes" in link]
    page = owner.opens(link).text
    assert "Stays" in page
    assert "Comes" in page


@pytest.mark.parametrize(("came", "words"), [("16:20", "Khách vào 16:20"), ("", "Khách vào hôm nay")])
def test_the_clock_says_when_the_guest_came_and_the_hour_where_it_is_known(clock, rooms, owner, came, words):
    code = take(rooms, october(1, 3), "Anna", "P1")
    check_in(rooms, code)
    owner.fills_in(f"/bookings/{code}/hours", {"came_hour": came})
    page = owner.opens("/").text
    assert words in page
    assert "00:00" not in page


def test_a_row_calls_the_number_of_its_guest(rooms, owner):
    take(rooms, october(1, 3), "Anna", "P1", phone="0900 000 246")
    take(rooms, october(1, 3), "Minh", "P2", phone="hỏi chị Mỷ")
    assert [link for link in links(owner.opens("/")) if link.startswith("tel:")] == ["tel:0900000246"]


@pytest.mark.parametrize(
    ("hour", "words"), [("13:59", "Xin đến sớm, lúc 13:59"), ("14:00", "Đến lúc 14:00"), ("21:00", "Đến muộn, lúc 21:00")]
)
def test_who_asks_for_an_early_or_late_hour_is_told(rooms, owner, hour, words):
    code = take(rooms, october(1, 3), "Anna", "P1")
    owner.fills_in(f"/bookings/{code}/words", {"expected_at": hour})
    assert words in owner.opens("/").text
    assert f"Anna đến, 2 khách, {hour}" in owner.opens("/rooms/cleaning").text


@pytest.mark.parametrize(("hour", "late"), [("12:01", False), ("15:00", False), ("15:01", True)])
def test_who_asked_to_stay_longer_is_late_only_after_that_hour(rooms, owner, clock, hour, late):
    clock.set("2026-09-30 15:00")
    code = take(rooms, october(0, 1), "Anna", "P1")
    check_in(rooms, code)
    owner.fills_in(f"/bookings/{code}/words", {"leaving_at": "15:00"})
    clock.set(f"2026-10-01 {hour}")
    page = owner.opens("/").text
    assert "Xin ở tới 15:00" in page
    assert ("Quá giờ trả (15:00)" in page) is late

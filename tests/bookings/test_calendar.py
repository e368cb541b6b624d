"""The calendar: a bar for each stay and place, the nights that can be booked, and an answer that says "nothing has changed"."""

from datetime import time, timedelta

import pytest
from sqlalchemy import update

from homestay.bookings import calendar as calendars
from homestay.bookings import stays
from homestay.bookings.actions import cancel_booking, check_in, check_out
from homestay.bookings.calendar import calendar_of
from homestay.bookings.one_night import one_night
from homestay.bookings.party import Words, change_words
from homestay.places.actions import RoomWish, add_room, close_nights, close_room
from homestay.places.nights import PlaceNight, hold
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.booking import Booking
from models.feed import FeedEvent, FeedIn
from models.homestay import Homestay
from models.room import Room, Unit
from models.stay import Stay
from tests.bookings.our_house import furnish, links, named, october, room, take, unit
from tests.support.houses import PASSWORD
from tests.support.installations import on_both
from tests.support.plans import WHOLE_HISTORY, explained

WINDOW = october(1, 15)


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def line(homestay, name, window=WINDOW):
    return next(line for line in calendar_of(homestay, window).lines if line.name == name)


def bars(homestay, name, window=WINDOW):
    """Return (nights in the window, kind, contact) of a place's bars."""
    return [(cell.first.day, cell.nights, cell.bar.kind, cell.bar.contact) for cell in line(homestay, name, window).cells if cell.bar]


def block(homestay: Homestay, name: str, stay: Stay, *nights: int) -> None:
    """Let Airbnb hold nights of a room, all of the stay or only these days of October."""
    with saving(homestay):
        now = calendars.clock.now()
        feed = FeedIn(homestay_id=homestay.id, room_id=room(homestay, name), channel="airbnb", url_sealed=b"", made_at=now)
        db.session.add(feed)
        db.session.flush()
        made = FeedEvent(homestay_id=homestay.id, feed_id=feed.id, uid_hash=uuid7().bytes, first_night=stay.arrive, end_night=stay.leave)
        made.kind, made.first_seen_at, made.last_seen_at = "reservation", now, now
        db.session.add(made)
        chosen = [night for night in stay if not nights or night.day in nights]
        hold(made, [PlaceNight(unit(homestay, name), night) for night in chosen])


# ---- the bars


@on_both
def test_a_stay_is_one_bar_over_its_nights(rooms):
    take(rooms, october(2, 5), "Trần Minh Quân", "P1")
    assert bars(rooms, "P1") == [(2, 3, "sure", "Trần Minh Quân")]
    assert bars(rooms, "P2") == []


@on_both
def test_the_cells_of_a_place_fill_the_window_and_no_night_stands_twice(rooms):
    take(rooms, october(-2, 2), "Oanh", "P1")
    take(rooms, october(2, 3), "Quân", "P1")
    take(rooms, october(13, 20), "Lan", "P1")
    cells = line(rooms, "P1").cells
    assert sum(cell.nights for cell in cells) == 14
    assert [cell.first for cell in cells] == sorted({cell.first for cell in cells})


def test_a_bar_says_that_it_comes_from_before_or_goes_on(rooms):
    take(rooms, october(-2, 3), "Oanh", "P1")
    take(rooms, october(13, 20), "Lan", "P1")
    before, after = (cell for cell in line(rooms, "P1").cells if cell.bar)
    assert (before.nights, before.begins_before, before.ends_after) == (2, True, False)
    assert (after.nights, after.begins_before, after.ends_after) == (2, False, True)


def test_a_stay_that_touches_the_window_from_outside_is_not_in_it(rooms):
    take(rooms, october(-2, 1), "Oanh", "P1")
    take(rooms, october(15, 17), "Lan", "P1")
    assert bars(rooms, "P1") == []


@on_both
def test_guests_who_come_back_to_a_place_have_two_bars(rooms):
    code = take(rooms, october(2, 6), "Quân", "P1")
    stays.move_booking(rooms, code, [unit(rooms, "P1")], [unit(rooms, "P2")], october(3, 4).arrive)
    stays.move_booking(rooms, code, [unit(rooms, "P2")], [unit(rooms, "P1")], october(5, 6).arrive)
    assert bars(rooms, "P1") == [(2, 1, "sure", "Quân"), (5, 1, "sure", "Quân")]
    assert bars(rooms, "P2") == [(3, 2, "sure", "Quân")]


def test_the_life_of_a_booking_shows_in_its_bar(rooms, clock):
    take(rooms, october(5, 6), "Ly", "P2", held_until=clock.set("2026-10-01 18:00") + timedelta(days=2))
    code = take(rooms, october(1, 2), "Tuyết", "P1")
    assert (bars(rooms, "P1"), bars(rooms, "P2")) == ([(1, 1, "sure", "Tuyết")], [(5, 1, "held", "Ly")])
    check_in(rooms, code)
    assert bars(rooms, "P1") == [(1, 1, "in", "Tuyết")]
    clock.set("2026-10-02 09:00")
    check_out(rooms, code)
    assert bars(rooms, "P1") == [(1, 1, "gone", "Tuyết")]


@pytest.mark.parametrize(
    ("asked", "hour", "kind"),
    [(None, "11:59", "in"), (None, "12:01", "late"), (time(15), "15:00", "in"), (time(15), "15:01", "late"), (time(9), "12:00", "in")],
)
def test_a_guest_is_overdue_after_noon_or_the_later_hour_that_was_asked_for(rooms, clock, asked, hour, kind):
    code = take(rooms, october(1, 2), "Vy", "P1")
    check_in(rooms, code)
    change_words(rooms, code, Words("Vy", None, "phone", None, leaving_at=asked))
    clock.set(f"2026-10-02 {hour}")
    assert bars(rooms, "P1") == [(1, 1, kind, "Vy")]


def test_a_cancelled_booking_leaves_the_calendar(rooms):
    cancel_booking(rooms, take(rooms, october(2, 5), "Quân", "P1"), "đổi ý")
    assert bars(rooms, "P1") == []


def test_closed_nights_say_why(rooms):
    close_nights(rooms, room(rooms, "P1"), october(6, 8), "repair")
    bar = next(cell.bar for cell in line(rooms, "P1").cells if cell.bar)
    assert (bar.kind, bar.word, bar.code) == ("shut", "repair", None)


@on_both
def test_a_listing_site_shows_its_name_and_only_the_nights_it_holds(rooms):
    take(rooms, october(9, 10), "Quân", "P1")
    block(rooms, "P1", october(8, 11), 8, 10)
    assert bars(rooms, "P1") == [(8, 1, "site", None), (9, 1, "sure", "Quân"), (10, 1, "site", None)]


def test_another_house_is_not_seen(rooms, neighbour, house):
    take(rooms, october(2, 5), "Trần Minh Quân", "P1")
    assert "Quân" not in neighbour.opens("/calendar").text


# ---- free nights


def test_nights_before_today_cannot_be_booked(rooms):
    cells = line(rooms, "P1", october(-1, 13)).cells
    assert (cells[0].nights, cells[0].is_free) == (2, False)
    assert [cell.first for cell in cells if cell.is_free] == list(october(1, 13))


@on_both
def test_nights_on_which_a_place_is_not_open_are_not_offered(rooms):
    with saving(rooms):
        db.session.execute(update(Unit).where(Unit.homestay_id == rooms.id, Unit.name == "Đ-3").values(open_from=october(5, 6).arrive))
    close_room(rooms, room(rooms, "P2"), october(4, 5).arrive)
    assert [cell.first.day for cell in line(rooms, "P2").cells if cell.is_free] == [1, 2, 3]
    assert [cell.first.day for cell in line(rooms, "Đ-3").cells if cell.is_free] == list(range(5, 15))
    shown = calendar_of(rooms, WINDOW)
    assert shown.left(shown.rooms) == [2, 2, 2] + [1] * 11
    assert shown.left(shown.mattresses) == [2, 2, 2, 2] + [3] * 10


def test_how_many_places_are_left_each_night(rooms):
    take(rooms, october(2, 4), "Quân", "P1")
    take(rooms, october(3, 4), "Anh", "P2", "Đ-1", "Đ-2")
    shown = calendar_of(rooms, october(1, 6))
    assert shown.left(shown.rooms) == [2, 1, 0, 2, 2]
    assert shown.left(shown.mattresses) == [3, 3, 1, 3, 3]


def test_a_stay_that_begins_before_the_window_takes_its_nights_too(rooms):
    take(rooms, october(-3, 3), "Oanh", "P1")
    shown = calendar_of(rooms, october(1, 4))
    assert shown.left(shown.rooms) == [1, 1, 2]


def test_rooms_come_first_and_p2_before_p10(rooms):
    add_room(rooms, RoomWish("P10", "private", 2, 450_000))
    assert [line.name for line in calendar_of(rooms, WINDOW).lines] == ["P1", "P2", "P10", "Đ-1", "Đ-2", "Đ-3"]


# ---- one night, as a phone shows it


def test_dorm_places_of_one_party_are_one_row(rooms):
    take(rooms, october(1, 2), "Phạm Đức Anh", "Đ-1", "Đ-2", adults=2)
    rows = one_night(calendar_of(rooms, WINDOW), october(1, 2).arrive)
    assert [(row.name, row.bar.contact if row.bar else None) for row in rows] == [
        ("P1", None), ("P2", None), ("Đ-1–2", "Phạm Đức Anh"), ("Đ-3", None),
    ]  # fmt: skip


def test_a_phone_shows_tonight_who_should_have_left(rooms, clock):
    check_in(rooms, take(rooms, october(1, 2), "Vy", "P1"))
    clock.set("2026-10-02 13:00")
    tonight, tomorrow = (one_night(calendar_of(rooms, WINDOW), october(day, day + 1).arrive)[0] for day in (2, 3))
    assert tonight.bar is not None
    assert (tonight.bar.kind, tomorrow.bar) == ("late", None)


# ---- the page


def test_an_owner_taps_a_free_night_and_books_that_place(rooms, owner):
    answer = owner.opens("/calendar")
    link = named(answer, "Đặt P1, đêm 3/10")
    assert link == ["/bookings/new?from=2026-10-03&unit=P1"]
    form = owner.opens(link[0]).form()
    ticked = [field.get("value") for field in form.iter("input") if field.get("name") == "unit" and "checked" in field.attrib]
    assert ticked == [str(unit(rooms, "P1"))]


def test_the_page_calls_vietnamese_guests_by_their_given_name_and_never_cuts_it(rooms, owner):
    code = take(rooms, october(2, 3), "Nguyễn Thị Thương", "P1")
    take(rooms, october(2, 3), "Alexandrina Castellanos", "P2")
    answer = owner.opens("/calendar")
    assert "Thương Đã chắc, 2/10–3/10" in answer.text
    assert "Alexandrina" in answer.text
    assert f"/bookings/{code}" in links(answer)


def test_the_window_begins_yesterday_and_the_pager_moves_it(rooms, owner):
    answer = owner.opens("/calendar")
    assert "/calendar?from=2026-09-16" in links(answer)
    assert "/calendar?from=2026-10-14" in links(answer)
    assert named(owner.opens("/calendar?from=2026-12-24"), "đêm 24/12")


def test_a_day_far_ahead_gets_its_own_window(rooms, owner):
    answer = owner.opens("/calendar?day=2026-12-24")
    assert named(answer, "Đặt P1, đêm 24/12")
    assert "Đêm Thứ Năm 24/12" in answer.text


ODD = ["from=31/02", "from=x&day=y&days=z", "from=9999-12-31&days=31", "from=0001-01-01", "day=2026-02-30", "days=-5", "from=%00"]


@pytest.mark.parametrize("odd", ODD)
def test_an_address_that_makes_no_sense_still_shows_a_calendar(rooms, owner, odd):
    assert owner.opens(f"/calendar?{odd}").page.h1 == "Lịch phòng"


def test_a_month_is_one_page_without_the_phones_list(rooms, owner):
    answer = owner.opens("/calendar?days=31")
    assert named(answer, "Đặt P1, đêm 30/10")
    assert "Đêm Thứ Năm 1/10" not in answer.text


def test_a_house_without_rooms_is_told_what_to_do(clock, homestay, owner):
    assert "/settings/rooms" in links(owner.opens("/calendar"))


def test_guests_not_yet_declared_are_marked(rooms, owner):
    code = take(rooms, october(1, 3), "Lê Quốc Bảo", "P1", adults=1)
    assert "Chưa khai" not in bars_text(owner, code)
    check_in(rooms, code)
    assert "Chưa khai" in bars_text(owner, code)


def bars_text(person, code):
    page = person.opens("/calendar").page
    return next(" ".join(element.itertext()) for element in page.all("a") if element.get("href") == f"/bookings/{code}")


def test_names_with_angle_brackets_stay_text(rooms, owner):
    take(rooms, october(2, 4), "<script>alert(1)</script>", "P1")
    take(rooms, october(2, 4), '"onmouseover="x', "P2")
    answer = owner.opens("/calendar")
    assert "<script>alert" not in answer.response.get_data(as_text=True)


@pytest.mark.parametrize("code", ["Đoàn 1/2", "..", "a&lt;b", "x onclick=y", "'q'=`", '"><b>'])
def test_a_bar_leads_to_its_booking_whatever_a_workbook_calls_it(rooms, owner, code):
    made = take(rooms, october(2, 4), "Quân", "P1")
    with saving(rooms):
        db.session.execute(update(Booking).where(Booking.homestay_id == rooms.id, Booking.code == made).values(code=code))
    (bar,) = [each for each in owner.opens("/calendar").page.all("a") if each.get("class") == "bar-sure"]
    assert list(bar.attrib) == ["href", "class"]
    assert "Quân" in owner.opens(bar.get("href")).text


def test_staff_may_look_and_strangers_may_not(rooms, staff, village_head, visitor):
    staff.opens("/calendar")
    village_head.opens("/calendar", status=403)
    visitor.opens("/calendar", status=302)


def test_a_staff_member_gets_no_link_to_the_owners_pages(rooms, staff, owner):
    close_nights(rooms, room(rooms, "P1"), october(6, 8), "repair")
    assert "/settings/rooms" in links(owner.opens("/calendar"))
    assert "/settings/rooms" not in links(staff.opens("/calendar"))


# ---- what it costs


@on_both
def test_four_statements_whatever_the_size(rooms, owner):
    few = len(owner.opens("/calendar").statements)
    for number in range(3, 9):
        add_room(rooms, RoomWish(f"P{number}", "private", 2, 450_000))
        take(rooms, october(number, number + 2), f"Khách {number}", f"P{number}")
    block(rooms, "P1", october(8, 11), 8, 10)
    many = len(owner.opens("/calendar?days=31").statements)
    assert few <= 1 + 4
    assert many <= 1 + 4


def test_the_nights_are_found_by_their_index(rooms, app):
    take(rooms, october(2, 5), "Quân", "P1")
    db.session.rollback()
    with explained("unit_nights") as plans:
        calendar_of(rooms, WINDOW)
    assert any(
        "unit_nights USING INDEX sqlite_autoindex_unit_nights_1 (homestay_id=? AND unit_id=? AND night>? AND night<?)" in plan
        for plan in plans
    ), plans
    assert [plan for plan in plans if WHOLE_HISTORY.search(plan)] == []


def sixty_rooms(homestay: Homestay) -> None:
    """Give a house sixty rooms, 65 % full: two parties of two or three nights in turn, then two or three nights nobody."""
    with saving(homestay):
        made = [Room(homestay_id=homestay.id, name=f"P{number}", kind="private", capacity=2, price=450_000) for number in range(1, 61)]
        db.session.add_all(made)
        db.session.flush()
        units = [Unit(homestay_id=homestay.id, room_id=each.id, name=each.name) for each in made]
        db.session.add_all(units)
        db.session.flush()
        for number, each in enumerate(units):
            let_again_and_again(homestay, each, number)


def let_again_and_again(homestay: Homestay, each: Unit, number: int) -> None:
    first = october(1, 2).arrive - timedelta(days=number % 4)
    for turn in range(12):
        stay = Stay(first, first + timedelta(days=2 + (number + turn) % 2))
        new = Booking(homestay_id=homestay.id, code=f"{number:02}{turn:04}", source="phone", state="confirmed", contact="Nguyễn Thị Thương")
        new.planned_from, new.planned_to, new.adults = stay.arrive, stay.leave, 2
        db.session.add(new)
        hold(new, [PlaceNight(each.id, night, 450_000) for night in stay])
        first = stay.leave + timedelta(days=turn % 2 * (2 + number % 2))


def test_a_month_of_sixty_rooms_is_eighty_kilobytes_at_most(clock, homestay, owner):
    sixty_rooms(homestay)
    answer = owner.opens("/calendar?days=31")
    bars = [element for element in answer.page.all("a") if element.get("class", "").startswith("bar-")]
    assert len(bars) > 420
    assert len(answer.response.data) <= 80_000
    assert len(answer.statements) <= 1 + 4


def test_in_a_very_large_chart_free_nights_side_by_side_are_one_link(rooms, monkeypatch):
    take(rooms, october(5, 6), "Quân", "P1")
    monkeypatch.setattr(calendars, "MOST_CELLS", 10)
    assert [(cell.first.day, cell.nights) for cell in line(rooms, "P1").cells if cell.is_free] == [(1, 4), (6, 9)]


def test_an_unchanged_page_costs_the_sign_in_only(rooms, owner):
    first = owner.opens("/calendar")
    again = owner.opens("/calendar", status=304, headers={"If-None-Match": first.response.headers["ETag"]})
    assert len(again.statements) == 1
    assert again.response.headers["Cache-Control"] == "private, no-cache"
    assert again.response.data == b""


def test_the_page_is_new_after_a_booking_and_on_another_day(rooms, owner, clock):
    tag = {"If-None-Match": owner.opens("/calendar").response.headers["ETag"]}
    owner.opens("/calendar", status=304, headers=tag)
    owner.opens("/calendar?days=31", status=200, headers=tag)
    take(rooms, october(2, 5), "Quân", "P1")
    tag = {"If-None-Match": owner.opens("/calendar", status=200, headers=tag).response.headers["ETag"]}
    clock.set("2026-10-02 00:01")
    owner.opens("/calendar", status=200, headers=tag)


def test_two_people_of_a_house_do_not_share_a_page(rooms, owner, staff):
    tag = owner.opens("/calendar").response.headers["ETag"]
    staff.opens("/calendar", status=200, headers={"If-None-Match": tag})


def test_what_is_said_once_is_not_kept(rooms, owner):
    owner.fills_in("/bookings/new?from=2026-10-03&unit=P1", {"contact": "Quân"}, action="/bookings/new")
    said = owner.opens("/calendar")
    assert "Đã ghi Quân" in said.text
    assert "ETag" not in said.response.headers


def test_the_page_is_new_once_the_device_locks_itself(rooms, owner):
    tag = {"If-None-Match": owner.opens("/calendar").response.headers["ETag"]}
    owner.fills_in("/account/pin", {"pin": "7294", "password": PASSWORD})
    owner.fills_in("/account/pin", {"minutes": "5"}, action="/account/lock-after")
    owner.opens("/account")
    answer = owner.opens("/calendar", status=200, headers=tag)
    assert '<meta name="lock-after" content="5">' in answer.response.get_data(as_text=True)


def test_a_page_with_the_form_of_a_house_for_practising_is_not_kept(rooms, owner):
    owner.fills_in("/more", {}, action="/practice")
    answer = owner.opens("/calendar")
    assert "csrf_token" in answer.response.get_data(as_text=True)
    assert "ETag" not in answer.response.headers

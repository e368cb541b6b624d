"""Around leaving: one night more is asked, who has no name is told, and what nobody pressed in time is put right."""

from datetime import date

import pytest

from homestay import clock as village_clock
from homestay.bookings import actions, correcting, extending, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.bookings.correcting import Hour
from homestay.books.checking import Known, all_problems
from homestay.books.exporting import rows_of
from homestay.books.reading import read
from homestay.books.writing import write
from homestay.declarations import queries as declarations
from homestay.errors import Refusal
from homestay.guests.actions import Times, change_times
from homestay.places.nights import Taken
from homestay.reports import queries as reports
from models import db
from models.booking import BookingState
from models.homestay import Homestay
from tests.bookings.our_house import bookings, furnish, october, take, unit
from tests.bookings.test_undo import picture


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def here(homestay: Homestay, clock, *names: str, end: int = 3, **more: object) -> str:
    """Let two guests in for the nights of the 1st and 2nd, or up to the day `end`; then it is the morning of the 3rd."""
    code = take(homestay, october(1, end), "Quân", *names or ("P1",), **more)
    actions.check_in(homestay, code)
    clock.set("2026-10-03 09:00")
    return code


def at(day: int, hour: int, minute: int = 0) -> Hour:
    return Hour(date(2026, 10, day), village_clock.at(date(2026, 10, day), hour, minute))


def counted(homestay: Homestay, month: date) -> tuple[int, int]:
    """Return the arrivals and guest nights of a month's report."""
    report = reports.month_report(homestay, month)
    return report["arrivals"], report["guest_nights"]


def held(homestay: Homestay, code: str) -> list[tuple[str, int, int]]:
    return [(name, night.day, price) for name, night, price, _whole in picture(homestay, code)["nights"]]


# ---- one night more


def test_one_night_more_is_one_tap_with_its_price(rooms, owner, clock):
    code = here(rooms, clock)
    page = owner.opens(f"/bookings/{code}/check-out")
    assert "Ở thêm một đêm?" in page.text
    assert "450.000" in page.text
    owner.fills_in(f"/bookings/{code}/check-out", {}, action=f"/bookings/{code}/one-night-more")
    assert held(rooms, code) == [("P1", 1, 450_000), ("P1", 2, 450_000), ("P1", 3, 450_000)]
    assert bookings(rooms)[0].planned_to == date(2026, 10, 4)


def test_where_the_own_room_is_taken_the_free_ones_are_offered(rooms, owner, clock):
    code = here(rooms, clock)
    take(rooms, october(3, 4), "Lan", "P1")
    page = owner.opens(f"/bookings/{code}/check-out")
    assert "Đêm đó không trống" in page.text
    assert "Thêm một đêm ở P2" in page.text
    owner.sends(f"/bookings/{code}/one-night-more", {"unit": str(unit(rooms, "P2"))})
    assert held(rooms, code)[-1] == ("P2", 3, 450_000)
    assert bookings(rooms)[0].planned_to == date(2026, 10, 4)
    undoing.undo(rooms, code)
    assert bookings(rooms)[0].planned_to == date(2026, 10, 3)
    assert len(held(rooms, code)) == 2


def test_a_full_house_says_so(rooms, owner, clock):
    code = here(rooms, clock)
    take(rooms, october(3, 4), "Lan", "P1", "P2", "Đ-1", "Đ-2", "Đ-3")
    assert "Đêm đó nhà kín chỗ" in owner.opens(f"/bookings/{code}/check-out").text
    with pytest.raises(Taken):
        extending.stay_longer(rooms, code)


def test_who_was_to_leave_tomorrow_is_not_asked(rooms, owner, clock):
    code = here(rooms, clock)
    clock.set("2026-10-02 09:00")
    assert "Ở thêm một đêm?" not in owner.opens(f"/bookings/{code}/check-out").text


def test_today_asks_before_it_checks_out(rooms, owner, clock):
    code = here(rooms, clock)
    links = [link.get("href") for link in owner.opens("/").page.all("a")]
    assert f"/bookings/{code}/check-out?next=/" in links
    done = owner.fills_in(f"/bookings/{code}/check-out?next=/", {}, action=f"/bookings/{code}/check-out")
    assert done.location == "/"
    assert bookings(rooms)[0].state == BookingState.LEFT


# ---- heads booked against people named


def test_who_has_no_name_is_told_on_the_booking_on_today_and_before_leaving(rooms, owner, clock):
    code = take(rooms, october(1, 3), "Quân", "P1", guest_names=("Trần Minh Quân",))
    words = "2 khách, mới có tên 1"
    assert words not in owner.opens(f"/bookings/{code}").text
    actions.check_in(rooms, code)
    assert words in owner.opens(f"/bookings/{code}").text
    assert words in owner.opens("/").text
    clock.set("2026-10-03 09:00")
    assert words in owner.opens("/").text
    assert words in owner.opens(f"/bookings/{code}/check-out").text


def test_who_is_all_named_is_not_told(rooms, owner):
    code = take(rooms, october(1, 3), "Quân", "P1", guest_names=("Trần Minh Quân", "Lê Thị Hoa"))
    actions.check_in(rooms, code)
    assert "mới có tên" not in owner.opens(f"/bookings/{code}").text + owner.opens("/").text


# ---- forgotten check-in and check-out


def test_a_forgotten_check_in_is_written_at_its_hour(rooms, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    clock.set("2026-10-02 08:00")
    correcting.correct_times(rooms, code, at(1, 20, 15), None)
    booking = bookings(rooms)[0]
    assert (booking.state, booking.arrived_at) == (BookingState.IN_HOUSE, at(1, 20, 15).at)
    assert {guest.arrived_at for guest in booking.guests} == {at(1, 20, 15).at}


def test_the_hours_of_the_declaration_follow(rooms, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    clock.set("2026-10-02 08:00")
    actions.check_in(rooms, code)
    correcting.correct_times(rooms, code, at(1, 23, 30), None)
    due = {each.due for each in declarations.to_declare(rooms, False)}
    assert due == {village_clock.at(date(2026, 10, 2), 8)}


def test_both_forgotten_are_written_at_once(rooms, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    clock.set("2026-10-04 08:00")
    correcting.correct_times(rooms, code, Hour(date(2026, 10, 1)), at(3, 10))
    booking = bookings(rooms)[0]
    assert (booking.state, booking.arrived_at, booking.left_at) == (BookingState.LEFT, None, at(3, 10).at)
    assert {(guest.arrived_on.day, guest.left_on.day) for guest in booking.guests} == {(1, 3)}


def test_who_left_a_day_before_gives_the_night_back(rooms, clock):
    code = here(rooms, clock)
    correcting.correct_times(rooms, code, at(1, 18), at(2, 9))
    assert held(rooms, code) == [("P1", 1, 450_000)]
    assert counted(rooms, date(2026, 10, 1)) == (2, 2)


def test_who_stayed_a_night_longer_has_it_in_the_numbers(rooms, clock):
    code = here(rooms, clock)
    actions.check_out(rooms, code)
    clock.set("2026-10-04 09:00")
    correcting.correct_times(rooms, code, at(1, 18), at(4, 8))
    assert [night for _name, night, _price in held(rooms, code)] == [1, 2, 3]
    assert counted(rooms, date(2026, 10, 1)) == (2, 6)
    assert bookings(rooms)[0].planned_to == date(2026, 10, 4)


def test_a_night_that_somebody_else_had_is_refused_by_name(rooms, clock):
    code = here(rooms, clock)
    actions.check_out(rooms, code)
    take(rooms, october(3, 4), "Lan", "P1")
    clock.set("2026-10-04 09:00")
    before = picture(rooms, code)
    with pytest.raises(Taken, match="Lan"):
        correcting.correct_times(rooms, code, at(1, 18), at(4, 8))
    assert picture(rooms, code) == before


def test_who_left_at_two_in_the_night_has_slept_that_night(rooms, clock):
    code = here(rooms, clock)
    correcting.correct_times(rooms, code, at(1, 18), at(2, 2))
    assert held(rooms, code) == [("P1", 1, 450_000)]
    assert {(guest.left_on.day, guest.left_at) for guest in bookings(rooms)[0].guests} == {(2, None)}


def test_a_guest_with_hours_of_their_own_keeps_them(rooms, clock):
    code = here(rooms, clock)
    second = bookings(rooms)[0].guests[1]
    change_times(rooms, second.id, Times(date(2026, 10, 2), at(2, 11).at, date(2026, 10, 2), None))
    correcting.correct_times(rooms, code, at(1, 15), at(3, 8))
    assert [(guest.arrived_on.day, guest.left_on.day) for guest in bookings(rooms)[0].guests] == [(1, 3), (2, 2)]


LATER = [Times(date(2026, 10, 4), None, None, None), Times(date(2026, 10, 3), at(3, 20).at, None, None)]
"""Who comes when the others have left already."""


@pytest.mark.parametrize("times", LATER)
@pytest.mark.parametrize("leave", [actions.check_out, lambda rooms, code: correcting.correct_times(rooms, code, at(1, 18), at(3, 8))])
def test_who_was_to_come_later_than_the_others_left_has_not_left_before_coming(rooms, clock, times, leave):
    code = here(rooms, clock, end=6)
    second = bookings(rooms)[0].guests[1]
    change_times(rooms, second.id, times)
    leave(rooms, code)
    assert [(guest.arrived_on, guest.left_on, guest.left_at) for guest in bookings(rooms)[0].guests[1:]] == [
        (times.arrived_on, times.arrived_on, None)
    ]
    assert counted(rooms, date(2026, 10, 1)) == (1, 2)
    clock.set("2026-10-05 08:00")
    assert [each.guest.slot for each in declarations.to_declare(rooms, remote=False)] == [1]
    assert declarations.how_many_wait(rooms) == 1
    assert all_problems(read(write(rows_of([rooms]))), Known()) == []


@pytest.mark.parametrize("times", LATER)
def test_who_is_still_to_come_has_not_left_when_the_leaving_is_taken_back(rooms, clock, times):
    code = here(rooms, clock, end=6)
    change_times(rooms, bookings(rooms)[0].guests[1].id, times)
    actions.check_out(rooms, code)
    undoing.undo(rooms, code)
    second = bookings(rooms)[0].guests[1]
    assert Times(second.arrived_on, second.arrived_at, second.left_on, second.left_at) == times


def test_who_left_earlier_than_the_others_came_has_not_left_before_coming(rooms, clock):
    code = here(rooms, clock)
    second = bookings(rooms)[0].guests[1]
    change_times(rooms, second.id, Times(date(2026, 10, 1), second.arrived_at, date(2026, 10, 1), None))
    correcting.correct_times(rooms, code, at(2, 10), at(3, 8))
    assert [(guest.arrived_on.day, guest.left_on.day) for guest in bookings(rooms)[0].guests] == [(2, 3), (2, 2)]


def test_a_correction_is_taken_back_whole(rooms, clock):
    code = here(rooms, clock)
    before = picture(rooms, code)
    correcting.correct_times(rooms, code, at(1, 15), at(2, 8))
    undoing.undo(rooms, code)
    assert picture(rooms, code) == before


@pytest.mark.parametrize(
    ("came", "left"),
    [
        (at(3, 10), None),  # not yet
        (Hour(date(2026, 9, 30)), None),  # before the booking
        (at(2, 10), at(2, 9)),  # leaves before coming
        (at(2, 10), at(1, 9)),
        (at(1, 18), at(3, 23)),  # not yet
        (at(3, 8), None),  # after the last night
    ],
)
def test_hours_that_cannot_be_are_refused(rooms, clock, came, left):
    code = here(rooms, clock)
    before = picture(rooms, code)
    with pytest.raises(Refusal):
        correcting.correct_times(rooms, code, came, left)
    assert picture(rooms, code) == before


def test_what_ended_without_a_night_has_no_hours(rooms, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.cancel_booking(rooms, code, "Ốm")
    with pytest.raises(NotPossibleNow):
        correcting.correct_times(rooms, code, at(1, 18), None)


def test_who_has_left_needs_an_hour_of_leaving(rooms, clock):
    code = here(rooms, clock)
    actions.check_out(rooms, code)
    with pytest.raises(Refusal):
        correcting.correct_times(rooms, code, at(1, 18), None)


def test_today_says_who_should_have_left_and_leads_to_the_hours(rooms, owner, clock):
    code = here(rooms, clock)
    clock.set("2026-10-04 09:00")
    assert "Đáng lẽ đi hôm qua 3/10" in owner.opens("/").text
    page = owner.opens(f"/bookings/{code}/check-out")
    assert f"/bookings/{code}/hours?left=2026-10-03" in [link.get("href") for link in page.page.all("a")]
    owner.fills_in(f"/bookings/{code}/hours?left=2026-10-03", {"left_hour": "10:30"})
    booking = bookings(rooms)[0]
    assert (booking.state, booking.left_at) == (BookingState.LEFT, at(3, 10, 30).at)
    db.session.rollback()


def test_a_wrong_hour_comes_back_as_typed(rooms, owner, clock):
    code = here(rooms, clock)
    answer = owner.fills_in(f"/bookings/{code}/hours", {"left_on": "2026-10-09"}, status=409)
    values = {field.get("name"): field.get("value") for field in answer.page.all("input")}
    assert values["left_on"] == "2026-10-09"


# ---- half past one in the night


def test_who_comes_at_half_past_one_belongs_to_last_evening(rooms, owner, clock):
    code = take(rooms, october(1, 2), "Quân", "P1")
    clock.set("2026-10-02 01:30")
    page = owner.opens("/")
    assert "Vẫn là đêm Thứ Năm 1/10" in page.text
    assert "Hẹn hôm qua" not in page.text
    owner.fills_in("/", {}, action=f"/bookings/{code}/check-in")
    booking = bookings(rooms)[0]
    assert (booking.state, {guest.arrived_at for guest in booking.guests}) == (BookingState.IN_HOUSE, {at(2, 1, 30).at})
    clock.set("2026-10-02 10:00")
    actions.check_out(rooms, code)
    assert held(rooms, code) == [("P1", 1, 450_000)]
    assert counted(rooms, date(2026, 9, 1)) == (0, 0)
    assert counted(rooms, date(2026, 10, 1)) == (2, 2)


def test_this_evenings_guests_are_not_offered_in_the_night_before(rooms, owner, clock):
    code = take(rooms, october(2, 3), "Lan", "P1")
    clock.set("2026-10-02 04:59")
    assert f"/bookings/{code}/check-in" not in owner.opens("/").response.text
    clock.set("2026-10-02 05:00")
    assert f"/bookings/{code}/check-in" in owner.opens("/").response.text


def test_a_walk_in_at_half_past_one_sleeps_this_night(rooms, owner, clock):
    clock.set("2026-10-02 01:30")
    take(rooms, october(2, 3), "Lan", "P1")
    owner.opens("/walk-in")
    place = str(unit(rooms, "P1"))
    owner.sends("/walk-in", {"place": place, "nights": "1", "people": "2", "name": "Quân", "pay": "later", "total": "450000"})
    walked = next(booking for booking in bookings(rooms) if booking.contact == "Quân")
    assert (walked.planned_from, walked.planned_to, walked.booked_on) == (date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 1))
    assert held(rooms, walked.code) == [("P1", 1, 450_000)]


def test_nobody_is_written_down_as_not_come_before_their_evening(rooms, clock):
    code = take(rooms, october(2, 3), "Lan", "P1")
    clock.set("2026-10-02 01:30")
    with pytest.raises(NotPossibleNow):
        actions.mark_no_show(rooms, code, "Không đến")


def test_a_room_is_changed_in_the_night_it_is_slept_in(rooms, owner, clock):
    code = take(rooms, october(1, 2), "Quân", "P1")
    actions.check_in(rooms, code)
    clock.set("2026-10-02 01:30")
    owner.fills_in(f"/bookings/{code}/move", {"old": str(unit(rooms, "P1")), "new": str(unit(rooms, "P2"))})
    assert held(rooms, code) == [("P2", 1, 450_000)]

"""What the calendar says of days: lunar days, holidays, who comes and goes; and the pages a pulled bar opens, filled in."""

from datetime import date

import pytest

from homestay.bookings.actions import check_in
from homestay.bookings.calendar import calendar_of
from homestay.bookings.one_night import leaving
from homestay.saving import saving
from models import db
from models.rate import Holiday
from tests.bookings.our_house import furnish, october, take, unit
from tests.support.installations import on_both


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


@on_both
def test_the_holidays_of_the_law_are_there_and_marked_until_they_are_announced(rooms, owner):
    tet = owner.opens("/calendar?from=2027-02-01").text
    assert "4/2–10/2 Tết Nguyên đán (chưa công bố)" in tet
    culture = owner.opens("/calendar?from=2026-11-20").text
    assert "24/11 Ngày Văn hóa Việt Nam" in culture
    assert "chưa công bố" not in culture


def test_a_holiday_somebody_added_keeps_its_name(rooms, owner):
    with saving(rooms):
        db.session.add(Holiday(day=date(2050, 3, 3), name="Hội <b>làng</b>", announced=True))
    assert "3/3 Hội <b>làng</b>" in owner.opens("/calendar?from=2050-03-01").text


def test_a_day_off_outside_the_window_is_not_told(rooms, owner):
    assert "Ngày Văn hóa" not in owner.opens("/calendar?from=2026-11-25").text


def test_lunar_days_stand_under_the_days(rooms, owner):
    page = owner.opens("/calendar?from=2026-10-05").page
    heads = [" ".join("".join(head.itertext()).split()) for head in page.all("th") if head.get("scope") == "col"]
    assert heads[1:3] == ["T2 525/8", "T3 626"]
    assert "T7 101/9" in heads


def test_who_comes_and_who_goes_is_counted_by_place(rooms):
    take(rooms, october(2, 4), "Quân", "P1")
    take(rooms, october(2, 5), "Anh", "Đ-1", "Đ-2", adults=2)
    take(rooms, october(-3, 3), "Oanh", "P2")
    come, go = calendar_of(rooms, october(1, 8)).turns()
    assert come == [0, 3, 0, 0, 0, 0, 0]
    assert go == [0, 0, 1, 1, 2, 0, 0]


def test_a_phone_lists_who_leaves_on_the_day(rooms, owner):
    take(rooms, october(2, 4), "Quân", "P1")
    take(rooms, october(2, 4), "Anh", "Đ-1", "Đ-2", adults=2)
    take(rooms, october(2, 5), "Lan", "P2")
    shown = calendar_of(rooms, october(1, 8))
    assert [(row.name, row.bar.contact) for row in leaving(shown, october(4, 5).arrive)] == [("P1", "Quân"), ("Đ-1–2", "Anh")]
    assert "Đi ngày Chủ nhật 4/10" in owner.opens("/calendar?day=2026-10-04").text
    assert "Đi ngày" not in owner.opens("/calendar?day=2026-10-06").text


def test_a_note_is_marked_on_the_bar_and_read_on_a_phone(rooms, owner):
    take(rooms, october(1, 3), "Quân", "P1", note="Ăn chay <i>")
    take(rooms, october(1, 3), "Lan", "P2")
    text = owner.opens("/calendar").text
    assert text.count("có ghi chú") == 1
    assert "Ăn chay <i>" in text


def test_one_goes_to_a_day(rooms, owner):
    form = next(form for form in owner.opens("/calendar?days=31").page.all("form") if form.get("role") == "search")
    assert {field.get("name") for field in form.iter("input")} == {"day", "days"}
    assert form.get("action") == "/calendar"


# ---- a pulled bar


def test_a_bar_pulled_sideways_opens_its_new_days_and_saves_nothing(rooms, owner):
    code = take(rooms, october(5, 7), "Quân", "P1")
    page = owner.opens(f"/bookings/{code}/dates?arrive_by=-1&leave_by=2").page
    days = {field.get("name"): field.get("value") for field in page.all("input")}
    assert (days["arrive"], days["leave"]) == ("2026-10-04", "2026-10-09")
    assert calendar_of(rooms, october(5, 6)).lines[0].runs[0].bar.arrives == october(5, 6).arrive


@pytest.mark.parametrize("odd", ["arrive_by=x", "leave_by=1000", "arrive_by=--1", "leave_by="])
def test_days_pulled_by_nonsense_are_the_days_as_they_are(rooms, owner, odd):
    code = take(rooms, october(5, 7), "Quân", "P1")
    page = owner.opens(f"/bookings/{code}/dates?{odd}").page
    assert {field.get("value") for field in page.all("input") if field.get("name") == "leave"} == {"2026-10-07"}


def test_guests_who_are_here_only_leave_on_another_day(rooms, owner):
    code = take(rooms, october(1, 3), "Quân", "P1")
    check_in(rooms, code)
    days = {field.get("name"): field.get("value") for field in owner.opens(f"/bookings/{code}/dates?leave_by=1").page.all("input")}
    assert days["leave"] == "2026-10-04"
    assert "arrive" not in days


def test_a_bar_pulled_to_another_place_opens_with_that_place_ticked(rooms, owner):
    code = take(rooms, october(5, 7), "Quân", "P1")
    page = owner.opens(f"/bookings/{code}/move?of=P1&to=P2").page
    assert [field.get("value") for field in page.all("input") if field.get("name") == "new" and "checked" in field.attrib] == [
        str(unit(rooms, "P2"))
    ]


def test_a_place_that_is_taken_is_said_to_be_and_nothing_is_ticked(rooms, owner):
    code = take(rooms, october(5, 7), "Quân", "P1")
    take(rooms, october(6, 8), "Lan", "P2")
    answer = owner.opens(f"/bookings/{code}/move?of=P1&to=P2")
    assert "P2 không trống đủ các đêm này" in answer.text
    assert not [field for field in answer.page.all("input") if field.get("name") == "new" and "checked" in field.attrib]

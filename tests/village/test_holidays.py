"""The holidays of a village: who reads them, who keeps them, and that every calendar of the village shows them at once."""

from datetime import date

import pytest

from homestay.bookings.days_off import Span, days_off
from homestay.errors import NotFound, Refusal
from homestay.village.holidays import (
    HolidayChanged,
    HolidayThere,
    add_holiday,
    change_holiday,
    put_back,
    remove_holiday,
    span_on,
)
from models import db
from models.rate import VillageHoliday
from tests.bookings.our_house import furnish
from tests.support import houses
from tests.support.installations import on_both
from tests.support.pages import words
from tests.support.person import filled_in

TET = Span(date(2027, 2, 4), date(2027, 2, 10), "Tết Nguyên đán", None, False)
FESTIVAL = Span(date(2026, 11, 6), date(2026, 11, 8), "Hội hoa tam giác mạch", "Buckwheat flower festival")
TYPED = {"name": "Hội hoa tam giác mạch", "name_en": "Buckwheat flower festival", "first": "06/11/2026", "last": "08/11/2026"}
NOVEMBER = "/calendar?from=2026-11-01"


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


@pytest.fixture
def village(clock, homestay):
    """Return the key of the village on 1 October 2026."""
    return homestay.village_id


# ---- in every calendar at once


@on_both
def test_a_new_holiday_stands_in_a_calendar_that_was_open_before(rooms, owner, village_head):
    before = owner.opens(NOVEMBER)
    assert "Hội hoa" not in before.text
    owner.asks("GET", NOVEMBER, 304, headers={"If-None-Match": before.response.headers["ETag"]})

    village_head.fills_in("/village/holidays/new", TYPED)

    after = owner.opens(NOVEMBER, headers={"If-None-Match": before.response.headers["ETag"]})
    assert "6/11–8/11 Hội hoa tam giác mạch" in after.text


def test_a_holiday_that_is_taken_out_leaves_every_calendar(rooms, owner, administrator):
    shown = owner.opens("/calendar?from=2026-11-20")
    assert "Ngày Văn hóa" in shown.text
    form = administrator.opens("/village/holidays/2026-11-24").form("/village/holidays/2026-11-24/remove")
    said = {field.get("name"): field.get("value") for field in form.iter("input")}

    listed = administrator.opens(administrator.sends("/village/holidays/2026-11-24/remove", said).location)

    assert "Ngày Văn hóa" not in owner.opens("/calendar?from=2026-11-20", headers={"If-None-Match": shown.response.headers["ETag"]}).text
    assert "Đã bỏ ở đây" in listed.text
    administrator.sends("/village/holidays/2026-11-24/put-back")
    assert "Ngày Văn hóa" in owner.opens("/calendar?from=2026-11-20").text


def furnished(house):
    with house.app.app_context():
        furnish(house.homestay())
    return house


def test_the_house_next_door_shows_it_and_another_village_does_not(clock, house, village_head):
    next_door, elsewhere = (furnished(each).person("owner") for each in (houses.beside(house), houses.new(house.app)))
    next_door.opens(NOVEMBER)
    village_head.fills_in("/village/holidays/new", TYPED)
    assert "Hội hoa" in next_door.opens(NOVEMBER).text
    assert "Hội hoa" not in elsewhere.opens(NOVEMBER).text
    assert "Hội hoa" not in elsewhere.opens("/village/holidays").text


def test_english_readers_get_the_english_name(rooms, owner, village_head):
    village_head.fills_in("/village/holidays/new", TYPED)
    owner.browser.set_cookie("language", "en")
    assert "6/11–8/11 Buckwheat flower festival" in owner.opens(NOVEMBER).text
    assert "Lunar New Year" in owner.opens("/village/holidays?year=2027").text


# ---- who reads, who keeps


@pytest.mark.parametrize("role", ["owner", "staff"])
def test_who_works_in_a_house_reads_the_list_and_changes_nothing(rooms, house, role):
    person = house.person(role)
    (link,) = [each for each in person.opens(NOVEMBER).page.all("a") if (each.get("href") or "").startswith("/village/holidays")]
    page = person.opens(link.get("href")).page
    assert "Ngày Văn hóa Việt Nam" in page.text
    assert [each for each in page.all("a") if (each.get("href") or "").startswith("/village/holidays/")] == []


@pytest.mark.parametrize("role", ["owner", "staff", "village_head", "administrator"])
def test_more_leads_to_the_holidays(house, role):
    assert "/village/holidays" in [each.get("href") for each in house.person(role).opens("/more").page.all("a")]


@pytest.mark.parametrize("year", ["", "0", "1999", "2100", "²026", "9" * 500, "hai"])
def test_a_year_that_is_none_is_this_year(clock, owner, year):
    assert owner.opens(f"/village/holidays?year={year}").page.h1 == "Ngày lễ 2026"


def test_the_list_does_not_grow_in_statements(clock, village_head, house):
    assert len(village_head.opens("/village/holidays?year=2027").statements) <= 4


# ---- changing


@on_both
def test_a_holiday_of_the_law_can_be_announced(village):
    change_holiday(village, TET.first, TET.stamp, TET._replace(is_announced=True))
    assert span_on(village, TET.last) == TET._replace(is_announced=True)


@on_both
def test_a_holiday_that_moves_leaves_its_old_days(village):
    moved = Span(date(2027, 2, 6), date(2027, 2, 12), "Tết Nguyên đán", None, True)
    change_holiday(village, TET.first, TET.stamp, moved)
    assert [off.day.day for off in days_off(village, date(2027, 2, 1), date(2027, 3, 1))] == [6, 7, 8, 9, 10, 11, 12]


def test_what_is_said_as_the_law_says_it_is_not_kept_twice(village):
    announced = TET._replace(is_announced=True)
    change_holiday(village, TET.first, TET.stamp, announced)
    change_holiday(village, TET.first, announced.stamp, TET)
    assert db.session.query(VillageHoliday).filter_by(village_id=village).count() == 0


def test_the_usual_english_name_is_not_kept_as_one_of_its_own(clock, house, village_head):
    village_head.fills_in("/village/holidays/2027-02-04", {"last": "2027-02-11"})
    with house.app.app_context():
        assert span_on(house.village_id, date(2027, 2, 11)) == TET._replace(last=date(2027, 2, 11))


def test_a_page_that_is_not_so_any_more_changes_nothing(village):
    add_holiday(village, FESTIVAL)
    change_holiday(village, FESTIVAL.first, FESTIVAL.stamp, FESTIVAL._replace(name="Hội xuân"))
    with pytest.raises(HolidayChanged):
        change_holiday(village, FESTIVAL.first, FESTIVAL.stamp, FESTIVAL._replace(name="Hội mùa"))
    with pytest.raises(HolidayChanged):
        remove_holiday(village, FESTIVAL.first, FESTIVAL.stamp)
    assert span_on(village, FESTIVAL.first).name == "Hội xuân"


def test_who_was_too_late_sees_how_it_is_now_and_may_press_once_more(clock, house, village_head, administrator):
    village_head.fills_in("/village/holidays/new", TYPED)
    page = administrator.opens("/village/holidays/2026-11-06")
    seen = filled_in(page.form("/village/holidays/2026-11-06")) | {"name": "Hội xuân"}
    village_head.fills_in("/village/holidays/2026-11-06", {"last": "09/11/2026"})

    late = administrator.sends("/village/holidays/2026-11-06", seen, status=409)

    assert "máy khác" in late.text
    assert "9/11" in late.text
    administrator.sends("/village/holidays/2026-11-06", filled_in(late.form("/village/holidays/2026-11-06")))
    with house.app.app_context():
        assert span_on(house.village_id, FESTIVAL.first) == FESTIVAL._replace(name="Hội xuân")


def test_a_holiday_of_the_law_taken_out_by_mistake_is_put_back_with_one_press(clock, house, village_head):
    answer = village_head.sends("/village/holidays/2027-02-04/remove", {"was": TET.stamp})
    done = village_head.opens(answer.location)
    (undo,) = [form for form in done.page.all("form") if "Hoàn tác" in words(form)]
    village_head.sends(undo.get("action"))
    with house.app.app_context():
        assert span_on(house.village_id, TET.last) == TET


def test_a_holiday_of_the_village_alone_is_gone_for_good(clock, village_head):
    village_head.fills_in("/village/holidays/new", TYPED)
    done = village_head.opens(village_head.sends("/village/holidays/2026-11-06/remove", {"was": FESTIVAL.stamp}).location)
    assert [form.get("action") for form in done.page.all("form") if "put-back" in (form.get("action") or "")] == []


def test_a_second_tap_adds_nothing(village):
    add_holiday(village, FESTIVAL)
    add_holiday(village, FESTIVAL)
    assert span_on(village, FESTIVAL.first) == FESTIVAL


def test_a_second_tap_on_save_says_nothing_is_wrong(village):
    add_holiday(village, FESTIVAL)
    longer = FESTIVAL._replace(last=date(2026, 11, 9))
    change_holiday(village, FESTIVAL.first, FESTIVAL.stamp, longer)
    change_holiday(village, FESTIVAL.first, FESTIVAL.stamp, longer)
    assert span_on(village, FESTIVAL.first) == longer


@on_both
def test_a_holiday_that_is_removed_is_gone(village):
    add_holiday(village, FESTIVAL)
    assert remove_holiday(village, date(2026, 11, 7), FESTIVAL.stamp) == FESTIVAL
    assert span_on(village, FESTIVAL.first) is None
    with pytest.raises(NotFound):
        put_back(village, FESTIVAL.first)


def test_a_day_of_last_year_can_still_be_put_right(village):
    over = Span(date(2025, 12, 24), date(2025, 12, 24), "Giáng sinh")
    add_holiday(village, over)
    remove_holiday(village, over.first, over.stamp)
    assert span_on(village, over.first) is None


# ---- what is refused


def test_a_day_has_one_holiday(village):
    add_holiday(village, FESTIVAL)
    with pytest.raises(HolidayThere) as refused:
        add_holiday(village, FESTIVAL._replace(first=date(2026, 11, 1), last=date(2026, 11, 6), name="Hội khác"))
    assert "6/11" in str(refused.value)
    assert span_on(village, date(2026, 11, 1)) is None


def test_a_holiday_cannot_move_onto_another(village):
    add_holiday(village, FESTIVAL)
    with pytest.raises(HolidayThere):
        change_holiday(village, FESTIVAL.first, FESTIVAL.stamp, FESTIVAL._replace(last=date(2026, 11, 24)))
    assert span_on(village, FESTIVAL.first) == FESTIVAL


def test_a_holiday_does_not_grow_for_ever_by_its_like_beside_it(village):
    add_holiday(village, FESTIVAL)
    with pytest.raises(Refusal):
        add_holiday(village, FESTIVAL._replace(first=date(2026, 10, 7), last=date(2026, 11, 5)))
    assert span_on(village, date(2026, 10, 7)) is None


@pytest.mark.parametrize(
    ("field", "said", "words"),
    [
        ("name", "", "Điền ô này."),
        ("name", " \u00a0 ", "Điền ô này."),
        ("name", "o" * 61, "Nhiều nhất 60 chữ."),
        ("name_en", "o" * 61, "Nhiều nhất 60 chữ."),
        ("first", "", "Điền ô này."),
        ("first", "31/02/2026", "Không có ngày này."),
        ("first", "06/11/2062", "Chọn ngày từ 1/1/2025 tới 31/12/2036."),
        ("last", "06/11/1926", "Chọn ngày từ 1/1/2025 tới 31/12/2036."),
        ("last", "05/11/2026", "Ngày cuối sớm hơn ngày đầu."),
        ("last", "07/12/2026", "nhiều nhất 31 ngày"),
    ],
)
def test_nonsense_is_refused_in_plain_words(clock, house, village_head, field, said, words):
    answer = village_head.fills_in("/village/holidays/new", {**TYPED, field: said}, status=422)
    assert words in answer.text
    with house.app.app_context():
        assert span_on(house.village_id, date(2026, 11, 7)) is None


def test_the_form_keeps_what_was_typed_when_the_day_is_taken(clock, village_head):
    answer = village_head.fills_in("/village/holidays/new", {**TYPED, "last": "24/11/2026"}, status=409)
    assert "Ngày 24/11 đã là Ngày Văn hóa Việt Nam" in answer.text
    assert "Buckwheat flower festival" in [each.get("value") for each in answer.page.all("input")]


@pytest.mark.parametrize("day", ["hai", "2026-02-30", "2026-11-23", "9" * 400, "9999-12-31", "0001-01-01"])
def test_a_day_that_is_no_holiday_has_no_page(clock, village_head, day):
    village_head.opens(f"/village/holidays/{day}", 404)
    village_head.sends(f"/village/holidays/{day}/put-back", status=404)

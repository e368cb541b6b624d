"""How money, days, hours and names are written."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from homestay.web import formats, names
from tests.web.parts_app import make_app


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("words")
    return make_app(folder)


@pytest.fixture
def vietnamese(parts: Flask) -> Iterator[None]:
    """It is Friday 2 October 2026, 18:20, in Vietnamese."""
    with parts.test_request_context("/"):
        yield


@pytest.fixture
def english(vietnamese: None) -> Iterator[None]:
    with force_locale("en"):
        yield


@pytest.mark.usefixtures("vietnamese")
def test_money_has_dots_between_thousands_and_a_space_that_does_not_break():
    assert formats.dong(600_000) == "600.000\u00a0đ"
    assert formats.dong(0) == "0\u00a0đ"
    assert formats.dong(-300_000) == "\u2212300.000\u00a0đ"


@pytest.mark.usefixtures("english")
def test_money_has_commas_for_an_english_reader():
    assert formats.dong(600_000) == "600,000\u00a0đ"
    assert formats.millions(63_780_000) == "63.78"


@pytest.mark.usefixtures("vietnamese")
def test_what_is_not_known_is_a_dash_and_not_a_nought():
    assert [formats.dong(None), formats.millions(None), formats.percent(None), formats.full_date(None)] == ["–"] * 4


@pytest.mark.usefixtures("vietnamese")
def test_big_sums_are_told_in_millions_rounded_half_up():
    assert formats.millions(63_780_000) == "63,78"
    assert formats.millions(63_785_000) == "63,79"
    assert formats.millions(60_000_000) == "60"
    assert formats.millions(1_234_500_000) == "1.234,5"


@pytest.mark.usefixtures("vietnamese")
def test_a_share_is_told_in_hundredths():
    assert formats.percent(45.5) == "45,5\u00a0%"
    assert formats.percent(84) == "84\u00a0%"
    assert formats.percent(Decimal("45.25")) == "45,3\u00a0%"
    assert formats.percent(45.5, 0) == "46\u00a0%"


@pytest.mark.usefixtures("vietnamese")
def test_days_are_said_as_people_here_say_them():
    assert formats.day(date(2026, 10, 2)) == "2/10"
    assert formats.weekday_day(date(2026, 10, 2)) == "Thứ Sáu 2/10"
    assert formats.weekday_day(date(2026, 10, 4)) == "Chủ nhật 4/10"
    assert [formats.short_weekday(date(2026, 10, day)) for day in (4, 5, 6, 7, 8, 9, 10)] == ["CN", "T2", "T3", "T4", "T5", "T6", "T7"]
    assert formats.short_day(date(2026, 10, 2)) == "T6 2"
    assert formats.full_date(date(2026, 1, 9)) == "09/01/2026"
    assert formats.month(date(2026, 9, 1)) == "Tháng 9/2026"


@pytest.mark.usefixtures("english")
def test_an_english_reader_too_reads_the_day_before_the_month():
    assert formats.weekday_day(date(2026, 10, 2)) == "Friday 2/10"
    assert formats.short_weekday(date(2026, 10, 4)) == "Sun"
    assert formats.full_date(date(2026, 1, 9)) == "09/01/2026"
    assert formats.month(date(2026, 9, 1)) == "September 2026"


@pytest.mark.usefixtures("vietnamese")
def test_a_near_day_is_called_by_its_nearness():
    assert formats.near_day(date(2026, 10, 2)) == "hôm nay"
    assert formats.near_day(date(2026, 10, 3)) == "mai 3/10"
    assert formats.near_day(date(2026, 10, 1)) == "hôm qua 1/10"
    assert formats.near_day(date(2026, 10, 4)) == "Chủ nhật 4/10"


@pytest.mark.usefixtures("vietnamese")
def test_a_day_of_another_year_says_its_year():
    assert formats.distant_day(date(2026, 12, 31)) == "31/12"
    assert formats.distant_day(date(2027, 1, 8)) == "8/1/2027"


@pytest.mark.usefixtures("vietnamese")
def test_an_hour_is_the_village_clocks_whatever_the_moments_zone():
    assert formats.hour(datetime(2026, 10, 2, 11, 20, tzinfo=UTC)) == "18:20"
    assert formats.hour(time(7, 5)) == "07:05"


@pytest.mark.usefixtures("vietnamese")
def test_a_moment_after_midnight_here_is_told_with_the_day_it_is_here():
    assert formats.moment(datetime(2026, 10, 1, 18, 30, tzinfo=UTC)) == "01:30 hôm nay"
    assert formats.moment(datetime(2026, 10, 1, 13, 15, tzinfo=UTC)) == "20:15 hôm qua 1/10"
    assert formats.moment(datetime(2025, 9, 30, 14, 40, tzinfo=UTC)) == "21:40 30/09/2025"


@pytest.mark.usefixtures("vietnamese")
def test_time_left_is_told_in_its_two_largest_units():
    assert formats.span_left(timedelta(hours=4, minutes=40, seconds=59)) == "4 giờ 40 phút"
    assert formats.span_left(timedelta(hours=4)) == "4 giờ"
    assert formats.span_left(timedelta(minutes=35)) == "35 phút"
    assert formats.span_left(timedelta(seconds=20)) == "0 phút"
    assert formats.span_left(timedelta(days=1, hours=3, minutes=9)) == "1 ngày 3 giờ"
    assert formats.span_left(timedelta(minutes=-35)) == "35 phút"


@pytest.mark.usefixtures("english")
def test_time_left_in_english():
    assert formats.span_left(timedelta(hours=4, minutes=40)) == "4 h 40 min"
    assert formats.span_left(timedelta(days=2)) == "2 days"


@pytest.mark.usefixtures("vietnamese")
def test_how_long_ago_is_told_in_the_largest_unit():
    now = datetime(2026, 10, 2, 11, 20, tzinfo=UTC)
    assert formats.ago(now - timedelta(seconds=20)) == "vừa xong"
    assert formats.ago(now - timedelta(minutes=12)) == "12 phút trước"
    assert formats.ago(now - timedelta(hours=13)) == "13 giờ trước"
    assert formats.ago(now - timedelta(days=3)) == "3 ngày trước"


def test_a_telephone_number_stands_in_groups():
    assert formats.phone("0900.000246") == "0900\u00a0000\u00a0246"
    assert formats.phone("+33 1 23 45 67 89") == "+33 1 23 45 67 89"


def test_names_with_numbers_are_sorted_as_people_count():
    assert formats.naturally(["P10", "Đ2", "p2", "P1"]) == ["P1", "p2", "P10", "Đ2"]
    assert formats.naturally([{"name": "P10"}, {"name": "P9"}], "name") == [{"name": "P9"}, {"name": "P10"}]


def test_neighbouring_places_are_told_as_from_to():
    assert formats.together(["Đ3", "Đ1", "Đ2"]) == "Đ1–3"
    assert formats.together(["Đ1", "Đ2", "Đ5"]) == "Đ1\u00a0+2"
    assert formats.together(["P1", "Đ2"]) == "P1\u00a0+1"
    assert formats.together(["Hoa Lê", "Hoa Ban"]) == "Hoa Ban\u00a0+1"
    assert formats.together(["Đ6"]) == "Đ6"


def test_a_long_name_of_places_is_broken_where_it_reads_best():
    assert formats.in_lines("Sàn-13–14") == "Sàn-<wbr>13–14"
    assert formats.in_lines("Gia đình <1>\u00a0+2") == "Gia đình &lt;1&gt; +2"


@pytest.mark.parametrize("name", ["Trần Minh Quân", "Nguyen Minh Quân", "NGUYEN VAN QUÂN", "anh Quân", "Vàng Mí Quân"])
def test_a_vietnamese_is_called_by_the_last_name(name: str):
    assert names.given_name(name) == "Quân"


@pytest.mark.parametrize("name", ["Emma Laurent", "EMMA LAURENT", "Emma", " Emma  Müller"])
def test_a_foreigner_is_called_by_the_first_name(name: str):
    assert names.given_name(name) == "Emma"


def test_the_nationality_decides_before_the_spelling():
    assert names.given_name("Kim Nguyen", "FRA") == "Kim"
    assert names.given_name("Anna Bich", "VNM") == "Bich"
    assert names.given_name("") == ""


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912.345 678", "0912345678"),
        ("+84 912-345-678", "+84912345678"),
        ("0912345678 (Zalo)", "0912345678"),
        ("Zalo", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_telephone_dials_digits_alone(typed, number):
    assert formats.dialled(typed) == number

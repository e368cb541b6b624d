"""What people type into a box becomes the day and the number they mean, or is asked once more."""

import sys
import unicodedata
from datetime import date

import pytest
from wtforms.validators import ValidationError

from homestay.web.forms import one_line, read_day, tidy, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("450000", 450_000),
        ("450.000", 450_000),
        ("450,000 đ", 450_000),
        ("1 500\u00a0000₫", 1_500_000),
        ("-50.000", -50_000),
        (" 7 ", 7),
    ],
)
def test_thousands_may_be_set_apart_as_people_like(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["1.5", "12.50", "450000.00", "4.50.000", "1.5000", "450 00", "1..000", ".500", "450k", "1" * 16, "", "-"])
def test_what_is_no_whole_number_is_not_made_one(text):
    with pytest.raises(ValidationError):
        whole_number(text)


@pytest.mark.parametrize(
    ("today", "text", "day"),
    [
        ("2026-10-01", "2/10", date(2026, 10, 2)),
        ("2026-10-01", "02/10/2026", date(2026, 10, 2)),
        ("2026-10-01", "2.10.26", date(2026, 10, 2)),
        ("2026-10-01", "2026-10-02", date(2026, 10, 2)),
        ("2026-10-01", "2/8", date(2026, 8, 2)),
        ("2026-10-01", "1/8", date(2027, 8, 1)),
        ("2027-01-03", "28/12", date(2026, 12, 28)),
        ("2026-12-30", "2/1", date(2027, 1, 2)),
        ("2027-06-01", "29/2", date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_next_one_or_one_of_the_last_sixty_days(app, clock, today, text, day):
    clock.set(f"{today} 10:00")
    with app.app_context():
        assert read_day(text) == day


@pytest.mark.parametrize("text", ["31/2", "29/2", "2/13", "0/1", "tomorrow", "", "29/02/2027"])
def test_what_is_no_day_of_these_years_is_none(app, clock, text):
    clock.set("2029-06-01 10:00")
    with app.app_context():
        assert read_day(text) is None


def test_of_the_control_characters_only_the_end_of_a_line_and_the_tab_stay():
    signs = {chr(number) for number in range(sys.maxunicode + 1) if unicodedata.category(chr(number)) == "Cc"}
    assert {sign for sign in signs if tidy(f"a{sign}b") != "ab"} == {"\n", "\t"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\t", "\u2028", "\u2029", " \n\n "])
def test_a_line_has_no_end_inside(end):
    assert one_line(f" Vũ{end}Khôi{end}") == "Vũ Khôi"
    assert one_line(end) is None

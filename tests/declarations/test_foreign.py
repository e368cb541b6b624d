"""What keeps a foreign guest from being declared."""

from dataclasses import replace
from datetime import date

import pytest

from homestay.declarations.foreign import foreign_problems
from homestay.declarations.sheet import SheetGuest

TODAY = date(2026, 10, 1)
EMMA = SheetGuest(
    name="EMMA LAURENT",
    birth_date=date(1997, 1, 27),
    birth_precision="D",
    sex="F",
    nationality="FRA",
    document_type=4,
    document_number="18AB12318",
    arrival=TODAY,
    departure=date(2026, 10, 4),
    room="Đ",
)
PERMIT = date(2026, 12, 1)


def fields(guest, permitted_until=PERMIT):
    return [(problem.field, problem.level) for problem in foreign_problems(guest, permitted_until, TODAY)]


@pytest.fixture(autouse=True)
def words(app):
    with app.app_context():
        yield


def test_a_guest_with_passport_and_permit_is_ready():
    assert fields(EMMA) == []


@pytest.mark.parametrize(
    ("permitted_until", "found"),
    [
        (None, [("permitted_until", "block")]),
        (date(2026, 9, 30), [("permitted_until", "block")]),
        (TODAY, [("permitted_until", "warn")]),
        (date(2026, 10, 3), [("permitted_until", "warn")]),
        (date(2026, 10, 4), []),
    ],
)
def test_the_permit_is_known_and_lasts(permitted_until, found):
    assert fields(EMMA, permitted_until) == found


@pytest.mark.parametrize("number", ["1234", "12345678901", "18-AB", "18ĐB12318"])
def test_a_passport_number_has_five_to_ten_letters_and_digits(number):
    assert ("document_number", "block") in fields(replace(EMMA, document_number=number))


@pytest.mark.parametrize(("precision", "found"), [("D", []), ("Y", []), ("M", [("birth_date", "block")])])
def test_the_year_of_birth_is_enough_and_the_month_is_no_known_form(precision, found):
    assert fields(replace(EMMA, birth_precision=precision)) == found


def test_reason_and_home_address_are_not_asked():
    assert fields(replace(EMMA, reason=None, province="999", phone="abc")) == []


def test_who_came_before_yesterday_is_too_late_here_too():
    assert fields(replace(EMMA, arrival=date(2026, 9, 29))) == [("arrival", "block")]

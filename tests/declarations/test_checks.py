"""Each rule of the sheet: who breaks it stays out, or is looked at again."""

import unicodedata
from datetime import date, timedelta

import pytest

from homestay.declarations.checks import MISSING, problems
from homestay.declarations.duplicates import duplicates
from homestay.guests import documents
from tests.declarations.sheet_guests import CHRISTMAS_EVE, GOLDEN, PAO, pao


def found(guest, day=CHRISTMAS_EVE):
    """Return (field, level) of what there is to say about a guest."""
    return [(problem.field, problem.level) for problem in problems(guest, day)]


def said(guest, day=CHRISTMAS_EVE):
    [problem] = problems(guest, day)
    return str(problem.message)


def test_there_is_nothing_to_say_about_the_guests_of_christmas_eve():
    assert [found(guest) for guest in GOLDEN] == [[]] * 5


@pytest.mark.parametrize("field", list(MISSING))
def test_a_guest_without_a_required_field_stays_out(field):
    assert (field, "block") in found(pao(**{field: None}))


@pytest.mark.parametrize("field", ["name", "document_number"])
def test_blanks_are_nothing(field):
    assert (field, "block") in found(pao(**{field: "  "}))


def test_the_fields_nobody_has_to_fill_may_be_empty():
    assert found(pao(phone=None, residence=None, province=None, commune=None, address=None, note=None)) == []


def test_all_that_is_missing_is_named_at_once_in_the_order_of_the_sheet():
    assert [field for field, level in found(PAO.__class__()) if level == "block"] == list(MISSING)


@pytest.mark.parametrize("name", ["Nguyễn <b>", "=cmd|' /C calc'!A0", "Bảo 😀", "Lê Văn 2", "An_Bình Lê"])
def test_a_name_with_other_signs_stays_out(name):
    assert found(pao(name=name)) == [("name", "block")]


@pytest.mark.parametrize("name", ["H'Hen Niê", "K’Sor Y-Blô", "Lê V. An", "Ngọc Nữ", unicodedata.normalize("NFD", "Vừ Mí Sùng")])
def test_names_of_all_peoples_are_taken(name):
    assert found(pao(name=name)) == []


def test_a_name_of_one_word_is_only_looked_at_again():
    assert found(pao(name="Páo")) == [("name", "warn")]


@pytest.mark.parametrize("precision", ["Y", "M"])
def test_a_birth_date_without_its_day_keeps_out(precision):
    assert found(pao(birth_precision=precision)) == [("birth_date", "block")]


def test_nobody_is_born_tomorrow():
    tomorrow = CHRISTMAS_EVE + timedelta(days=1)
    assert found(pao(birth_date=tomorrow, document_type=5)) == [("birth_date", "block")]
    assert found(pao(birth_date=CHRISTMAS_EVE, document_type=5)) == []


def test_nobody_is_older_than_120_years():
    assert found(pao(birth_date=date(1904, 12, 25), document_type=5)) == []
    assert found(pao(birth_date=date(1904, 12, 24), document_type=5)) == [("birth_date", "block")]


def test_who_was_born_on_29_february_turns_121_on_1_march():
    born_in_a_leap_year = pao(birth_date=date(1904, 2, 29), document_type=5)
    assert ("birth_date", "block") not in found(born_in_a_leap_year, day=date(2025, 2, 28))
    assert ("birth_date", "block") in found(born_in_a_leap_year, day=date(2025, 3, 1))


def test_the_portal_knows_only_men_and_women():
    assert found(pao(sex="X")) == [("sex", "block")]


def test_values_outside_the_lists_keep_out():
    assert found(pao(document_type=10)) == [("document_type", "block")]
    assert found(pao(reason=21)) == [("reason", "block")]
    assert found(pao(residence=4)) == [("residence", "block")]


def test_a_foreign_guest_does_not_go_on_this_sheet():
    assert found(pao(nationality="FRA")) == [("nationality", "block")]


@pytest.mark.parametrize(
    ("document_type", "number"),
    [(1, "12345"), (2, "12345"), (3, "a-1"), (4, "C01X0006HKL"), (5, "số"), (6, "GD/1"), (7, "*"), (8, "264445725")],
)
def test_a_number_of_the_wrong_shape_keeps_out(document_type, number):
    assert found(pao(document_type=document_type, document_number=number)) == [("document_number", "block")]


def test_a_card_number_that_speaks_against_sex_and_year_is_looked_at_again():
    guest = pao(sex="F", birth_date=date(1990, 1, 1))
    assert found(guest) == [("document_number", "warn"), ("document_number", "warn")]


def test_a_personal_number_has_12_digits_or_is_looked_at_again():
    assert found(pao(document_type=documents.PERSONAL_NUMBER, document_number="0020")) == [("document_number", "warn")]


def test_another_paper_has_to_be_named():
    assert found(pao(document_type=9)) == [("document_name", "block")]
    assert found(pao(document_type=9, document_name="Thẻ sinh viên")) == []


def test_another_reason_has_to_be_told():
    assert found(pao(reason=20)) == [("reason_note", "block")]
    assert found(pao(reason=20, reason_note="Đi phượt")) == []


@pytest.mark.parametrize("day", [CHRISTMAS_EVE, date(2025, 12, 25)])
def test_who_came_today_or_yesterday_can_be_declared(day):
    assert found(PAO, day) == []


def test_who_came_the_day_before_yesterday_is_declared_in_person():
    assert found(PAO, date(2025, 12, 26)) == [("arrival", "block")]
    assert "24/12" in said(PAO, date(2025, 12, 26))
    assert "police" in said(PAO, date(2025, 12, 26))


def test_who_comes_tomorrow_is_declared_tomorrow():
    assert found(PAO, date(2025, 12, 23)) == [("arrival", "block")]
    assert "only on 24/12" in said(PAO, date(2025, 12, 23))


def test_nobody_leaves_before_coming():
    assert found(pao(departure=date(2025, 12, 23))) == [("departure", "block")]
    assert found(pao(departure=CHRISTMAS_EVE)) == []


def test_who_left_before_yesterday_is_not_taken():
    guest = pao(arrival=None, departure=date(2025, 12, 22))
    assert ("departure", "block") in found(guest)
    assert ("departure", "block") not in found(pao(arrival=None, departure=date(2025, 12, 23)))


def test_30_nights_ask_for_another_registration():
    assert found(pao(departure=CHRISTMAS_EVE + timedelta(days=29))) == []
    assert found(pao(departure=CHRISTMAS_EVE + timedelta(days=30))) == [("departure", "warn")]


def test_a_commune_lies_in_its_province():
    assert found(pao(province="211", commune="211900715")) == []
    assert found(pao(province="211")) == []
    assert found(pao(province="101", commune="211900715")) == [("commune", "block")]
    assert found(pao(commune="211900715")) == [("commune", "block")]


def test_provinces_and_communes_that_are_no_more_keep_out():
    assert found(pao(province="999")) == [("province", "block")]
    assert found(pao(province="211", commune="211999999")) == [("commune", "block")]


def test_a_guest_without_a_room_is_looked_at_again():
    assert found(pao(room=None)) == [("room", "warn")]


@pytest.mark.parametrize(("field", "most"), [("name", 100), ("address", 200), ("reason_note", 200), ("note", 200)])
def test_text_that_is_too_long_keeps_out(field, most):
    assert found(pao(**{field: "a b" + "c" * (most - 3)})) == []
    assert found(pao(**{field: "a b" + "c" * (most - 2)})) == [(field, "block")]
    assert str(most) in said(pao(**{field: "a b" + "c" * (most - 2)}))


@pytest.mark.parametrize("phone", ["0912 000 001", "+84 (0)912.000-001", "123456789012345"])
def test_phone_numbers_are_taken_as_people_write_them(phone):
    assert found(pao(phone=phone)) == []


@pytest.mark.parametrize("phone", ["1234567890123456", "0912x", "không có", "+"])
def test_what_is_no_phone_number_keeps_out(phone):
    assert found(pao(phone=phone)) == [("phone", "block")]


def test_what_blocks_is_named_before_what_warns():
    assert found(pao(name="Páo", room=None, sex=None)) == [("sex", "block"), ("name", "warn"), ("room", "warn")]


def test_one_number_twice_on_a_sheet_keeps_both_out_and_names_the_other():
    sen = pao(name="Lò Thị Sen", document_number="002 087 000 020", arrival=date(2025, 12, 26), departure=None)
    doubles = duplicates([PAO, GOLDEN[0], sen])
    assert list(doubles) == [0, 2]
    assert "Lò Thị Sen" in str(doubles[0].message)
    assert "Giàng A Páo" in str(doubles[2].message)
    assert doubles[0].field == "document_number"
    assert doubles[0].blocks


def test_a_row_given_twice_is_a_double_too():
    assert list(duplicates([PAO, PAO])) == [0, 1]


def test_guests_whose_number_is_not_known_are_not_taken_for_one_person():
    assert duplicates([pao(document_number=None), pao(document_number=None), pao(document_number=" ")]) == {}


def test_two_countries_may_give_the_same_passport_number():
    assert duplicates([pao(nationality="FRA"), pao(nationality="DEU")]) == {}


def test_a_stay_already_declared_for_the_same_night_keeps_out():
    declared = pao(arrival=date(2025, 12, 23), departure=date(2025, 12, 25))
    assert list(duplicates([PAO], [declared])) == [0]


def test_who_left_this_morning_may_come_again_tonight():
    before = pao(arrival=date(2025, 12, 22), departure=CHRISTMAS_EVE)
    after = pao(arrival=date(2025, 12, 26), departure=date(2025, 12, 28))
    assert duplicates([PAO], [before, after]) == {}


def test_a_stay_without_an_end_lasts_and_one_of_a_day_counts_for_its_night():
    assert list(duplicates([PAO], [pao(arrival=date(2025, 12, 1), departure=None)])) == [0]
    assert list(duplicates([PAO], [pao(departure=CHRISTMAS_EVE)])) == [0]

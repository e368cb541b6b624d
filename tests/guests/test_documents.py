"""The numbers of papers: what is refused, what is only asked about, what is shown."""

from datetime import date

import pytest

from homestay.guests import documents
from homestay.guests.documents import citizen_number_warnings, masked, normal_number, number_problem, number_warnings, tidy_number


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        (documents.CCCD, "002087000020"),
        (documents.CAN_CUOC, "002087000020"),
        (documents.CMND, "264445725"),
        (documents.CMND, "002087000020"),
        (documents.LICENCE, "A" * 20),
        (documents.BHYT, "GD4010123456789"),
        (documents.PASSPORT, "C01X0006HK"),
        (documents.BIRTH_CERTIFICATE, "45/2021-KS.b"),
        (documents.PERSONAL_NUMBER, "002087000020"),
        (documents.OTHER, "x" * 30),
    ],
)
def test_a_number_as_the_paper_has_it_is_taken(document_type, number):
    assert number_problem(document_type, number) is None


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        (documents.CCCD, "00208700002"),
        (documents.CCCD, "0020870000201"),
        (documents.CCCD, "00208700002O"),
        (documents.CCCD, "٠٠٢٠٨٧٠٠٠٠٢٠"),
        (documents.CAN_CUOC, "264445725"),
        (documents.CMND, "2644457251"),
        (documents.LICENCE, "A" * 21),
        (documents.BHYT, "GD/4010"),
        (documents.PASSPORT, "C01X0006HKL"),
        (documents.PASSPORT, "C01-X0006"),
        (documents.BIRTH_CERTIFICATE, "số45"),
        (documents.PERSONAL_NUMBER, "1" * 31),
        (documents.OTHER, "a_b"),
        (documents.OTHER, ""),
    ],
)
def test_a_number_the_portal_would_refuse_is_named(document_type, number):
    assert number_problem(document_type, number) is not None


def test_a_number_is_not_judged_before_the_kind_of_paper_is_known():
    assert number_problem(None, "12") is None


def test_spaces_and_dots_typed_into_a_card_number_do_no_harm():
    assert number_problem(documents.CCCD, "002 087.000.020") is None
    assert tidy_number(documents.CCCD, "002 087.000.020") == "002087000020"
    assert tidy_number(documents.PASSPORT, "c01x 0006h") == "C01X0006H"


def test_the_number_of_a_birth_certificate_keeps_its_signs():
    assert tidy_number(documents.BIRTH_CERTIFICATE, "45.a / 2021") == "45.a/2021"


def test_numbers_are_compared_without_spaces_dots_and_small_letters():
    assert normal_number(" c01x.0006 h") == "C01X0006H"


def test_the_citizen_number_agrees_with_a_man_of_1987_and_a_boy_of_2014():
    assert citizen_number_warnings("002087000020", "M", date(1987, 12, 12)) == []
    assert citizen_number_warnings("001214000016", "M", date(2014, 10, 5)) == []


def test_the_citizen_number_of_a_man_is_asked_about_on_a_womans_card():
    [warning] = citizen_number_warnings("002087000020", "F", date(1987, 12, 12))
    assert "that of a man" in str(warning)


def test_the_citizen_number_of_a_woman_is_asked_about_on_a_mans_card():
    [warning] = citizen_number_warnings("002187000020", "M", date(1987, 12, 12))
    assert "that of a woman" in str(warning)


def test_the_year_and_century_in_the_citizen_number_are_compared():
    assert "born in 1987" in str(citizen_number_warnings("002087000020", "M", date(1988, 12, 12))[0])
    assert "born in 2014" in str(citizen_number_warnings("001214000016", "M", date(1914, 10, 5))[0])


def test_what_is_not_known_is_not_compared():
    assert citizen_number_warnings("002087000020", None, None) == []
    assert citizen_number_warnings("264445725", "F", date(2000, 1, 1)) == []


def test_a_personal_number_without_12_digits_is_asked_about_but_taken():
    assert number_problem(documents.PERSONAL_NUMBER, "AB-12") is None
    assert len(number_warnings(documents.PERSONAL_NUMBER, "AB-12", "F", None)) == 1


def test_a_passport_number_of_12_digits_says_nothing_about_its_owner():
    assert number_warnings(documents.PASSPORT, "002087000020", "F", date(2000, 1, 1)) == []


def test_a_list_shows_the_end_of_a_number_and_never_most_of_it():
    assert masked("001 195.000118") == "118"
    assert masked("A123") == "23"
    assert masked("") == ""


def test_every_paper_has_a_word_a_name_and_a_rule():
    assert set(documents.WORDS) == set(documents.NAMES) == set(range(1, 10))
    assert all(number_problem(number, "?") is not None for number in documents.WORDS)

"""The empty workbook that a house fills in."""

import io

import openpyxl
import pytest

from homestay.books.reading import read
from homestay.books.sheets import SHEETS
from homestay.books.template import template


@pytest.fixture
def workbook(app):
    with app.app_context():
        return template()


def opened(workbook):
    return openpyxl.load_workbook(io.BytesIO(workbook))


def test_the_template_comes_back_in_with_nothing_in_it(workbook):
    book = read(workbook)
    assert book.problems == []
    assert dict(book.rows) == {}


def test_the_template_has_every_column_of_the_format(workbook):
    pages = opened(workbook)
    assert {page.title: [cell.value for cell in page[1]] for page in pages} == {
        sheet.name: [column.name for column in sheet] for sheet in SHEETS
    }


def test_words_are_chosen_from_a_list(workbook):
    rules = {str(rule.sqref): rule.formula1 for rule in opened(workbook)["Bookings"].data_validations.dataValidation}
    assert rules["E2:E5000"] == '"held,confirmed,in_house,left,cancelled,no_show"'
    assert rules["A2:A5000"] == "Homestays!$A$2:$A$5000"


def test_no_list_is_longer_than_excel_takes(workbook):
    lists = [rule.formula1 for page in opened(workbook) for rule in page.data_validations.dataValidation if rule.formula1]
    assert max(map(len, lists)) <= 257


def test_numbers_of_papers_keep_their_zeros_when_they_are_typed(workbook):
    assert opened(workbook)["Guests"].column_dimensions["K"].number_format == "@"


def test_every_heading_explains_itself_in_both_languages(workbook):
    comment = opened(workbook)["Nights"]["G1"].comment.text
    assert "The price in đồng of a night" in comment
    assert "Giá một đêm" in comment

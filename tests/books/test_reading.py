"""What a workbook says, read cell by cell."""

import re
import unicodedata
from datetime import date, datetime

import pytest

from homestay.books.cells import When
from homestay.books.checking import Known, all_problems
from homestay.books.reading import read
from homestay.clock import ZONE
from tests.books.workbooks import GOLDEN, as_excel_saves, changed, december, saved, small, with_cell, with_part, xlsx


def problems(source):
    return [(problem.sheet, problem.row, problem.column) for problem in all_problems(read(source), Known())]


def guest(column, value):
    return read(with_cell("Guests", column, value)).rows["Guests"][0][column]


def test_the_golden_workbook_reads_without_a_problem():
    book = read(GOLDEN)
    assert all_problems(book, Known()) == []
    assert {name: len(rows) for name, rows in book.rows.items()} == {
        "Homestays": 1,
        "Rooms": 4,
        "Beds": 6,
        "Closures": 1,
        "Bookings": 11,
        "Nights": 11,
        "Guests": 18,
        "Charges": 5,
        "Payments": 8,
    }


def test_the_small_workbook_of_these_tests_is_right():
    assert problems(xlsx(small())) == []


def test_texts_that_excel_keeps_in_one_place_are_the_same_texts():
    assert read(as_excel_saves(xlsx(small()))).rows == read(xlsx(small())).rows


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (date(2025, 12, 3), When(date(2025, 12, 3), None)),
        (datetime.fromisoformat("2025-12-03"), When(date(2025, 12, 3), None)),
        (datetime.fromisoformat("2025-12-03T14:30"), When(date(2025, 12, 3), datetime(2025, 12, 3, 14, 30, tzinfo=ZONE))),
        (datetime.fromisoformat("2025-12-03T14:29:59.999700"), When(date(2025, 12, 3), datetime(2025, 12, 3, 14, 30, tzinfo=ZONE))),
        ("03/12/2025", When(date(2025, 12, 3), None)),
        (" 3/12/2025 ", When(date(2025, 12, 3), None)),
        ("03/12/2025 14:30", When(date(2025, 12, 3), datetime(2025, 12, 3, 14, 30, tzinfo=ZONE))),
        ("03/12/2025 00:00", When(date(2025, 12, 3), datetime(2025, 12, 3, tzinfo=ZONE))),
    ],
)
def test_a_moment_is_read_as_it_was_meant(typed, meant):
    assert guest("arrived_at", typed) == meant


@pytest.mark.parametrize(
    ("column", "typed", "meant"),
    [
        ("name", unicodedata.normalize("NFD", " Lò Thị Sến\u00a0"), "Lò Thị Sến"),
        ("name", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("name", "Mèo 🐱 <b>“Vui”</b>", "Mèo 🐱 <b>“Vui”</b>"),
        ("name", "   ", None),
        ("phone", 912000001, "0912000001"),
        ("phone", "+84 912", "+84 912"),
        ("document_number", 561234567, "561234567"),
        ("document_type", "can_cuoc", 8),
        ("reason", "tourism", 1),
        ("reason", 5, 5),
        ("reason", "20", 20),
        ("residence", 2, 2),
        ("province", 211, "211"),
        ("nationality", "RUS", "RUS"),
        ("nationality", "GBN", "GBN"),
    ],
)
def test_a_cell_of_a_guest_is_read_as_it_was_meant(column, typed, meant):
    assert guest(column, typed) == meant


def test_a_room_named_by_a_number_is_found_by_that_number():
    def change(sheets):
        sheets["Rooms"][1][1] = 101
        sheets["Closures"][1][1] = sheets["Nights"][1][2] = sheets["Guests"][1][2] = "101"

    assert problems(changed(change)) == []


def test_names_are_equal_whether_their_letters_are_composed_or_not():
    def change(sheets):
        sheets["Rooms"][1][1] = unicodedata.normalize("NFD", "Phòng đất")
        sheets["Closures"][1][1] = sheets["Nights"][1][2] = sheets["Guests"][1][2] = " Phòng đất"

    assert problems(changed(change)) == []


@pytest.mark.parametrize(("typed", "meant"), [("500000", 500_000), (500000.0, 500_000), (0, 0), ("0", 0), (10**12, 10**12)])
def test_money_is_a_whole_number_however_it_was_typed(typed, meant):
    assert read(with_cell("Charges", "amount", typed)).rows["Charges"][0]["amount"] == meant


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("Homestays", "name", None),
        ("Homestays", "name", "x" * 501),
        ("Homestays", "name", True),
        ("Homestays", "name", date(2025, 12, 1)),
        ("Homestays", "bank_account", 9704050000000000123),
        ("Homestays", "tax_number", 100109106),
        ("Rooms", "kind", "Private"),
        ("Rooms", "capacity", 0),
        ("Rooms", "capacity", 501),
        ("Rooms", "capacity", 2.5),
        ("Rooms", "capacity", "two"),
        ("Rooms", "price", -1),
        ("Rooms", "price", "400.000"),
        ("Rooms", "price", 10**12 + 1),
        ("Rooms", "price", "9" * 40),
        ("Rooms", "price", date(2025, 12, 1)),
        ("Rooms", "price", False),
        ("Rooms", "open_to", "31/02/2026"),
        ("Closures", "reason", "party"),
        ("Closures", "to", december(20)),
        ("Closures", "to", date(2036, 12, 1)),
        ("Bookings", "state", "arrived"),
        ("Bookings", "source", "Zalo"),
        ("Bookings", "source", "a" * 31),
        ("Bookings", "booked_on", "2025-12-01"),
        ("Bookings", "booked_on", 46000),
        ("Bookings", "booked_on", datetime.fromisoformat("2025-12-01T09:30")),
        ("Bookings", "booked_on", "01/12/0205"),
        ("Bookings", "planned_to", december(2)),
        ("Bookings", "planned_to", date(2027, 1, 7)),
        ("Bookings", "adults", None),
        ("Bookings", "adults", -1),
        ("Bookings", "commission", 1.5),
        ("Nights", "beds", 1),
        ("Nights", "to", december(3)),
        ("Nights", "to", date(2027, 1, 7)),
        ("Nights", "price", None),
        ("Guests", "sex", "Nam"),
        ("Guests", "birth_precision", "X"),
        ("Guests", "nationality", "D"),
        ("Guests", "nationality", "Viet Nam"),
        ("Guests", "document_type", "Passport"),
        ("Guests", "reason", 21),
        ("Guests", "arrived_at", "03/12/2025 25:00"),
        ("Guests", "left_at", "03/12/2025 14:29"),
        ("Guests", "left_at", december(2)),
        ("Guests", "place", "D1-1"),
        ("Charges", "kind", "massage"),
        ("Charges", "amount", -1),
        ("Payments", "method", "gold"),
        ("Payments", "kind", "tip"),
        ("Payments", "held_by", "grandmother"),
    ],
)
def test_a_cell_that_cannot_be_is_one_problem_with_its_place(sheet, column, value):
    assert problems(with_cell(sheet, column, value)) == [(sheet, 2, column)]


@pytest.mark.parametrize(
    ("kind", "number"), [("CCCD", 1090000011), ("can_cuoc", 1090000011), ("CMND", 12345678), ("personal_number", 1090000011)]
)
def test_a_number_whose_zeros_excel_cut_is_a_problem(kind, number):
    def change(sheets):
        sheets["Guests"][1][5:7] = [kind, number]

    assert problems(changed(change)) == [("Guests", 2, "document_number")]


@pytest.mark.parametrize(("kind", "number"), [("CCCD", 211900000011), ("CMND", 123456789), ("CCCD", "001090000011"), ("CCCD", "109")])
def test_a_number_that_lost_nothing_is_kept(kind, number):
    def change(sheets):
        sheets["Guests"][1][5:7] = [kind, number]

    assert problems(changed(change)) == []


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value"),
    [
        ("Rooms", 2, "homestay", "nowhere"),
        ("Closures", 2, "room", "P9"),
        ("Nights", 3, "room", "P9"),
        ("Nights", 2, "booking", "B9"),
        ("Guests", 2, "room", "P9"),
        ("Guests", 2, "booking", "B9"),
        ("Charges", 2, "booking", "B9"),
        ("Payments", 2, "homestay", "nowhere"),
        ("Nights", 3, "beds", None),
    ],
)
def test_a_row_that_points_to_nothing_is_a_problem(sheet, row, column, value):
    assert (sheet, row, column) in problems(with_cell(sheet, column, value, row))


def test_a_slug_is_made_of_plain_letters():
    assert problems(with_cell("Homestays", "slug", "Nhà Mây"))[0] == ("Homestays", 2, "slug")


def test_a_room_of_another_house_of_the_file_cannot_be_used():
    def change(sheets):
        sheets["Homestays"].append(["nha-hai", "Nhà Hai", "Lô Lô Chải", None])
        sheets["Rooms"].append(["nha-hai", "Q1", "private", 2, 1, None, None, None])
        sheets["Nights"][1][2] = "Q1"

    assert problems(changed(change)) == [("Nights", 2, "room")]


def test_every_key_may_stand_only_once():
    def change(sheets):
        sheets["Beds"] += [["nha-may", "D1", "A"], ["nha-may", "D1", "A"]]
        for sheet in ("Homestays", "Rooms", "Bookings"):
            sheets[sheet].append(sheets[sheet][1])

    assert problems(changed(change)) == [
        ("Homestays", 3, "slug"),
        ("Rooms", 4, "room"),
        ("Beds", 3, "bed"),
        ("Bookings", 4, "booking"),
    ]


def test_beds_of_a_private_room_are_a_problem():
    assert problems(changed(lambda sheets: sheets["Beds"].append(["nha-may", "P1", "A"]))) == [("Beds", 2, "room")]


def test_a_cancelled_booking_can_have_no_nights():
    assert problems(with_cell("Bookings", "state", "cancelled")) == [("Nights", 2, "booking")]


def test_more_guests_than_people_are_a_problem_at_the_first_too_many():
    def change(sheets):
        sheets["Guests"] += [["nha-may", "B1", None, name] for name in ("Hai", "Ba", "Bốn", "Năm")]

    assert problems(changed(change)) == [("Guests", 5, "booking")]


def test_a_wrong_number_of_people_is_said_once_and_not_again_at_the_guests():
    assert problems(with_cell("Bookings", "adults", "two")) == [("Bookings", 2, "adults")]


def test_a_place_must_be_one_of_its_room():
    def change(sheets):
        sheets["Guests"][0].append("place")
        sheets["Guests"][1].append("D1-3")
        sheets["Guests"].append(["nha-may", "B2", "D1", "Hai", *[None] * 6, "D1-3"])
        sheets["Guests"].append(["nha-may", "B2", "D1", "Ba", *[None] * 6, "D1-4"])

    assert problems(changed(change)) == [("Guests", 2, "place"), ("Guests", 4, "place")]


def test_headings_may_stand_in_any_order_and_blank_rows_between():
    def change(sheets):
        sheets["Rooms"] = [line[::-1] for line in sheets["Rooms"]]
        sheets["Rooms"][1:1] = [[None], [" ", "\u00a0"]]

    assert problems(changed(change)) == []


def test_an_unknown_sheet_is_a_problem():
    assert problems(changed(lambda sheets: sheets.update(Guide=[["hello"]]))) == [("Guide", None, None)]


def test_a_chart_is_no_sheet_of_the_house():
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.active.title = "Rooms"
    workbook.create_chartsheet("Chart")
    assert problems(saved(workbook)) == [("Chart", None, None)]


def test_an_unknown_heading_is_a_problem():
    assert problems(with_cell("Rooms", "colour", "blue")) == [("Rooms", 1, "colour")]


def test_a_heading_that_stands_twice_is_a_problem():
    assert problems(changed(lambda sheets: sheets["Beds"][0].append("bed"))) == [("Beds", 1, "bed")]


def test_a_missing_required_column_is_one_problem():
    def change(sheets):
        sheets["Nights"] = [line[:-1] for line in sheets["Nights"]]

    assert problems(changed(change)) == [("Nights", 1, "price")]


def test_something_under_no_heading_is_a_problem():
    def change(sheets):
        sheets["Rooms"][1].append("stray")
        sheets["Bookings"][2].extend([None] * 200 + ["far away"])

    assert problems(changed(change)) == [("Rooms", 2, None), ("Bookings", 3, None)]


def test_rows_without_headings_are_one_problem():
    assert problems(changed(lambda sheets: sheets.update(Beds=[[None], ["nha-may", "D1", "A"], ["nha-may", "D1", "B"]]))) == [
        ("Beds", 1, None)
    ]


def test_a_workbook_with_nothing_in_it_says_nothing():
    assert problems(xlsx({"Rooms": []})) == []


def test_a_formula_counts_as_its_value():
    source = with_part(
        xlsx(small()), "xl/worksheets/sheet8.xml", lambda text: text.replace("<v>150000</v>", "<f>100000+50000</f><v>150000</v>")
    )
    assert read(source).rows["Charges"][0]["amount"] == 150_000


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>"])
def test_a_formula_that_was_never_worked_out_is_a_problem(value):
    formula = f"<f>100000+50000</f>{value}"
    source = with_part(xlsx(small()), "xl/worksheets/sheet8.xml", lambda text: text.replace("<v>150000</v>", formula))
    assert [str(problem.message) for problem in read(source).problems] == ["This formula was never worked out. Type the value itself."]


def test_a_formula_that_failed_is_a_problem():
    failed = '<c r="F2" t="e"><f>Sheet9!A1</f><v>#REF!</v></c>'
    source = with_part(xlsx(small()), "xl/worksheets/sheet8.xml", lambda text: re.sub(r'<c r="F2".*?</c>', failed, text))
    assert [str(problem.message) for problem in read(source).problems] == ["A formula in this cell failed. Type the value itself."]


def test_the_same_letters_as_a_text_are_a_text():
    assert read(with_cell("Homestays", "name", "#REF!")).rows["Homestays"][0]["name"] == "#REF!"


def test_a_formula_whose_value_is_an_empty_text_is_a_blank_cell():
    formula = '<c r="F2" t="str"><f>""</f><v></v></c>'
    source = with_part(xlsx(small()), "xl/worksheets/sheet8.xml", lambda text: re.sub(r'<c r="F2".*?</c>', formula, text))
    assert read(source).problems == []
    assert read(source).rows["Charges"][0]["description"] is None


def test_dates_of_a_mac_workbook_are_the_same_days():
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.title = "Closures"
    workbook.active.append(["homestay", "room", "from", "to", "reason"])
    workbook.active.append(["nha-may", "P1", december(20), december(22), "repair"])
    row = read(saved(workbook)).rows["Closures"][0]
    assert (row["from"], row["to"]) == (december(20), december(22))

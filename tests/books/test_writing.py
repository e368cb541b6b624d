"""The workbook as it goes out: read back by another program, and by ourselves."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from homestay.books.reading import read
from homestay.books.sheets import BY_NAME, GUESTS, SHEETS
from homestay.books.writing import write
from homestay.clock import ZONE
from tests.books.workbooks import GOLDEN, small, xlsx


def again(book):
    return {sheet.name: [list(row.values()) for row in book[sheet]] for sheet in SHEETS}


def written_guest(**cells):
    values = {"homestay": "nha-may", "booking": "B1"} | cells
    return write({"Guests": [[values.get(column.name) for column in GUESTS]]})


@pytest.mark.parametrize("source", [GOLDEN, xlsx(small())])
def test_what_was_read_and_written_reads_the_same(source):
    book = read(source)
    assert again(read(write(again(book)))) == again(book)


def test_the_same_rows_make_the_same_cells():
    rows = again(read(GOLDEN))
    assert CalamineWorkbook.from_filelike(io.BytesIO(write(rows))).get_sheet_by_name("Guests").to_python() == (
        CalamineWorkbook.from_filelike(io.BytesIO(write(rows))).get_sheet_by_name("Guests").to_python()
    )


def test_another_program_reads_every_sheet_with_its_headings():
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(write({})))
    assert workbook.sheet_names == [sheet.name for sheet in SHEETS]
    assert workbook.get_sheet_by_name("Nights").to_python() == [["homestay", "booking", "room", "beds", "from", "to", "price"]]


def test_another_program_finds_real_days_hours_and_whole_numbers():
    arrived = datetime(2025, 12, 3, 14, 30, tzinfo=ZONE)
    workbook = CalamineWorkbook.from_filelike(
        io.BytesIO(written_guest(birth_date=date(1992, 8, 2), arrived_at=arrived, reason=1, document_type=4))
    )
    row = workbook.get_sheet_by_name("Guests").to_python()[1]
    assert (row[5], row[13], row[12], row[9]) == (date(1992, 8, 2), datetime.fromisoformat("2025-12-03T14:30"), "tourism", "passport")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+84", "-1", "@SUM(A1)", "#N/A", "001090000011", "Mèo 🐱", "a\x00b\x07c"])
def test_text_is_never_a_formula(name):
    cell = openpyxl.load_workbook(io.BytesIO(written_guest(name=name)))["Guests"]["D2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == name.replace("\x00", "").replace("\x07", "")


def test_midnight_stays_an_hour():
    midnight = datetime(2025, 12, 3, tzinfo=ZONE)
    assert read(written_guest(arrived_at=midnight)).rows["Guests"][0]["arrived_at"] == (date(2025, 12, 3), midnight)


def test_a_column_of_numbers_with_zeros_is_formatted_as_text():
    assert openpyxl.load_workbook(io.BytesIO(write({})))["Guests"].column_dimensions["K"].number_format == "@"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
MOMENTS = st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2150-01-01")).map(
    lambda at: at.replace(microsecond=0, tzinfo=ZONE)
)
SOME = datetime(2026, 10, 1, 14, tzinfo=ZONE)


@settings(max_examples=60, deadline=None)
@example(name="#N/A", address="=1", phone="#NUM!", arrived_at=SOME, birth_date=date(1990, 1, 1), reason=1)
@given(
    name=TEXT,
    address=TEXT,
    phone=TEXT,
    arrived_at=MOMENTS,
    birth_date=st.dates(date(1900, 3, 1), date(2199, 1, 1)),
    reason=st.integers(1, 20),
)
def test_whatever_a_guest_is_comes_back(**cells):
    first = read(written_guest(**cells))
    assert first.problems == []
    row = first.rows["Guests"][0]
    assert again(read(write({"Guests": [list(row.values())]})))["Guests"] == [list(row.values())]
    assert (row["arrived_at"].at, row["birth_date"], row["reason"]) == (cells["arrived_at"], cells["birth_date"], cells["reason"])


def test_every_sheet_of_the_format_is_known_by_its_name():
    assert list(BY_NAME) == ["Homestays", "Rooms", "Beds", "Closures", "Bookings", "Nights", "Guests", "Charges", "Payments"]

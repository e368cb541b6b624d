"""The file for the portal, read by two libraries that did not write it the same way."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from homestay.declarations import catalogue
from homestay.declarations.lists import defined_names, list_sheets
from homestay.declarations.workbook import DamagedFile, read_back, write_vn_2026
from tests.declarations.sheet_guests import GOLDEN, many, pao

GUESTS = "DS_KHACH_VIET_NAM_LUU_TRU"
EXPECTED = json.loads((Path(__file__).parent / "golden" / "expected-sheet-2025-12-24.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def golden():
    """The file of Christmas Eve."""
    return write_vn_2026(GOLDEN)


@pytest.fixture(scope="module")
def opened(golden):
    """The same, opened by openpyxl."""
    return load_workbook(BytesIO(golden))


def by_openpyxl(content):
    return [list(row) for row in load_workbook(BytesIO(content), read_only=True)[GUESTS].iter_rows(min_row=5, max_col=19, values_only=True)]


def by_calamine(content):
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(GUESTS).to_python(skip_empty_area=False)[4:]
    return [[None if value == "" else value for value in row] for row in rows]


def changed(content, place, old, new):
    """Return the file with a piece of one of its parts changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(stream, "w") as other:
        for part in parts.namelist():
            text = parts.read(part)
            other.writestr(part, text.replace(old.encode(), new.encode()) if part == place else text)
    return stream.getvalue()


def test_the_file_of_christmas_eve_is_right_in_two_libraries(golden):
    assert by_openpyxl(golden) == EXPECTED["rows"]
    assert by_calamine(golden) == EXPECTED["rows"]
    assert read_back(golden) == EXPECTED["rows"]


def test_the_first_four_rows_are_those_the_portal_skips(opened):
    sheet = opened[GUESTS]
    assert sheet["A1"].value.startswith("DANH SÁCH THÔNG BÁO LƯU TRÚ CHO CÔNG DÂN VIỆT NAM")
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:S1"]
    assert [cell.value for cell in sheet[2]][:3] == ["STT", "HỌ TÊN (*)", "NGÀY SINH (*)"]
    assert len([cell.value for cell in sheet[2] if cell.value]) == 19
    assert sheet["A3"].value == "Mẫu dữ liệu"
    assert [cell.value for cell in sheet[4]] == ["[EXAMPLE]", *[None] * 18]


def test_everything_but_the_number_of_the_row_is_text(opened):
    rows = list(opened[GUESTS].iter_rows(min_row=5))
    assert {row[0].data_type for row in rows} == {"n"}
    assert {cell.data_type for row in rows for cell in row[1:] if cell.value is not None} == {"s"}
    assert {cell.number_format for row in rows for cell in row[1:]} == {"@"}


def test_the_lists_are_complete_in_two_libraries(golden, opened):
    calamine = CalamineWorkbook.from_filelike(BytesIO(golden))
    assert calamine.sheet_names == [GUESTS, "TINH_THANH", "PHUONG_XA", "DANH_MUC"]
    assert len(calamine.get_sheet_by_name("PHUONG_XA").to_python()) == 3321 + 1
    assert ["211900715", "Xã Lũng Cú", "211", "211900715 - Xã Lũng Cú"] in calamine.get_sheet_by_name("PHUONG_XA").to_python()
    assert {name: list(opened[name].values) for name in list_sheets()} == dict(list_sheets())


def test_40_names_lead_to_their_lists(opened):
    assert len(opened.defined_names) == 40
    [(sheet, cells)] = opened.defined_names["PX_211"].destinations
    assert [row[0].value for row in opened[sheet][cells]] == [catalogue.commune(code) for code in catalogue.communes_of("211")]
    [(sheet, cells)] = opened.defined_names["LY_DO_CU_TRU"].destinations
    assert [row[0].value for row in opened[sheet][cells]] == catalogue.displays(catalogue.REASONS)
    [(sheet, cells)] = opened.defined_names["TINH_THANH_PHO"].destinations
    assert [row[0].value for row in opened[sheet][cells]] == catalogue.displays(catalogue.provinces())


def test_each_choice_has_its_drop_down_on_all_rows(opened):
    validations = opened[GUESTS].data_validations.dataValidation
    assert {str(validation.sqref)[0]: validation.formula1 for validation in validations} == {
        "D": "GIOI_TINH",
        "E": "QUOC_TICH",
        "F": "LOAI_GIAY_TO",
        "J": "NOI_CU_TRU",
        "K": "TINH_THANH_PHO",
        "L": 'INDIRECT("PX_"&LEFT($K5,3))',
        "Q": "LY_DO_CU_TRU",
    }
    assert {str(validation.sqref)[1:3] for validation in validations} == {"5:"}
    assert {str(validation.sqref).split(":")[1][1:] for validation in validations} == {"510"}
    assert {validation.formula1 for validation in validations} - set(defined_names()) == {'INDIRECT("PX_"&LEFT($K5,3))'}


def test_whatever_people_type_stays_text():
    notes = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "#N/A", "=", "Bé 😀 & <b>\"'", "007", "24/12/2025", "TRUE"]
    content = write_vn_2026([pao(note=note) for note in notes])
    cells = [row[0] for row in load_workbook(BytesIO(content), read_only=True)[GUESTS].iter_rows(min_row=5, min_col=19)]
    assert [cell.value for cell in cells] == notes
    assert {cell.data_type for cell in cells} == {"s"}
    assert [row[18] for row in by_calamine(content)] == notes


def test_a_sheet_without_guests_is_an_empty_form():
    content = write_vn_2026([])
    assert read_back(content) == []
    assert by_calamine(content) == []


def test_one_guest_stands_in_row_5():
    content = write_vn_2026([pao()])
    assert by_openpyxl(content) == by_calamine(content)
    assert [row[1] for row in by_calamine(content)] == ["Giàng A Páo"]


def test_200_guests_are_written_in_the_order_of_their_rooms():
    content = write_vn_2026(reversed(many(200)))
    rows = by_calamine(content)
    assert [row[0] for row in rows] == list(range(1, 201))
    assert [row[15] for row in rows] == [f"P{number}" for number in range(1, 201)]
    assert by_openpyxl(content) == rows


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", "[EXAMPLE]", "[SAMPLE]"),
        ("xl/worksheets/sheet1.xml", "STT", "TT"),
        ("xl/worksheets/sheet1.xml", "24/12/2025", "24/12/25"),
        ("xl/worksheets/sheet1.xml", '<c r="A6" t="n"><v>2</v>', '<c r="A6" t="n"><v>3</v>'),
        (
            "xl/worksheets/sheet1.xml",
            '<c r="H5" s="2" t="inlineStr"><is><t>002087000020</t></is>',
            '<c r="H5" s="2" t="n"><v>2087000020</v>',
        ),
        ("xl/styles.xml", 'numFmtId="49"', 'numFmtId="0"'),
        ("xl/worksheets/sheet3.xml", "211900715", "211900716"),
        ("xl/workbook.xml", "PX_211", "PX_212"),
        ("xl/workbook.xml", "DANH_MUC", "DANHMUC"),
    ],
)
def test_a_file_that_is_not_as_written_does_not_pass_the_gate(golden, place, old, new):
    damaged = changed(golden, place, old, new)
    assert damaged != changed(golden, place, old, old)
    with pytest.raises(DamagedFile):
        read_back(damaged)


def test_a_file_with_another_guest_than_given_is_not_handed_out(monkeypatch, golden):
    monkeypatch.setattr("homestay.declarations.workbook._written", lambda rows: golden)
    with pytest.raises(DamagedFile):
        write_vn_2026([pao(document_number="002087000021")])

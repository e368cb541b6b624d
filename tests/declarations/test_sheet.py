"""One guest, one row."""

import json
import unicodedata
from datetime import date
from pathlib import Path

from homestay.declarations.sheet import in_order, row_of
from tests.declarations.sheet_guests import GOLDEN, PAO, pao

EXPECTED = json.loads((Path(__file__).parent / "golden" / "expected-sheet-2025-12-24.json").read_text("utf-8"))


def cell(guest, column):
    return row_of(guest, 1)["ABCDEFGHIJKLMNOPQRS".index(column)]


def test_the_sheet_of_christmas_eve_is_right_cell_by_cell():
    assert [row_of(guest, number) for number, guest in enumerate(in_order(GOLDEN), start=1)] == EXPECTED["rows"]


def test_every_cell_of_a_full_row_is_where_the_portal_looks_for_it():
    guest = pao(
        document_type=9,
        document_name="Thẻ sinh viên",
        document_number="sv.12/b",
        phone="+84 912 000.001",
        residence=2,
        province="211",
        commune="211900715",
        reason=20,
        reason_note="Đi phượt",
        note="Ăn chay",
    )
    assert row_of(guest, 7) == [
        *(7, "Giàng A Páo", "12/12/1987", "M - Nam", "VNM - Viet Nam", "9 - Giấy Tờ Khác", "Thẻ sinh viên", "sv.12/b"),
        *("+84912000001", "2 - Tạm trú", "211 - Tuyên Quang", "211900715 - Xã Lũng Cú", "Phường Hoàn Kiếm, Hà Nội"),
        *("24/12/2025", "26/12/2025", "D1", "20 - Mục đích khác", "Đi phượt", "Ăn chay"),
    ]


def test_nothing_is_made_up_for_a_guest_nobody_knows():
    assert row_of(PAO.__class__(), 1) == [1, *[None] * 18]


def test_a_birth_date_of_which_only_the_year_is_known_stays_empty():
    assert cell(pao(birth_precision="Y"), "C") is None
    assert cell(pao(birth_precision="M"), "C") is None


def test_a_day_has_two_digits_and_its_year_four():
    assert cell(pao(birth_date=date(987, 1, 2)), "C") == "02/01/0987"


def test_a_card_number_is_written_without_spaces_and_keeps_its_zeros():
    assert cell(pao(document_number=" 002 087 000 020 "), "H") == "002087000020"


def test_a_name_typed_in_pieces_is_written_in_whole_letters():
    assert cell(pao(name=unicodedata.normalize("NFD", "Vàng Thị Mỷ")), "B") == "Vàng Thị Mỷ"


def test_pasted_text_becomes_one_clean_line():
    assert cell(pao(address=" Thôn\u00a0Lô Lô Chải,\n xã\u200b Lũng Cú\x07 "), "M") == "Thôn Lô Lô Chải, xã Lũng Cú"
    assert cell(pao(note=" \n "), "S") is None


def test_rooms_stand_in_the_order_of_their_numbers_and_names_within_a_room():
    guests = [
        pao(room=room, name=name) for room, name in [("P10", "An"), (None, "Bo"), ("P2", "Đào"), ("P2", "Ân"), ("D1", "Y"), ("P2", "Em")]
    ]
    assert [guest.name for guest in in_order(guests)] == ["Y", "Ân", "Đào", "Em", "An", "Bo"]


def test_names_of_rooms_of_every_shape_can_be_put_in_order():
    rooms = ["12", "P", "P 2", "Nhà sàn", "2A", "²", "P2-1"]
    assert [guest.room for guest in in_order([pao(room=room) for room in rooms])] == ["2A", "12", "Nhà sàn", "P", "P2-1", "P 2", "²"]

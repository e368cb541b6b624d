"""`flask declarations export`: the file for any day, who is in it and who is not."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from homestay.bookings.actions import check_out
from homestay.bookings.wishes import BookingWish
from homestay.declarations.actions import make_file, mark_sent, settle
from homestay.guests.actions import Identity, Times, change_times, write_identity
from models import db
from models.change import Change
from models.declaration import Declaration
from models.room import Unit
from models.stay import Stay
from tests.declarations.christmas import CHRISTMAS_EVE, identity_of
from tests.declarations.sheet_guests import GOLDEN
from tests.guests.people import arrived, room, stayed
from tests.support import houses
from tests.support.installations import on_both

EXPECTED = json.loads((Path(__file__).parent / "golden" / "expected-sheet-2025-12-24.json").read_text("utf-8"))


@pytest.fixture
def house(clock, app):
    """Return a homestay in which it is Christmas Eve of 2025."""
    clock.set("2025-12-24 18:00")
    return houses.new(app)


def rows_in(path):
    sheet = load_workbook(BytesIO(path.read_bytes()))["DS_KHACH_VIET_NAM_LUU_TRU"]
    return [list(row) for row in sheet.iter_rows(min_row=5, max_col=19, values_only=True)]


@on_both
def test_the_sheet_of_christmas_eve_is_right_cell_by_cell(christmas, export, tmp_path):
    done = export("--json")

    assert done.exit_code == 0, done.stderr
    assert rows_in(tmp_path / "sheet.xlsx") == EXPECTED["rows"]
    said = json.loads(done.stdout)
    assert (said["layout"], said["file"], said["left_out"]) == ("kbtt-vn-2026", str(tmp_path / "sheet.xlsx"), [])
    assert said["included"][0] == {"name": "Giàng A Páo", "document_number": "002087000020"}


def test_the_sample_workbook_gives_the_same_sheet(empty_app, tmp_path):
    run = empty_app.test_cli_runner().invoke
    workbook = Path(__file__).parents[1] / "reports" / "golden" / "homestay-mau.xlsx"
    assert run(args=["books", "import", str(workbook)]).exit_code == 0

    said = ["--homestay", "homestay-mau", "--layout", "kbtt-vn-2026", "--day", "2025-12-24", "--out", str(tmp_path / "sheet.xlsx")]
    done = run(args=["declarations", "export", *said])

    assert done.exit_code == 0, done.stderr
    assert rows_in(tmp_path / "sheet.xlsx") == EXPECTED["rows"]


def test_long_after_the_day_the_same_file_comes_out(clock, homestay, christmas, export, tmp_path):
    clock.set("2025-12-26 09:00")
    check_out(homestay, christmas[0].booking.code)
    clock.set("2026-06-01 09:00")

    assert export().exit_code == 0
    assert rows_in(tmp_path / "sheet.xlsx") == EXPECTED["rows"]


def test_guests_of_the_day_before_go_in_too_and_those_of_other_days_do_not(christmas, export, tmp_path):
    assert export(day="2025-12-25").exit_code == 0
    assert len(rows_in(tmp_path / "sheet.xlsx")) == 5
    assert export(day="2025-12-23").exit_code == 1
    assert export(day="2025-12-26").exit_code == 1


def test_it_marks_nobody_as_declared(homestay, christmas, export):
    export()

    assert not db.session.scalars(select(Declaration.id).where(Declaration.homestay_id == homestay.id)).all()


def test_the_record_says_that_papers_left_the_house(homestay, christmas, export):
    export()

    found = select(Change.detail).where(Change.homestay_id == homestay.id, Change.action == "declaration.exported")
    assert json.loads(db.session.scalars(found).one()) == {"day": "2025-12-24", "guests": 5, "layout": "kbtt-vn-2026"}


def test_who_is_not_ready_is_named_with_the_reasons(homestay, christmas, export):
    write_identity(homestay, christmas[0].id, Identity(name="Vàng Thị Mỷ"))

    said = json.loads(export("--json").stdout)

    assert len(said["included"]) == 4
    (left_out,) = said["left_out"]
    assert left_out["name"] == "Vàng Thị Mỷ"
    assert "Gõ ngày sinh." in left_out["reasons"]
    assert "Chọn quốc tịch." in left_out["reasons"]


def test_foreign_guests_and_guests_declared_already_are_left_out(homestay, christmas, export):
    made = make_file(homestay, "Chị Sen")
    mark_sent(homestay, made.batch_id)
    settle(homestay, made.batch_id, 5, "Chị Sen")
    emma = arrived(homestay, room(homestay, "P3"))[0]
    write_identity(homestay, emma.id, Identity(name="EMMA LAURENT", nationality="FRA"))

    done = export("--json")

    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert said["included"] == []
    assert said["file"] is None
    reasons = {guest["name"]: guest["reasons"] for guest in said["left_out"]}
    assert reasons["Giàng A Páo"] == ["Khách này đã khai rồi."]
    assert reasons["EMMA LAURENT"] == ["Khách nước ngoài: khai ở bảng khách nước ngoài."]


def test_without_json_it_says_so_in_words(homestay, christmas, export):
    write_identity(homestay, christmas[0].id, Identity(name="Vàng Thị Mỷ"))

    done = export()

    assert "4 khách có trong" in done.stdout
    assert "Để ngoài: Vàng Thị Mỷ." in done.stdout


def test_with_nobody_it_says_one_sentence_and_leaves_no_file(homestay, export, tmp_path):
    done = export("--json")

    assert (done.exit_code, done.stderr.strip()) == (1, "Error: Không có khách nào của hai ngày này vào được tệp.")
    assert json.loads(done.stdout)["included"] == []
    assert not list(tmp_path.iterdir())


def test_day_use_is_not_declared(homestay, export):
    from homestay.bookings.actions import use_by_day

    use_by_day(homestay, BookingWish(Stay(CHRISTMAS_EVE, CHRISTMAS_EVE), 2, contact="Khách"), 50_000)

    assert json.loads(export("--json").stdout)["left_out"] == []


def test_somebody_who_comes_a_day_later_counts_from_that_day(homestay, christmas, export):
    late = Times(date(2025, 12, 25), None, None, None)
    change_times(homestay, christmas[0].id, late)

    assert len(json.loads(export("--json").stdout)["included"]) == 4
    assert len(json.loads(export("--json", day="2025-12-26").stdout)["included"]) == 1


def test_a_guest_who_leaves_earlier_leaves_earlier_on_the_sheet(homestay, christmas, export, tmp_path):
    change_times(homestay, christmas[2].id, Times(CHRISTMAS_EVE, None, date(2025, 12, 25), None))

    export()

    assert next(row for row in rows_in(tmp_path / "sheet.xlsx") if row[1] == "Giàng A Páo")[14] == "25/12/2025"


def test_in_two_rooms_the_room_stays_empty_until_somebody_says_it(homestay, export, tmp_path):
    first, second = room(homestay, "P5"), room(homestay, "P6")
    one, two = arrived(homestay, first, second, people=2)
    write_identity(homestay, one.id, identity_of(GOLDEN[0]))
    unit = db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name == "P6")).one()
    write_identity(homestay, two.id, identity_of(GOLDEN[1]), unit)

    export()

    assert {row[1]: row[15] for row in rows_in(tmp_path / "sheet.xlsx")} == {"Vàng Thị Mỷ": None, "Sùng Mí Vừ": "P6"}


def test_another_house_is_never_in_the_file(app, christmas, export, tmp_path):
    made = houses.new(app)
    db.session.rollback()  # to see the house just made
    other = made.homestay()
    stranger = arrived(other, room(other))[0]
    write_identity(other, stranger.id, identity_of(GOLDEN[0]))

    export()

    assert len(rows_in(tmp_path / "sheet.xlsx")) == 5


def test_a_guest_who_came_two_days_ago_stays_out(clock, homestay, export):
    clock.set("2025-12-22 18:00")
    guest = stayed(homestay, date(2025, 12, 22), room(homestay), nights=5)[0]
    write_identity(homestay, guest.id, identity_of(GOLDEN[0]))

    assert json.loads(export("--json").stdout) == {"layout": "kbtt-vn-2026", "file": None, "included": [], "left_out": []}

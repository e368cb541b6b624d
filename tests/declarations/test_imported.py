"""The sheet of stays that an old workbook tells: what really was counts, not what had been planned."""

import json
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.books.workbooks import december, small, xlsx

HEADINGS = ["homestay", "booking", "room", "name", "sex", "birth_date", "nationality", "document_type", "document_number", "reason"]


def guest(booking, name, number, arrived_at=None, left_at=None):
    return ["nha-may", booking, None, name, "M", date(1990, 3, 2), "VNM", "CCCD", number, "tourism", arrived_at, left_at]


def told(planned, *guests):
    """Return a workbook in which B1 slept from the 3rd to the 5th, whatever was planned, and B2 in the dorm from the 1st to the 5th."""
    sheets = small()
    sheets["Bookings"][1][6:8] = planned
    sheets["Bookings"][2] = ["nha-may", "B2", None, "phone", "left", "Minh", december(1), december(5), 1, None]
    sheets["Nights"][2] = ["nha-may", "B2", "D1", 1, december(1), december(5), 100_000]
    sheets["Guests"] = [[*HEADINGS, "arrived_at", "left_at"], *guests]
    return xlsx(sheets)


@pytest.fixture
def sheet(empty_app, tmp_path):
    """Import a workbook and return what the command says of a day, and the cells of the file."""

    def of(workbook, day):
        (tmp_path / "old.xlsx").write_bytes(workbook)
        run, out = empty_app.test_cli_runner().invoke, tmp_path / "sheet.xlsx"
        assert run(args=["books", "import", str(tmp_path / "old.xlsx")]).exit_code == 0
        said = ["--homestay", "nha-may", "--layout", "kbtt-vn-2026", "--day", f"2025-12-{day:02}", "--out", str(out), "--json"]
        done = json.loads(run(args=["declarations", "export", *said]).stdout)
        page = load_workbook(BytesIO(out.read_bytes())).worksheets[0] if done["included"] else None
        return done, [[cell.value for cell in row] for row in page.iter_rows(min_row=5)] if page else []

    return of


@pytest.mark.parametrize("planned", [(december(3), december(5)), (date(2025, 11, 20), date(2025, 11, 22)), (december(20), december(22))])
@pytest.mark.parametrize("arrived_at", [december(3), None])
@pytest.mark.parametrize("day", [3, 4])
def test_who_came_is_on_the_sheet_of_the_day_of_the_first_night_whatever_was_planned(sheet, planned, arrived_at, day):
    _done, rows = sheet(told(planned, guest("B1", "Lò Văn Páo", "001090000011", arrived_at)), day)

    assert [(row[1], row[13], row[14]) for row in rows if row[1]] == [("Lò Văn Páo", "03/12/2025", "05/12/2025")]


@pytest.mark.parametrize("day", [1, 2, 5, 6])
def test_on_another_day_nobody_is_on_the_sheet(sheet, day):
    done, _rows = sheet(told((december(1), december(5)), guest("B1", "Lò Văn Páo", "001090000011")), day)

    assert "Lò Văn Páo" not in json.dumps(done, ensure_ascii=False)


def test_the_number_of_somebody_who_has_been_here_for_days_keeps_a_guest_out(sheet):
    here, comes = guest("B2", "Vàng Mí Sính", "001090000011"), guest("B1", "Lò Văn Páo", "001090000011")

    done, _rows = sheet(told((december(3), december(5)), here, comes), 4)

    reasons = {each["name"]: each["reasons"] for each in done["left_out"]}
    assert reasons["Lò Văn Páo"] == ["Số này trùng với số của Vàng Mí Sính. Sửa số sai, hoặc khai riêng từng người."]


@pytest.mark.parametrize(("arrived_at", "is_on_it"), [(december(4), False), ("04/12/2025 00:30", True)])
def test_who_left_without_a_night_is_not_on_the_sheet(sheet, arrived_at, is_on_it):
    done, _rows = sheet(told((december(3), december(5)), guest("B1", "Lò Văn Páo", "001090000011", arrived_at, december(4))), 4)

    assert ("Lò Văn Páo" in json.dumps(done, ensure_ascii=False)) == is_on_it

"""The portal's workbook for Vietnamese guests (tblt_vn_import.xlsx), generated, and the gate it passes before it leaves."""

import re
from collections.abc import Iterable
from copy import copy
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from homestay.declarations.lists import GUESTS, PROVINCE_NAMES, SHEETS, defined_names, list_parts, with_lists
from homestay.declarations.sheet import COLUMNS, FIRST_ROW, Cell, SheetGuest, in_order, row_of

TITLE = "DANH SÁCH THÔNG BÁO LƯU TRÚ CHO CÔNG DÂN VIỆT NAM (*Vui lòng không xóa dữ liệu mẫu; hãy thêm thông tin từ dòng tiếp theo)"
HEADERS = (
    *("STT", "HỌ TÊN (*)", "NGÀY SINH (*)", "GIỚI TÍNH (*)", "QUỐC TỊCH (*)", "LOẠI GIẤY TỜ (*)", "TÊN GIẤY TỜ"),
    *("SỐ GIẤY TỜ (*)", "SỐ ĐIỆN THOẠI", "NƠI CƯ TRÚ HIỆN NAY", "TỈNH/ THÀNH PHỐ", "PHƯỜNG/ XÃ/ ĐẶC KHU"),
    *("ĐỊA CHỈ CHI TIẾT", "NGÀY ĐẾN (*)", "NGÀY ĐI DỰ KIẾN (*)", "SỐ PHÒNG/ KHOA", "LÝ DO CƯ TRÚ (*)"),
    *("NHẬP LÝ DO", "GHI CHÚ"),
)
"""Row 2. Source of the whole sheet: facts/declaration.md §2.1."""
DAY_HINT, LIST_HINT = "dd/MM/yyyy", "Chọn trong danh sách"
HINTS = {"A": "Mẫu dữ liệu", "C": DAY_HINT, "N": DAY_HINT, "O": DAY_HINT} | dict.fromkeys("DEFJKLQ", LIST_HINT)
EXAMPLE = "[EXAMPLE]"
"""The mark of row 4; nothing stands beside it, since a made-up guest might one day be declared."""
HEAD = (
    (TITLE, *[None] * (len(COLUMNS) - 1)),
    HEADERS,
    tuple(HINTS.get(column) for column in COLUMNS),
    (EXAMPLE, *[None] * (len(COLUMNS) - 1)),
)
WIDTHS = (11, 28, 14, 12, 18, 24, 18, 18, 16, 18, 22, 30, 40, 14, 18, 16, 20, 24, 24)

DROP_DOWNS = {
    "D": "GIOI_TINH",
    "E": "QUOC_TICH",
    "F": "LOAI_GIAY_TO",
    "J": "NOI_CU_TRU",
    "K": PROVINCE_NAMES,
    "L": f'INDIRECT("PX_"&LEFT($K{FIRST_ROW},3))',
    "Q": "LY_DO_CU_TRU",
}
"""What each column chooses from; the communes depend on the province in column K of the same row."""
SPARE_ROWS = 500
"""Rows below the guests that still have their drop-downs."""
TEXT = "@"

_DAY = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}")
_DAY_COLUMNS = [COLUMNS.index(column) for column in "CNO"]


class DamagedFile(Exception):
    """A file just written does not say what it was given: a bug here, never the owner's fault."""


def write_vn_2026(guests: Iterable[SheetGuest]) -> bytes:
    """Return the workbook of layout `kbtt-vn-2026`: the guests in the order of the sheet, with all lists and drop-downs.

    Raises: DamagedFile, when what was written reads back otherwise.
    """
    rows = [row_of(guest, number) for number, guest in enumerate(in_order(guests), start=1)]
    content = _written(rows)
    _expect(read_back(content) == rows, "the guests written")
    return content


def _written(rows: list[list[Cell]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - heavy
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415

    workbook = Workbook(write_only=True)
    sheets = [workbook.create_sheet(name) for name in SHEETS]
    _write_guests(sheets[0], rows)
    for name, cells in defined_names().items():
        workbook.defined_names[name] = DefinedName(name, attr_text=cells)
    stream = BytesIO()
    workbook.save(stream)
    return with_lists(stream.getvalue())


def _write_guests(sheet: Any, rows: list[list[Cell]]) -> None:
    for column, width in zip(COLUMNS, WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.calculate_dimension = lambda: f"A1:{COLUMNS[-1]}{len(HEAD) + len(rows)}"  # readers look for it before the rows
    sheet.freeze_panes = f"C{FIRST_ROW}"
    sheet.merged_cells.add(f"A1:{COLUMNS[-1]}1")
    for heading in HEAD:
        sheet.append(_styled(sheet, heading, bold=True))
    for row in rows:
        sheet.append(_styled(sheet, row))
    for column, choices in DROP_DOWNS.items():
        _add_drop_down(sheet, column, choices, FIRST_ROW + len(rows) + SPARE_ROWS)


def _styled(sheet: Any, row: Iterable[Cell], bold: bool = False) -> list[Any]:
    """Return cells that stay what they are: text with format "@", also where it begins with = or -, and plain numbers."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy
    from openpyxl.styles import Font  # noqa: PLC0415

    model = WriteOnlyCell(sheet)
    model.number_format = TEXT
    if bold:
        model.font = Font(name="Calibri", size=11, bold=True)
    return [value if isinstance(value, int) else _text_cell(model, value) for value in row]


def _text_cell(model: Any, value: str | None) -> Any:
    cell = copy(model)
    cell.value = value
    cell.data_type = "n" if value is None else "s"  # else = would begin a formula and #N/A be an error
    return cell


def _add_drop_down(sheet: Any, column: str, choices: str, last_row: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy

    validation = DataValidation(type="list", formula1=choices, allow_blank=True, showErrorMessage=True)
    validation.add(f"{column}{FIRST_ROW}:{column}{last_row}")
    sheet.data_validations.append(validation)


def read_back(content: bytes) -> list[list[Cell]]:
    """Return the rows of guests in a workbook written here, 19 cells each, after looking at all its parts.

    Raises: DamagedFile, when the mark of row 4, a heading, a list, a defined name or the kind of a cell is not as written.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    with ZipFile(BytesIO(content)) as parts:
        _expect(all(parts.read(place) == written for place, written in list_parts().items()), "the lists")
    workbook = load_workbook(BytesIO(content), read_only=True)
    _expect(workbook.sheetnames == SHEETS, "the sheets")
    _expect({name: found.attr_text for name, found in workbook.defined_names.items()} == defined_names(), "the defined names")
    rows = list(workbook[GUESTS].iter_rows(max_col=len(COLUMNS)))
    head, guests = rows[: FIRST_ROW - 1], rows[FIRST_ROW - 1 :]
    _expect(tuple(tuple(cell.value for cell in row) for row in head) == HEAD, "rows 1 to 4")
    for number, row in enumerate(guests, start=1):
        _expect(_is_well_formed(row, number), f"row {number + FIRST_ROW - 1}")
    return [[cell.value for cell in row] for row in guests]


def _is_well_formed(row: Any, number: int) -> bool:
    """Say whether a row has its number and else only text, days as dd/MM/yyyy."""
    first, *others = row
    texts = [cell for cell in others if cell.value is not None]
    days = [row[place].value for place in _DAY_COLUMNS if row[place].value is not None]
    return (
        first.value == number
        and all(cell.data_type in ("s", "inlineStr") and cell.number_format == TEXT for cell in texts)
        and all(_DAY.fullmatch(day) for day in days)
    )


def _expect(is_so: bool, part: str) -> None:
    if not is_so:
        raise DamagedFile(f"{part} read back otherwise than written")

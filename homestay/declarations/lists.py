"""The list sheets of the portal's workbook, made once, and the names by which its drop-downs find them."""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import groupby, zip_longest
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

from homestay.declarations import catalogue

GUESTS, PROVINCES, COMMUNES, LISTS = "DS_KHACH_VIET_NAM_LUU_TRU", "TINH_THANH", "PHUONG_XA", "DANH_MUC"
SHEETS = [GUESTS, PROVINCES, COMMUNES, LISTS]
PLACES = tuple(f"xl/worksheets/sheet{number}.xml" for number in (2, 3, 4))
"""Where the three list sheets lie in the file."""

COLUMNS_OF_LISTS = {
    "LOAI_GIAY_TO": "A",
    "NOI_CU_TRU": "B",
    "LY_DO_CU_TRU": "C",
    "GIOI_TINH": "D",
    "QUOC_TICH": "E",
}
"""The columns of sheet DANH_MUC by their names."""
PROVINCE_NAMES = "TINH_THANH_PHO"

Rows = list[tuple[str | None, ...]]


@cache
def list_sheets() -> Mapping[str, Rows]:
    """Return the rows of the three list sheets by the name of the sheet, headings first."""
    return MappingProxyType({PROVINCES: _provinces(), COMMUNES: _communes(), LISTS: _lists()})


@cache
def list_parts() -> Mapping[str, bytes]:
    """Return the finished list sheets by their place in the file: 14,000 cells that never change are written only once."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy

    workbook = Workbook()
    workbook.active.title = GUESTS
    for name, rows in list_sheets().items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    with ZipFile(stream) as parts:
        return MappingProxyType({place: parts.read(place) for place in PLACES})


def with_lists(workbook: bytes) -> bytes:
    """Return a workbook whose empty list sheets are filled."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook)) as parts, ZipFile(stream, "w", ZIP_DEFLATED) as filled:
        for part in parts.infolist():
            filled.writestr(part, list_parts().get(part.filename) or parts.read(part))
    return stream.getvalue()


@cache
def defined_names() -> Mapping[str, str]:
    """Return the 40 names and the cells they stand for: six lists, and PX_211 for the communes of province 211."""
    lengths = dict(zip(COLUMNS_OF_LISTS, map(len, _list_columns()), strict=True))
    names = {name: _cells(LISTS, column, 2, lengths[name] + 1) for name, column in COLUMNS_OF_LISTS.items()}
    names[PROVINCE_NAMES] = _cells(PROVINCES, "C", 2, len(catalogue.provinces()) + 1)
    row = 2
    for province, communes in groupby(catalogue.communes(), key=catalogue.province_of):
        count = len(list(communes))
        names[f"PX_{province}"] = _cells(COMMUNES, "D", row, row + count - 1)
        row += count
    return MappingProxyType(names)


def _provinces() -> Rows:
    names = catalogue.provinces()
    return [("MÃ", "TÊN", "HIỂN THỊ"), *((code, name, catalogue.province(code)) for code, name in names.items())]


def _communes() -> Rows:
    """In the order of the codes, so that the communes of a province stand together."""
    rows = ((code, name, catalogue.province_of(code), catalogue.commune(code)) for code, name in catalogue.communes().items())
    return [("MÃ", "TÊN", "MATT", "HIỂN THỊ"), *rows]


def _lists() -> Rows:
    headings = ("LOẠI GIẤY TỜ", "NƠI CƯ TRÚ", "LÝ DO CƯ TRÚ", "GIỚI TÍNH", "QUỐC TỊCH")
    return [headings, *zip_longest(*_list_columns())]


def _list_columns() -> tuple[Sequence[str], ...]:
    """Return the lists in the order of `COLUMNS_OF_LISTS`."""
    return (
        catalogue.displays(catalogue.DOCUMENTS),
        catalogue.displays(catalogue.RESIDENCES),
        catalogue.displays(catalogue.REASONS),
        catalogue.displays(catalogue.SEXES),
        catalogue.nationalities(),
    )


def _cells(sheet: str, column: str, first: int, last: int) -> str:
    return f"{sheet}!${column}${first}:${column}${last}"

"""From rows to a workbook of the same format: what is written here can be read back."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO, Any

from homestay import clock
from homestay.books.cells import When
from homestay.books.sheets import SHEETS, Column, Kind, Sheet

DAY, MOMENT, TEXT, WHOLE = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "@", "#,##0"
FORMATS = {Kind.DATE: DAY, Kind.MOMENT: MOMENT, Kind.MONEY: WHOLE, Kind.COUNT: "0"}
WIDTHS = {Kind.DATE: 12, Kind.MOMENT: 17, Kind.MONEY: 13, Kind.COUNT: 9, Kind.BEDS: 9, Kind.LONG_TEXT: 36, Kind.TEXT: 24}
HEADING = "FFE7EFE9"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_LETTERS = 32_767
"""No cell of a workbook holds more."""


def write(rows: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """Return the workbook with these rows by sheet; each row has its cells in the order of the sheet's columns.

    Days are written as real dates, moments with their hour, money as whole numbers, and text never as a formula.
    """
    return saved(filled(rows))


def write_to(rows: Mapping[str, Iterable[Sequence[Any]]]) -> IO[bytes]:
    """Return the same workbook as an open file that is gone once it is closed: it never stands in memory as a whole."""
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    filled(rows).save(file)
    file.seek(0)
    return file


def filled(rows: Mapping[str, Iterable[Sequence[Any]]]) -> Any:
    """Return the workbook with these rows, not saved yet; openpyxl writes each sheet to a file of its own meanwhile."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy

    workbook = Workbook(write_only=True)
    for sheet in SHEETS:
        worksheet = workbook.create_sheet(sheet.name)
        begin(worksheet, sheet)
        pen = Pen(worksheet)
        worksheet.append([heading(worksheet, column) for column in sheet])
        for row in rows.get(sheet.name, ()):
            worksheet.append([pen.cell(column, value) for column, value in zip(sheet.columns, row, strict=True)])
    return workbook


def saved(workbook: Any) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def begin(worksheet: Any, sheet: Sheet) -> None:
    """Set widths and formats of whole columns, so that what is typed later keeps its zeros."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - heavy

    worksheet.freeze_panes = "A2"
    for place, column in enumerate(sheet, start=1):
        dimension = worksheet.column_dimensions[get_column_letter(place)]
        dimension.width = WIDTHS.get(column.kind, 15)
        dimension.number_format = format_of(column)


def format_of(column: Column) -> str:
    return "General" if column.kind == Kind.BEDS else FORMATS.get(column.kind, TEXT)


def heading(worksheet: Any, column: Column) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy

    return dressed(WriteOnlyCell(worksheet, column.name))


def dressed(top: Any) -> Any:
    """Return a heading's cell in bold on a light ground."""
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415 - heavy

    top.font = Font(bold=True)
    top.fill = PatternFill("solid", start_color=HEADING)
    return top


def words_of(column: Column) -> dict[int, str]:
    """Return the word of each of the portal's numbers, the first where there are two."""
    return {number: word for word, number in reversed(column.codes)}


class Pen:
    """Makes the cells of one sheet; each format is looked up once, not once a cell."""

    def __init__(self, worksheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - heavy

        self.worksheet, self.make = worksheet, WriteOnlyCell
        self.styles: dict[str, Any] = {}

    def cell(self, column: Column, value: Any) -> Any:
        """Return what openpyxl writes for a value of a row: nothing for blanks, else a cell with its format."""
        if isinstance(value, When):
            value = value.at or value.day
        if value is None or value == "":
            return None
        if isinstance(value, int) and column.codes:
            return self.text(words_of(column)[value])
        if isinstance(value, int):
            return self.styled(value, format_of(column))
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.styled(value, DAY)
        return self.text(str(value))

    def moment(self, value: datetime) -> Any:
        """Return a moment of the village's clock; midnight as text, since a date cell would say a day alone."""
        here = clock.local(value).replace(tzinfo=None, microsecond=0)
        if here.hour or here.minute or here.second:
            return self.styled(here, MOMENT)
        return self.text(f"{here:%d/%m/%Y} 00:00")

    def text(self, value: str) -> Any:
        made = self.styled(NOT_IN_XML.sub("", value)[:MOST_LETTERS], TEXT)
        made.data_type = "s"  # else "=1+1" is a formula and "#N/A" an error
        return made

    def styled(self, value: Any, number_format: str) -> Any:
        made = self.make(self.worksheet, value)
        if number_format not in self.styles:
            made.number_format = number_format
            made.quotePrefix = number_format == TEXT
            self.styles[number_format] = made._style
        made._style = self.styles[number_format]
        return made

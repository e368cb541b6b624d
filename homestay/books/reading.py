"""From a workbook to typed rows, with every problem named by sheet, row and column."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from homestay.books.cells import Unfit, read_cell, tidy
from homestay.books.package import MOST_UNPACKED, unpacking
from homestay.books.problems import Book, Problem, Row, TooMany
from homestay.books.sheets import BY_NAME, SHEETS, Column, Sheet
from homestay.books.xlsx import Xlsx
from homestay.guests import documents

NUMBER_LENGTHS = {
    documents.CCCD: (12,),
    documents.CMND: (9, 12),
    documents.LICENCE: (12,),
    documents.BHYT: (10,),
    documents.PERSONAL_NUMBER: (12,),
    documents.CAN_CUOC: (12,),
    None: (9, 12),
}
"""How many digits a paper's number has; a number cell of another length was cut by Excel."""


def read(source: bytes | Path, most_unpacked: int = MOST_UNPACKED) -> Book:
    """Return the rows of an xlsx file and every problem in them; with problems, some cells are None.

    Raises: Unreadable, when the file cannot be taken in at all.
    """
    book = Book()
    with unpacking(source, most_unpacked) as archive:
        try:
            read_sheets(Xlsx(archive), book)
        except TooMany:
            return book
    return book


def read_sheets(workbook: Xlsx, book: Book) -> None:
    for part in workbook.sheets:
        if part.title not in BY_NAME or not part.has_cells:
            title = part.title[:60]
            book.add(
                Problem(
                    title, None, None, _l("The sheet “%(sheet)s” is not known. Take it out, or name it as in the template.", sheet=title)
                )
            )
    found = {part.title: part for part in workbook.sheets if part.has_cells}
    for sheet in SHEETS:
        if sheet.name in found:
            SheetReader(sheet, book).read(workbook.rows(found[sheet.name]))


class SheetReader:
    """Reads one sheet into a book; knows which heading stands over which cell."""

    def __init__(self, sheet: Sheet, book: Book) -> None:
        self.sheet, self.book = sheet, book
        self.headings: list[str | None] = []
        self.columns: list[Column | None] = []

    def read(self, lines: Iterator[tuple[int, list[Any]]]) -> None:
        """Read the headings, then every row that is not blank."""
        for number, line in lines:
            if number > 1 and not self.headings:
                self.problem(1, None, _l("The first row must hold the headings, as in the template."))
                return
            if number == 1:
                self.read_headings(line)
            else:
                self.read_line(number, line)

    def read_headings(self, line: Sequence[Any]) -> None:
        """Find the column of each heading; unknown, doubled and missing headings are problems."""
        self.headings = [None if tidy(value) is None else str(tidy(value))[:60] for value in line]
        while self.headings and self.headings[-1] is None:
            self.headings.pop()
        self.columns = [self.sheet.column(name) if name and self.sheet.has(name) else None for name in self.headings]
        if self.headings:
            self.check_headings()

    def check_headings(self) -> None:
        for place, name in enumerate(self.headings):
            if name is not None and self.columns[place] is None:
                self.problem(1, name, _l("The heading “%(heading)s” is not known on this sheet.", heading=name))
            elif name is not None and name in self.headings[:place]:
                self.problem(1, name, _l("The heading “%(heading)s” stands twice.", heading=name))
        for column in self.sheet:
            if column.required and column.name not in self.headings:
                self.problem(1, column.name, _l("The column “%(heading)s” is missing.", heading=column.name))

    def read_line(self, number: int, line: Sequence[Any]) -> None:
        """Add the row of a line, unless the line holds only blanks."""
        values = [tidy(value) for value in line]
        if not any(value is not None for value in values):
            return
        row = Row(self.sheet.name, number, dict.fromkeys(column.name for column in self.sheet))
        values += [None] * (len(self.columns) - len(values))
        for column, value in zip(self.columns, values, strict=False):
            if column is not None:
                row[column.name] = self.typed(row, column, value)
        self.refuse_stray(row, values)
        self.refuse_cut_number(row, values)
        self.book.rows[self.sheet.name].append(row)

    def typed(self, row: Row, column: Column, value: Any) -> Any:
        if value is None:
            if column.required:
                self.book.add(row.problem(column.name, _l("This cell must not be blank.")))
            return None
        try:
            return read_cell(value, column)
        except Unfit as unfit:
            row.unfit.add(column.name)
            self.book.add(row.problem(column.name, unfit.message))
            return None

    def refuse_stray(self, row: Row, values: Sequence[Any]) -> None:
        """Name a cell with something in it that has no heading over it."""
        width = len(self.headings)
        under_nothing = [place for place, name in enumerate(self.headings) if name is None and values[place] is not None]
        if under_nothing or any(value is not None for value in values[width:]):
            self.problem(row.number, None, _l("Something stands in this row under no heading."))

    def refuse_cut_number(self, row: Row, values: Sequence[Any]) -> None:
        """Name a paper's number that Excel made a number, when it has lost its zeros."""
        if row.get("document_number") is None:
            return
        typed_as = values[self.headings.index("document_number")]
        lengths = NUMBER_LENGTHS.get(row["document_type"])
        if not isinstance(typed_as, str) and lengths and len(row["document_number"]) not in lengths:
            self.book.add(
                row.problem("document_number", _l("Excel cut the zeros of this number. Format the cell as Text and type it again."))
            )

    def problem(self, number: int | None, column: str | None, message: Any) -> None:
        self.book.add(Problem(self.sheet.name, number, column, message))

"""What can be wrong with a workbook, and the rows it is said of."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from homestay.books.sheets import Sheet

MOST_PROBLEMS = 5_000


@dataclass(frozen=True)
class Problem:
    """What is wrong, where: `row` and `column` (its heading) are None when the whole sheet or file is meant."""

    sheet: str | None
    row: int | None
    column: str | None
    message: Any


class TooMany(Exception):
    """So much is wrong with a workbook that reading on helps nobody."""


class Row(dict[str, Any]):
    """The typed cells of one row by heading; blank and unfit ones are None."""

    def __init__(self, sheet: str, number: int, cells: dict[str, Any]) -> None:
        super().__init__(cells)
        self.sheet, self.number = sheet, number
        self.unfit: set[str] = set()
        """Columns whose cells were not blank but could not be read."""

    def problem(self, column: str, message: Any) -> Problem:
        return Problem(self.sheet, self.number, column, message)

    def key(self, *columns: str) -> tuple[Any, ...]:
        """Return the cells of these columns, to compare rows by."""
        return tuple(self[column] for column in columns)


@dataclass
class Book:
    """What a workbook holds: rows by sheet, and what is wrong with it."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)

    def __getitem__(self, sheet: Sheet) -> list[Row]:
        return self.rows.get(sheet.name, [])

    def add(self, problem: Problem) -> None:
        """Note a problem. Raises: TooMany, when nobody would read the list to its end."""
        self.problems.append(problem)
        if len(self.problems) == MOST_PROBLEMS:
            self.problems.append(Problem(None, None, None, _l("There are more problems than can be listed. Repair these first.")))
            raise TooMany

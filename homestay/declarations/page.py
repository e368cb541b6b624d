"""What the page of declarations shows: the clocks, the two sheets, who is too late for the file, and the files made so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from homestay import clock
from homestay.declarations import queries, rows
from homestay.declarations.checks import Problem
from homestay.declarations.queries import Undeclared
from homestay.declarations.rows import Checked
from homestay.declarations.words import CELLS
from homestay.guests.countries import name_of
from homestay.guests.documents import PASSPORT
from homestay.guests.typed import birth_words
from homestay.guests.words import SEXES, guest_words, paper_words
from models.declaration import BatchState, DeclarationBatch
from models.homestay import Homestay
from models.stay import ONE_DAY

MOST_LATE = 30
CELL_OF = {
    "name": "name",
    "birth_date": "birth_date",
    "sex": "sex",
    "nationality": "nationality",
    "document_type": "document",
    "document_number": "document",
    "reason": "reason",
    "room": "room",
    "permitted_until": "permitted_until",
    "arrival": "stay",
    "departure": "stay",
}
"""Where a field of the sheet is filled in; anything else on the page of the guest's papers."""
VIETNAMESE_COLUMNS = ("birth_date", "sex", "document", "stay")
FOREIGN_COLUMNS = ("birth_date", "nationality", "document", "permitted_until")


@dataclass(frozen=True)
class Cell:
    """One cell of the sheet as it is shown: its column, what stands in it, whether it has to be filled in or mended."""

    field: str
    label: Any
    text: str
    is_missing: bool


@dataclass(frozen=True)
class Line:
    """One guest on the sheet."""

    checked: Checked
    due: Undeclared
    columns: Sequence[str]
    language: str

    @property
    def id(self) -> UUID:
        return self.checked.row.id

    @property
    def name(self) -> str:
        return guest_words(self.checked.row.sheet.name, self.checked.row.slot)

    @property
    def room(self) -> str | None:
        return self.checked.row.sheet.room

    @property
    def missing(self) -> list[str]:
        """The cells that keep the guest out of the file, each once."""
        return list(dict.fromkeys(cell_of(problem) for problem in self.checked.blocks))

    @property
    def cells(self) -> list[Cell]:
        missing = set(self.missing)
        return [Cell(field, CELLS[field], self.text(field), field in missing) for field in self.columns]

    @property
    def reasons(self) -> list[tuple[Problem, str]]:
        """What is said under the row, each with the cell that mends it: all that no "?" of the row says already."""
        shown = [problem for problem in self.checked.problems if not self.is_plainly_missing(problem)]
        return [(problem, cell_of(problem)) for problem in shown]

    def is_plainly_missing(self, problem: Problem) -> bool:
        """Say whether an empty cell with its "?" says it all."""
        field = cell_of(problem)
        return problem.blocks and (field in self.columns or field == "name") and not self.text(field)

    def why(self, field: str) -> str:
        """Return what to do about a cell, all its problems together."""
        return " ".join(str(problem.message) for problem in self.checked.problems if cell_of(problem) == field)

    def text(self, field: str) -> str:
        sheet = self.checked.row.sheet
        is_as_headed = self.checked.row.is_foreign and sheet.document_type == PASSPORT
        kind = None if is_as_headed else sheet.document_type
        texts: dict[str, Any] = {
            "name": sheet.name,
            "birth_date": birth_words(sheet.birth_date, sheet.birth_precision),
            "sex": SEXES.get(sheet.sex or ""),
            "nationality": name_of(sheet.nationality, self.language) if sheet.nationality else "",
            "document": paper_words(kind, sheet.document_number) if sheet.document_number else "",
            "permitted_until": birth_words(self.checked.row.permitted_until, "D"),
            "stay": f"{clock.day_words(sheet.arrival)}–{clock.day_words(sheet.departure)}" if sheet.arrival and sheet.departure else "",
        }
        return str(texts.get(field) or "")


def cell_of(problem: Problem) -> str:
    return CELL_OF.get(problem.field, "identity")


@dataclass(frozen=True)
class Sheets:
    """All that waits to be declared."""

    waiting: list[Undeclared]
    vietnamese: list[Line]
    foreign: list[Line]
    late: list[Line]
    """Guests who came before yesterday, the latest ones: no file takes them any more."""

    @property
    def ready(self) -> int:
        return sum(line.checked.is_ready for line in self.vietnamese)

    def of(self, foreign: bool) -> list[Undeclared]:
        """Return who waits, Vietnamese or foreign, the most urgent first."""
        return [each for each in self.waiting if each.is_foreign == foreign]

    @property
    def more_late(self) -> int:
        """How many more came too long ago than the list shows."""
        return len(self.waiting) - len(self.vietnamese) - len(self.foreign) - len(self.late)


def sheets(homestay: Homestay, remote: bool, day: date, language: str, since: date | None = None) -> Sheets:
    """Return the sheets of a day, with who came since then but too late for the file; three statements."""
    waiting = queries.to_declare(homestay, remote, since)
    recent = [each for each in waiting if each.guest.arrived_on >= day - ONE_DAY]
    older = sorted((each for each in waiting if each not in recent), key=lambda each: each.due, reverse=True)[:MOST_LATE]
    asked = {each.guest.id: each for each in (*recent, *older)}
    numbers = [each.guest.document_number_index for each in recent if each.guest.document_number_index]
    found = rows.guest_rows(homestay, list(asked), numbers, day - ONE_DAY) if asked else []
    now = {each.guest.id for each in recent}
    others = [row for row in found if row.id not in now]

    def lines(among: Iterable[rows.GuestRow], columns: Sequence[str]) -> list[Line]:
        made = [Line(each, asked[each.row.id], columns, language) for each in rows.checked(list(among), others, day)]
        return sorted(made, key=lambda line: rows.sheet_order(line.checked.row))

    return Sheets(
        waiting,
        lines((row for row in found if row.id in now and not row.is_foreign), VIETNAMESE_COLUMNS),
        lines((row for row in found if row.id in now and row.is_foreign), FOREIGN_COLUMNS),
        late_lines([row for row in found if row.id in asked and row.id not in now], asked, language),
    )


def late_lines(found: Sequence[rows.GuestRow], asked: dict[UUID, Undeclared], language: str) -> list[Line]:
    made = [Line(Checked(row, ()), asked[row.id], (), language) for row in found]
    return sorted(made, key=lambda line: line.due.due, reverse=True)


@dataclass(frozen=True)
class Batch:
    """A file made so far, as its line shows it."""

    batch: DeclarationBatch
    names: str
    is_replaced: bool
    """A later file holds all its guests, and this one was not sent."""


def files(homestay: Homestay) -> list[Batch]:
    """Return the files made so far, the newest first; two statements."""
    shown, later, found = queries.batches(homestay), set[UUID](), []
    for batch in shown:
        guests = {each.guest_id for each in batch.declarations}
        names = ", ".join(guest_words(each.guest.name, each.guest.slot) for each in batch.declarations)
        found.append(Batch(batch, names, batch.state == BatchState.DOWNLOADED and guests <= later))
        later |= guests
    return found

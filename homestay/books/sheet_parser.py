"""What the elements of a sheet mean, as they stream by. No tree is built: a file of any shape costs the same memory."""

import re
from datetime import datetime
from typing import Any
from xml.parsers import expat

from homestay.books.package import broken, too_much

MOST_COLUMNS = 64
"""Cells further right are noticed, but not told apart."""
MOST_ROWS = 1_048_576
"""No sheet of an xlsx file has more."""
MOST_ELEMENTS = 40_000_000
MOST_TEXT = 40_000
LETTERS = re.compile(r"[A-Z]{1,3}")


class NotWorkedOut:
    """Stands where a formula has no value: no program has worked it out yet."""

    def __str__(self) -> str:
        return "="


class Failed:
    """Stands where a formula failed (#REF!, #N/A); the same letters typed as a text are a text."""

    def __str__(self) -> str:
        return "#"


NOT_WORKED_OUT, FAILED = NotWorkedOut(), Failed()


class Handlers:
    """Gathers the text of elements that hold text, and refuses what only hostile files have."""

    def __init__(self) -> None:
        self.done: list[Any] = []
        self.parts: list[str] | None = None
        self.reading_aid = False
        self.elements = 0

    def parser(self) -> Any:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = refuse
        return parser

    def made(self) -> list[Any]:
        """Return what was finished since the last call."""
        done, self.done = self.done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def text(self, text: str) -> None:
        if self.parts is not None and not self.reading_aid and len(self.parts) < MOST_TEXT:
            self.parts.append(text)

    def count(self) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise too_much()


def refuse(*anything: Any) -> None:
    """Refuse a file that brings words of its own: none that a spreadsheet program writes does. Raises: Unreadable."""
    raise broken()


def local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


class TextHandlers(Handlers):
    """Makes the list of shared texts; the reading aids of Japanese are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.item: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count()
        name = local(name)
        if name == "t":
            self.parts = self.item
        elif name == "rPh":
            self.reading_aid = True

    def end(self, name: str) -> None:
        name = local(name)
        if name == "t":
            self.parts = None
        elif name == "rPh":
            self.reading_aid = False
        elif name == "si":
            self.done.append("".join(self.item))
            self.item = []


class RowHandlers(Handlers):
    """Makes (number, cells) of each row that has any value."""

    def __init__(self, words: list[str], date_styles: frozenset[str], from_1904: bool) -> None:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel  # noqa: PLC0415 - heavy

        super().__init__()
        self.words, self.date_styles = words, date_styles
        self.from_excel, self.calendar = from_excel, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        self.number, self.line = 0, list[Any]()
        self.place = -1
        self.kept: list[str] | None = None
        self.has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count()
        name = local(name)
        if name == "v" or name == "t":
            self.kept = self.parts = [] if self.kept is None else self.kept
        elif name == "c":
            self.start_cell(attributes)
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self.start_row(attributes)
        elif name == "rPh":
            self.reading_aid = True

    def start_row(self, attributes: dict[str, str]) -> None:
        self.number = int(attributes.get("r") or self.number + 1)
        self.line, self.place = [], -1
        if not 0 < self.number <= MOST_ROWS:
            raise broken()

    def start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self.place = self.place + 1 if reference is None else column_of(reference)
        self.kind, self.style = attributes.get("t", "n"), attributes.get("s")
        self.kept, self.has_formula = None, False

    def end(self, name: str) -> None:
        name = local(name)
        if name == "v" or name == "t":
            self.parts = None
        elif name == "c":
            self.end_cell()
        elif name == "row" and self.line:
            self.done.append((self.number, self.line))
        elif name == "rPh":
            self.reading_aid = False

    def end_cell(self) -> None:
        value = self.value()
        if value is None:
            return
        place = min(self.place, MOST_COLUMNS)
        self.line.extend([None] * (place + 1 - len(self.line)))
        self.line[place] = value

    def value(self) -> Any:
        """Return what the cell holds: text, a number, yes or no, a day with an hour, or None."""
        if self.kind == "e":
            return FAILED
        if not self.kept:
            return NOT_WORKED_OUT if self.has_formula and not self.is_empty_text() else None
        text = "".join(self.kept)
        if self.kind == "s":
            return self.word(int(text))
        if self.kind == "n":
            return self.day(number_of(text)) if self.style in self.date_styles else number_of(text)
        if self.kind == "b":
            return text == "1"
        return datetime.fromisoformat(text) if self.kind == "d" else text

    def is_empty_text(self) -> bool:
        """Tell whether a formula said nothing on purpose: a program that has not worked it out leaves the value empty too."""
        return self.kind == "str" and self.kept is not None

    def word(self, number: int) -> str:
        """Return a shared text. Raises: IndexError, when none has this number."""
        if number < 0:
            raise IndexError(number)
        return self.words[number]

    def day(self, number: float) -> Any:
        """Return the day of one of Excel's numbers, or the number itself where it has none."""
        try:
            return self.from_excel(number, self.calendar)
        except (OverflowError, ValueError):
            return number


def column_of(reference: str) -> int:
    """Return the place of a cell in its row from its name: 0 for A7. Raises: ValueError for no name."""
    letters = LETTERS.match(reference)
    if letters is None:
        raise ValueError(reference)
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def number_of(text: str) -> float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number

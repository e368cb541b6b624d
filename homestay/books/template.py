"""The empty workbook: headings that explain themselves in both languages, and lists to choose from."""

from typing import Any

from flask_babel import force_locale

from homestay.books.sheets import BEDS, BOOKINGS, HOMESTAYS, ROOMS, SHEETS, Column, Kind, Sheet
from homestay.books.writing import begin, dressed, saved
from homestay.config import LANGUAGES

ROWS = 5_000
"""As far down go the lists to choose from."""
LISTED_IN = {"homestay": HOMESTAYS, "room": ROOMS, "booking": BOOKINGS, "place": BEDS}
"""The sheet whose key a column points to."""
MOST_PROMPT = 255
MUST_MATCH = (Kind.WORD, Kind.CODE)


def template() -> bytes:
    """Return the empty workbook. It has the sheets of the format and no other, so that it comes back in unchanged."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy

    workbook = Workbook()
    workbook.remove(workbook.active)
    for sheet in SHEETS:
        fill(workbook.create_sheet(sheet.name), sheet)
    return saved(workbook)


def fill(worksheet: Any, sheet: Sheet) -> None:
    begin(worksheet, sheet)
    for place, column in enumerate(sheet, start=1):
        top = dressed(worksheet.cell(1, place, column.name))
        top.comment = comment(column)
        rule = validation(sheet, column)
        rule.add(f"{top.column_letter}2:{top.column_letter}{ROWS}")
        worksheet.add_data_validation(rule)


def comment(column: Column) -> Any:
    from openpyxl.comments import Comment  # noqa: PLC0415 - heavy

    made = Comment("\n".join(explanations(column)), "homestay")
    made.width, made.height = 320, 150
    return made


def explanations(column: Column) -> list[str]:
    """Return what a column is for, in each language, with an asterisk where it must be filled in."""
    mark = " *" if column.required else ""
    said = []
    for language in LANGUAGES:
        with force_locale(language):
            said.append(str(column.explanation) + mark)
    return said


def validation(sheet: Sheet, column: Column) -> Any:
    """Return the drop-down of a column, or just its explanation while a cell is being filled in."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - heavy

    source = choices(sheet, column)
    rule = DataValidation(type="list" if source else None, formula1=source, allow_blank=True)
    rule.showErrorMessage = column.kind in MUST_MATCH
    rule.showInputMessage = True
    rule.promptTitle, rule.prompt = column.name, "\n".join(explanations(column))[:MOST_PROMPT]
    return rule


def choices(sheet: Sheet, column: Column) -> str | None:
    """Return the list of a column as Excel writes it: words, or the cells of the sheet it points to."""
    if column.choices:
        return '"' + ",".join(column.choices) + '"'
    pointed = LISTED_IN.get(column.name)
    if pointed is None or pointed is sheet:
        return None
    letter = "ABCDEFGH"[len(pointed.key) - 1]
    return f"{pointed.name}!${letter}$2:${letter}${ROWS}"

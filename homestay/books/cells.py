"""What one cell says: from whatever Excel kept to the text, number, day or moment that was meant."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.books import words
from homestay.books.sheet_parser import FAILED, NOT_WORKED_OUT
from homestay.books.sheets import Column, Kind
from homestay.guests import countries

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
WHOLE_NUMBER = re.compile(r"-?\d{1,30}", re.ASCII)
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
DAY_AND_HOUR = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
SHORT, LONG, NAME = 500, 5_000, 100
MOST_MONEY = 10**12
SAFE_DIGITS = 15
"""Excel keeps no more digits of a number."""
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Unfit(Exception):
    """A cell does not say what its column needs; `message` is the sentence for the person who wrote it."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message


class When(NamedTuple):
    """A day, and the moment when the hour is known."""

    day: date
    at: datetime | None


def tidy(value: Any) -> Any:
    """Return text in NFC without control and invisible signs at its ends, None for blanks; anything else as it is."""
    if not isinstance(value, str):
        return value
    if value.isascii() and value.isprintable():
        return value.strip() or None
    plain = "".join(sign for sign in value if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", plain).strip().strip(INVISIBLE).strip() or None


def read_cell(value: Any, column: Column) -> Any:
    """Return what a tidied cell that is not blank says. Raises: Unfit."""
    if isinstance(value, bool):
        raise Unfit(_l("This cell holds yes or no. Type it as text or a number."))
    if value is NOT_WORKED_OUT:
        raise Unfit(_l("This formula was never worked out. Type the value itself."))
    if value is FAILED:
        raise Unfit(_l("A formula in this cell failed. Type the value itself."))
    if isinstance(value, time | timedelta):
        raise Unfit(_l("This cell holds an hour without a day. Type it anew."))
    return READERS[column.kind](value, column)


def slug(value: Any, column: Column) -> str:
    text = short_text(value, column)
    if not SLUG.fullmatch(text):
        raise Unfit(_l("Use small letters a-z, digits and hyphens only, at most 60 letters."))
    return text


def short_text(value: Any, column: Column) -> str:
    return text_of(value, SHORT)


def long_text(value: Any, column: Column) -> str:
    return text_of(value, LONG)


def name(value: Any, column: Column) -> str:
    return text_of(value, NAME)


def text_of(value: Any, longest: int) -> str:
    if isinstance(value, date):
        raise Unfit(_l("Excel made a date of this text. Format the cell as Text and type it again."))
    text = written_out(value) if isinstance(value, int | float) else str(value)
    if len(text) > longest:
        raise Unfit(_l("This text is too long: at most %(longest)s letters.", longest=longest))
    return text


def written_out(value: float) -> str:
    """Return a number as it would have been typed. Raises: Unfit when Excel cannot have kept all its digits."""
    if not abs(value) < 10**SAFE_DIGITS:
        raise Unfit(_l("Excel cut this long number. Format the cell as Text and type it again."))
    return str(int(value)) if value == int(value) else str(value)


def digits(value: Any, column: Column) -> str:
    text = short_text(value, column)
    if column.lengths and not isinstance(value, str) and len(text) not in column.lengths:
        raise Unfit(_l("Excel cut the zeros of this number. Format the cell as Text and type it again."))
    return text


def phone(value: Any, column: Column) -> str:
    """Return a phone number; the leading zero that Excel took from a Vietnamese number is put back."""
    text = short_text(value, column)
    return f"0{text}" if not isinstance(value, str) and re.fullmatch(r"[35789]\d{8}", text) else text


def whole_number(value: Any) -> int:
    """Return a whole number, also from text of digits alone. Raises: Unfit."""
    if isinstance(value, date):
        raise Unfit(_l("This cell holds a date. Type a number."))
    if isinstance(value, str):
        if not WHOLE_NUMBER.fullmatch(value):
            raise Unfit(_l("Type a whole number in digits only, like 500000."))
        return int(value)
    if value != value or value in (float("inf"), float("-inf")) or value != int(value):
        raise Unfit(_l("Type a whole number in digits only, like 500000."))
    return int(value)


def count(value: Any, column: Column) -> int:
    return within(whole_number(value), column.least, column.most)


def money(value: Any, column: Column) -> int:
    return within(whole_number(value), 0, MOST_MONEY)


def within(number: int, least: int, most: int) -> int:
    if number < least:
        raise Unfit(_l("This number is too small: at least %(least)s.", least=least))
    if number > most:
        raise Unfit(_l("This number is too large: at most %(most)s.", most=most))
    return number


def beds(value: Any, column: Column) -> int | str:
    return words.WHOLE if value == words.WHOLE else count(value, column)


def day(value: Any, column: Column) -> date:
    when = moment(value, column)
    if when.at is not None:
        raise Unfit(_l("Write the day alone, without an hour."))
    return when.day


def moment(value: Any, column: Column) -> When:
    """Return a day and, if it was written, the hour. Midnight in a date cell is a day alone: Excel cannot tell them apart."""
    if isinstance(value, datetime):
        return to_the_second(value)
    if isinstance(value, date):
        return when_of(value, None)
    if not isinstance(value, str):
        raise Unfit(_l("This is a number, not a date. Write the day as 24/12/2026."))
    if found := DAY_AND_HOUR.fullmatch(value):
        return when_of(day_of(found[1]), hour_of(*found.group(2, 3, 4)))
    return when_of(day_of(value), None)


def to_the_second(value: datetime) -> When:
    """Return what a date cell says, without the small errors of Excel's fractions."""
    nearest = value if value.microsecond < 500_000 else value + timedelta(seconds=1)
    hour = nearest.time().replace(microsecond=0)
    return when_of(nearest.date(), None if hour == time() else hour)


def when_of(found: date, hour: time | None) -> When:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unfit(_l("This year cannot be right. Write the day as 24/12/2026."))
    return When(found, None if hour is None else datetime.combine(found, hour, tzinfo=clock.ZONE))


def day_of(text: str) -> date:
    found = DAY.fullmatch(text)
    if not found:
        raise Unfit(_l("This is not a day. Write it as 24/12/2026."))
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError as error:
        raise Unfit(_l("There is no day %(day)s in the calendar.", day=text)) from error


def hour_of(hour: str, minute: str, second: str | None) -> time:
    try:
        return time(int(hour), int(minute), int(second or 0))
    except ValueError as error:
        raise Unfit(_l("There is no such hour. Write day and hour as 24/12/2026 14:30.")) from error


def word(value: Any, column: Column) -> str:
    text = short_text(value, column)
    if text not in column.choices:
        raise Unfit(_l("“%(word)s” is not known here. Use one of: %(choices)s.", word=text[:60], choices=", ".join(column.choices)))
    return text


def source(value: Any, column: Column) -> str:
    text = short_text(value, column)
    if not words.SOURCE.fullmatch(text):
        raise Unfit(_l("Write the source in small letters a-z, digits and _, at most 30 of them."))
    return text


def code(value: Any, column: Column) -> int:
    return dict(column.codes)[word(value, column)]


def country(value: Any, column: Column) -> str:
    text = short_text(value, column)
    if not countries.is_nationality(text):
        raise Unfit(_l("“%(code)s” is no country. Use the three capital letters, like VNM or FRA.", code=text[:60]))
    return text


READERS: dict[Kind, Callable[[Any, Column], Any]] = {
    Kind.SLUG: slug,
    Kind.NAME: name,
    Kind.TEXT: short_text,
    Kind.LONG_TEXT: long_text,
    Kind.DIGITS: digits,
    Kind.PHONE: phone,
    Kind.MONEY: money,
    Kind.COUNT: count,
    Kind.BEDS: beds,
    Kind.DATE: day,
    Kind.MOMENT: moment,
    Kind.WORD: word,
    Kind.SOURCE: source,
    Kind.CODE: code,
    Kind.COUNTRY: country,
}

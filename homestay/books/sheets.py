"""The sheets of the workbook and their columns: names, kinds, which may stay blank, and what each is for."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from homestay.books import words


class Kind(StrEnum):
    """What a cell of a column holds."""

    SLUG = "slug"
    NAME = "name"
    """A short text that other rows point to: a room, a bed, a booking."""
    TEXT = "text"
    LONG_TEXT = "long_text"
    DIGITS = "digits"
    """A number of a paper or an account: text, or Excel cuts its zeros."""
    PHONE = "phone"
    MONEY = "money"
    COUNT = "count"
    BEDS = "beds"
    DATE = "date"
    MOMENT = "moment"
    WORD = "word"
    SOURCE = "source"
    CODE = "code"
    """A word that stands for a number of the portal."""
    COUNTRY = "country"


@dataclass(frozen=True)
class Column:
    """One column: `choices` are the words of its list, `least` and `most` bound a number."""

    name: str
    kind: Kind
    explanation: Any
    required: bool = False
    choices: tuple[str, ...] = ()
    codes: tuple[tuple[str, int], ...] = ()
    least: int = 0
    most: int = 10_000
    lengths: tuple[int, ...] = ()
    """How many digits a whole number of this kind has; a number cell of another length was cut by Excel."""


@dataclass(frozen=True)
class Sheet:
    """One sheet; `key` are the columns that tell its rows apart, none where rows have no key."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        return self._by_name()[name]

    def has(self, name: str) -> bool:
        return name in self._by_name()

    def _by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)


def must(name: str, kind: Kind, explanation: Any, **more: Any) -> Column:
    return Column(name, kind, explanation, required=True, **more)


def may(name: str, kind: Kind, explanation: Any, **more: Any) -> Column:
    return Column(name, kind, explanation, **more)


def codes(numbers: dict[str, int]) -> dict[str, Any]:
    return {"choices": tuple(numbers), "codes": tuple(numbers.items())}


HOMESTAY = must("homestay", Kind.SLUG, _l("The slug of the homestay, as on the sheet Homestays."))
ROOM = must("room", Kind.NAME, _l("The name of the room, as on the sheet Rooms."))
BOOKING = must("booking", Kind.NAME, _l("The code of the booking, as on the sheet Bookings."))
OPEN_FROM = may("open_from", Kind.DATE, _l("The first night it is sold. Blank: always."))
OPEN_TO = may("open_to", Kind.DATE, _l("The first night it is sold no more. Blank: without an end."))

HOMESTAYS = Sheet(
    "Homestays",
    (
        must("slug", Kind.SLUG, _l("A short name of small letters a-z, digits and hyphens; all other sheets point to it.")),
        must("name", Kind.TEXT, _l("The name of the homestay.")),
        must("village", Kind.TEXT, _l("The name of the village; it is made if there is none of that name.")),
        may("address", Kind.LONG_TEXT, _l("The address of the homestay.")),
        may("phone", Kind.PHONE, _l("The phone number of the homestay, as text.")),
        may("licence", Kind.TEXT, _l("The number of the business licence.")),
        may("tax_number", Kind.DIGITS, _l("The tax number, as text."), lengths=(10, 12, 13)),
        may("bank_bin", Kind.DIGITS, _l("The six digits of the bank (BIN), as text."), lengths=(6,)),
        may("bank_account", Kind.DIGITS, _l("The account number, as text.")),
    ),
    key=("slug",),
)
ROOMS = Sheet(
    "Rooms",
    (
        HOMESTAY,
        must("room", Kind.NAME, _l("The name of the room; no two rooms of a homestay share one.")),
        must("kind", Kind.WORD, _l("private: sold whole. dorm: sold by the place."), choices=words.ROOM_KINDS),
        must("capacity", Kind.COUNT, _l("How many people sleep there, extra mattresses not counted."), least=1, most=500),
        must("price", Kind.MONEY, _l("The list price in đồng of a night: of the room, or of one place of a dorm.")),
        may("whole_price", Kind.MONEY, _l("The list price in đồng of a night of the whole dorm. Blank: not sold whole.")),
        OPEN_FROM,
        OPEN_TO,
    ),
    key=("homestay", "room"),
)
BEDS = Sheet(
    "Beds",
    (
        HOMESTAY,
        ROOM,
        must("bed", Kind.NAME, _l("The name of one place of a dorm. A dorm without rows here gets as many places as its capacity.")),
        OPEN_FROM,
        OPEN_TO,
    ),
    key=("homestay", "room", "bed"),
)
CLOSURES = Sheet(
    "Closures",
    (
        HOMESTAY,
        ROOM,
        must("from", Kind.DATE, _l("The first night that is closed.")),
        must("to", Kind.DATE, _l("The first night that is sold again.")),
        must("reason", Kind.WORD, _l("Why the room is closed."), choices=words.CLOSURE_REASONS),
    ),
)
BOOKINGS = Sheet(
    "Bookings",
    (
        HOMESTAY,
        must("booking", Kind.NAME, _l("A code of the booking; no two bookings of a homestay share one.")),
        may("booked_on", Kind.DATE, _l("The day on which it was booked.")),
        must(
            "source",
            Kind.SOURCE,
            _l("Where the booking came from; another word of small letters, digits and _ is kept as written."),
            choices=words.SOURCES,
        ),
        must("state", Kind.WORD, _l("How the booking stands."), choices=words.STATES),
        may("contact", Kind.TEXT, _l("The name of the person who booked.")),
        may("phone", Kind.PHONE, _l("The phone number of the person who booked, as text.")),
        must("planned_from", Kind.DATE, _l("The planned day of arrival.")),
        must("planned_to", Kind.DATE, _l("The planned day of leaving; the same day means day use.")),
        must("adults", Kind.COUNT, _l("How many adults come.")),
        may("children", Kind.COUNT, _l("How many children come. Blank: none.")),
        may("commission", Kind.MONEY, _l("What the site or the agent keeps, in đồng.")),
        may("note", Kind.LONG_TEXT, _l("Anything worth remembering.")),
    ),
    key=("homestay", "booking"),
)
NIGHTS = Sheet(
    "Nights",
    (
        HOMESTAY,
        BOOKING,
        ROOM,
        may("beds", Kind.BEDS, _l("Blank for a private room. For a dorm: how many places, or whole for all of them."), least=1),
        must("from", Kind.DATE, _l("The first night.")),
        must("to", Kind.DATE, _l("The day after the last night.")),
        must("price", Kind.MONEY, _l("The price in đồng of a night: of the room, of each place, or of the whole dorm. 0 is free.")),
    ),
)
GUESTS = Sheet(
    "Guests",
    (
        HOMESTAY,
        BOOKING,
        may("room", Kind.NAME, _l("The room the guest sleeps in.")),
        may("name", Kind.TEXT, _l("The full name, as on the paper.")),
        may("sex", Kind.WORD, _l("M for a man, F for a woman."), choices=words.SEXES),
        may("birth_date", Kind.DATE, _l("The date of birth; with only the month or year known, its first day.")),
        may(
            "birth_precision",
            Kind.WORD,
            _l("How much of the birth date is known: D the day, M the month, Y the year."),
            choices=words.PRECISIONS,
        ),
        may("nationality", Kind.COUNTRY, _l("The three-letter code of the nationality, like VNM or FRA.")),
        may("resident_country", Kind.COUNTRY, _l("The three-letter code of the country the guest lives in. Blank: the nationality.")),
        may("document_type", Kind.CODE, _l("The kind of paper."), **codes(words.DOCUMENT_TYPES)),
        may("document_number", Kind.DIGITS, _l("The number of the paper, as text so that no zero is lost.")),
        may("address", Kind.LONG_TEXT, _l("Where the guest lives.")),
        may("reason", Kind.CODE, _l("tourism, or the portal's number of the reason, 1 to 20."), **codes(words.REASONS)),
        may("arrived_at", Kind.MOMENT, _l("When the guest came; a day alone means the hour is not known.")),
        may("left_at", Kind.MOMENT, _l("When the guest left; a day alone means the hour is not known.")),
        may("place", Kind.NAME, _l("The place of the dorm the guest sleeps on.")),
        may("phone", Kind.PHONE, _l("The guest's phone number, as text.")),
        may(
            "residence",
            Kind.CODE,
            _l("The portal's number of the kind of residence: 1 permanent, 2 temporary, 3 other."),
            **codes(words.RESIDENCES),
        ),
        may("province", Kind.DIGITS, _l("The portal's code of the province.")),
        may("commune", Kind.DIGITS, _l("The portal's code of the commune.")),
        may("document_name", Kind.TEXT, _l("The name of the paper, when its kind is other.")),
        may("reason_note", Kind.TEXT, _l("The reason in words, when its number is 20.")),
        may("permitted_until", Kind.DATE, _l("Until when a foreign guest may stay in the country.")),
    ),
)
CHARGES = Sheet(
    "Charges",
    (
        HOMESTAY,
        BOOKING,
        must("date", Kind.DATE, _l("The day it counts on.")),
        must("kind", Kind.WORD, _l("What it is for, beyond the nights."), choices=words.CHARGE_KINDS),
        may("people", Kind.COUNT, _l("How many people of day use. Blank: everybody of the booking.")),
        may("description", Kind.LONG_TEXT, _l("What it is for, in words.")),
        must("amount", Kind.MONEY, _l("The sum in đồng.")),
    ),
)
PAYMENTS = Sheet(
    "Payments",
    (
        HOMESTAY,
        BOOKING,
        must("date", Kind.DATE, _l("The day the money changed hands.")),
        must("method", Kind.WORD, _l("How it was paid."), choices=words.METHODS),
        must("kind", Kind.WORD, _l("deposit, balance, or refund; a refund is written as a positive sum."), choices=words.PAYMENT_KINDS),
        may("held_by", Kind.WORD, _l("Who holds the money. Blank: the homestay."), choices=words.HOLDERS),
        must("amount", Kind.MONEY, _l("The sum in đồng.")),
        may("reference", Kind.TEXT, _l("The number of the transfer or the receipt.")),
    ),
)
SHEETS = (HOMESTAYS, ROOMS, BEDS, CLOSURES, BOOKINGS, NIGHTS, GUESTS, CHARGES, PAYMENTS)
BY_NAME = {sheet.name: sheet for sheet in SHEETS}

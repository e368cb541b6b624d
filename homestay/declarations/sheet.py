"""The sheet for Vietnamese guests (danh sách thông báo lưu trú): one guest, one row of 19 cells."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from homestay.declarations import catalogue
from homestay.guests import documents
from homestay.guests.person import bare_phone
from homestay.guests.typed import plain
from homestay.places.queries import natural

Cell = str | int | None

COLUMNS = "ABCDEFGHIJKLMNOPQRS"
FIRST_ROW = 5
"""The portal skips the rows above by their position. Source: facts/declaration.md §2.1."""

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What no XML file may hold, control characters, and invisible signs that come along with pasted text."""


@dataclass(frozen=True, kw_only=True)
class SheetGuest:
    """All that one row says about a guest's stay; None is what nobody said, and stays an empty cell."""

    name: str | None = None
    birth_date: date | None = None
    birth_precision: str | None = None
    """D the day is known, M the month, Y only the year; None with a date counts as D."""
    sex: str | None = None
    nationality: str | None = None
    document_type: int | None = None
    document_name: str | None = None
    document_number: str | None = None
    phone: str | None = None
    residence: int | None = None
    province: str | None = None
    commune: str | None = None
    address: str | None = None
    arrival: date | None = None
    departure: date | None = None
    room: str | None = None
    reason: int | None = None
    reason_note: str | None = None
    note: str | None = None

    @property
    def whole_birth_date(self) -> date | None:
        """The birth date if its day is known, else None: a guessed day would be a false declaration."""
        return self.birth_date if self.birth_precision in (None, "D") else None


def row_of(guest: SheetGuest, number: int) -> list[Cell]:
    """Return the cells A to S of layout `kbtt-vn-2026`; what is not known is None, nothing is made up.

    Source: the portal's file tblt_vn_import.xlsx, facts/declaration.md §2.1.
    """
    return [
        number,
        clean(guest.name),
        day_text(guest.whole_birth_date),
        catalogue.sex(guest.sex),
        catalogue.nationality(guest.nationality),
        catalogue.document(guest.document_type),
        clean(guest.document_name),
        documents.tidy_number(guest.document_type, clean(guest.document_number) or "") or None,
        tidy_phone(guest.phone),
        catalogue.residence(guest.residence),
        catalogue.province(guest.province),
        catalogue.commune(guest.commune),
        clean(guest.address),
        day_text(guest.arrival),
        day_text(guest.departure),
        clean(guest.room),
        catalogue.reason(guest.reason),
        clean(guest.reason_note),
        clean(guest.note),
    ]


def in_order(guests: Iterable[SheetGuest]) -> list[SheetGuest]:
    """Return the guests as the sheet lists them."""
    return sorted(guests, key=order)


def order(guest: SheetGuest) -> tuple[Any, ...]:
    """Return the key of the sheet's order: by room, P2 before P10, then by name; without a room last."""
    return (not guest.room, natural(guest.room or ""), plain(guest.name or ""))


def day_text(day: date | None) -> str | None:
    """Return dd/MM/yyyy, as the portal's cells hold days."""
    return None if day is None else f"{day.day:02}/{day.month:02}/{day.year:04}"


def clean(text: str | None) -> str | None:
    """Return text for one line of a cell: Unicode NFC, single spaces, no control characters; None when nothing is left."""
    if text is None:
        return None
    visible = _UNWRITABLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(visible.split()) or None


def tidy_phone(phone: str | None) -> str | None:
    """Return a phone number as the sheet has it: `person.bare_phone` without signs that come along with pasted text."""
    return bare_phone(clean(phone) or "") or None

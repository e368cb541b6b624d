"""Storing what a workbook says of bookings, their nights, guests, charges and payments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from homestay import clock
from homestay.books.allotting import NoPlace, Wanted, allot
from homestay.books.bulk import store, take
from homestay.books.ledger import BookingPlace, Ledger, Pair
from homestay.books.problems import Book, Problem, Row
from homestay.books.sheets import BOOKINGS, CHARGES, GUESTS, NIGHTS, PAYMENTS, Sheet
from homestay.guests.documents import normal_number
from homestay.places.nights import free_night
from models.base import uuid7
from models.booking import SLEPT, Booking, BookingState
from models.charge import TAX_GROUP_OF, Charge, ChargeKind
from models.guest import Guest
from models.payment import Holder, Payment
from models.sealed import RowKey, blind_index
from models.stay import Stay

PLAIN = ("source", "state", "contact", "phone", "booked_on", "planned_from", "planned_to", "adults", "commission", "note")
OF_GUEST = (
    *("name", "sex", "birth_precision", "nationality", "resident_country", "document_type", "document_name", "phone"),
    *("residence", "province", "commune", "reason", "reason_note", "permitted_until"),
)


def key_of(row: Row) -> Pair:
    return row["homestay"], row["booking"]


def new_rows(sheet: Sheet, book: Book, ledger: Ledger) -> list[Row]:
    """Return the rows of bookings that this workbook makes."""
    return [row for row in book[sheet] if ledger.bookings[key_of(row)].is_new]


def store_bookings(book: Book, ledger: Ledger) -> int:
    """Add the bookings that are not there. A booking that is only held is held to the end of its first day."""
    new = [row for row in book[BOOKINGS] if key_of(row) not in ledger.bookings]
    for row in new:
        people = row["adults"] + (row["children"] or 0)
        homestay_id = ledger.homestays[row["homestay"]].id
        ledger.bookings[key_of(row)] = BookingPlace(uuid7(), homestay_id, row["state"], people, is_new=True)
    moments = hours_of_bookings(book)
    store(Booking, (booking_values(row, ledger.bookings[key_of(row)], *moments[key_of(row)]) for row in new))
    return len(new)


def booking_values(row: Row, booking: BookingPlace, arrived_at: datetime | None, left_at: datetime | None) -> dict[str, Any]:
    is_held, has_slept, has_left = row["state"] == BookingState.HELD, row["state"] in SLEPT, row["state"] == BookingState.LEFT
    return {column: row[column] for column in PLAIN} | {
        "homestay_id": booking.homestay_id,
        "id": booking.id,
        "code": row["booking"],
        "children": row["children"] or 0,
        "held_until": clock.at(row["planned_from"] + timedelta(days=1)) if is_held else None,
        "arrived_at": arrived_at if has_slept else None,
        "left_at": left_at if has_left else None,
        "reason": None,
        "version": 0,
    }


def hours_of_bookings(book: Book) -> dict[Pair, tuple[datetime | None, datetime | None]]:
    """Return the first hour at which a guest of each booking came, and the last at which one left, where they are known."""
    found: dict[Pair, tuple[datetime | None, datetime | None]] = defaultdict(lambda: (None, None))
    for row in book[GUESTS]:
        arrived, left = found[key_of(row)]
        came = row["arrived_at"] and row["arrived_at"].at
        went = row["left_at"] and row["left_at"].at
        found[key_of(row)] = (min(filter(None, (arrived, came)), default=None), max(filter(None, (left, went)), default=None))
    return found


def store_nights(book: Book, ledger: Ledger) -> tuple[int, list[Problem]]:
    """Give the new bookings their nights, in the order of the sheet; a place that is not free is a problem."""
    new = new_rows(NIGHTS, book, ledger)
    problems, held = [], []
    for row in new:
        booking, room = ledger.bookings[key_of(row)], ledger.rooms[row["homestay"], row["room"]]
        try:
            places = allot(room, Wanted(Stay(row["from"], row["to"]), row["beds"], row["price"]), ledger.taken)
        except NoPlace as missing:
            problems.append(row.problem(missing.column, missing.message))
            continue
        held += [{**free_night(room.homestay_id), "booking_id": booking.id, **place._asdict()} for place in places]
    if not problems:
        take(held)
    return len(new), problems


def span_of(rows: Iterable[Row]) -> tuple[date, date] | None:
    """Return the first and the last day that these rows speak of, None for no rows."""
    days = [row[column] for row in rows for column in ("from", "to")]
    return (min(days), max(days)) if days else None


def store_guests(book: Book, ledger: Ledger) -> int:
    """Give the new bookings their guests, then nameless ones up to the number of people."""
    new = new_rows(GUESTS, book, ledger)
    by_booking: dict[Pair, list[Row]] = defaultdict(list)
    for row in new:
        by_booking[key_of(row)].append(row)
    store(Guest, guest_values(by_booking, ledger))
    return len(new)


def guest_values(by_booking: dict[Pair, list[Row]], ledger: Ledger) -> Iterator[dict[str, Any]]:
    empty = Row(GUESTS.name, 0, dict.fromkeys(column.name for column in GUESTS))
    for key, booking in ledger.bookings.items():
        if not booking.is_new:
            continue
        rows = by_booking[key]
        people: Sequence[Row] = [*rows, *[empty] * (booking.people - len(rows))]
        for slot, row in enumerate(people, start=1):
            yield one_guest(row, slot, booking, ledger)


def one_guest(row: Row, slot: int, booking: BookingPlace, ledger: Ledger) -> dict[str, Any]:
    key = RowKey(booking.homestay_id, uuid7())
    room = ledger.rooms[row["homestay"], row["room"]] if row["room"] else None
    place = room.place_named(row["place"]) if room and row["place"] else None
    number = row["document_number"]
    return {column: row[column] for column in OF_GUEST} | {
        "homestay_id": key.homestay_id,
        "id": key.id,
        "booking_id": booking.id,
        "slot": slot,
        "room_id": room.id if room else None,
        "unit_id": place.id if place else None,
        "birth_date_sealed": Guest.birth_date_text.sealed(key, row["birth_date"] and row["birth_date"].isoformat()),
        "document_number_sealed": Guest.document_number.sealed(key, number),
        "document_number_index": blind_index(key.homestay_id, normal_number(number)) if number else None,
        "address_sealed": Guest.address.sealed(key, row["address"]),
        "arrived_on": row["arrived_at"] and row["arrived_at"].day,
        "arrived_at": row["arrived_at"] and row["arrived_at"].at,
        "left_on": row["left_at"] and row["left_at"].day,
        "left_at": row["left_at"] and row["left_at"].at,
    }


def store_charges(book: Book, ledger: Ledger) -> int:
    """Give the new bookings their charges; the kind says the tax group."""
    new = new_rows(CHARGES, book, ledger)
    store(Charge, ({**owed(row, ledger), **of_charge(row)} for row in new))
    return len(new)


def of_charge(row: Row) -> dict[str, Any]:
    group = TAX_GROUP_OF[ChargeKind(row["kind"])]
    return {"kind": row["kind"], "tax_group": group, "people": row["people"], "description": row["description"]}


def store_payments(book: Book, ledger: Ledger) -> int:
    """Give the new bookings their payments; whose hands the money is in is the homestay's unless somebody says so."""
    new = new_rows(PAYMENTS, book, ledger)
    store(Payment, ({**owed(row, ledger), **of_payment(row)} for row in new))
    return len(new)


def of_payment(row: Row) -> dict[str, Any]:
    return {
        "method": row["method"],
        "kind": row["kind"],
        "held_by": row["held_by"] or Holder.HOMESTAY,
        "reference": row["reference"],
    }


def owed(row: Row, ledger: Ledger) -> dict[str, Any]:
    """Return what a charge and a payment have in common."""
    booking = ledger.bookings[key_of(row)]
    key = {"homestay_id": booking.homestay_id, "id": uuid7(), "booking_id": booking.id}
    return key | {"day": row["date"], "amount": row["amount"], "voided_at": None, "void_reason": None}

"""Whether the rows of bookings that already stand in the house books are the same as those of a workbook."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay import clock
from homestay.books import words
from homestay.books.cells import When
from homestay.books.ledger import Ledger, Pair, RoomPlaces
from homestay.books.problems import Book, Problem, Row
from homestay.books.selling import Sold, held_together
from homestay.books.sheets import CHARGES, GUESTS, NIGHTS, PAYMENTS, Sheet
from models import db
from models.charge import Charge
from models.guest import Guest
from models.payment import Holder, Payment
from models.stay import Stay

Fact = tuple[Any, ...]
Facts = dict[Pair, Counter[Fact]]
GUEST_FACTS = tuple(column.name for column in GUESTS if column.name not in ("homestay", "booking"))


def different(book: Book, ledger: Ledger) -> Iterator[Problem]:
    """Name each booking, once a sheet, whose rows are not exactly those that stand there already."""
    for sheet, said, standing in (
        (NIGHTS, said_of_nights, standing_nights),
        (GUESTS, said_of_guest, standing_guests),
        (CHARGES, said_of_charge, standing_charges),
        (PAYMENTS, said_of_payment, standing_payments),
    ):
        yield from different_rows(sheet, book, ledger, said, standing)


def different_rows(
    sheet: Sheet,
    book: Book,
    ledger: Ledger,
    said: Callable[[Row, Ledger], Iterator[Fact]],
    standing: Callable[[Ledger, set[Pair]], Sequence[Facts]],
) -> Iterator[Problem]:
    first: dict[Pair, Row] = {}
    facts: Facts = defaultdict(Counter)
    for row in book[sheet]:
        key = row["homestay"], row["booking"]
        if not ledger.bookings[key].is_new:
            first.setdefault(key, row)
            facts[key].update(said(row, ledger))
    stand = standing(ledger, set(first)) if first else ()
    for key, row in first.items():
        if all(facts[key] != each.get(key, Counter()) for each in stand):
            yield row.problem("booking", _l("Booking %(booking)s already stands in the house book with other rows here.", booking=key[1]))


def said_of_nights(row: Row, ledger: Ledger) -> Iterator[Fact]:
    for night in Stay(row["from"], row["to"]):
        yield from night_facts(night, (row["room"], row["beds"], row["price"]))


def night_facts(night: date, sold: Sold) -> Iterator[Fact]:
    """Give one fact for each bed, so that two rows of one bed are the same as one row of two."""
    room, beds, price = sold
    for _ in range(beds if isinstance(beds, int) else 1):
        yield room, beds == words.WHOLE, night, price


def standing_nights(ledger: Ledger, keys: set[Pair]) -> Sequence[Facts]:
    """Return the nights as they were sold, and as an export tells them where a dorm has other places now."""
    bookings = ids_of(ledger, keys)
    as_sold: Facts = defaultdict(Counter)
    as_exported: Facts = defaultdict(Counter)
    for held in held_together(homestays_of(bookings), ledger.rooms.values()):
        if key := bookings.get(held.booking):
            as_sold[key].update(fact for sold in held.sold(held.is_whole) for fact in night_facts(held.night, sold))
            as_exported[key].update(fact for sold in held.sold(held.is_whole_still) for fact in night_facts(held.night, sold))
    return as_sold, as_exported


def said_of_guest(row: Row, ledger: Ledger) -> Iterator[Fact]:
    fact = tuple(row[column] for column in GUEST_FACTS)
    if any(value is not None for value in fact):
        yield fact


def standing_guests(ledger: Ledger, keys: set[Pair]) -> Sequence[Facts]:
    """Return the guests of these bookings of whom anything is known; the nameless rest is made up by the number of people."""
    bookings = ids_of(ledger, keys)
    rooms = {(room.homestay_id, room.id): room for room in ledger.rooms.values()}
    rows = db.session.execute(select(Guest.__table__).where(Guest.homestay_id.in_(homestays_of(bookings))))
    facts: Facts = defaultdict(Counter)
    for guest in rows:
        key = bookings.get((guest.homestay_id, guest.booking_id))
        fact = guest_fact(guest, rooms.get((guest.homestay_id, guest.room_id))) if key else ()
        if key and any(value is not None for value in fact):
            facts[key][fact] += 1
    return (facts,)


def guest_fact(guest: Any, room: RoomPlaces | None) -> Fact:
    """Return what is known of a guest, in the order of the sheet's columns after homestay and booking."""
    place = next((place.name for place in room.places if place.id == guest.unit_id), None) if room and guest.unit_id else None
    known = guest_cells(guest) | {"room": room.name if room else None, "place": place}
    return tuple(known[column] for column in GUEST_FACTS)


def guest_cells(guest: Any) -> dict[str, Any]:
    """Return the cells of a row of guests as the workbook has them, room and place left out."""
    born = Guest.birth_date_text.of(guest)
    plain = {column: getattr(guest, column, None) for column in GUEST_FACTS}
    return plain | {
        "birth_date": date.fromisoformat(born) if born else None,
        "document_number": Guest.document_number.of(guest),
        "address": Guest.address.of(guest),
        "arrived_at": when(guest.arrived_on, guest.arrived_at),
        "left_at": when(guest.left_on, guest.left_at),
    }


def when(day: Any, at: datetime | None) -> When | None:
    """Return a day and hour as a workbook can hold it: to the second."""
    if day is None:
        return None
    return When(day, None) if at is None else When(clock.local(at).date(), clock.local(at).replace(microsecond=0))


def said_of_charge(row: Row, ledger: Ledger) -> Iterator[Fact]:
    yield row.key("date", "kind", "people", "description", "amount")


def standing_charges(ledger: Ledger, keys: set[Pair]) -> Sequence[Facts]:
    return standing_sums(Charge, ("day", "kind", "people", "description", "amount"), ledger, keys)


def said_of_payment(row: Row, ledger: Ledger) -> Iterator[Fact]:
    yield *row.key("date", "method", "kind"), row["held_by"] or Holder.HOMESTAY, *row.key("amount", "reference")


def standing_payments(ledger: Ledger, keys: set[Pair]) -> Sequence[Facts]:
    return standing_sums(Payment, ("day", "method", "kind", "held_by", "amount", "reference"), ledger, keys)


def standing_sums(model: Any, columns: tuple[str, ...], ledger: Ledger, keys: set[Pair]) -> Sequence[Facts]:
    """Return the charges or payments of these bookings that were not taken back."""
    bookings = ids_of(ledger, keys)
    wanted = (model.homestay_id, model.booking_id, *(getattr(model, column) for column in columns))
    rows = db.session.execute(select(*wanted).where(model.homestay_id.in_(homestays_of(bookings)), model.voided_at.is_(None)))
    facts: Facts = defaultdict(Counter)
    for homestay_id, booking_id, *fact in rows:
        if key := bookings.get((homestay_id, booking_id)):
            facts[key][tuple(fact)] += 1
    return (facts,)


def ids_of(ledger: Ledger, keys: set[Pair]) -> dict[tuple[UUID, UUID], Pair]:
    return {(ledger.bookings[key].homestay_id, ledger.bookings[key].id): key for key in keys}


def homestays_of(bookings: dict[tuple[UUID, UUID], Pair]) -> set[UUID]:
    return {homestay_id for homestay_id, _ in bookings}

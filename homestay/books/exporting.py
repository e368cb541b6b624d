"""Everything that stands in the house books, as rows of the workbook: what comes out can come in again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from homestay.books.comparing import guest_fact
from homestay.books.ledger import Ledger, Pair, Place, RoomPlaces, load
from homestay.books.selling import nights_of
from homestay.books.sheets import BEDS, BOOKINGS, CHARGES, CLOSURES, GUESTS, HOMESTAYS, NIGHTS, PAYMENTS, ROOMS, Sheet
from homestay.places.queries import natural
from models import db
from models.booking import Booking
from models.charge import Charge
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.room import Closure, Room
from models.village import Village

Line = Sequence[Any]


@dataclass
class Books:
    """The books of some homestays: what is needed to name the rows that others point to."""

    ledger: Ledger
    slugs: dict[UUID, str]
    rooms: dict[tuple[UUID, UUID], RoomPlaces]
    bookings: dict[tuple[UUID, UUID], Pair]

    def slug_and_code(self, row: Any) -> Pair:
        return self.bookings[row.homestay_id, row.booking_id]


def rows_of(homestays: Sequence[Homestay]) -> dict[str, list[Line]]:
    """Return the rows of every sheet, in a steady order; then nothing is being read any more."""
    books = books_of(homestays)
    makers: dict[Sheet, Callable[[Books], Iterator[Line]]] = {
        HOMESTAYS: homestay_lines,
        ROOMS: room_lines,
        BEDS: bed_lines,
        CLOSURES: closure_lines,
        BOOKINGS: booking_lines,
        NIGHTS: night_lines,
        GUESTS: guest_lines,
        CHARGES: charge_lines,
        PAYMENTS: payment_lines,
    }
    rows = {sheet.name: list(lines(books)) for sheet, lines in makers.items()}
    db.session.rollback()
    return rows


def books_of(homestays: Sequence[Homestay]) -> Books:
    ledger = load(homestays)
    rooms = {(room.homestay_id, room.id): room for room in ledger.rooms.values()}
    bookings = {(booking.homestay_id, booking.id): key for key, booking in ledger.bookings.items()}
    return Books(ledger, {homestay.id: homestay.slug for homestay in homestays}, rooms, bookings)


def homestay_lines(books: Books) -> Iterator[Line]:
    columns = (Homestay.slug, Homestay.name, Village.name, Homestay.address, Homestay.phone, Homestay.licence)
    money = (Homestay.tax_number, Homestay.bank_bin, Homestay.bank_account)
    yield from db.session.execute(
        select(*columns, *money).join(Homestay.village).where(Homestay.id.in_(books.slugs)).order_by(Homestay.slug)
    )


def room_lines(books: Books) -> Iterator[Line]:
    """Give the rooms; a private room is open when it and its one place are."""
    columns = (Room.homestay_id, Room.id, Room.kind, Room.capacity, Room.price, Room.whole_price)
    rows = db.session.execute(select(*columns).where(Room.homestay_id.in_(books.slugs)))
    found = [(books.slugs[row.homestay_id], books.rooms[row.homestay_id, row.id], row) for row in rows]
    for slug, room, row in sorted(found, key=lambda each: (each[0], natural(each[1].name), each[1].name)):
        spans: list[RoomPlaces | Place] = [room] if room.is_dorm else [room, *room.places]
        open_from = max((span.open_from for span in spans if span.open_from), default=None)
        open_to = min((span.open_to for span in spans if span.open_to), default=None)
        yield slug, room.name, row.kind, row.capacity, row.price, row.whole_price, open_from, open_to


def sorted_rooms(books: Books) -> list[tuple[str, RoomPlaces]]:
    found = [(books.slugs[room.homestay_id], room) for room in books.rooms.values()]
    return sorted(found, key=lambda each: (each[0], natural(each[1].name), each[1].name))


def bed_lines(books: Books) -> Iterator[Line]:
    for slug, room in sorted_rooms(books):
        for place in room.places if room.is_dorm else ():
            yield slug, room.name, place.name, place.open_from, place.open_to


def closure_lines(books: Books) -> Iterator[Line]:
    columns = (Closure.homestay_id, Closure.room_id, Closure.first_night, Closure.end_night, Closure.reason)
    rows = db.session.execute(select(*columns).where(Closure.homestay_id.in_(books.slugs)))
    found = [(books.slugs[row.homestay_id], books.rooms[row.homestay_id, row.room_id].name, *row[2:]) for row in rows]
    yield from sorted(found, key=lambda line: (line[0], natural(line[1]), line[2:]))


def booking_lines(books: Books) -> Iterator[Line]:
    columns = (Booking.homestay_id, Booking.code, Booking.booked_on, Booking.source, Booking.state, Booking.contact, Booking.phone)
    rest = (Booking.planned_from, Booking.planned_to, Booking.adults, Booking.children, Booking.commission, Booking.note)
    rows = db.session.execute(select(*columns, *rest).where(Booking.homestay_id.in_(books.slugs)).order_by(Booking.planned_from))
    found = [(books.slugs[row.homestay_id], *row[1:]) for row in rows]
    yield from sorted(found, key=lambda line: (line[0], line[7], natural(line[1])))


def night_lines(books: Books) -> Iterator[Line]:
    found = [
        (*books.bookings[homestay_id, booking_id], *line)
        for (homestay_id, booking_id), line in nights_of(books.slugs, books.rooms.values())
    ]
    yield from sorted(found, key=lambda line: (line[0], natural(line[1]), line[4], natural(line[2]), line[5], line[6], str(line[3])))


def guest_lines(books: Books) -> Iterator[Line]:
    """Give the guests of whom anything is known; the nameless rest is made up by the number of people."""
    rows = db.session.execute(select(Guest.__table__).where(Guest.homestay_id.in_(books.slugs)))
    found = [(*books.slug_and_code(row), row.slot, fact) for row in rows if (fact := known_of(row, books))]
    for slug, code, _, fact in sorted(found, key=lambda each: (each[0], natural(each[1]), each[2])):
        yield slug, code, *fact


def known_of(guest: Any, books: Books) -> Line | None:
    room = books.rooms.get((guest.homestay_id, guest.room_id))
    fact = guest_fact(guest, room)
    return fact if any(value is not None for value in fact) else None


def charge_lines(books: Books) -> Iterator[Line]:
    yield from sums(Charge, ("kind", "people", "description", "amount"), books)


def payment_lines(books: Books) -> Iterator[Line]:
    yield from sums(Payment, ("method", "kind", "held_by", "amount", "reference"), books)


def sums(model: Any, columns: Sequence[str], books: Books) -> Iterator[Line]:
    """Give the charges or payments that were not taken back, in an order that their keys have no part in."""
    wanted = (model.homestay_id, model.booking_id, model.day, *(getattr(model, column) for column in columns))
    rows = db.session.execute(select(*wanted).where(model.homestay_id.in_(books.slugs), model.voided_at.is_(None)))
    found = [(*books.slug_and_code(row), *row[2:]) for row in rows]
    yield from sorted(found, key=lambda line: (line[0], natural(line[1]), line[2], [str(cell) for cell in line]))

"""Whether the rows of a workbook agree with each other, and with what the house has already written down."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from homestay.bookings.wishes import MOST_NIGHTS
from homestay.books.problems import Book, Problem, Row
from homestay.books.sheets import BEDS, BOOKINGS, CLOSURES, GUESTS, HOMESTAYS, NIGHTS, ROOMS, SHEETS
from homestay.places.actions import RoomWish, unit_names
from models.booking import BookingState
from models.room import RoomKind

MOST_CLOSED = 10 * 366
WITHOUT_NIGHTS = (BookingState.CANCELLED, BookingState.NO_SHOW)
Key = tuple[Any, ...]


@dataclass(frozen=True)
class KnownBooking:
    """What the checks need of a booking."""

    state: str | None
    people: int | None
    """None when the file does not say it well."""


@dataclass
class Known:
    """What can be pointed to, by its key: what stands in the database, then what the file adds."""

    homestays: set[Key] = field(default_factory=set)
    rooms: dict[Key, str] = field(default_factory=dict)
    """The kind of each room."""
    beds: dict[Key, set[str]] = field(default_factory=dict)
    """The names of the places of each room."""
    bookings: dict[Key, KnownBooking] = field(default_factory=dict)

    def with_rows_of(self, book: Book) -> "Known":
        """Return this and what the file adds; what is already there stays as it is."""
        rooms = {row.key("homestay", "room"): row["kind"] for row in book[ROOMS]} | self.rooms
        bookings = {row.key("homestay", "booking"): known_booking(row) for row in book[BOOKINGS]} | self.bookings
        homestays = self.homestays | {row.key("slug") for row in book[HOMESTAYS]}
        return Known(homestays, rooms, all_beds(book, self), bookings)


def known_booking(row: Row) -> KnownBooking:
    people = None if row["adults"] is None or "children" in row.unfit else row["adults"] + (row["children"] or 0)
    return KnownBooking(row["state"], people)


def all_beds(book: Book, known: Known) -> dict[Key, set[str]]:
    """Return the places of every room, those that stand there and those that the file makes."""
    beds = {key: set(names) for key, names in known.beds.items()}
    for row in book[BEDS]:
        beds.setdefault(row.key("homestay", "room"), set()).add(row["bed"])
    for row in book[ROOMS]:
        beds.setdefault(row.key("homestay", "room"), set(places_of(row)))
    return beds


def places_of(row: Row) -> list[str]:
    """Return the places of a room of the file that has no rows on the sheet Beds."""
    if None in row.key("room", "kind", "capacity"):
        return []
    return unit_names(RoomWish(row["room"], row["kind"], row["capacity"], price=0))


def check(book: Book, known: Known) -> Iterator[Problem]:
    """Return everything that rows say against each other; cells that could not be read are not judged again."""
    everything = known.with_rows_of(book)
    yield from doubled(book)
    for sheet in SHEETS[1:]:
        for row in book[sheet]:
            yield from pointing_nowhere(row, everything)
    for row in book[BEDS]:
        yield from not_a_dorm(row, everything)
    yield from odd_dates(book)
    for row in book[NIGHTS]:
        yield from odd_night(row, everything)
    yield from too_many_guests(book, everything)
    for row in book[GUESTS]:
        yield from odd_place(row, everything)


def doubled(book: Book) -> Iterator[Problem]:
    """Name rows whose key stood in the file before."""
    for sheet in SHEETS:
        seen: dict[Key, int] = {}
        for row in book[sheet] if sheet.key else ():
            key = row.key(*sheet.key)
            if None not in key and seen.setdefault(key, row.number) != row.number:
                yield row.problem(sheet.key[-1], _l("“%(key)s” already stands in row %(row)s.", key=key[-1], row=seen[key]))


def pointing_nowhere(row: Row, known: Known) -> Iterator[Problem]:
    """Name what a row points to and nobody has: one problem a row, the first."""
    homestay, room, booking = row.get("homestay"), row.get("room"), row.get("booking")
    if homestay is None:
        return
    if (homestay,) not in known.homestays:
        yield row.problem(
            "homestay", _l("There is no homestay “%(homestay)s”, neither in this file nor in the house book.", homestay=homestay)
        )
    elif room is not None and (homestay, room) not in known.rooms:
        yield row.problem("room", _l("%(homestay)s has no room “%(room)s”.", homestay=homestay, room=room))
    elif booking is not None and (homestay, booking) not in known.bookings:
        yield row.problem("booking", _l("%(homestay)s has no booking “%(booking)s”.", homestay=homestay, booking=booking))


def not_a_dorm(row: Row, known: Known) -> Iterator[Problem]:
    if known.rooms.get(row.key("homestay", "room")) == RoomKind.PRIVATE:
        yield row.problem("room", _l("Room %(room)s is private and sold whole, it has no beds.", room=row["room"]))


def odd_dates(book: Book) -> Iterator[Problem]:
    """Name ranges that end too early or last too long."""
    for row in book[ROOMS]:
        yield from out_of_order(row, "open_from", "open_to", least=1)
    for row in book[BEDS]:
        yield from out_of_order(row, "open_from", "open_to", least=0)
    for row in book[CLOSURES]:
        yield from out_of_order(row, "from", "to", least=1, most=MOST_CLOSED)
    for row in book[NIGHTS]:
        yield from out_of_order(row, "from", "to", least=1, most=MOST_NIGHTS)
    for row in book[BOOKINGS]:
        yield from out_of_order(row, "planned_from", "planned_to", least=0, most=MOST_NIGHTS)
    for row in book[GUESTS]:
        yield from left_too_early(row)


def out_of_order(row: Row, first: str, end: str, least: int, most: int | None = None) -> Iterator[Problem]:
    if row[first] is None or row[end] is None:
        return
    nights = (row[end] - row[first]).days
    if nights < least:
        yield row.problem(
            end,
            _l("This day must lie after %(first)s.", first=first) if least else _l("This day must not lie before %(first)s.", first=first),
        )
    elif most and nights > most:
        yield row.problem(end, _l("These are %(nights)s nights; at most %(most)s can be right. Check the year.", nights=nights, most=most))


def left_too_early(row: Row) -> Iterator[Problem]:
    arrived, left = row["arrived_at"], row["left_at"]
    if arrived is None or left is None:
        return
    if left.day < arrived.day or (arrived.at and left.at and left.at < arrived.at):
        yield row.problem("left_at", _l("The guest cannot have left before arriving."))


def odd_night(row: Row, known: Known) -> Iterator[Problem]:
    """Name nights of bookings that hold none, and a number of beds where there are none."""
    booking = known.bookings.get(row.key("homestay", "booking"))
    kind = known.rooms.get(row.key("homestay", "room"))
    if booking and booking.state in WITHOUT_NIGHTS:
        yield row.problem("booking", _l("Booking %(booking)s is cancelled or nobody came: it can have no nights.", booking=row["booking"]))
    if kind == RoomKind.PRIVATE and row["beds"] is not None:
        yield row.problem("beds", _l("Room %(room)s is private and sold whole: leave the beds blank.", room=row["room"]))
    if kind == RoomKind.DORM and row["beds"] is None and "beds" not in row.unfit:
        yield row.problem("beds", _l("%(room)s is a dorm: write how many beds, or whole.", room=row["room"]))


def too_many_guests(book: Book, known: Known) -> Iterator[Problem]:
    """Name the first guest beyond the people of the booking."""
    seen: Counter[Key] = Counter()
    for row in book[GUESTS]:
        key = row.key("homestay", "booking")
        seen[key] += 1
        booking = known.bookings.get(key)
        if booking and booking.people is not None and seen[key] == booking.people + 1:
            yield row.problem(
                "booking",
                _l("Booking %(booking)s is for %(people)s people; this guest is one more.", booking=row["booking"], people=booking.people),
            )


def odd_place(row: Row, known: Known) -> Iterator[Problem]:
    if row["place"] is None:
        return
    if row["room"] is None:
        yield row.problem("place", _l("Write the room of this place too."))
    elif row["place"] not in known.beds.get(row.key("homestay", "room"), {row["place"]}):
        yield row.problem("place", _l("Room %(room)s has no place “%(place)s”.", room=row["room"], place=row["place"]))


def all_problems(book: Book, known: Known) -> list[Problem]:
    """Return the problems of reading and of checking, in the order of sheets and rows."""
    order = {sheet.name: number for number, sheet in enumerate(SHEETS)}
    found = [*book.problems, *check(book, known)]
    return sorted(found, key=lambda problem: (order.get(problem.sheet or "", len(order)), problem.row or 0))

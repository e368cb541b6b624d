"""Storing what a workbook says of villages, homestays, rooms, beds and closures."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay import clock
from homestay.accounts.slugs import free_slug, slug_of
from homestay.books.bulk import store, take
from homestay.books.checking import places_of
from homestay.books.ledger import Ledger, Pair, Place, RoomPlaces
from homestay.books.problems import Book, Problem, Row
from homestay.books.sheets import BEDS, CLOSURES, HOMESTAYS, ROOMS
from homestay.places.nights import free_night
from models import db
from models.base import uuid7
from models.homestay import Homestay
from models.room import Cleaning, Closure, Room, Unit
from models.stay import Stay
from models.village import Village

PLAIN = ("name", "address", "phone", "licence", "tax_number", "bank_bin", "bank_account")


def store_homestays(book: Book, ledger: Ledger) -> int:
    """Add the homestays that are not there, with their villages; guests count as to declare from today on."""
    new = [row for row in book[HOMESTAYS] if row["slug"] not in ledger.homestays]
    villages = {same(village.name): village for village in db.session.scalars(select(Village).order_by(Village.slug.desc()))}
    for row in new:
        village = villages.get(same(row["village"])) or new_village(row["village"])
        villages[same(row["village"])] = village
        cells = {column: row[column] for column in PLAIN}
        homestay = Homestay(id=uuid7(), slug=row["slug"], village_id=village.id, declaring_from=clock.today(), **cells)
        db.session.add(homestay)
        ledger.homestays[homestay.slug] = homestay
    db.session.flush()
    return len(new)


def same(name: str) -> str:
    """Return a name in the form for comparing."""
    return unicodedata.normalize("NFC", name).casefold().strip()


def new_village(name: str) -> Village:
    village = Village(id=uuid7(), slug=free_slug(Village, slug_of(name)), name=name)
    db.session.add(village)
    db.session.flush()
    return village


def store_rooms(book: Book, ledger: Ledger) -> int:
    """Add the rooms that are not there, each with its places: those of the sheet Beds, else as many as its kind has."""
    new = [row for row in book[ROOMS] if row.key("homestay", "room") not in ledger.rooms]
    named = {row.key("homestay", "room") for row in book[BEDS]}
    for row in new:
        homestay_id = ledger.homestays[row["homestay"]].id
        room = RoomPlaces(uuid7(), homestay_id, row["room"], row["kind"], row["open_from"], row["open_to"], is_new=True)
        ledger.rooms[row.key("homestay", "room")] = room
    store(Room, (room_values(row, ledger) for row in new))
    unnamed = [row for row in new if not (ledger.rooms[row.key("homestay", "room")].is_dorm and row.key("homestay", "room") in named)]
    store_units(unit for row in unnamed for unit in default_units(row, ledger.rooms[row.key("homestay", "room")]))
    return len(new)


def room_values(row: Row, ledger: Ledger) -> dict[str, Any]:
    room = ledger.rooms[row.key("homestay", "room")]
    cells = {column: row[column] for column in ("kind", "capacity", "price", "whole_price", "open_from", "open_to")}
    return {"homestay_id": room.homestay_id, "id": room.id, "name": room.name, "cleaning": Cleaning.CLEAN, **cells}


def default_units(row: Row, room: RoomPlaces) -> Iterator[tuple[RoomPlaces, Place]]:
    for name in places_of(row):
        yield room, Place(uuid7(), name, None, None)


def store_beds(book: Book, ledger: Ledger) -> int:
    """Add the dorm places that are not there; closures that stand on their room hold them too."""
    new = [(row, ledger.rooms[row.key("homestay", "room")]) for row in book[BEDS]]
    new = [(row, room) for row, room in new if room.place_named(row["bed"]) is None]
    added = [(room, Place(uuid7(), row["bed"], row["open_from"], row["open_to"])) for row, room in new]
    store_units(added)
    keep_closed([(room, place) for room, place in added if not room.is_new], ledger)
    return len(new)


def store_units(units: Iterable[tuple[RoomPlaces, Place]]) -> None:
    values = []
    for room, place in units:
        room.add(place)
        span = {"open_from": place.open_from, "open_to": place.open_to}
        values.append({"homestay_id": room.homestay_id, "id": place.id, "room_id": room.id, "name": place.name, **span})
    store(Unit, values)


def keep_closed(added: Sequence[tuple[RoomPlaces, Place]], ledger: Ledger) -> None:
    """Let the closures that already stand on a room hold its new places."""
    if not added:
        return
    standing = stored_closures({room.homestay_id for room, _ in added})
    rows = [
        {**free_night(room.homestay_id), "unit_id": place.id, "night": night, "closure_id": closure.id}
        for room, place in added
        for closure in standing[room.homestay_id, room.id]
        for night in Stay(closure.first_night, closure.end_night)
        if place in room.open_places(night)
    ]
    ledger.taken.update((row["unit_id"], row["night"]) for row in rows)
    take(rows)


def stored_closures(homestay_ids: set[UUID]) -> dict[tuple[UUID, UUID], list[Any]]:
    """Return (id, first night, end night, reason) of the closures of each room."""
    columns = (Closure.homestay_id, Closure.room_id, Closure.id, Closure.first_night, Closure.end_night, Closure.reason)
    found = defaultdict(list)
    for closure in db.session.execute(select(*columns).where(Closure.homestay_id.in_(homestay_ids))):
        found[closure.homestay_id, closure.room_id].append(closure)
    return found


def store_closures(book: Book, ledger: Ledger) -> tuple[int, list[Problem]]:
    """Add the closures of new rooms; those of other rooms must be the ones that stand there."""
    by_room: dict[Pair, list[Row]] = defaultdict(list)
    for row in book[CLOSURES]:
        by_room[row.key("homestay", "room")].append(row)
    old = {key: rows for key, rows in by_room.items() if not ledger.rooms[key].is_new}
    problems = different_closures(old, ledger)
    new = [(row, ledger.rooms[key]) for key, rows in by_room.items() if key not in old for row in rows]
    return len(new), problems + close(sorted(new, key=lambda each: each[0].number), ledger)


def different_closures(old: dict[Pair, list[Row]], ledger: Ledger) -> list[Problem]:
    standing = stored_closures({ledger.rooms[key].homestay_id for key in old}) if old else {}
    problems = []
    for key, rows in old.items():
        room = ledger.rooms[key]
        stand = Counter((each.first_night, each.end_night, each.reason) for each in standing.get((room.homestay_id, room.id), ()))
        if stand != Counter(row.key("from", "to", "reason") for row in rows):
            problems.append(rows[0].problem("room", _l("Room %(room)s already has other closures in the house book.", room=room.name)))
    return problems


def close(new: Sequence[tuple[Row, RoomPlaces]], ledger: Ledger) -> list[Problem]:
    problems, closures, held = [], [], []
    for row, room in new:
        closure_id = uuid7()
        span = {"first_night": row["from"], "end_night": row["to"], "reason": row["reason"]}
        closures.append({"homestay_id": room.homestay_id, "id": closure_id, "room_id": room.id, **span})
        wanted = [(place.id, night) for night in Stay(row["from"], row["to"]) for place in room.open_places(night)]
        if not ledger.taken.isdisjoint(wanted):
            problems.append(row.problem("from", _l("Room %(room)s is closed twice on some of these nights.", room=room.name)))
        ledger.taken.update(wanted)
        held += [
            {**free_night(room.homestay_id), "unit_id": unit_id, "night": night, "closure_id": closure_id} for unit_id, night in wanted
        ]
    if not problems:
        store(Closure, closures)
        take(held)
    return problems

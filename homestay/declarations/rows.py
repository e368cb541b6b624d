"""The rows of the sheet: guests out of the database, with the room of their first night, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import aliased

from homestay import clock
from homestay.declarations import queries
from homestay.declarations.checks import Problem, problems
from homestay.declarations.duplicates import duplicates
from homestay.declarations.foreign import foreign_problems
from homestay.declarations.sheet import SheetGuest, order
from homestay.errors import NotFound
from homestay.guests import documents
from models import db
from models.base import aside
from models.booking import SLEPT, Booking, UnitNight
from models.guest import Guest, birth_date_of
from models.homestay import Homestay
from models.room import Room, Unit
from models.sealed import blind_index
from models.stay import ONE_DAY

PLAIN = ("name", "sex", "birth_precision", "nationality", "document_type", "document_name", "phone", "residence")
MORE_PLAIN = ("province", "commune", "reason", "reason_note")


class RoomNight(NamedTuple):
    """A room that a booking sleeps in on a night."""

    night: date
    room_id: UUID
    room: str


@dataclass(frozen=True)
class GuestRow:
    """A guest's stay as the sheet says it, and what the page around the sheet needs."""

    id: UUID
    slot: int
    code: str
    booking_id: UUID
    sheet: SheetGuest
    permitted_until: date | None
    rooms: tuple[str, ...]
    """The rooms in which the booking sleeps on the guest's first night."""

    @property
    def is_foreign(self) -> bool:
        return queries.is_foreign(self.sheet.nationality)


@dataclass(frozen=True)
class Checked:
    """A row and everything that is wrong with it."""

    row: GuestRow
    problems: tuple[Problem, ...]

    @property
    def blocks(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.blocks]

    @property
    def is_ready(self) -> bool:
        return not self.blocks


def guest_rows(homestay: Homestay, guest_ids: Sequence[UUID], numbers: Sequence[bytes] = (), since: date | None = None) -> list[GuestRow]:
    """Return these guests, and everybody else with one of these number indexes who sleeps here on or after `since`; two statements."""
    asked: ColumnElement[bool] = Guest.id.in_(guest_ids)
    if numbers:
        asked |= Guest.document_number_index.in_(numbers) & Booking.state.in_(SLEPT) & queries.slept(homestay.id, since)
    found = db.session.execute(columns().where(Guest.homestay_id == homestay.id, asked)).all()
    nights = room_nights(homestay, {row.booking_id for row in found})
    return [guest_row(row, nights.get(row.booking_id, [])) for row in found]


def one(homestay: Homestay, guest_id: UUID) -> GuestRow:
    """Return one guest. Raises: NotFound, for another homestay's id too."""
    found = guest_rows(homestay, [guest_id])
    if not found:
        raise NotFound
    return found[0]


def arrived_in(homestay: Homestay, day: date) -> list[GuestRow]:
    """Return the guests who came on `day` or the day before and slept here, declared or not; two statements."""
    days = [day - ONE_DAY, day]
    found = db.session.execute(
        columns().where(
            Guest.homestay_id == homestay.id,
            Guest.id.in_(queries.may_have_come(homestay, days)),
            aside(Booking.state.in_(SLEPT)),
            queries.arrival().in_(days),
            queries.slept(homestay.id),
            queries.stayed_overnight(),
        )
    ).all()
    nights = room_nights(homestay, {row.booking_id for row in found})
    return [guest_row(row, nights.get(row.booking_id, [])) for row in found]


def with_their_numbers(homestay: Homestay, guests: Sequence[GuestRow], since: date) -> list[GuestRow]:
    """Return everybody else with the number of one of these guests who sleeps here on or after `since`; at most two statements."""
    typed = [documents.normal_number(guest.sheet.document_number or "") for guest in guests]
    numbers = [blind_index(homestay.id, number) for number in typed if number]
    known = {guest.id for guest in guests}
    return [row for row in guest_rows(homestay, (), numbers, since) if row.id not in known] if numbers else []


def columns() -> Any:
    """Return the select of everything that the sheet says of a guest."""
    own_room = aliased(Room)
    return (
        select(Guest.homestay_id, Guest.id, Guest.booking_id, Guest.slot, Guest.permitted_until, Guest.arrived_at, Guest.left_on)
        .add_columns(*(getattr(Guest, name) for name in (*PLAIN, *MORE_PLAIN)))
        .add_columns(Guest.birth_date_sealed, Guest.document_number_sealed, Guest.address_sealed, Booking.code)
        .add_columns(queries.arrival().label("arrived_on"), own_room.name.label("own_room"))
        .join(Guest.booking)
        .outerjoin(own_room, (own_room.homestay_id == Guest.homestay_id) & (own_room.id == Guest.room_id))
    )


def room_nights(homestay: Homestay, booking_ids: set[UUID]) -> dict[UUID, list[RoomNight]]:
    """Return which rooms these bookings sleep in on which nights."""
    rows = db.session.execute(
        select(UnitNight.booking_id, UnitNight.night, Room.id, Room.name)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == homestay.id, UnitNight.booking_id.in_(booking_ids))
        .distinct()
    )
    found: dict[UUID, list[RoomNight]] = {}
    for booking_id, night, room_id, room in rows:
        if booking_id:
            found.setdefault(booking_id, []).append(RoomNight(night, room_id, room))
    return found


def guest_row(row: Row[Any], nights: Sequence[RoomNight]) -> GuestRow:
    evening = clock.evening_of(row.arrived_at) if row.arrived_at else row.arrived_on
    rooms = tuple(sorted({held.room for held in nights if held.night == evening}))
    last = max((held.night for held in nights), default=None)
    sheet = SheetGuest(
        **{name: getattr(row, name) for name in (*PLAIN, *MORE_PLAIN)},
        birth_date=birth_date_of(row),
        document_number=Guest.document_number.of(row),
        address=Guest.address.of(row),
        arrival=row.arrived_on,
        departure=row.left_on or (last + ONE_DAY if last else None),
        room=rooms[0] if len(rooms) == 1 else row.own_room,
    )
    return GuestRow(row.id, row.slot, row.code, row.booking_id, sheet, row.permitted_until, rooms)


def sheet_order(row: GuestRow) -> tuple[Any, ...]:
    """Return the key of the sheet's order; guests alike in it as they were written down."""
    return (*order(row.sheet), row.slot)


def checked(rows: Sequence[GuestRow], others: Sequence[GuestRow], day: date) -> list[Checked]:
    """Return the rows with what is wrong with each on `day`; `others` are guests beside the sheet who may have the same number."""
    twins = duplicates([row.sheet for row in rows], [row.sheet for row in others])
    return [Checked(row, (*([twins[place]] if place in twins else []), *own_problems(row, day))) for place, row in enumerate(rows)]


def own_problems(row: GuestRow, day: date) -> list[Problem]:
    return foreign_problems(row.sheet, row.permitted_until, day) if row.is_foreign else problems(row.sheet, day)

"""Asks about one guest: who it is, where the person may sleep, and whether somebody with this number was here before."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, func, select
from sqlalchemy.orm import aliased, joinedload, raiseload

from homestay import clock
from homestay.errors import NotFound
from homestay.guests.documents import normal_number
from homestay.places.queries import natural
from models import db
from models.booking import SLEPT, Booking, UnitNight
from models.guest import Guest
from models.homestay import Homestay
from models.room import Room, Unit
from models.sealed import blind_index

RECENT = timedelta(days=30)
MOST_RECENT = 100


def guest_of(homestay: Homestay, guest_id: UUID) -> Guest:
    """Return one guest with the booking; everything else is forbidden to load. Raises: NotFound, for another homestay's id too."""
    guest = db.session.scalars(
        select(Guest)
        .where(Guest.homestay_id == homestay.id, Guest.id == guest_id)
        .options(joinedload(Guest.booking), raiseload("*"))
        .execution_options(populate_existing=True)
    ).first()
    if guest is None:
        raise NotFound
    return guest


def has_number(homestay: Homestay, guest_id: UUID) -> bool:
    """Say whether the number of a guest's paper is kept. Raises: NotFound."""
    found = db.session.execute(
        select(Guest.document_number_sealed.is_not(None)).where(Guest.homestay_id == homestay.id, Guest.id == guest_id)
    ).first()
    if found is None:
        raise NotFound
    return bool(found[0])


def places_of(homestay: Homestay, booking_id: UUID) -> Sequence[Row[Any]]:
    """Return (unit_id, unit, room_id, room, kind) of the places a booking holds, in natural order."""
    rows: Any = db.session.execute(
        select(Unit.id.label("unit_id"), Unit.name.label("unit"), Room.id.label("room_id"), Room.name.label("room"), Room.kind)
        .join(UnitNight.unit)
        .join(Unit.room)
        .where(UnitNight.homestay_id == homestay.id, UnitNight.booking_id == booking_id)
        .distinct()
    ).all()
    return sorted(rows, key=lambda row: (natural(row.room), natural(row.unit)))


def last_stay(homestay: Homestay, number: str, but: UUID | None = None) -> Guest | None:
    """Return the guest of this homestay who was here last with exactly this number; None when nobody was (khách cũ)."""
    came = func.coalesce(Guest.arrived_on, Booking.planned_from)
    return db.session.scalars(
        select(Guest)
        .join(Guest.booking)
        .where(
            Guest.homestay_id == homestay.id,
            Guest.document_number_index == blind_index(homestay.id, normal_number(number)),
            *([Guest.id != but] if but else []),
        )
        .order_by(came.desc(), Guest.id.desc())
        .limit(1)
        .options(joinedload(Guest.booking), raiseload("*"))
    ).first()


def mark_of(guest: Guest) -> str:
    """Return a short mark that changes whenever anything about the guest does: a page says by it what it was made from."""
    values = [getattr(guest, column.key) for column in Guest.__table__.columns]
    return sha256(repr(values).encode()).hexdigest()[:16]


def recent(homestay: Homestay) -> Sequence[Row[Any]]:
    """Return (id, name, arrived_on, left_on, booking_id, code, contact, place, was_here) of who slept here in the last 30 days.

    The latest first, at most a hundred; `was_here` says that the same paper was here before (khách cũ).
    """
    since: date = clock.today() - RECENT
    return db.session.execute(recent_guests(), {"house": homestay.id, "since": since, "until": clock.today()}).all()


@cache
def recent_guests() -> Any:
    before = aliased(Guest)
    house: Any = bindparam("house")
    was_here = exists().where(
        before.homestay_id == house,
        before.document_number_index == Guest.document_number_index,
        before.arrived_on < Guest.arrived_on,
    )
    return (
        select(Guest.id, Guest.name, Guest.arrived_on, Guest.left_on, Guest.booking_id, Booking.code, Booking.contact)
        .add_columns(Unit.name.label("place"), was_here.label("was_here"))
        .join(Guest.booking)
        .outerjoin(Unit, (Unit.homestay_id == house) & (Unit.id == Guest.unit_id))
        .where(Guest.homestay_id == house, Guest.arrived_on.between(bindparam("since"), bindparam("until")))
        .where(Booking.state.in_(SLEPT), Guest.name.is_not(None))
        .order_by(Guest.arrived_on.desc(), Booking.code, Guest.slot)
        .limit(MOST_RECENT)
    )

"""What the commune police read: the lists that the homestays of the commune sent, as they were sent. No money, no bookings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select

from homestay import clock
from homestay.errors import NotFound
from homestay.guests.typed import birth_words
from homestay.record import record
from homestay.saving import saving
from models import db
from models.booking import Booking
from models.declaration import BatchState, Declaration, DeclarationBatch
from models.guest import Guest, birth_date_of
from models.homestay import Homestay
from models.village import Village

SENT = (BatchState.SENT, BatchState.CONFIRMED, BatchState.DIFFERENT)
"""A file that was only downloaded is nobody's list yet."""


@dataclass(frozen=True)
class Listed:
    """A person of a list, as the commune police see them (khách đã khai báo)."""

    name: str | None
    slot: int
    sex: str | None
    born: str
    nationality: str | None
    document_type: int | None
    document_number: str | None
    arrival: date
    departure: date


def villages_of(village: Village) -> Sequence[UUID]:
    """Return the villages of a village's commune, itself included; itself alone when its commune is not written down."""
    if not village.commune:
        return [village.id]
    return db.session.scalars(
        select(Village.id).where(Village.commune == village.commune, Village.province.is_not_distinct_from(village.province))
    ).all()


def lists_of(village: Village, day: date) -> Sequence[Row[Any]]:
    """Return the lists made on a day in the commune, by homestay and hour.

    Each row: id, homestay, village, made_at, state, guest_count, count_seen.
    """
    asked = {"villages": villages_of(village), "from": clock.at(day), "to": clock.at(day + timedelta(days=1))}
    return db.session.execute(sent_lists(), asked).all()


@cache
def sent_lists() -> Any:
    return (
        select(DeclarationBatch.id, Homestay.name.label("homestay"), Village.name.label("village"), DeclarationBatch.made_at)
        .add_columns(DeclarationBatch.state, DeclarationBatch.guest_count, DeclarationBatch.count_seen)
        .join(Homestay, Homestay.id == DeclarationBatch.homestay_id)
        .join(Village, Village.id == Homestay.village_id)
        .where(
            Homestay.village_id.in_(bindparam("villages", expanding=True)),
            Homestay.practice.is_(False),
            DeclarationBatch.made_at >= bindparam("from"),
            DeclarationBatch.made_at < bindparam("to"),
            DeclarationBatch.state.in_(SENT),
        )
        .order_by(Homestay.name, DeclarationBatch.made_at)
    )


def real(village: Village) -> tuple[Any, ...]:
    """Say that a homestay of the commune is none for practising."""
    return Homestay.village_id.in_(villages_of(village)), Homestay.practice.is_(False)


def last_day(village: Village) -> date | None:
    """Return the day of the commune's newest list; nothing when none was sent."""
    newest: datetime | None = db.session.scalar(
        select(func.max(DeclarationBatch.made_at))
        .join(Homestay, Homestay.id == DeclarationBatch.homestay_id)
        .where(*real(village), DeclarationBatch.state.in_(SENT))
    )
    return clock.local(newest).date() if newest else None


def look_at(village: Village, batch_id: UUID) -> tuple[Any, list[Listed]]:
    """Return a list of the commune with its people, and note in the homestay's record that somebody looked.

    Raises: NotFound, for a list of another commune and one that was not sent.
    """
    found = db.session.execute(
        select(DeclarationBatch, Homestay)
        .join(Homestay, Homestay.id == DeclarationBatch.homestay_id)
        .where(*real(village), DeclarationBatch.id == batch_id, DeclarationBatch.state.in_(SENT))
    ).first()
    if found is None:
        raise NotFound
    with saving(found.Homestay):
        record(found.Homestay, "declaration.looked_at", batch_id, guests=found.DeclarationBatch.guest_count)
    return found, people_of(found.DeclarationBatch)


def people_of(batch: DeclarationBatch) -> list[Listed]:
    """Return the people of a list, booking by booking, with the days that were declared."""
    rows = db.session.execute(
        select(Guest.homestay_id, Guest.id, Guest.name, Guest.slot, Guest.sex, Guest.nationality, Guest.document_type)
        .add_columns(Guest.birth_date_sealed, Guest.birth_precision, Guest.document_number_sealed)
        .add_columns(Declaration.arrival, Declaration.departure)
        .join(Declaration, (Declaration.homestay_id == Guest.homestay_id) & (Declaration.guest_id == Guest.id))
        .join(Booking, (Booking.homestay_id == Guest.homestay_id) & (Booking.id == Guest.booking_id))
        .where(Guest.homestay_id == batch.homestay_id, Declaration.homestay_id == batch.homestay_id, Declaration.batch_id == batch.id)
        .order_by(Booking.code, Guest.slot)
    ).all()
    return [listed(row) for row in rows]


def listed(row: Row[Any]) -> Listed:
    number = Guest.document_number.of(row)
    return Listed(
        name=row.name,
        slot=row.slot,
        sex=row.sex,
        born=birth_words(birth_date_of(row), row.birth_precision),
        nationality=row.nationality,
        document_type=row.document_type,
        document_number=number,
        arrival=row.arrival,
        departure=row.departure,
    )

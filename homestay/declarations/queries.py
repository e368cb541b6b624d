"""Asks who is still to be declared, and what was declared already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, bindparam, exists, func, select
from sqlalchemy.orm import joinedload, raiseload, selectinload

from homestay import clock
from homestay.declarations.deadlines import due_at
from homestay.errors import NotFound
from models import db
from models.base import aside
from models.booking import SLEPT, Booking, BookingState, UnitNight
from models.declaration import BatchState, Declaration, DeclarationBatch
from models.guest import VIETNAM, Guest
from models.homestay import Homestay

HOUSE, SINCE, UNTIL = (cast(Any, bindparam(name)) for name in ("house", "since", "until"))
UNDERWAY = (BatchState.SENT, BatchState.CONFIRMED)
SHOWN_BATCHES = 12
LOOK_BACK = timedelta(days=30)
"""How far back one is reminded, so that a page costs the same after years; older guests are shown when asked for."""


@dataclass(frozen=True)
class Undeclared:
    """A guest who still has to be declared: who, where from, since when, and until when."""

    guest: Row[Any]
    arrived: datetime | date
    due: datetime

    @property
    def is_foreign(self) -> bool:
        return is_foreign(self.guest.nationality)

    @property
    def has_papers(self) -> bool:
        """Say whether the guest has a name, a birth date and a document number, and a foreign one the permitted stay."""
        known = bool(self.guest.name and self.guest.has_number and self.guest.has_birth)
        return known and bool(self.guest.permitted_until or not self.is_foreign)


def is_foreign(nationality: str | None) -> bool:
    """Say whether a guest goes on the foreigners' sheet; who is not yet known counts as Vietnamese, whose deadline is the earlier one."""
    return nationality is not None and nationality != VIETNAM


def arrival() -> Any:
    """Return the column of a guest's day of arrival: what was written down, else the booking's first night, else its first planned day."""
    of_booking = UnitNight.homestay_id == Guest.homestay_id, UnitNight.booking_id == Guest.booking_id
    first = select(func.min(UnitNight.night)).where(*of_booking).correlate(Guest).scalar_subquery()
    return func.coalesce(Guest.arrived_on, first, Booking.planned_from)


def may_have_come(homestay: Homestay, days: Sequence[date]) -> Any:
    """Return the select of the guests who came on one of these days; of whom that is not written, all who slept here then."""
    known = select(Guest.id).where(Guest.homestay_id == homestay.id, Guest.arrived_on.in_(days))
    here = select(UnitNight.booking_id).where(UnitNight.homestay_id == homestay.id, UnitNight.night.in_(days))
    unknown = select(Guest.id).where(Guest.homestay_id == homestay.id, Guest.booking_id.in_(here), Guest.arrived_on.is_(None))
    return known.union_all(unknown)


def to_declare(homestay: Homestay, remote: bool, since: date | None = None) -> list[Undeclared]:
    """Return the guests who slept or sleep here and are not yet declared, the most urgent first (chưa khai báo).

    Only guests who came on or after the homestay's `declaring_from` and on or after `since` (30 days ago when left out), and
    not those who come later than today; day use is not declared. A guest in a file that was sent or confirmed is not asked
    again; one in a file that was only downloaded is.
    """
    rows = db.session.execute(those_who_wait(), asked_of(homestay, since or clock.today() - LOOK_BACK)).all()
    found = [undeclared(row, remote) for row in rows]
    return sorted(found, key=lambda each: (each.due, each.guest.code, each.guest.slot))


def how_many_wait(homestay: Homestay) -> int:
    """Return how many guests of the last 30 days are to be declared, for the badge."""
    return db.session.scalar(number_of_those(), asked_of(homestay, clock.today() - LOOK_BACK)) or 0


def is_waiting(homestay: Homestay, guest_id: UUID) -> bool:
    """Say whether a guest is to be declared, however long ago the person came."""
    asked = select(Guest.id).join(Guest.booking).where(Guest.id == guest_id, *waiting())
    return db.session.scalar(asked, asked_of(homestay, homestay.declaring_from)) is not None


def asked_of(homestay: Homestay, since: date) -> dict[str, Any]:
    """Return what `waiting` has to be told."""
    return {"house": homestay.id, "since": max(since, homestay.declaring_from), "until": clock.today()}


# The statements below are put together once: every page of a house asks how many wait.


@cache
def those_who_wait() -> Any:
    """Return the select of the guests to declare, with what their row says."""
    return (
        select(Guest.id, Guest.slot, Guest.name, Guest.nationality, Guest.arrived_at, arrival().label("arrived_on"))
        .add_columns(Guest.document_number_sealed.is_not(None).label("has_number"), Guest.birth_date_sealed.is_not(None).label("has_birth"))
        .add_columns(Guest.sex, Guest.permitted_until, Guest.document_number_index, Booking.code, Booking.contact)
        .join(Guest.booking)
        .where(*waiting())
    )


@cache
def number_of_those() -> Any:
    """Return the select of how many guests are to be declared."""
    return select(func.count()).select_from(Guest).join(Guest.booking).where(*waiting())


def waiting() -> tuple[Any, ...]:
    """Say that a guest of `house` slept here, came between `since` and `until`, and is not declared. The select joins Guest and Booking."""
    return (
        Guest.homestay_id == HOUSE,
        Guest.id.in_(select(candidates().c.id)),
        Booking.homestay_id == HOUSE,
        aside(Booking.state.in_(SLEPT)),  # or all who ever slept here are read
        slept(HOUSE),
        aside(stayed_overnight()),
    )


def with_waiting_guests() -> Any:
    """Say that somebody of a booking is to be declared; the select is told what `asked_of` gives."""
    return Booking.id.in_(select(Guest.booking_id).join(Guest.booking).where(*waiting()).correlate(None))


def candidates() -> Any:
    """Return the select of guests not declared who came on these days, found by the index of those who wait, however long the history.

    Who is in house without a written day of arrival (an import may leave it blank) came on the booking's first planned day.
    """
    came = select(Guest.id).where(Guest.homestay_id == HOUSE, ~Guest.declared, Guest.arrived_on.between(SINCE, UNTIL))
    here = select(Booking.id).where(
        Booking.homestay_id == HOUSE, Booking.state == BookingState.IN_HOUSE, Booking.planned_from.between(SINCE, UNTIL)
    )
    has_no_day = aside(~Guest.declared & Guest.arrived_on.is_(None))  # or all who are still to come are read
    unknown = select(Guest.id).where(Guest.homestay_id == HOUSE, Guest.booking_id.in_(here), has_no_day)
    return came.union_all(unknown).cte("waits").prefix_with("MATERIALIZED", dialect="postgresql")  # asked once, not for each guest


def slept(house: Any, since: date | None = None) -> Any:
    """Say that the guest's booking has a night in this house, on or after `since`; named, so that every database looks it up by its key."""
    late_enough = () if since is None else (UnitNight.night >= since,)
    return exists().where(UnitNight.homestay_id == house, UnitNight.booking_id == Guest.booking_id, *late_enough)


def stayed_overnight() -> ColumnElement[bool]:
    """Say that a guest did not leave on the day of coming; who came at a known hour may have come in the night before."""
    is_unknown = Guest.left_on.is_(None) | Guest.arrived_on.is_(None) | Guest.arrived_at.is_not(None)
    return is_unknown | (Guest.left_on > Guest.arrived_on)


def declared(homestay: Homestay) -> Any:
    """Say that the guest was declared: for certain, or in a file that was sent and is not known to be wrong.

    `Guest.declared` holds the answer; homestay/declarations/actions.py keeps it so.
    """
    return (
        exists()
        .where(
            Declaration.homestay_id == homestay.id,
            Declaration.guest_id == Guest.id,
            Declaration.declared_at.is_not(None)
            | exists().where(
                DeclarationBatch.homestay_id == homestay.id,
                DeclarationBatch.id == Declaration.batch_id,
                DeclarationBatch.state.in_(UNDERWAY),
            ),
        )
        .correlate(Guest)
    )


def undeclared(row: Row[Any], remote: bool) -> Undeclared:
    came: datetime | date = row.arrived_at or row.arrived_on
    return Undeclared(row, came, due_at(came, foreign=is_foreign(row.nationality), remote=remote))


def counted(guests: Sequence[Undeclared]) -> tuple[int, int]:
    """Return how many Vietnamese and how many foreign guests these are."""
    foreign = sum(each.is_foreign for each in guests)
    return len(guests) - foreign, foreign


def batches(homestay: Homestay) -> Sequence[DeclarationBatch]:
    """Return the latest files with their declarations and guests' names, the newest first (các tệp đã tải)."""
    guests = selectinload(DeclarationBatch.declarations).joinedload(Declaration.guest)
    return db.session.scalars(
        select(DeclarationBatch)
        .where(DeclarationBatch.homestay_id == homestay.id)
        .order_by(DeclarationBatch.made_at.desc(), DeclarationBatch.id.desc())
        .limit(SHOWN_BATCHES)
        .options(guests.load_only(Guest.name, Guest.slot), raiseload("*"))
    ).all()


def batch_of(homestay: Homestay, batch_id: UUID) -> DeclarationBatch:
    """Return one file with its declarations. Raises: NotFound, for another homestay's id too."""
    batch = db.session.scalars(
        select(DeclarationBatch)
        .where(DeclarationBatch.homestay_id == homestay.id, DeclarationBatch.id == batch_id)
        .options(selectinload(DeclarationBatch.declarations), raiseload("*"))
        .execution_options(populate_existing=True)
    ).first()
    if batch is None:
        raise NotFound
    return batch


def declaration_of(homestay: Homestay, declaration_id: UUID) -> Declaration:
    """Return one declaration with its guest. Raises: NotFound."""
    declaration = db.session.scalars(
        select(Declaration)
        .where(Declaration.homestay_id == homestay.id, Declaration.id == declaration_id)
        .options(joinedload(Declaration.guest), raiseload("*"))
    ).first()
    if declaration is None:
        raise NotFound
    return declaration


def certainly_declared(homestay: Homestay, guest_ids: Sequence[UUID]) -> set[UUID]:
    """Return who of these guests is known to be declared: the portal's count was right, or the owner said so."""
    return set(
        db.session.scalars(
            select(Declaration.guest_id).where(
                Declaration.homestay_id == homestay.id, Declaration.guest_id.in_(guest_ids), Declaration.declared_at.is_not(None)
            )
        )
    )

"""What bookings are looked for by: words of names, a phone number, a code, a person, and the filters; all of them combine."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, or_, select, union_all
from sqlalchemy.orm import aliased

from models import db
from models.booking import Booking, UnitNight
from models.charge import Charge
from models.folded import dialled, folded
from models.guest import Guest
from models.homestay import Homestay
from models.payment import Payment
from models.room import Unit

NUMBER = re.compile(r"[+\d][\d\s().-]*")
FEWEST_DIGITS = 3
"""Shorter ones are in every phone number."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is looked for; nothing said is everything.

    `person` is a guest: all stays of whoever has the same document number. `first` and `last` are days of which the stay touches
    one. `waiting` is the condition of bookings with guests still to be declared.
    """

    text: str = ""
    state: str | None = None
    source: str | None = None
    room: UUID | None = None
    person: UUID | None = None
    first: date | None = None
    last: date | None = None
    owes: bool = False
    waiting: Any = None


def conditions(homestay: Homestay, sought: Sought) -> list[Any]:
    """Return what the bookings of a homestay have to be for what is sought."""
    found = [Booking.homestay_id == homestay.id]
    plain = ((Booking.state, sought.state), (Booking.source, sought.source))
    found += [column == value for column, value in plain if value]
    if sought.text:
        found.append(Booking.id.in_(named(homestay.id, sought.text)))
    if sought.room:
        found.append(in_room(homestay.id, sought.room))
    if sought.person:
        found.append(Booking.id.in_(stays_of(homestay.id, sought.person)))
    if sought.first:
        found.append(Booking.planned_to >= sought.first)
    if sought.last:
        found.append(Booking.planned_from <= sought.last)
    if sought.owes:
        found.append(owed() > 0)
    return found if sought.waiting is None else [*found, sought.waiting]


def named(house: UUID, text: str) -> Any:
    """Return the select of the bookings whose guests, contact or phone number, or whose code, these words name."""
    guests = select(Guest.booking_id).where(Guest.homestay_id == house, *says(Guest.found_by, text))
    contacts = select(Booking.id).where(Booking.homestay_id == house, *says(Booking.found_by, text))
    return select(union_all(guests, contacts, coded(house, text)).subquery("named"))


def coded(house: UUID, text: str) -> Any:
    """Return the select of the booking with this code: as it was typed, for a code of an old workbook may be any text; or as ours are."""
    return select(Booking.id).where(Booking.homestay_id == house, Booking.code.in_({text.strip(), re.sub(r"\s", "", text).upper()}))


def is_code(homestay: Homestay, text: str) -> bool:
    """Tell whether a text is the code of a booking of this homestay."""
    return db.session.scalar(coded(homestay.id, text)) is not None


def says(column: Any, text: str) -> list[Any]:
    """Say that a person has every one of these words, each as the beginning of a word, or a phone number with these digits."""
    never = column.is_(None) & column.is_not(None)  # false() would swallow the conditions beside it, and so whose rows are asked
    if NUMBER.fullmatch(text):
        digits = dialled(text)
        return [column.like(f"%{digits}%") if len(digits) >= FEWEST_DIGITS else never]
    words = folded(text).split()
    return [column.like(f"% {word}%") for word in words] or [never]


def in_room(house: UUID, room: UUID) -> Any:
    return exists().where(
        UnitNight.homestay_id == house,
        UnitNight.booking_id == Booking.id,
        Unit.homestay_id == house,
        Unit.id == UnitNight.unit_id,
        Unit.room_id == room,
    )


def stays_of(house: UUID, person: UUID) -> Any:
    """Return the select of the bookings in which a guest, or anybody with the same document number, stayed."""
    one, same = aliased(Guest), aliased(Guest)
    number = select(one.document_number_index).where(one.homestay_id == house, one.id == person).scalar_subquery()
    return select(same.booking_id).where(same.homestay_id == house, or_(same.id == person, same.document_number_index == number))


def owed() -> Any:
    """Return what a booking still owes, in đồng, as `queries.balances` counts it."""
    nights, charged = summed(UnitNight, UnitNight.price), summed(Charge, Charge.amount, ~voided(Charge))
    return nights + charged - summed(Payment, Payment.signed, ~voided(Payment))


def voided(line: Any) -> Any:
    return line.voided_at.is_not(None)


def summed(line: Any, amount: Any, *only: Any) -> Any:
    """Return the sum of the lines of a booking."""
    asked = (line.homestay_id == Booking.homestay_id, line.booking_id == Booking.id, *only)
    return select(func.coalesce(func.sum(amount), 0)).where(*asked).correlate(Booking).scalar_subquery()

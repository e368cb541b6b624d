"""Writes down who a guest is, and when the person came and goes. Every check stands inside `saving`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

from homestay import clock
from homestay.errors import NotFound, Refusal
from homestay.guests import countries, documents, person, queries
from homestay.record import record
from homestay.saving import saving
from models.guest import Guest
from models.homestay import Homestay


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who a guest is, as typed from the papers; None is what nobody said."""

    name: str | None = None
    sex: str | None = None
    birth_date: date | None = None
    birth_precision: str | None = None
    nationality: str | None = None
    resident_country: str | None = None
    document_type: int | None = None
    document_name: str | None = None
    document_number: str | None = None
    address: str | None = None
    phone: str | None = None
    residence: int | None = None
    province: str | None = None
    commune: str | None = None
    reason: int | None = None
    reason_note: str | None = None
    permitted_until: date | None = None


@dataclass(frozen=True)
class Times:
    """When one guest came and leaves: days, and moments where the hour is known."""

    arrived_on: date | None
    arrived_at: datetime | None
    left_on: date | None
    left_at: datetime | None


class GuestChanged(Refusal):
    """Somebody else changed the guest since the page was opened."""

    title = _l("Somebody changed this just now")

    def __init__(self) -> None:
        super().__init__(_l("What is written of this guest was changed on another device. Open the page again and look at it."))


def write_identity(homestay: Homestay, guest_id: UUID, identity: Identity, place: UUID | None = None, mark: str | None = None) -> Guest:
    """Write down who a guest is and where the person sleeps (giấy tờ của khách); what is not said is emptied.

    Raises: NotFound; GuestChanged, when the page was made from another state; Refusal for a number its paper cannot have.
    """
    with saving(homestay):
        guest = seen(homestay, guest_id, mark)
        write(guest, asdict(identity))
        sleep_at(homestay, guest, place)
        record(homestay, "guest.identity", guest.id)
        return guest


def seen(homestay: Homestay, guest_id: UUID, mark: str | None) -> Guest:
    """Return the guest if nothing changed since the page with this `mark`; without one it is not asked. Raises: NotFound, GuestChanged."""
    guest = queries.guest_of(homestay, guest_id)
    if mark is not None and mark != queries.mark_of(guest):
        raise GuestChanged
    return guest


def fill(homestay: Homestay, guest_id: UUID, said: Mapping[str, Any], mark: str | None = None) -> Guest:
    """Write down some facts about a guest and leave the others (điền nốt); `place` is a unit.

    Raises: NotFound; GuestChanged, when the page was made from another state; Refusal.
    """
    with saving(homestay):
        guest = seen(homestay, guest_id, mark)
        write(guest, {name: value for name, value in said.items() if name != "place"})
        if "place" in said:
            sleep_at(homestay, guest, said["place"])
        record(homestay, "guest.identity", guest.id, fields=sorted(said))
        return guest


def write(guest: Guest, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        setattr(guest, name, value)
    refuse_wrong(guest)
    if "document_number" in said or "document_type" in said:
        keep_number(guest, guest.document_number)


def keep_number(guest: Guest, number: str | None) -> None:
    """Keep a number as it is declared, and its blind index for the next stay."""
    guest.document_number = documents.tidy_number(guest.document_type, number) or None if number else None
    guest.remember_number(documents.normal_number(number) if number else None)


def refuse_wrong(guest: Guest) -> None:
    """Refuse what no guest can have, whoever asks."""
    for problem in (
        documents.number_problem(guest.document_type, guest.document_number) if guest.document_number else None,
        person.birth_problem(guest.birth_date, clock.today()) if guest.birth_date else None,
    ):
        if problem is not None:
            raise Refusal(problem)
    if not all(code is None or countries.is_nationality(code) for code in (guest.nationality, guest.resident_country)):
        raise Refusal(_l("Choose a country of the list."))


def sleep_at(homestay: Homestay, guest: Guest, place: UUID | None) -> None:
    """Say on which place of the booking the guest sleeps; nothing said keeps the room. Raises: NotFound for any other place."""
    if place is None:
        return
    row = next((row for row in queries.places_of(homestay, guest.booking_id) if row.unit_id == place), None)
    if row is None:
        raise NotFound
    guest.unit_id, guest.room_id = row.unit_id, row.room_id


def note_seen(homestay: Homestay, guest_id: UUID) -> None:
    """Note in the record that somebody looked at a guest's whole number."""
    with saving(homestay):
        record(homestay, "guest.identity_seen", guest_id)


def change_times(homestay: Homestay, guest_id: UUID, times: Times, mark: str | None = None) -> Guest:
    """Say when one guest came and leaves, where it differs from the others of the booking (đến sau, về sớm).

    Edges: both days lie within the booking; the day of leaving may be the booking's last day.
    Raises: NotFound; GuestChanged, when the page was made from another state; Refusal for days outside the booking or in the wrong order.
    """
    with saving(homestay):
        guest = seen(homestay, guest_id, mark)
        refuse_odd_times(guest, times)
        guest.arrived_on, guest.arrived_at = times.arrived_on, times.arrived_at
        guest.left_on, guest.left_at = times.left_on, times.left_at
        record(homestay, "guest.times", guest.id, came=times.arrived_on, leaves=times.left_on)
        return guest


def refuse_odd_times(guest: Guest, times: Times) -> None:
    first, last = guest.booking.planned_from, guest.booking.planned_to
    if not all(first <= day <= last for day in (times.arrived_on, times.left_on) if day):
        words = {"first": clock.day_words(first), "last": clock.day_words(last)}
        raise Refusal(_l("The booking lasts from %(first)s to %(last)s. Choose days within it, or change its dates first.", **words))
    if (times.left_on or last) < (times.arrived_on or first) or (times.left_at and times.arrived_at and times.left_at < times.arrived_at):
        raise Refusal(_l("The guest would leave before coming. Correct one of the two days."))

"""What the sample houses declared: a confirmed file for each day, and the rest at the commune or by phone."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

from homestay import clock
from homestay.declarations.actions import LAYOUT
from homestay.village.sample_rows import Row, by_day
from homestay.village.sample_stays import Desk, SampleBooking
from models.base import uuid7
from models.declaration import BatchState, Channel
from models.guest import VIETNAM

FORGOTTEN_SHARE = 0.01
"""Of the guests of long ago; nobody is reminded of them any more."""
LONG_AGO = timedelta(days=40)
TODAY_SHARE = 0.5
EVENING, MORNING = (21, 30), (6, 30)


def declarations(desk: Desk, arrived: Sequence[tuple[SampleBooking, list[Row]]]) -> tuple[list[Row], list[Row]]:
    """Return the files and the declarations of a house; some who came today are still to be declared."""
    said = {guest["id"]: booking for booking, guests in arrived if is_declared(desk, booking) for guest in guests}
    guests = [guest for _booking, found in arrived for guest in found if guest["id"] in said and not is_forgotten(desk, guest)]
    files: list[Row] = []
    lines: list[Row] = []
    for day, found in by_day(guests).items():
        by_file = [guest for guest in found if goes_into_file(guest)]
        batch = file_of(desk, day, len(by_file)) if by_file else None
        files += [batch] if batch else []
        lines += [line(desk, guest, said[guest["id"]], batch if goes_into_file(guest) else None) for guest in found]
    return files, lines


def is_declared(desk: Desk, booking: SampleBooking) -> bool:
    """Say whether the guests of a booking were declared: those who slept here before today, and some of today's."""
    if not booking.has_slept:
        return False
    if booking.stay.arrive < desk.period.today:
        return True
    return booking.is_declared and desk.random.random() < TODAY_SHARE


def is_forgotten(desk: Desk, guest: Row) -> bool:
    return guest["arrived_on"] < desk.period.today - LONG_AGO and desk.random.random() < FORGOTTEN_SHARE


def goes_into_file(guest: Row) -> bool:
    """Say whether the portal's file takes a guest: Vietnamese, born on a known day, come before midnight."""
    return guest["nationality"] == VIETNAM and guest["birth_precision"] == "D" and not came_after_midnight(guest)


def came_after_midnight(guest: Row) -> bool:
    return guest["arrived_at"] is not None and guest["arrived_at"].time() < clock.EVENING_ENDS


def file_of(desk: Desk, day: date, guests: int) -> Row:
    """Return a file that the portal has confirmed; it is not kept, and its hash is that of its name."""
    return {
        "homestay_id": desk.house.id,
        "id": uuid7(),
        "layout": LAYOUT,
        "state": BatchState.CONFIRMED,
        "made_at": desk.period.moment(day, *EVENING),
        "made_by": desk.house.owner,
        "day": day,
        "file_hash": sha256(f"{desk.house.slug} {day}".encode()).digest(),
        "guest_count": guests,
        "count_seen": guests,
        "settled_at": desk.period.moment(day, *EVENING),
    }


def line(desk: Desk, guest: Row, booking: SampleBooking, batch: Row | None) -> Row:
    """Return the declaration of one guest: in a file, after midnight by phone, else in person."""
    late = came_after_midnight(guest)
    other = Channel.PHONE if late else Channel.IN_PERSON
    return {
        "homestay_id": desk.house.id,
        "id": uuid7(),
        "guest_id": guest["id"],
        "batch_id": batch["id"] if batch else None,
        "channel": Channel.PORTAL if batch else other,
        "arrival": guest["arrived_on"],
        "departure": max(guest["arrived_on"], booking.stay.leave),
        "declared_at": desk.period.moment(guest["arrived_on"], *(MORNING if late else EVENING)),
        "declared_by": desk.house.owner,
        "note": None,
    }

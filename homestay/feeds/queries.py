"""Asks about published calendars and the nights they show."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, or_, select
from sqlalchemy.orm import raiseload

from homestay import clock, tokens
from homestay.feeds.spans import TakenNight
from homestay.places import queries as places
from homestay.places.opening import opening_days
from models import db
from models.base import as_it_comes, made_at
from models.booking import Booking, UnitNight, is_behind
from models.feed import CalendarKind, EventKind, FeedEvent, FeedIn, FeedOut
from models.homestay import Homestay
from models.room import Closure, Room, RoomKind, Unit
from models.stay import ONE_DAY

AHEAD = timedelta(days=730)
"""How far ahead a calendar looks."""


def feed_of(token: str) -> Row[Any] | None:
    """Return (FeedOut, Homestay, is_behind) of a link that is in use; nothing for an unknown or revoked one."""
    everybody = {"everybody": True}  # the token says whose it is
    return db.session.execute(link_in_use(), {"hash": tokens.hash_of(token), "now": clock.now()}, execution_options=everybody).first()


@cache
def link_in_use() -> Any:
    """Return the select of a link that is in use, with its homestay."""
    return (
        select(FeedOut, Homestay, is_behind().label("is_behind"))
        .join(Homestay, Homestay.id == FeedOut.homestay_id)
        .where(FeedOut.token_hash == bindparam("hash"), FeedOut.revoked_at.is_(None))
        .options(raiseload("*"))
    )


def feeds_of(homestay: Homestay) -> Sequence[Any]:
    """Return (FeedOut, room name, unit name) of the links in use, house first, then by room and channel."""
    rows: Sequence[Any] = db.session.execute(
        select(FeedOut, Room.name.label("room"), Unit.name.label("unit"))
        .outerjoin(Room, (Room.homestay_id == FeedOut.homestay_id) & (Room.id == FeedOut.room_id))
        .outerjoin(Unit, (Unit.homestay_id == FeedOut.homestay_id) & (Unit.id == FeedOut.unit_id))
        .where(FeedOut.homestay_id == homestay.id, FeedOut.revoked_at.is_(None))
        .options(raiseload("*"))
    ).all()
    return sorted(rows, key=lambda row: (places.natural(row.room or row.unit or ""), row.FeedOut.channel or ""))


def units_of(feed: FeedOut) -> Sequence[Row[Any]]:
    """Return the places a calendar is about, with their opening dates and the price of their whole dorm."""
    return db.session.execute(units_about(feed.kind), {"house": feed.homestay_id, "about": feed.unit_id or feed.room_id}).all()


@cache
def units_about(kind: str) -> Any:
    """Return the select of the places a kind of calendar is about: all of the house, those of a room, or one."""
    query = places.places().add_columns(*opening_days(Unit, Room)).where(Unit.homestay_id == bindparam("house"))
    if kind == CalendarKind.HOUSE:
        return query
    return query.where((Unit.room_id if kind == CalendarKind.ROOM else Unit.id) == bindparam("about"))


def taken_nights(feed: FeedOut, unit_ids: Sequence[UUID], today: date) -> list[TakenNight]:
    """Return who holds these places from yesterday's night on, up to 730 days ahead; stays already begun come whole.

    Imports of the channel that reads this calendar are left out: a site must not hear its own bookings again.
    """
    whose = {"homestay": feed.homestay_id, "units": list(unit_ids), "channel": feed.channel or ""}
    yesterday = today - ONE_DAY
    rows = db.session.execute(nights_between(), {**whose, "first": yesterday, "end": today + AHEAD}).all()
    begun = min((row.begins for row in rows), default=yesterday)
    nights = list(map(taken_night, rows))
    if begun >= yesterday:
        return nights
    going_on = {taken.holder for taken in nights}
    earlier = map(taken_night, db.session.execute(nights_between(), {**whose, "first": begun, "end": yesterday}))
    return nights + [taken for taken in earlier if taken.holder in going_on]


@cache
def nights_between() -> Select[Any]:
    """Return the select of taken nights from `first` up to, not including, `end`, with what a calendar needs of their holders."""
    night = UnitNight
    return (
        select(as_it_comes(night.unit_id), night.night)
        .add_columns(as_it_comes(func.coalesce(night.booking_id, night.closure_id, night.event_id)))
        .add_columns(night.booking_id.is_not(None), Booking.changed_at, Booking.version, FeedEvent.kind)
        .add_columns(func.coalesce(Booking.planned_from, Closure.first_night, FeedEvent.first_night).label("begins"))
        .outerjoin(Booking, (Booking.homestay_id == night.homestay_id) & (Booking.id == night.booking_id))
        .outerjoin(Closure, (Closure.homestay_id == night.homestay_id) & (Closure.id == night.closure_id))
        .outerjoin(FeedEvent, (FeedEvent.homestay_id == night.homestay_id) & (FeedEvent.id == night.event_id))
        .outerjoin(FeedIn, (FeedIn.homestay_id == FeedEvent.homestay_id) & (FeedIn.id == FeedEvent.feed_id))
        .where(
            night.homestay_id == bindparam("homestay"),
            night.unit_id.in_(bindparam("units", expanding=True)),
            night.night >= bindparam("first"),
            night.night < bindparam("end"),
            or_(FeedIn.channel.is_(None), FeedIn.channel != bindparam("channel")),
        )
    )


def taken_night(row: Any) -> TakenNight:
    """Return a row of `nights_between` as a taken night."""
    unit, night, holder, is_booking, changed_at, version, kind, _begins = row
    is_guest = is_booking or kind in (EventKind.RESERVATION, EventKind.TENTATIVE)
    return TakenNight(unit, night, holder, is_guest, changed_at or came_to_be(holder), version or 0)


@lru_cache(maxsize=8192)
def came_to_be(holder: str | UUID) -> datetime:
    """Return when a holder was made: it is told for each of its nights, in each calendar."""
    return made_at(UUID(str(holder)))


def calendar_choices(homestay: Homestay) -> list[tuple[str, str, str]]:
    """Return (value, name, kind) of every calendar that can be published: the house, each room, each dorm place.

    A kind is "house", "room", "whole" for a dorm offered as a whole, "pool" for one offered by the place, or "unit".
    """
    rooms = places.rooms(homestay)
    units = [(f"unit:{unit.id}", unit.name, "unit") for room in rooms if room.is_dorm for unit in by_name(room.units)]
    return [("house", homestay.name, "house"), *[(f"room:{room.id}", room.name, kind_of(room)) for room in rooms], *units]


def kind_of(room: Room) -> str:
    if not room.is_dorm:
        return "room"
    return "pool" if is_pool(room) else "whole"


def is_pool(room: Any) -> bool:
    """Say whether the calendar of a room, or of the room of a place, offers any of its places: a dorm without a price as a whole.

    One with such a price is offered as a whole, and the first guest takes that away: no site can sell a night twice (facts/ical.md §5.4).
    Each place of a dorm has a calendar of its own.
    """
    return room.kind == RoomKind.DORM and room.whole_price is None


def by_name(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: places.natural(unit.name))


def units_named(homestay: Homestay, name: str) -> Sequence[Unit]:
    """Return the places with this name: two dorms may each have a place called 1."""
    return db.session.scalars(select(Unit).where(Unit.homestay_id == homestay.id, Unit.name == name).options(raiseload("*"))).all()


def room_named(homestay: Homestay, name: str) -> Room | None:
    """Return the room with this name, or nothing."""
    return db.session.scalars(select(Room).where(Room.homestay_id == homestay.id, Room.name == name).options(raiseload("*"))).first()

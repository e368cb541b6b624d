"""Publishing a calendar, taking it back, and noting who read it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from homestay import clock, tokens
from homestay.errors import NotFound, Refusal
from homestay.feeds import queries
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.feed import CalendarKind, FeedOut
from models.homestay import Homestay
from models.room import Room, Unit

LABEL_LETTERS = 120
READ_AGAIN_AFTER = timedelta(minutes=1)
"""Reads closer together than this are noted as one."""


@dataclass(frozen=True)
class Calendar:
    """What a link is about: one place, one room, or (neither) the whole house; and which channel reads it."""

    room_id: UUID | None = None
    unit_id: UUID | None = None
    channel: str | None = None

    @property
    def kind(self) -> CalendarKind:
        return CalendarKind.ROOM if self.room_id else CalendarKind.UNIT if self.unit_id else CalendarKind.HOUSE


def publish(homestay: Homestay, calendar: Calendar) -> FeedOut:
    """Make the link of a calendar for a channel, or return the one there is (gửi lịch ra).

    Raises: NotFound for another house's room; Refusal in a house for practising.
    """
    with saving(homestay):
        if homestay.practice:
            raise Refusal(_l("A house for practising has no calendar link. Go back to your own house and make it there."))
        return existing(homestay, calendar) or new_feed(homestay, calendar, label_of(homestay, calendar))


def label_of(homestay: Homestay, calendar: Calendar) -> str:
    """Return what a calendar is called: the house, and the room or place. Raises: NotFound."""
    if calendar.kind == CalendarKind.HOUSE:
        return homestay.name[:LABEL_LETTERS]
    table, key = (Room, calendar.room_id) if calendar.room_id else (Unit, calendar.unit_id)
    name = db.session.scalar(select(table.name).where(table.homestay_id == homestay.id, table.id == key))
    if name is None:
        raise NotFound
    return f"{homestay.name} – {name}"[:LABEL_LETTERS]


def existing(homestay: Homestay, calendar: Calendar) -> FeedOut | None:
    """Return the link of a calendar for its channel that is in use, or nothing."""
    return db.session.scalars(
        select(FeedOut).where(
            FeedOut.homestay_id == homestay.id,
            FeedOut.kind == calendar.kind,
            FeedOut.room_id.is_not_distinct_from(calendar.room_id),
            FeedOut.unit_id.is_not_distinct_from(calendar.unit_id),
            FeedOut.channel.is_not_distinct_from(calendar.channel),
            FeedOut.revoked_at.is_(None),
        )
    ).first()


def new_feed(homestay: Homestay, calendar: Calendar, label: str) -> FeedOut:
    token = tokens.short_token()
    feed = FeedOut(
        homestay_id=homestay.id,
        id=uuid7(),
        kind=calendar.kind,
        room_id=calendar.room_id,
        unit_id=calendar.unit_id,
        channel=calendar.channel,
        label=label,
        token=token,
        token_hash=tokens.hash_of(token),
        secret=secrets.token_hex(16),
        made_at=clock.now(),
    )
    db.session.add(feed)
    record(homestay, "feed.published", feed.id, label=label, channel=calendar.channel)
    return feed


def revoke(homestay: Homestay, feed_id: UUID) -> None:
    """Take a link back: from now on it answers that there is no such calendar (thu hồi). Raises: NotFound."""
    with saving(homestay):
        feed = db.session.get(FeedOut, (homestay.id, feed_id))
        if feed is None or feed.revoked_at:
            raise NotFound
        feed.revoked_at = clock.now()
        record(homestay, "feed.revoked", feed.id, label=feed.label, channel=feed.channel)


def note_read(feed: FeedOut, agent: str) -> None:
    """Note that a channel read its calendar, once a minute at most.

    The calendar matters more than the note: trouble with it is only logged.
    """
    now = clock.now()
    if feed.last_read_at and now - feed.last_read_at < READ_AGAIN_AFTER:
        return
    key = (FeedOut.homestay_id == feed.homestay_id, FeedOut.id == feed.id)
    values = {"last_read_at": now, "last_agent": agent[:200] or None, "reads": FeedOut.reads + 1}
    try:
        with saving():
            db.session.execute(update(FeedOut).where(*key).values(**values), execution_options={"synchronize_session": False})
    except (Refusal, DBAPIError, OSError) as trouble:
        current_app.logger.warning("reading of a calendar not noted: %s", trouble)


def calendar_named(homestay: Homestay, room: str | None, unit: str | None, channel: str | None) -> Calendar:
    """Return the calendar of a room or place by its name, of the house without one. Raises: Refusal when there is none, or several."""
    if room:
        found = queries.room_named(homestay, room)
        if found is None:
            raise Refusal(_l("There is no room called %(name)s in this homestay.", name=room))
        return Calendar(room_id=found.id, channel=channel)
    if unit:
        units = queries.units_named(homestay, unit)
        if len(units) != 1:
            raise Refusal(_l("There is not exactly one place called %(name)s in this homestay.", name=unit))
        return Calendar(unit_id=units[0].id, channel=channel)
    return Calendar(channel=channel)

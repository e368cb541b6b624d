"""The bytes of a published calendar and their mark, kept as long as the house does not change."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row

from homestay import clock
from homestay.feeds import ical, queries, shut, spans
from models.feed import CalendarKind, FeedOut
from models.homestay import Homestay
from models.stay import ONE_DAY

KEPT = 512
"""Calendars whose bytes are kept in memory."""


class Published(NamedTuple):
    """A calendar ready to send."""

    content: bytes
    etag: str


class Shelf:
    """The newest calendars by link; what was made from an older state of the house is made anew."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.kept: OrderedDict[UUID, tuple[tuple[int, date], Published]] = OrderedDict()

    def get(self, feed_id: UUID, state: tuple[int, date]) -> Published | None:
        with self.lock:
            known, published = self.kept.get(feed_id, (None, None))
            return published if known == state else None

    def put(self, feed_id: UUID, state: tuple[int, date], published: Published) -> None:
        with self.lock:
            self.kept[feed_id] = (state, published)
            self.kept.move_to_end(feed_id)
            while len(self.kept) > KEPT:
                self.kept.popitem(last=False)


SHELF = Shelf()


def published(feed: FeedOut, homestay: Homestay) -> Published:
    """Return the calendar of a link as it is now; the same nights give the same bytes and the same mark."""
    state = (homestay.version, clock.today())
    kept = SHELF.get(feed.id, state)
    if kept:
        return kept
    content = content_of(feed)
    made = Published(content, sha256(content).hexdigest()[:32])
    SHELF.put(feed.id, state, made)
    return made


def content_of(feed: FeedOut) -> bytes:
    """Return the calendar's bytes: the nights that are taken, and those on which the place, room or house is not let at all."""
    units = queries.units_of(feed)
    taken = spans.events_of(nights_shown(feed, units), feed.secret)
    events = spans.merged([*taken, *nights_shut(feed, units)])
    return ical.calendar(feed.label, events or [nothing_booked(feed)])


def nights_shown(feed: FeedOut, units: Sequence[Row[Any]]) -> list[spans.HeldNight]:
    """Return the held nights that a calendar tells: of a dorm only those on which none of its places is free."""
    nights = queries.held_nights(feed, [unit.id for unit in units], clock.today())
    return shut.full_nights(nights, units) if feed.kind == CalendarKind.ROOM and len(units) > 1 else nights


def nights_shut(feed: FeedOut, units: Sequence[Row[Any]]) -> list[ical.Event]:
    """Return an event for each time in which none of the places is let."""
    today = clock.today()
    about = feed.room_id or feed.unit_id or feed.homestay_id
    return [
        ical.Event(stay.arrive, stay.leave, spans.name_of(feed.secret, about, f"shut {stay.arrive}"), ical.BLOCKED, feed.made_at)
        for stay in shut.times(units, today - ONE_DAY, today + queries.AHEAD)
    ]


def nothing_booked(feed: FeedOut) -> ical.Event:
    """Return the one past event of an empty calendar, so that no site takes it for a broken one."""
    day = clock.local(feed.made_at).date()
    return ical.Event(day - ONE_DAY, day, spans.name_of(feed.secret, feed.id), ical.NOTHING, feed.made_at)

"""The bytes of a published calendar and their mark, kept as long as the house does not change."""

from collections import OrderedDict
from datetime import date, timedelta
from hashlib import sha256
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from homestay import clock
from homestay.feeds import ical, queries, spans
from models.feed import CalendarKind, FeedOut
from models.homestay import Homestay
from models.stay import Stay

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
    """Return the calendar's bytes: one place, one room (a dorm is taken when none of its places is free), or the whole house."""
    events = spans.events_of(nights_shown(feed), feed.secret)
    return ical.calendar(feed.label, events or [nothing_booked(feed)])


def nights_shown(feed: FeedOut) -> list[spans.HeldNight]:
    units = queries.units_of(feed)
    nights = queries.held_nights(feed, [unit.id for unit in units], clock.today())
    if feed.kind != CalendarKind.ROOM or not nights:
        return nights
    window = Stay(min(held.night for held in nights), max(held.night for held in nights) + timedelta(days=1))
    return spans.full_nights(nights, queries.open_places(units, window))


def nothing_booked(feed: FeedOut) -> ical.Event:
    """Return the one past event of an empty calendar, so that no site takes it for a broken one."""
    day = clock.local(feed.made_at).date()
    return ical.Event(day - timedelta(days=1), day, spans.name_of(feed.secret, feed.id, 0), ical.NOTHING, feed.made_at)

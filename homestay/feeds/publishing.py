"""The bytes of a published calendar and their mark, kept as long as the house does not change."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import Row

from homestay import clock
from homestay.feeds import ical, queries, shut, spans
from homestay.shelf import Shelf
from models.feed import CalendarKind, FeedOut
from models.homestay import Homestay
from models.stay import ONE_DAY


class Published(NamedTuple):
    """A calendar ready to send."""

    content: bytes
    etag: str


SHELF: Shelf[Published] = Shelf()
"""The calendars whose bytes are kept in memory, by link."""


def published(feed: FeedOut, homestay: Homestay) -> Published:
    """Return the calendar of a link as it is now; the same nights give the same bytes and the same mark."""
    return SHELF.get(feed.id, (homestay.version, clock.today()), lambda: made(feed))


def made(feed: FeedOut) -> Published:
    content = content_of(feed)
    return Published(content, sha256(content).hexdigest()[:32])


def content_of(feed: FeedOut) -> bytes:
    """Return the calendar's bytes: the nights that are taken, and those on which the place, room or house is not let at all."""
    units = queries.units_of(feed)
    events = spans.events_of(nights_shown(feed, units), feed.secret, nights_shut(feed, units))
    shown = [event for event in events if event.end >= clock.today()]  # the earlier parts of a stay are read for its names alone
    return ical.calendar(feed.label, shown or [nothing_booked(feed)])


def nights_shown(feed: FeedOut, units: Sequence[Row[Any]]) -> list[spans.TakenNight]:
    """Return the taken nights that a calendar tells; of a dorm offered by the place, those on which no place is free."""
    nights = queries.taken_nights(feed, [unit.id for unit in units], clock.today())
    is_pool = feed.kind == CalendarKind.ROOM and any(queries.is_pool(unit) for unit in units)
    return shut.full_nights(nights, units) if is_pool else nights


def nights_shut(feed: FeedOut, units: Sequence[Row[Any]]) -> list[spans.Span]:
    """Return each time in which none of the places is let."""
    today = clock.today()
    about = str(feed.room_id or feed.unit_id or feed.homestay_id)
    return [
        spans.Span(stay.arrive, stay.leave, about, f"shut {stay.arrive}", False, feed.made_at)
        for stay in shut.times(units, today - ONE_DAY, today + queries.AHEAD)
    ]


def nothing_booked(feed: FeedOut) -> ical.Event:
    """Return the one past event of an empty calendar, so that no site takes it for a broken one."""
    day = clock.local(feed.made_at).date()
    return ical.Event(day - ONE_DAY, day, spans.name_of(feed.secret, feed.id), ical.NOTHING, feed.made_at)

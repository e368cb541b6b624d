"""Calendar links: the ones listing sites read from us, and the ones we read from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Owned, link, one_of, within
from models.room import Room, Unit
from models.sealed import Sealed


class CalendarKind(StrEnum):
    """What a published calendar is about: one place, one room, the whole house."""

    UNIT = "unit"
    ROOM = "room"
    HOUSE = "house"


class EventKind(StrEnum):
    """What an imported event is: a booking, a closure, a maybe, or unknown. All four block."""

    RESERVATION = "reservation"
    BLOCK = "block"
    TENTATIVE = "tentative"
    UNKNOWN = "unknown"


class FeedOut(Owned):
    """A calendar published to one channel (lịch iCal gửi ra). The token finds it by its hash and is shown again from its seal."""

    __tablename__ = "feeds_out"
    __table_args__ = (
        within("room_id", "rooms"),
        within("unit_id", "units"),
        Index(None, "homestay_id", "channel"),
        CheckConstraint(one_of("kind", CalendarKind), name="kind"),
    )

    kind: Mapped[str]
    room_id: Mapped[UUID | None]
    unit_id: Mapped[UUID | None]
    channel: Mapped[str | None]
    label: Mapped[str]
    token_sealed: Mapped[bytes]
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    secret_sealed: Mapped[bytes]
    """Key of this link's event names, so that two sites cannot join what they read."""
    made_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_read_at: Mapped[datetime | None]
    last_agent: Mapped[str | None]
    reads: Mapped[int] = mapped_column(default=0)

    token = Sealed("feeds_out")
    secret = Sealed("feeds_out")

    room: Mapped[Room | None] = link("FeedOut.room_id", "Room")
    unit: Mapped[Unit | None] = link("FeedOut.unit_id", "Unit")


class FeedIn(Owned):
    """A calendar read from a listing site (lịch iCal đọc vào)."""

    __tablename__ = "feeds_in"
    __table_args__ = (within("room_id", "rooms"), Index(None, "homestay_id", "room_id"))

    room_id: Mapped[UUID]
    channel: Mapped[str]
    url_sealed: Mapped[bytes]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    next_poll_at: Mapped[datetime | None]
    last_good_at: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)

    url = Sealed("feeds_in")

    room: Mapped[Room] = link("FeedIn.room_id", "Room")


class FeedPoll(Owned):
    """One reading of a listing site's calendar and how it went."""

    __tablename__ = "feed_polls"
    __table_args__ = (within("feed_id", "feeds_in"), Index(None, "homestay_id", "feed_id", "polled_at"))

    feed_id: Mapped[UUID]
    polled_at: Mapped[datetime]
    outcome: Mapped[str]
    error: Mapped[str | None]
    byte_count: Mapped[int | None]
    event_count: Mapped[int | None]

    feed: Mapped[FeedIn] = link("FeedPoll.feed_id", "FeedIn")


class FeedEvent(Owned):
    """What a site says about some nights; it holds UnitNights only where nobody else does."""

    __tablename__ = "feed_events"
    __table_args__ = (
        within("feed_id", "feeds_in"),
        UniqueConstraint("homestay_id", "feed_id", "uid_hash", "first_night", "end_night"),
        CheckConstraint(one_of("kind", EventKind), name="kind"),
        CheckConstraint("first_night < end_night", name="dates"),
    )

    feed_id: Mapped[UUID]
    uid_hash: Mapped[bytes]
    kind: Mapped[str]
    first_night: Mapped[date]
    end_night: Mapped[date]
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]

    feed: Mapped[FeedIn] = link("FeedEvent.feed_id", "FeedIn")

    def as_holder(self) -> dict[str, UUID]:
        """Return the column by which a night says that this event holds it."""
        return {"event_id": self.id}

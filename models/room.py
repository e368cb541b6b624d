"""Rooms, the places sold in them, and the nights they are out of sale."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Dong, Owned, link, one_of, within


class RoomKind(StrEnum):
    """How a room is sold: whole (phòng riêng), or by the place (phòng tập thể, sàn)."""

    PRIVATE = "private"
    DORM = "dorm"


class Cleaning(StrEnum):
    """How clean a room is: sạch, chưa dọn, đang dọn."""

    CLEAN = "clean"
    TO_CLEAN = "to_clean"
    BEING_CLEANED = "being_cleaned"


class ClosureReason(StrEnum):
    """Why nights are out of sale: sửa chữa, nhà dùng, nghỉ mùa, khác."""

    REPAIR = "repair"
    FAMILY = "family"
    SEASON = "season"
    OTHER = "other"


class Room(Owned):
    """A room (phòng): private and sold whole, or a dorm sold by place, or whole when it has a whole price."""

    __tablename__ = "rooms"
    __table_args__ = (
        UniqueConstraint("homestay_id", "name"),
        CheckConstraint(one_of("kind", RoomKind), name="kind"),
        CheckConstraint(one_of("cleaning", Cleaning), name="cleaning"),
        CheckConstraint("capacity > 0 AND price >= 0 AND whole_price >= 0", name="amounts"),
        CheckConstraint("open_to IS NULL OR open_from IS NULL OR open_from < open_to", name="dates"),
    )

    name: Mapped[str]
    kind: Mapped[str]
    capacity: Mapped[int]
    """Normal sleeping places; a double bed counts two, extra mattresses do not count."""
    price: Mapped[Dong]
    """List price of a night: of the room, or of one place of a dorm."""
    whole_price: Mapped[Dong | None]
    """List price of a night of the whole dorm; nothing means it is sold by place only."""
    cleaning: Mapped[str] = mapped_column(default=Cleaning.CLEAN)
    open_from: Mapped[date | None]
    open_to: Mapped[date | None]
    """First night no longer sold."""

    units: Mapped[list[Unit]] = link("Unit.room_id", "Room", back_populates="room", passive_deletes="all")

    @property
    def is_dorm(self) -> bool:
        return self.kind == RoomKind.DORM


class Unit(Owned):
    """The smallest thing sold (chỗ bán): the whole of a private room, or one mattress of a dorm.

    It opens and closes by date, so that past supply never changes.
    """

    __tablename__ = "units"
    __table_args__ = (
        within("room_id", "rooms"),
        UniqueConstraint("homestay_id", "room_id", "name"),
        CheckConstraint("open_to IS NULL OR open_from IS NULL OR open_from <= open_to", name="dates"),
    )

    room_id: Mapped[UUID]
    name: Mapped[str]
    """The mattress's name; a private room's unit bears the room's name."""
    open_from: Mapped[date | None]
    open_to: Mapped[date | None]
    """First night no longer sold."""

    room: Mapped[Room] = link("Unit.room_id", "Room", back_populates="units")


class Closure(Owned):
    """Nights of a room out of sale, with a reason (đóng phòng)."""

    __tablename__ = "closures"
    __table_args__ = (
        within("room_id", "rooms"),
        Index(None, "homestay_id", "room_id"),
        CheckConstraint(one_of("reason", ClosureReason), name="reason"),
        CheckConstraint("first_night < end_night", name="dates"),
    )

    room_id: Mapped[UUID]
    first_night: Mapped[date]
    end_night: Mapped[date]
    """First night that is sold again."""
    reason: Mapped[str]

    room: Mapped[Room] = link("Closure.room_id", "Room")

    def as_holder(self) -> dict[str, UUID]:
        """Return the column by which a night says that this closure holds it."""
        return {"closure_id": self.id}

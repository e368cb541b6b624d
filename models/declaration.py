"""What was declared to the commune police, and in which file."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped

from models.base import Owned, link, one_of, within
from models.guest import Guest


class BatchState(StrEnum):
    """The life of a file: đã tải, đã gửi, cổng đã nhận, cổng báo thiếu."""

    DOWNLOADED = "downloaded"
    SENT = "sent"
    CONFIRMED = "confirmed"
    DIFFERENT = "different"


class Channel(StrEnum):
    """How a guest was declared: by file on the portal, in VNeID, by phone, in person at the commune."""

    PORTAL = "portal"
    VNEID = "vneid"
    PHONE = "phone"
    IN_PERSON = "in_person"


class DeclarationBatch(Owned):
    """One file of guests made for the portal (tệp khai báo); the file itself is not kept, its hash is."""

    __tablename__ = "declaration_batches"
    __table_args__ = (
        Index(None, "homestay_id", "made_at"),
        CheckConstraint(one_of("state", BatchState), name="state"),
    )

    layout: Mapped[str]
    state: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    day: Mapped[date]
    file_hash: Mapped[bytes]
    guest_count: Mapped[int]
    count_seen: Mapped[int | None]
    """How many the portal said it took; typed by the owner."""
    settled_at: Mapped[datetime | None]

    declarations: Mapped[list[Declaration]] = link(
        "Declaration.batch_id", "DeclarationBatch", back_populates="batch", passive_deletes="all"
    )


class Declaration(Owned):
    """One guest's stay declared once (khai báo lưu trú), with the dates that were said."""

    __tablename__ = "declarations"
    __table_args__ = (
        within("guest_id", "guests"),
        within("batch_id", "declaration_batches"),
        Index(None, "homestay_id", "guest_id"),
        Index(None, "homestay_id", "batch_id"),
        CheckConstraint(one_of("channel", Channel), name="channel"),
    )

    guest_id: Mapped[UUID]
    batch_id: Mapped[UUID | None]
    channel: Mapped[str]
    arrival: Mapped[date]
    departure: Mapped[date]
    declared_at: Mapped[datetime | None]
    """When it is certain: the portal's count was right, or the owner said so for another channel."""
    declared_by: Mapped[str | None]
    note: Mapped[str | None]

    guest: Mapped[Guest] = link("Declaration.guest_id", "Guest")
    batch: Mapped[DeclarationBatch | None] = link("Declaration.batch_id", "DeclarationBatch", back_populates="declarations")

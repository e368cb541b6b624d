"""List prices that differ from a room's own price, and the holidays of the calendar."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Dong, Model, Owned, link, within
from models.room import Room


class Rate(Owned):
    """A list price of a room for some nights (giá niêm yết); blanks mean "any"."""

    __tablename__ = "rates"
    __table_args__ = (
        within("room_id", "rooms"),
        Index(None, "homestay_id", "room_id"),
        CheckConstraint("price >= 0 AND whole_price >= 0", name="amounts"),
        CheckConstraint("first_night IS NULL OR end_night IS NULL OR first_night < end_night", name="dates"),
    )

    room_id: Mapped[UUID]
    name: Mapped[str | None]
    first_night: Mapped[date | None]
    end_night: Mapped[date | None]
    weekdays: Mapped[str | None]
    """Digits of the evenings it holds for, 1 Monday … 7 Sunday."""
    holiday: Mapped[bool] = mapped_column(default=False)
    """Only on nights before a day off."""
    source: Mapped[str | None]
    price: Mapped[Dong]
    whole_price: Mapped[Dong | None]

    room: Mapped[Room] = link("Rate.room_id", "Room")


class Holiday(Model):
    """A day off of the whole country (ngày lễ); future years are marked until the Government has decided them."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]
    announced: Mapped[bool] = mapped_column(default=True)


class VillageHoliday(Model):
    """What a village says of a day itself; it stands above what the country says of it (ngày lễ của thôn)."""

    __tablename__ = "village_holidays"

    village_id: Mapped[UUID] = mapped_column(ForeignKey("villages.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    """Nothing where the village takes out a day of the country."""
    name_en: Mapped[str | None]
    announced: Mapped[bool] = mapped_column(default=True)

"""Who holds which place on which night: the one function that takes nights, and the one that gives them back."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import Row, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import ColumnElement

from homestay.clock import day_words
from homestay.errors import FreePlace, Refusal
from homestay.places import queries
from models import db
from models.booking import Booking, UnitNight
from models.room import Closure, Room, Unit
from models.stay import ONE_DAY, Stay

INSERT: dict[str, Any] = {
    name: dialect.insert(UnitNight.__table__).on_conflict_do_nothing() for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


class Holder(Protocol):
    """What can hold a night: a booking, a closure, an imported event."""

    homestay_id: UUID

    def as_holder(self) -> dict[str, UUID]: ...


class PlaceNight(NamedTuple):
    """One place on one night at a price (đồng; None for closures and blocks); `whole`: the whole dorm was sold."""

    unit_id: UUID
    night: date
    price: int | None = None
    whole: bool = False


class Taken(Refusal):
    """A place is held by somebody else on a night."""

    title = _l("Already taken")


def hold(holder: Holder, places: Iterable[PlaceNight]) -> None:
    """Give places on nights to a holder, in night order; the table's key alone decides (giữ đêm).

    Raises: Taken, naming room and night, who is in the way, and what is free instead.
    """
    rows = [holding(holder, place) for place in sorted(set(places), key=lambda place: (place.night, place.unit_id))]
    if not rows:
        return
    db.session.flush()  # the holder's row before its nights
    if insert(rows) < len(rows):
        raise taken(holder, rows)


def holding(holder: Holder, place: PlaceNight) -> dict[str, Any]:
    return {**free_night(holder.homestay_id), **place._asdict(), **holder.as_holder()}


def free_night(homestay_id: UUID) -> dict[str, Any]:
    """Return the row of a night that nobody holds yet, without its place."""
    return {"homestay_id": homestay_id, "booking_id": None, "closure_id": None, "event_id": None, "price": None, "whole": False}


def insert(rows: Sequence[dict[str, Any]]) -> int:
    """Insert the nights that nobody holds and return how many they were."""
    make = INSERT[db.session.get_bind().dialect.name]
    return int(db.session.execute(make, rows, execution_options={"preserve_rowcount": True}).rowcount)  # type: ignore[attr-defined]


def release(holder: Holder, *conditions: ColumnElement[bool]) -> list[PlaceNight]:
    """Give back a holder's nights that meet the conditions; return what they were (trả đêm)."""
    column, holder_id = next(iter(holder.as_holder().items()))
    gone = db.session.execute(
        delete(UnitNight)
        .where(UnitNight.homestay_id == holder.homestay_id, getattr(UnitNight, column) == holder_id, *conditions)
        .returning(UnitNight.unit_id, UnitNight.night, UnitNight.price, UnitNight.whole),
        execution_options={"synchronize_session": False},
    ).all()
    return [PlaceNight(*row) for row in gone]


def taken(holder: Holder, rows: Sequence[dict[str, Any]]) -> Taken:
    """Return the refusal that names the first place in the way and what is free on all the wanted nights."""
    blocker = in_the_way(holder, rows)
    stay = Stay(rows[0]["night"], rows[-1]["night"] + ONE_DAY)
    free = [
        FreePlace(str(place.unit_id), place.unit_name, place.is_dorm, place.price, place.capacity)
        for place in queries.free_units(holder.homestay_id, stay)
    ]
    return Taken(words(blocker), title=title(blocker), free=free, place=blocker.unit if blocker else None)


def in_the_way(holder: Holder, rows: Sequence[dict[str, Any]]) -> Row[Any] | None:
    """Return the first wanted night that somebody else holds, with the words to say who."""
    own, own_id = next(iter(holder.as_holder().items()))
    wanted = {(row["unit_id"], row["night"]) for row in rows}
    held = db.session.execute(
        select(UnitNight.unit_id, UnitNight.night, getattr(UnitNight, own).label("own"))
        .add_columns(Unit.name.label("unit"), Room.name.label("room"), Room.kind)
        .add_columns(Booking.contact, Booking.planned_to, Closure.end_night)
        .join(UnitNight.unit)
        .join(Unit.room)
        .outerjoin(UnitNight.booking)
        .outerjoin(Closure, (Closure.homestay_id == UnitNight.homestay_id) & (Closure.id == UnitNight.closure_id))
        .where(
            UnitNight.homestay_id == holder.homestay_id,
            UnitNight.unit_id.in_({row["unit_id"] for row in rows}),
            UnitNight.night.between(rows[0]["night"], rows[-1]["night"]),
        )
        .order_by(UnitNight.night, Room.name, Unit.name)
    ).all()
    return next((night for night in held if night.own != own_id and (night.unit_id, night.night) in wanted), None)


def title(blocker: Row[Any] | None) -> Any:
    if blocker is None:
        return None
    night = day_words(blocker.night)
    if blocker.kind == "dorm":
        return _l("Place %(place)s is taken on the night of %(night)s", place=blocker.unit, night=night)
    return _l("Room %(room)s is taken on the night of %(night)s", room=blocker.room, night=night)


def words(blocker: Row[Any] | None) -> Any:
    if blocker is None:
        return _l("Somebody took that place just now. Nothing was saved.")
    if blocker.contact:
        until = day_words(blocker.planned_to)
        return _l("%(name)s has it until %(day)s. Nothing was saved.", name=blocker.contact, day=until)
    if blocker.end_night:
        return _l("It is closed until %(day)s. Nothing was saved.", day=day_words(blocker.end_night))
    return _l("A listing site holds that night. Nothing was saved.")

"""What the calendar asks the database. The statements are built once: building them costs more than running them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, String, bindparam, func, or_, select, type_coerce

from models import db
from models.booking import Booking, UnitNight
from models.feed import FeedEvent, FeedIn
from models.homestay import Homestay
from models.room import Closure, Room, Unit
from models.stay import ONE_DAY, Stay

night, unit, room = UnitNight.__table__.c, Unit.__table__.c, Room.__table__.c
booking, closure, event, feed = Booking.__table__.c, Closure.__table__.c, FeedEvent.__table__.c, FeedIn.__table__.c
HOUSE, FIRST, END = bindparam("homestay_id", type_=unit.homestay_id.type), bindparam("first", type_=Date()), bindparam("end", type_=Date())
HOLDERS = (night.booking_id, night.closure_id, night.event_id)
IN_WINDOW = (night.homestay_id == HOUSE, night.night >= FIRST, night.night < END)


def as_it_comes(column: Any) -> Any:
    """Return a column of ids as the database has it: it is only compared, and to make ids of a thousand rows costs time."""
    return type_coerce(column, String)


def opens_in_window(table: Any) -> Any:
    """Say that a room or a place is sold on some night of the window."""
    return or_(table.open_to.is_(None), table.open_to > FIRST) & or_(table.open_from.is_(None), table.open_from < END)


HOLDER = as_it_comes(func.coalesce(*HOLDERS)).label("holder")

PLACES = (
    select(as_it_comes(unit.id).label("id"), unit.name, room.name.label("room"), room.kind, room.capacity, room.price)
    .add_columns(unit.open_from, unit.open_to, room.open_from.label("room_from"), room.open_to.label("room_to"))
    .where(unit.homestay_id == HOUSE, room.homestay_id == HOUSE, room.id == unit.room_id, opens_in_window(unit), opens_in_window(room))
)

HELD = (
    select(night.unit_id, *HOLDERS, HOLDER)
    .add_columns(func.min(night.night).label("first"), func.max(night.night).label("last"), func.count().label("nights"))
    .where(*IN_WINDOW)
    .group_by(night.unit_id, *HOLDERS)
    .subquery()
)

SPANS = (
    select(as_it_comes(HELD.c.unit_id).label("unit_id"), HELD.c.holder, HELD.c.first, HELD.c.last, HELD.c.nights)
    .add_columns(booking.code, booking.contact, booking.state, booking.source, booking.planned_from, booking.planned_to)
    .add_columns((booking.adults + booking.children).label("people"), closure.reason, closure.first_night, closure.end_night)
    .add_columns(feed.channel, event.first_night.label("event_first"), event.end_night.label("event_end"))
    .add_columns(booking.held_until)
    .select_from(HELD)
    .outerjoin(Booking.__table__, (booking.homestay_id == HOUSE) & (booking.id == HELD.c.booking_id))
    .outerjoin(Closure.__table__, (closure.homestay_id == HOUSE) & (closure.id == HELD.c.closure_id))
    .outerjoin(FeedEvent.__table__, (event.homestay_id == HOUSE) & (event.id == HELD.c.event_id))
    .outerjoin(FeedIn.__table__, (feed.homestay_id == HOUSE) & (feed.id == event.feed_id))
)

NIGHTS = (
    select(as_it_comes(night.unit_id), HOLDER, night.night)
    .where(*IN_WINDOW, night.unit_id.in_(bindparam("units", expanding=True)))
    .order_by(night.night)
)


def sold_places(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return (id, name, room, kind, capacity, price, opening dates) of the places sold on some night of the window."""
    return db.session.execute(PLACES, {"homestay_id": homestay.id, "first": window.arrive, "end": window.leave}).all()


def spans(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return one row for each place and who holds it in the window, or the night before or after it, with what a bar shows."""
    return db.session.execute(SPANS, one_more(homestay, window)).all()


def nights_apart(homestay: Homestay, window: Stay, unit_ids: Collection[Any]) -> dict[tuple[Any, Any], list[tuple[date, date]]]:
    """Return for these places the unbroken ranges of nights (first, end) of each holder."""
    ranges: dict[tuple[Any, Any], list[tuple[date, date]]] = defaultdict(list)
    units = [UUID(str(unit_id)) for unit_id in unit_ids]
    for unit_id, holder, night in db.session.execute(NIGHTS, {**one_more(homestay, window), "units": units}):
        own = ranges[unit_id, holder]
        first = own.pop()[0] if own and own[-1][1] == night else night
        own.append((first, night + ONE_DAY))
    return ranges


def one_more(homestay: Homestay, window: Stay) -> dict[str, Any]:
    """Return the parameters for the window with one night more on each side: so a bar knows that it goes on."""
    return {"homestay_id": homestay.id, "first": window.arrive - ONE_DAY, "end": window.leave + ONE_DAY}

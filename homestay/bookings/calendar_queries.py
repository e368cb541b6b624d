"""What the calendar asks the database. The statements are built once: building them costs more than running them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, func, literal, null, or_, select, union_all

from homestay.bookings.days_off import DAYS_OFF, END, FIRST
from models import db
from models.base import as_it_comes, aside
from models.booking import ALIVE, Booking, ParkedNight, UnitNight
from models.feed import FeedEvent, FeedIn
from models.homestay import Homestay
from models.room import Closure, Room, Unit
from models.stay import ONE_DAY, Stay

night, unit, room = UnitNight.__table__.c, Unit.__table__.c, Room.__table__.c
booking, closure, event, feed = Booking.__table__.c, Closure.__table__.c, FeedEvent.__table__.c, FeedIn.__table__.c
waits = ParkedNight.__table__.c
off = DAYS_OFF.c
HOUSE = bindparam("homestay_id", type_=unit.homestay_id.type)


def opens_in_window(table: Any) -> Any:
    """Say that a room or a place is sold on some night of the window."""
    return or_(table.open_to.is_(None), table.open_to > FIRST) & or_(table.open_from.is_(None), table.open_from < END)


PLACES = (
    select(as_it_comes(unit.id).label("id"), unit.name, room.name.label("room"), room.kind, room.capacity, room.price)
    .add_columns(unit.open_from, unit.open_to, room.open_from.label("room_from"), room.open_to.label("room_to"))
    .where(unit.homestay_id == HOUSE, room.homestay_id == HOUSE, room.id == unit.room_id, opens_in_window(unit), opens_in_window(room))
)

NIGHTS = (
    select(as_it_comes(night.unit_id).label("unit_id"), night.night)
    .add_columns(as_it_comes(func.coalesce(night.booking_id, night.closure_id, night.event_id)).label("holder"))
    .where(night.homestay_id == HOUSE, night.night >= FIRST, night.night < END)
    .where(night.unit_id.in_(select(unit.id).where(unit.homestay_id == HOUSE)))  # place by place, in the order of the key
    .order_by(night.unit_id, night.night)
)

PARKED, OFF = "parked", "off"


def parked() -> Any:
    """Return the select of the bookings with nights of the window that have no place, each from the first such night to after the last."""
    here = waits.homestay_id == HOUSE, waits.night >= FIRST, waits.night < END
    first, last = (
        select(edge(waits.night)).where(*here, waits.booking_id == booking.id).correlate(Booking.__table__).scalar_subquery()
        for edge in (func.min, func.max)
    )
    return (
        select(as_it_comes(booking.id).label("holder"), booking.code, booking.contact, literal(PARKED), booking.source)
        .add_columns(first, last, (booking.adults + booking.children).label("people"), booking.held_until, null())
        .where(booking.homestay_id == HOUSE, booking.id.in_(select(waits.booking_id).where(*here)))
        .where(aside(booking.state.in_(ALIVE)), booking.lapsed_at.is_(None))
    )


IN_WINDOW = select(night.booking_id).where(night.homestay_id == HOUSE, night.night >= FIRST, night.night < END)
HOLDERS = union_all(
    select(as_it_comes(booking.id).label("holder"), booking.code, booking.contact, booking.state, booking.source.label("word"))
    .add_columns(booking.planned_from.label("arrives"), booking.planned_to.label("leaves"))
    .add_columns((booking.adults + booking.children).label("people"), booking.held_until, booking.note)
    .where(booking.homestay_id == HOUSE, booking.id.in_(IN_WINDOW)),
    select(as_it_comes(closure.id), null(), null(), literal("shut"), closure.reason, closure.first_night, closure.end_night)
    .add_columns(null(), null(), null())
    .where(closure.homestay_id == HOUSE, closure.first_night < END, closure.end_night > FIRST),
    select(as_it_comes(event.id), null(), null(), literal("site"), feed.channel, event.first_night, event.end_night)
    .add_columns(null(), null(), null())
    .join_from(FeedEvent.__table__, FeedIn.__table__, (feed.homestay_id == HOUSE) & (feed.id == event.feed_id))
    .where(event.homestay_id == HOUSE, event.first_night < END, event.end_night > FIRST),
    parked(),
    select(
        null(), null(), null(), literal(OFF), off.name, off.day, off.day, off.announced, null(), off.name_en
    ),  # here, for a statement of its own would cost more than they all do
)


def sold_places(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return (id, name, room, kind, capacity, price, opening dates) of the places sold on some night of the window."""
    return db.session.execute(PLACES, {"homestay_id": homestay.id, "first": window.arrive, "end": window.leave}).all()


def held_nights(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return (unit_id, night, holder) of the nights held in the window or one night outside it, place by place, by night."""
    return db.session.execute(NIGHTS, one_more(homestay, window)).all()


def holders(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return who holds nights then, bookings, closures and blocks, with what a bar says of each, and the days off.

    (holder, code, contact, state, word, arrives, leaves, people, held_until, note): of a closure, a block and a day off
    the state is "shut", "site" and "off"; a day off has its name as `word`, its English name as
    `note`, and 1 as `people` when it is announced. Of nights
    without a place it is "parked", `arrives` and `leaves` are the first and the last of them.
    """
    return db.session.execute(HOLDERS, one_more(homestay, window)).all()


def one_more(homestay: Homestay, window: Stay) -> dict[str, Any]:
    """Return the parameters for the window with one night more on each side: so a bar knows that it goes on."""
    first, end = window.arrive - ONE_DAY, window.leave + ONE_DAY
    return {"homestay_id": homestay.id, "village_id": homestay.village_id, "first": first, "end": end}

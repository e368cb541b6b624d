"""What the calendar asks the database, three statements. They are built once: building them costs more than running them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Row, Text, bindparam, cast, func, literal, null, select, union_all

from homestay.bookings.days_off import DAYS_OFF, END, FIRST
from homestay.places.opening import open_on_some, opening_days
from models import db
from models.base import DaysTogether, as_it_comes, aside
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


PLACES = (
    select(as_it_comes(unit.id).label("id"), unit.name, room.name.label("room"), room.kind, room.capacity, room.price)
    .add_columns(*opening_days(unit, room))
    .where(unit.homestay_id == HOUSE, room.homestay_id == HOUSE, room.id == unit.room_id)
    .where(*(open_on_some(table, FIRST, END) for table in (unit, room)))
)

HELD = (
    select(night.unit_id, night.booking_id, func.coalesce(night.closure_id, night.event_id).label("other"))
    .add_columns(DaysTogether(night.night).label("nights"))
    .where(night.homestay_id == HOUSE, night.night >= FIRST, night.night < END)
    .where(night.unit_id.in_(select(unit.id).where(unit.homestay_id == HOUSE)))  # place by place, in the order of the key
    .group_by(night.unit_id, night.booking_id, night.closure_id, night.event_id)
    .subquery("held")
)
RUNS = (
    select(as_it_comes(HELD.c.unit_id), HELD.c.nights, as_it_comes(HELD.c.other))
    .add_columns(booking.code, booking.contact, booking.state, booking.source)
    .add_columns(booking.planned_from, booking.planned_to, booking.leaving_at)
    .add_columns(booking.adults + booking.children, booking.held_until, booking.note)
    .outerjoin_from(HELD, Booking.__table__, (booking.homestay_id == HOUSE) & (booking.id == HELD.c.booking_id))
)
"""For each place and each who holds nights of it: the place, the nights, the key of a closure or a block, what is said of a booking."""

SHUT, SITE, PARKED, OFF = "shut", "site", "parked", "off"
NOBODY, NO_NUMBER = (cast(null(), kind) for kind in (Text, Integer))


def parked() -> Any:
    """Return the select of the bookings with nights of the window that have no place, each from the first such night to the last."""
    here = waits.homestay_id == HOUSE, waits.night >= FIRST, waits.night < END
    first, last = (
        select(edge(waits.night)).where(*here, waits.booking_id == booking.id).correlate(Booking.__table__).scalar_subquery()
        for edge in (func.min, func.max)
    )
    return (
        select(literal(PARKED), null(), booking.source, first, last, booking.code, booking.contact, booking.adults + booking.children)
        .where(booking.homestay_id == HOUSE, booking.id.in_(select(waits.booking_id).where(*here)))
        .where(aside(booking.state.in_(ALIVE)), booking.lapsed_at.is_(None))
    )


OTHERS = union_all(
    select(literal(SHUT).label("kind"), as_it_comes(closure.id).label("key"), closure.reason.label("word"))
    .add_columns(closure.first_night.label("first"), closure.end_night.label("end"))
    .add_columns(NOBODY.label("code"), NOBODY.label("name"), NO_NUMBER.label("number"))
    .where(closure.homestay_id == HOUSE, closure.first_night < END, closure.end_night > FIRST),
    select(literal(SITE), as_it_comes(event.id), feed.channel, event.first_night, event.end_night, null(), null(), null())
    .join_from(FeedEvent.__table__, FeedIn.__table__, (feed.homestay_id == HOUSE) & (feed.id == event.feed_id))
    .where(event.homestay_id == HOUSE, event.first_night < END, event.end_night > FIRST),
    parked(),
    select(literal(OFF), null(), off.name, off.day, off.day, null(), off.name_en, off.announced),
)
"""Closures, imported blocks, who waits for a place and the days off, in one statement: one of its own for each would cost more."""


def sold_places(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return (id, name, room, kind, capacity, price, opening dates) of the places sold on some night of the window."""
    return db.session.execute(PLACES, {"homestay_id": homestay.id, "first": window.arrive, "end": window.leave}).all()


def runs(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return who holds nights of which place, in the window or one night outside it; a row for each place and holder.

    (unit_id, nights, other, code, contact, state, source, planned_from, planned_to, leaving_at, people, held_until, note): the
    nights are written side by side in no order, "2026-10-01,2026-10-02". Of a closure or an imported block only `other`, its key,
    is said.
    """
    return db.session.execute(RUNS, one_more(homestay, window)).all()


def others(homestay: Homestay, window: Stay) -> Sequence[Row[Any]]:
    """Return (kind, key, word, first, end, code, name, number) of what else the calendar shows then.

    By kind: a closure ("shut"; its reason) and an imported block ("site"; its channel) from the first night to the day after
    the last; a booking with nights that have no place ("parked"; its source, contact, people) from the first such night to the
    last one; a day off ("off"; its name as `word`, its English name, and 1 as `number` when it is announced).
    """
    return db.session.execute(OTHERS, one_more(homestay, window)).all()


def one_more(homestay: Homestay, window: Stay) -> dict[str, Any]:
    """Return the parameters for the window with one night more on each side: so a bar knows that it goes on."""
    first, end = window.arrive - ONE_DAY, window.leave + ONE_DAY
    return {"homestay_id": homestay.id, "village_id": homestay.village_id, "first": first, "end": end}

"""Holds that run out (giữ chỗ): the nights are given back by the next change of the house, or by the next page that is opened.

Whoever changes something finds the nights already free, since `saving` lets holds run out first; who only looks does so through
`catch_up`. So no calendar and no list shows a hold whose time is over.
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, raiseload

from homestay import clock
from homestay.bookings import queries, steps
from homestay.bookings.parked import nights_parked
from homestay.bookings.steps import undoable
from homestay.errors import Refusal
from homestay.places.nights import PlaceNight, hold, release
from homestay.record import record
from homestay.saving import saving
from models import db
from models.base import Moment
from models.booking import RUNNING, Booking, UnitNight
from models.homestay import Homestay

LAPSED = "booking.lapsed"
"""The word of the record."""


def let_lapse(session: Session, homestay: Homestay) -> None:
    """Give back the nights of every hold of this homestay that has run out. `saving` calls it before anything else is done."""
    for booking in session.scalars(over(), {"homestay": homestay.id, "now": clock.now()}).all():
        lapse(homestay, booking)


@cache
def over() -> Any:
    """Return the select of the holds that have run out and still have their nights."""
    asked = Booking.homestay_id == bindparam("homestay"), Booking.held_until <= bindparam("now", type_=Moment())
    return select(Booking).where(*asked, *RUNNING).options(raiseload("*")).execution_options(populate_existing=True)


def lapse(homestay: Homestay, booking: Booking) -> None:
    """Give back the nights from tonight on. A tablet that saw the hold may still confirm it, so its version stays."""
    queries.bring(booking, "guests")
    now = clock.now()
    with undoable(homestay, LAPSED, booking):
        given_back = release(booking, UnitNight.night >= clock.evening_of(now))
        booking.lapsed_at = now
    if given_back:
        record(homestay, LAPSED, booking.id, code=booking.code)


def catch_up(homestay: Homestay) -> None:
    """Let the holds of a homestay run out that should have by now."""
    with saving(homestay):
        pass


def catch_up_everywhere() -> int:
    """Let the holds of all homestays run out that should have by now; return in how many homestays there were some."""
    behind = select(Homestay).where(Homestay.id.in_(select(Booking.homestay_id).where(Booking.held_until <= clock.now(), *RUNNING)))
    homestays = db.session.scalars(behind, execution_options={"everybody": True}).all()
    for homestay in homestays:
        catch_up(homestay)
    return len(homestays)


def take_up(homestay: Homestay, booking: Booking) -> None:
    """Give a hold that ran out its nights again, those that are still to come, at the prices agreed then.

    Raises: Taken, when somebody has one of them by now; Refusal when none is left.
    """
    if not booking.has_lapsed:
        return
    wanted = nights_given_back(homestay, booking)
    if not wanted and nights_parked(booking):
        booking.lapsed_at = None
        return
    if not wanted:
        raise Refusal(_l("The nights of this hold are over or no longer known. Take a new booking."))
    release(booking)  # nights before tonight, if the hold ran out unseen: nobody slept
    hold(booking, wanted)
    booking.lapsed_at, booking.planned_from = None, min(night.night for night in wanted)


def nights_given_back(homestay: Homestay, booking: Booking) -> list[PlaceNight]:
    """Return the nights from tonight on that a hold gave back when it ran out; none when another change was kept since."""
    step = steps.step_of(homestay, booking.id)
    if step is None or step.action != LAPSED:
        return []
    tonight = clock.evening_of(clock.now())
    return [night for done in steps.differences(step) for night in done.gone if night.night >= tonight]


def moments_offered(now: datetime) -> dict[str, datetime]:
    """Return until when one usually holds, by the key of its words: this evening, tomorrow noon and evening, in two days, in a week."""
    today = clock.local(now).date()
    offered = {
        "this_evening": clock.at(today, 18),
        "tonight": clock.at(today, 21),
        "tomorrow_noon": clock.at(today + timedelta(days=1), 12),
        "tomorrow_evening": clock.at(today + timedelta(days=1), 18),
        "two_days": clock.at(today + timedelta(days=2), 18),
        "a_week": clock.at(today + timedelta(days=7), 18),
    }
    return {key: moment for key, moment in offered.items() if moment - now >= timedelta(minutes=30)}

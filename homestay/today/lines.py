"""What one line of a row of Today says: a party's hours, its hold and its money, the state of a place."""

from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _

from homestay.bookings.lateness import CHECK_OUT_BY, is_late, leaves_by
from homestay.places.words import CLEANING_WORDS
from homestay.today.day import LATE_FROM, READY_FROM
from homestay.today.queries import Party
from homestay.web import formats


class Words(NamedTuple):
    """A line of a row: bare words, or a state with its icon."""

    words: str
    state: str = ""
    icon: str = ""


def hour_of_coming(party: Party) -> list[Words]:
    """Return at what hour a party means to come, marked when that is early or late."""
    at = party.expected_at
    if at is None:
        return []
    if at < READY_FROM:
        return [Words(_("Asks to come early, at %(hour)s", hour=formats.hour(at)), "soon", "clock-fill")]
    if at >= LATE_FROM:
        return [Words(_("Comes late, at %(hour)s", hour=formats.hour(at)), "soon", "moon-stars-fill")]
    return [Words(_("Comes at %(hour)s", hour=formats.hour(at)))]


def stays_longer(party: Party) -> list[Words]:
    """Return until when a party asks to stay, when that is after the hour of leaving."""
    until = party.leaving_at
    if until is None or until <= CHECK_OUT_BY:
        return []
    return [Words(_("Asks to stay until %(hour)s", hour=formats.hour(until)), "soon", "clock-fill")]


def late(party: Party, now: datetime) -> list[Words]:
    """Return since when a party should be gone."""
    if not is_late(party.planned_to, party.leaving_at, now):
        return []
    is_today = party.planned_to == now.date()
    by = formats.hour(leaves_by(party.leaving_at))
    words = (
        _("Past the hour of leaving (%(hour)s)", hour=by)
        if is_today
        else _("Should have left %(day)s", day=formats.near_day(party.planned_to))
    )
    return [Words(words, "late", "exclamation-octagon-fill")]


def hold(party: Party, now: datetime) -> Words:
    """Return how long a hold still lasts, or that it is over."""
    until = party.held_until
    if until is None:
        return Words(_("Only held"), "soon", "hourglass-split")
    if party.has_lapsed:
        return Words(_("The hold ran out at %(hour)s, the place is free", hour=formats.near_moment(until)), "late", "hourglass-bottom")
    words = _("Only held, %(time)s left: until %(moment)s", time=formats.span_left(until - now), moment=formats.near_moment(until))
    return Words(words, "soon", "hourglass-split")


def owed(sum_owed: int) -> Words:
    """Return what is still to be paid, in words."""
    if sum_owed > 0:
        return Words(_("Still to pay %(sum)s", sum=formats.dong(sum_owed)))
    if sum_owed == 0:
        return Words(_("Paid in full"), "done", "check-circle-fill")
    return Words(_("Paid too much: %(sum)s", sum=formats.dong(-sum_owed)))


def cleaning(state: str) -> Words:
    kind, icon, words = CLEANING_WORDS[state]
    return Words(str(words), kind, icon)


def waiting(guest: Party) -> Words:
    return Words(_("%(name)s has not left yet", name=guest.contact or _("A guest")), "late", "hourglass-split")

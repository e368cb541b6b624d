"""What happened to a booking, in words (lịch sử đặt phòng): read from the record of changes; no identity data stands there."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from homestay import clock
from homestay.web import formats
from homestay.web.names import given_name
from models import db
from models.account import Account
from models.booking import Booking
from models.change import Change
from models.guest import VIETNAM

MOST = 100
"""The latest changes of a booking that are told."""
Detail = dict[str, Any]

DEEDS: dict[str, Any] = {
    "booking.checked_in": _l("check-in"),
    "booking.checked_out": _l("check-out"),
    "booking.cancelled": _l("cancelling"),
    "booking.no_show": _l("not come"),
    "booking.dates": _l("change of days"),
    "booking.moved": _l("change of room"),
    "booking.swapped": _l("swap of rooms"),
    "booking.parked": _l("taking out of the room"),
    "booking.placed": _l("placing"),
    "booking.places_added": _l("more places"),
    "booking.places_given_back": _l("fewer places"),
    "booking.price": _l("change of price"),
    "booking.confirmed": _l("confirming"),
    "booking.held": _l("holding"),
    "booking.times": _l("correction of hours"),
}
"""What can be taken back, each in one or two words."""


@dataclass(frozen=True)
class Told:
    """One change: when, and a sentence that says who did what."""

    happened_at: datetime
    words: str

    @property
    def day(self) -> date:
        return clock.local(self.happened_at).date()


def history_of(booking: Booking) -> list[Told]:
    """Return what happened to a booking and its guests, the latest first; one statement."""
    slots = {guest.id: guest.slot for guest in booking.guests}
    rows = db.session.execute(
        select(Change.happened_at, Change.action, Change.about, Change.detail, Account.name)
        .outerjoin(Account, Account.id == Change.account_id)
        .where(Change.homestay_id == booking.homestay_id, Change.about.in_([booking.id, *slots]))
        .order_by(Change.number.desc())
        .limit(MOST)
    ).all()
    return [Told(row.happened_at, sentence(row.action, row.name, read(row.detail, slots.get(row.about)))) for row in rows]


def read(detail: str | None, slot: int | None) -> Detail:
    said = json.loads(detail) if detail else {}
    return {**said, "slot": slot}


def sentence(action: str, account: str | None, detail: Detail) -> Any:
    """Return who did what: "Mỷ moved P1 to P3"; an action nobody wrote a sentence for is told as a change."""
    who = given_name(account, VIETNAM) if account else _("The house book")
    tell = SENTENCES.get(action, something)
    return tell(who, detail)


def something(who: str, detail: Detail) -> Any:
    return _("%(who)s changed something", who=who)


def day(text: str) -> Any:
    return formats.day(date.fromisoformat(text))


def moment(text: str | None) -> Any:
    if not text:
        return "–"
    return day(text) if len(text) == len("2026-10-01") else formats.near_moment(datetime.fromisoformat(text))


def dates(who: str, detail: Detail) -> Any:
    now = {"who": who, "arrive": day(detail["arrive"]), "leave": day(detail["leave"])}
    if "was_arrive" not in detail:
        return _("%(who)s changed the days to %(arrive)s–%(leave)s", **now)
    was = {"was_arrive": day(detail["was_arrive"]), "was_leave": day(detail["was_leave"])}
    return _("%(who)s changed the days from %(was_arrive)s–%(was_leave)s to %(arrive)s–%(leave)s", **now, **was)


def places_changed(more: Any, some: Any) -> Callable[[str, Detail], Any]:
    return lambda who, detail: str(some if detail.get("places") else more) % {"who": who, "places": detail.get("places")}


def payment(who: str, detail: Detail) -> Any:
    if detail.get("kind") == "refund":
        return _("%(who)s gave %(sum)s back", who=who, sum=formats.dong(detail["amount"]))
    return _("%(who)s took %(sum)s", who=who, sum=formats.dong(detail["amount"]))


def times(who: str, detail: Detail) -> Any:
    return _(
        "%(who)s put the hours right: came %(came)s, left %(left)s",
        who=who,
        came=moment(detail.get("came")),
        left=moment(detail.get("left")),
    )


def undone(who: str, detail: Detail) -> Any:
    return _("%(who)s took back: %(deed)s", who=who, deed=DEEDS.get(detail.get("what", ""), "–"))


SENTENCES: dict[str, Callable[[str, Detail], Any]] = {
    "booking.taken": lambda who, it: _(
        "%(who)s wrote the booking down, %(arrive)s–%(leave)s", who=who, arrive=day(it["arrive"]), leave=day(it["leave"])
    ),
    "booking.day_use": lambda who, it: _("%(who)s wrote guests of the day down, %(sum)s", who=who, sum=formats.dong(it["amount"])),
    "booking.held": lambda who, it: _("%(who)s holds it until %(moment)s", who=who, moment=moment(it["until"])),
    "booking.lapsed": lambda who, it: _("The hold ran out, the nights were given back"),
    "booking.confirmed": lambda who, it: _("%(who)s wrote that they are sure", who=who),
    "booking.checked_in": lambda who, it: _("%(who)s checked them in", who=who),
    "booking.checked_out": lambda who, it: _("%(who)s checked them out", who=who),
    "booking.cancelled": lambda who, it: _("%(who)s cancelled: %(reason)s", who=who, reason=it["reason"]),
    "booking.no_show": lambda who, it: _("%(who)s wrote that nobody came: %(reason)s", who=who, reason=it["reason"]),
    "booking.dates": dates,
    "booking.longer_elsewhere": lambda who, it: _(
        "%(who)s: one night more in %(place)s, until %(day)s", who=who, place=it["place"], day=day(it["leave"])
    ),
    "booking.moved": lambda who, it: _("%(who)s moved %(old)s to %(new)s", who=who, old=it["old"], new=it["new"]),
    "booking.split": lambda who, it: _(
        "%(who)s split %(places)s off into booking %(other)s", who=who, places=it["places"], other=it["other"]
    ),
    "booking.split_from": lambda who, it: _(
        "%(who)s split %(places)s off from booking %(other)s", who=who, places=it["places"], other=it["other"]
    ),
    "booking.taken_parked": lambda who, it: _(
        "%(who)s wrote the booking down without a place, %(arrive)s–%(leave)s", who=who, arrive=day(it["arrive"]), leave=day(it["leave"])
    ),
    "booking.parked": lambda who, it: _(
        "%(who)s took them out of %(places)s from %(day)s on, without a place yet", who=who, places=it["places"], day=day(it["first"])
    ),
    "booking.placed": lambda who, it: _("%(who)s gave them a place: %(places)s", who=who, places=it["places"]),
    "booking.swapped": lambda who, it: _(
        "%(who)s swapped %(old)s for %(new)s with booking %(other)s", who=who, old=it["old"], new=it["new"], other=it["other"]
    ),
    "booking.places_added": places_changed(_l("%(who)s added places"), _l("%(who)s added %(places)s")),
    "booking.places_given_back": places_changed(_l("%(who)s gave places back"), _l("%(who)s gave %(places)s back")),
    "booking.price": lambda who, it: _(
        "%(who)s agreed %(sum)s a night for %(room)s", who=who, sum=formats.dong(it["price"]), room=it["room"]
    ),
    "booking.people": lambda who, it: _("%(who)s changed the number of guests to %(people)s", who=who, people=it["people"]),
    "booking.words": lambda who, it: _("%(who)s changed name, phone or note", who=who),
    "booking.times": times,
    "booking.undone": undone,
    "booking.check_in_undone": lambda who, it: _("%(who)s took back: %(deed)s", who=who, deed=DEEDS["booking.checked_in"]),
    "booking.check_out_undone": lambda who, it: _("%(who)s took back: %(deed)s", who=who, deed=DEEDS["booking.checked_out"]),
    "charge.added": lambda who, it: _("%(who)s added a charge of %(sum)s", who=who, sum=formats.dong(it["amount"])),
    "charge.voided": lambda who, it: _(
        "%(who)s took a charge of %(sum)s back: %(reason)s", who=who, sum=formats.dong(it["amount"]), reason=it["reason"]
    ),
    "payment.added": payment,
    "payment.voided": lambda who, it: _(
        "%(who)s took a payment of %(sum)s back: %(reason)s", who=who, sum=formats.dong(it["amount"]), reason=it["reason"]
    ),
    "guest_link.written": lambda who, it: _("%(who)s wrote to the guest", who=who),
    "guest_link.withdrawn": lambda who, it: _("%(who)s took the guest's page back", who=who),
    "guest.identity": lambda who, it: _("%(who)s wrote the papers of guest %(slot)s", who=who, slot=it["slot"]),
    "guest.identity_seen": lambda who, it: _("%(who)s looked at the number of guest %(slot)s", who=who, slot=it["slot"]),
    "guest.times": lambda who, it: _("%(who)s changed the days of guest %(slot)s", who=who, slot=it["slot"]),
    "declaration.another_way": lambda who, it: _("%(who)s declared guest %(slot)s another way", who=who, slot=it["slot"]),
    "declaration.taken_back": lambda who, it: _("%(who)s took the declaration of guest %(slot)s back", who=who, slot=it["slot"]),
}
"""How each change of the record is told: from who did it and its detail."""


def by_day(told: Sequence[Told]) -> list[tuple[date, list[Told]]]:
    """Return the changes by day, in the order they have."""
    found: dict[date, list[Told]] = {}
    for each in told:
        found.setdefault(each.day, []).append(each)
    return list(found.items())

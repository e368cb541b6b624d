"""The rows of Today in words: what stands in each, and the one thing that can be done.

Said here and not in the template: the same words return in sixty rows, and asking for them each time took longest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from homestay.declarations.queries import Undeclared
from homestay.today.ahead import Promised
from homestay.today.day import Day
from homestay.today.lines import Words, cleaning, hold, hour_of_coming, late, owed, stays_longer, waiting
from homestay.today.queries import Party, Tonight
from homestay.web import formats
from models.booking import BookingState
from models.charge import ChargeKind
from models.room import Cleaning

MOST_OWING = 8


class Button(NamedTuple):
    """The one thing that can be done: a link, or, with fields, a form that is sent."""

    url: str
    icon: str
    words: str
    about: str
    fields: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Row:
    """A row as the page writes it; without `url` it leads nowhere."""

    mark: str
    is_dorm: bool
    title: str
    url: str
    lines: list[Words]
    button: Button | None
    call: str = ""
    """The number to call, as a telephone dials it."""


class Rows:
    """Writes the rows of one page. `missing` says which guests of a booking have papers to be completed."""

    def __init__(self, day: Day, now: datetime, missing: Mapping[str, Sequence[Undeclared]]) -> None:
        self.day, self.now = day, now
        self.missing = {code: guests[0] for code, guests in missing.items()}
        self.nameless = {code: sum(not each.guest.name for each in guests) for code, guests in missing.items()}
        self.guests = cache(lambda count: ngettext("%(num)s guest", "%(num)s guests", count))
        self.nights = cache(lambda count: ngettext("%(num)s night", "%(num)s nights", count))
        self.size = cache(lambda count: ngettext("Room for %(num)s", "Room for %(num)s", count))
        self.price = cache(lambda price: Words(_("%(sum)s a night", sum=formats.dong(price))))
        self.until = cache(lambda leaves: _("leaving %(day)s", day=formats.near_day(leaves)))
        self.comes = cache(lambda day: _("coming %(day)s", day=formats.near_day(day)))
        self.say = fixed()
        self.owed = cache(owed)
        self.clean = cache(cleaning)

    def waiting(self) -> list[Row]:
        """Return who has nights without a place."""
        return [self.to_place(party) for party in self.day.waiting]

    def to_place(self, party: Party) -> Row:
        since = formats.near_day(party.waits_from or party.planned_from)
        words = _("%(nights)s without a place, from %(day)s on", nights=self.nights(party.waits), day=since)
        lines = [Words(f"{self.guests(party.people)} · {self.comes(party.planned_from)}"), Words(words, "late", "signpost-split-fill")]
        button = self.go(party, "bookings.place", "signpost-split-fill", _("Give them a place"), code=party.code)
        return self.row(party, lines, button)

    def leaving(self) -> list[Row]:
        """Return who is still here and should go, then who left today."""
        return [self.to_go(party) for party in self.day.leaving] + [self.gone(party) for party in self.day.gone]

    def to_go(self, party: Party) -> Row:
        words = self.say.check_out_place if party.is_dorm else self.say.check_out
        button = self.go(party, "bookings.before_check_out", "box-arrow-left", words, code=party.code, next="/")
        lines = [Words(self.guests(party.people)), *stays_longer(party), *late(party, self.now), *self.heads(party), self.owed(party.owed)]
        return self.row(party, lines, button)

    def heads(self, party: Party) -> list[Words]:
        """Return that more people are booked than named; the row of one guest says so otherwise."""
        nameless = self.nameless.get(party.code, 0)
        if not nameless or party.people == 1:
            return []
        words = _("%(people)s booked, %(named)s named", people=party.people, named=party.people - nameless)
        return [Words(words, "soon", "people-fill")]

    def gone(self, party: Party) -> Row:
        left = Words(_("Left at %(hour)s", hour=formats.hour(party.left_at)), "done", "check-circle-fill") if party.left_at else None
        return self.row(party, [Words(self.guests(party.people)), *([left] if left else [])], None)

    def arriving(self) -> list[Row]:
        """Return who is expected."""
        return [self.to_come(party) for party in self.day.arriving]

    def to_come(self, party: Party) -> Row:
        lines = [Words(f"{self.guests(party.people)} · {self.nights(party.nights)}")]
        if party.planned_from < self.day.today:
            lines.append(Words(_("Expected %(day)s", day=formats.near_day(party.planned_from)), "late", "exclamation-octagon-fill"))
        lines += hour_of_coming(party)
        if party.state == BookingState.HELD:
            lines.append(hold(party, self.now))
        if party.note:
            lines.append(Words(party.note))
        words = self.say.check_in_place if party.is_dorm else self.say.check_in
        owed = [] if party.has_lapsed else [self.owed(party.owed)]
        return self.row(party, [*lines, *owed], self.press(party, "bookings.check_in", "box-arrow-in-right", words))

    def held(self) -> list[Row]:
        """Return who is only held for a later day."""
        return [self.to_confirm(party) for party in self.day.held]

    def to_confirm(self, party: Party) -> Row:
        comes = Words(f"{self.guests(party.people)} · {self.nights(party.nights)} · {self.comes(party.planned_from)}")
        return self.row(party, [comes, hold(party, self.now)], self.press(party, "bookings.confirm", "check-lg", self.say.sure))

    def staying(self) -> list[Row]:
        """Return who sleeps here tonight too."""
        return [self.to_stay(party, self.missing.get(party.code)) for party in self.day.in_house]

    def to_stay(self, party: Party, guest: Undeclared | None) -> Row:
        lines = [Words(f"{self.guests(party.people)} · {self.until(party.planned_to)}")]
        if guest is None:
            pay = self.go(party, "money.pay", "cash-coin", self.say.take_payment, code=party.code) if party.owed > 0 else None
            return self.row(party, [*lines, self.owed(party.owed)], pay)
        name = guest.guest.name or _("Guest %(number)s", number=guest.guest.slot)
        lines.append(Words(_("%(name)s: papers missing", name=name), "soon", "person-fill-exclamation"))
        lines += self.heads(party)
        fill = self.go(party, "guests.identity", "pencil-fill", self.say.fill, guest_id=guest.guest.id)
        return self.row(party, [*lines, self.owed(party.owed)], fill)

    def free(self) -> list[Row]:
        """Return the places that can be let tonight, and those whose guests have not gone yet."""
        waits_for = self.day.waits_for
        return [self.to_let(each, waits_for.get(each.place.unit_id)) for each in self.day.free]

    def to_let(self, each: Tonight, guest: Party | None) -> Row:
        place = each.place
        what = self.say.dorm_place if place.is_dorm else self.size(place.capacity)
        state = waiting(guest) if guest else self.clean(place.cleaning)
        button = None if guest else self.let(each)
        return Row(place.unit_name, place.is_dorm, what, "", [self.price(place.price), state], button)

    def let(self, each: Tonight) -> Button:
        """Return the button to let a clean place, or to say that it was cleaned."""
        place = each.place
        if place.cleaning == Cleaning.CLEAN:
            return Button(url_for("bookings.walk_in", place=place.unit_id), "plus-lg", self.say.let, place.unit_name)
        url = url_for("places.cleaned", room_id=place.room_id)
        return Button(url, "check-lg", self.say.cleaned, place.unit_name, {"next": "/"})

    def row(self, party: Party, lines: list[Words], button: Button | None) -> Row:
        url = url_for("bookings.show", code=party.code)
        return Row(formats.together(party.places) or "?", party.is_dorm, name_of(party), url, lines, button, formats.dialled(party.phone))

    def promised(self, kind: str, promised: Sequence[Promised]) -> list[Row]:
        """Return who has a meal today or a motorbike tomorrow."""
        places = {party.code: party for party in [*self.day.leaving, *self.day.gone, *self.day.in_house, *self.day.arriving]}
        return [self.promise(each, places.get(each.code)) for each in promised if each.kind == kind]

    def promise(self, each: Promised, party: Party | None) -> Row:
        people = self.guests(each.people) if each.people else ""
        lines = [Words(" · ".join(filter(None, (people, each.description))) or "–"), *([Words(each.note)] if each.note else [])]
        mark, is_dorm = (formats.together(party.places) or "?", party.is_dorm) if party else ("–", False)
        name, url = each.contact or _("Booking %(code)s", code=each.code), url_for("bookings.show", code=each.code)
        return Row(mark, is_dorm, name, url, lines, None, formats.dialled(each.phone))

    def owing(self) -> list[Row]:
        """Return who still has to pay, at most so many as one sees at once; every row of the other lists says it too."""
        return [self.to_pay(party) for party in self.day.owing[:MOST_OWING]]

    def to_pay(self, party: Party) -> Row:
        when = self.until(party.planned_to) if party.state == BookingState.IN_HOUSE else self.say.left
        pay = self.go(party, "money.pay", "cash-coin", self.say.take_payment, code=party.code)
        return self.row(party, [Words(when), self.owed(party.owed)], pay)

    def press(self, party: Party, endpoint: str, icon: str, words: str) -> Button:
        """Return a form's button; it says which version of the booking the page showed."""
        return Button(url_for(endpoint, code=party.code), icon, words, name_of(party), {"version": party.version, "next": "/"})

    def go(self, party: Party, endpoint: str, icon: str, words: str, **where: Any) -> Button:
        return Button(url_for(endpoint, **where), icon, words, name_of(party))


def fixed() -> SimpleNamespace:
    """Return the words that return in many rows, in the reader's language."""
    return SimpleNamespace(
        sure=_("They are sure"),
        check_in=_("Check in"),
        check_in_place=_("Check in to the place"),
        check_out=_("Check out"),
        check_out_place=_("Check out of the place"),
        take_payment=_("Take payment"),
        fill=_("Fill the rest"),
        dorm_place=_("Dorm place, 1 person"),
        let=_("Let"),
        cleaned=_("Cleaned"),
        left=_("has left today"),
    )


def name_of(party: Party) -> str:
    """Return how a party is called."""
    return party.contact or _("Booking %(code)s", code=party.code)


def rows_of(day: Day, now: datetime, missing: Mapping[str, Sequence[Undeclared]], promised: Sequence[Promised]) -> dict[str, Any]:
    """Return the page's lists of rows."""
    rows = Rows(day, now, missing)
    return {
        "waiting": rows.waiting(),
        "leaving": rows.leaving(),
        "arriving": rows.arriving(),
        "meals": rows.promised(ChargeKind.MEAL, promised),
        "motorbikes": rows.promised(ChargeKind.MOTORBIKE, promised),
        "owing": rows.owing(),
        "held": rows.held(),
        "staying": rows.staying(),
        "free": rows.free(),
    }

"""Pages that change one booking: its days, places, price, people and words."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings import party, stays
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import (
    DatesForm,
    LeavingForm,
    PeopleForm,
    PriceForm,
    TickForm,
    WordsForm,
)
from homestay.bookings.booking_views import booking_page, pressed
from homestay.bookings.nights_to_come import nights_added, nights_to_come, places_to_come
from homestay.bookings.page import BookingPage
from homestay.bookings.wishes import BookingWish
from homestay.errors import Refusal
from homestay.places import queries as places
from homestay.places.queries import Place
from homestay.places.words import CLEANING_WORDS
from homestay.web.access import here, who
from homestay.web.asking import Ask, asked, seen_version
from homestay.web.forms import Form, uuids
from models.booking import Booking
from models.stay import Stay


class Turned(Refusal):
    """The day of leaving lies before the day of coming."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("The day of leaving must lie after the day of coming. Choose another day."), title=_("Check the days"))


More = Callable[[BookingPage], Mapping[str, Any]]


def changed(code: str, template: str, done: str, form: Form, act: Callable[[], Booking], more: More | None = None) -> ResponseReturnValue:
    """Show or do one change of a booking; `more` gives what the page shows besides the booking."""

    def shown() -> dict[str, object]:
        page = booking_page(code)
        return {"page": page, **(more(page) if more else {})}

    return asked(Ask(template, done, url_for("bookings.show", code=code)), form, lambda: act().code, shown)


def stay_of(arrive: date, leave: date) -> Stay:
    if leave < arrive:
        raise Turned
    return Stay(arrive, leave)


@pages.route("/bookings/<code>/dates", methods=["GET", "POST"])
@who("owner", "staff")
def dates(code: str) -> ResponseReturnValue:
    page = booking_page(code)
    arrive, leave = (day + shift_asked(name) for name, day in (("arrive", page.booking.planned_from), ("leave", page.booking.planned_to)))
    form = LeavingForm(data={"leave": leave}) if page.is_here else DatesForm(data={"arrive": arrive, "leave": leave})

    def change() -> Booking:
        first = form.arrive.data if isinstance(form, DatesForm) else None
        return stays.change_dates(here(), code, stay_of(first or arrive, form.leave.data or leave), seen_version())

    def more(page: BookingPage) -> dict[str, Any]:
        new = nights_added(page.booking, form.arrive.data if isinstance(form, DatesForm) else None, form.leave.data)
        return {"new_nights": new, "free": places.free_units(here().id, new) if new and not form.errors else []}

    return changed(code, "bookings/dates.html", _("The days are changed."), form, change, more)


def shift_asked(name: str) -> timedelta:
    """Return by how many days a bar of the calendar was pulled; the form shows the new days before anything is saved."""
    text = request.args.get(f"{name}_by", "")
    return timedelta(days=int(text) if re.fullmatch(r"-?[0-9]{1,2}", text) else 0)


def free_for(page: BookingPage, first: date | None = None) -> list[Place]:
    rest = nights_to_come(page.booking, first)
    return places.free_units(here().id, rest) if len(rest) else []


def places_shown(page: BookingPage, first: date | None = None) -> dict[str, Any]:
    return {
        "free": free_for(page, first),
        "held": places_to_come(page.booking, page.nights),
        "ticked": ticked("new"),
        "old": ticked("old"),
        "cleaning": CLEANING_WORDS,
        "pulled_to": "",
    }


def ticked(name: str) -> tuple[UUID, ...]:
    return uuids(request.form.getlist(name))


@pages.route("/bookings/<code>/places", methods=["GET", "POST"])
@who("owner", "staff")
def more_places(code: str) -> ResponseReturnValue:
    page = booking_page(code)
    rest, people = nights_to_come(page.booking), page.booking.people

    def add() -> Booking:
        return stays.add_places(here(), code, BookingWish(rest, people, units=ticked("new")), seen_version())

    return changed(code, "bookings/more_places.html", _("The places are added."), TickForm(), add, places_shown)


@pages.post("/bookings/<code>/places/give-back")
@who("owner", "staff")
def give_back(code: str) -> ResponseReturnValue:
    first = nights_to_come(booking_page(code).booking).arrive
    return pressed(
        code,
        lambda: stays.give_back(here(), code, ticked("old"), first, seen_version()),
        lambda booking: _("The place is free again."),
    )


@pages.route("/bookings/<code>/price", methods=["GET", "POST"])
@who("owner", "staff")
def price(code: str) -> ResponseReturnValue:
    now = {line.room_id: line.agreed for line in booking_page(code).lines}
    form = PriceForm(data={"price": next(iter(now.values())) if len(now) == 1 else None})

    def agree() -> Booking:
        rooms = ticked("room")
        if len(rooms) != 1:
            raise Refusal(_("Choose a room or a place first."))
        return stays.agree_price(here(), code, rooms[0], form.price.data or 0, seen_version())

    return changed(code, "bookings/price.html", _("The price is changed."), form, agree, rooms_shown)


def rooms_shown(page: BookingPage) -> dict[str, Any]:
    """Return the last night of each room of a booking by the room's id, and which one is chosen."""
    return {"rooms": {line.room_id: line for line in page.lines}, "chosen": ticked("room")}


@pages.route("/bookings/<code>/people", methods=["GET", "POST"])
@who("owner", "staff")
def people(code: str) -> ResponseReturnValue:
    form = PeopleForm(obj=booking_page(code).booking)

    def change() -> Booking:
        return party.change_people(here(), code, form.adults.data or 0, form.children.data or 0, seen_version())

    return changed(code, "bookings/people.html", _("The number of guests is changed."), form, change)


@pages.route("/bookings/<code>/words", methods=["GET", "POST"])
@who("owner", "staff")
def words(code: str) -> ResponseReturnValue:
    form = WordsForm(obj=booking_page(code).booking)

    def change() -> Booking:
        said = form.contact.data, form.phone.data, form.source.data, form.note.data, form.expected_at.data, form.leaving_at.data
        return party.change_words(here(), code, party.Words(*said), seen_version())

    return changed(code, "bookings/words.html", _("The words are changed."), form, change)

"""The pages of bookings without a place: giving them one, and taking guests out of a room until there is another."""

from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings import parking
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import FirstNightForm, TickForm
from homestay.bookings.booking_views import booking_page
from homestay.bookings.change_views import changed, ticked
from homestay.bookings.nights_to_come import nights_to_come, places_to_come
from homestay.bookings.page import BookingPage
from homestay.places.queries import Place
from homestay.places.words import CLEANING_WORDS
from homestay.web.access import here, who
from homestay.web.asking import seen_version
from homestay.web.forms import read_day


@pages.route("/bookings/<code>/place", methods=["GET", "POST"])
@who("owner", "staff")
def place(code: str) -> ResponseReturnValue:
    """Give a booking without a place what is free on its nights; what fits is ticked already."""
    until = read_day(request.form.get("until"))

    def shown(page: BookingPage) -> dict[str, object]:
        row = parking.next_row(page.booking)
        stay, free = parking.could_have(here(), row) if row else (None, [])
        chosen = ticked("new") or fitting(free, page.booking.people, row[0].places if row else 0)
        return {
            "row": row,
            "stay": stay,
            "free": free,
            "ticked": chosen,
            "cleaning": CLEANING_WORDS,
            "here_url": url_for("bookings.calendar"),
        }

    return changed(
        code,
        "bookings/place.html",
        _("They have a place now."),
        TickForm(),
        lambda: parking.place_booking(here(), code, ticked("new"), until, seen_version()),
        shown,
    )


def fitting(free: list[Place], people: int, wanted: int) -> list[object]:
    """Return which of the free places to tick first: as many as are wanted, those that are just big enough before others."""
    each = -(-people // max(wanted, 1))
    by_size = sorted(free, key=lambda place: (place.capacity < each, abs(place.capacity - each)))
    return [place.unit_id for place in by_size[:wanted]]


@pages.route("/bookings/<code>/park", methods=["GET", "POST"])
@who("owner", "staff")
def park(code: str) -> ResponseReturnValue:
    """Take guests out of their room from a night on, until there is another one."""
    rest = nights_to_come(booking_page(code).booking)
    form = FirstNightForm(data={"first": rest.arrive})
    first: date = form.first.data or rest.arrive
    return changed(
        code,
        "bookings/park.html",
        _("They wait for a place now."),
        form,
        lambda: parking.park_booking(here(), code, ticked("old"), first, seen_version()),
        lambda page: {"held": places_to_come(page.booking, page.nights), "old": ticked("old")},
    )

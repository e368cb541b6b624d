"""The page on which guests get other places: free ones, or in a full house those of another booking."""

from datetime import date
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings import stays, swapping
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import MoveForm
from homestay.bookings.booking_views import booking_page
from homestay.bookings.change_views import changed, places_shown, ticked
from homestay.bookings.nights_to_come import nights_to_come
from homestay.bookings.page import BookingPage
from homestay.bookings.swapping import Swap
from homestay.errors import Changed, Refusal
from homestay.web.access import here, who
from homestay.web.asking import seen_version
from models.booking import Booking


@pages.route("/bookings/<code>/move", methods=["GET", "POST"])
@who("owner", "staff")
def move(code: str) -> ResponseReturnValue:
    page = booking_page(code)
    rest = nights_to_come(page.booking)
    form = MoveForm(data={"first": rest.arrive})
    first = form.first.data or rest.arrive

    def act() -> Booking:
        if said := request.form.get("swap"):
            return swap(page, said, first, form)
        return stays.move_booking(here(), code, ticked("old"), ticked("new"), first, seen_version())

    return changed(code, "bookings/move.html", _("They sleep elsewhere now."), form, act, lambda page: shown(page, first))


def shown(page: BookingPage, first: date) -> dict[str, Any]:
    """Return the places that are free, and the bookings one could swap with."""
    partners = swapping.partners(here(), page.booking, page.nights, nights_to_come(page.booking, first))
    left = len(nights_to_come(page.booking))
    found = {**places_shown(page, first), "partners": partners, "swap": request.form.get("swap", ""), "nights_left": left}
    return {**found, **pulled(found)} if request.method == "GET" else found


def pulled(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is ticked when a bar was pulled in the calendar to another place, by the names of both."""
    old, new = request.args.get("of", ""), request.args.get("to", "")
    free = tuple(place.unit_id for place in found["free"] if place.unit_name == new)
    held = tuple(unit for unit, (name, _is_dorm) in found["held"].items() if name == old)
    return {"ticked": free, "old": held, "pulled_to": "" if free else new[:40]}


def swap(page: BookingPage, said: str, first: date, form: MoveForm) -> Booking:
    """Exchange places with the booking whose tile was tapped. Raises: Changed, when it is no longer as the tile said."""
    if ticked("new"):
        raise Refusal(_("Choose either a free place or a booking to swap with, not both."))
    partners = swapping.partners(here(), page.booking, page.nights, nights_to_come(page.booking, first))
    chosen = next((each for each in partners if each.value == said), None)
    if chosen is None:
        raise Changed
    wish = Swap(ticked("old"), chosen.code, chosen.units, first, chosen.only_shared, bool(form.prices_go.data))
    return swapping.swap_places(here(), page.booking.code, wish, seen_version(), chosen.version)

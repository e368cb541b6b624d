"""The page that holds a booking until another hour; and before any page is made, holds that ran out are let go."""

from flask import g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings import holding, promising
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_views import booking_page
from homestay.bookings.forms import HoldForm
from homestay.errors import Refusal
from homestay.web.access import here, who
from homestay.web.asking import Ask, asked, seen_version
from models.booking import Booking


@pages.before_app_request
def let_holds_run_out() -> None:
    """Give back the nights of holds that ran out before a page shows them as taken; what is sent does so by itself."""
    person = g.get("who")
    if request.method == "GET" and person and person.homestay and person.is_behind:
        holding.catch_up(person.homestay)


@pages.route("/bookings/<code>/hold", methods=["GET", "POST"])
@who("owner", "staff")
def hold(code: str) -> ResponseReturnValue:
    form = HoldForm()

    def keep() -> Booking:
        if form.until is None:
            raise Refusal(_("Choose until when it is held."))
        return promising.hold_until(here(), code, form.until, seen_version())

    ask = Ask("bookings/hold.html", _("The places are held."), url_for("bookings.show", code=code))
    return asked(ask, form, lambda: keep().code, lambda: {"page": booking_page(code)})

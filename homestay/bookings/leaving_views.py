"""The pages around leaving: what is asked before a check-out, one night more, and hours that nobody pressed in time."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import correcting, extending
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import HoursForm
from homestay.bookings.booking_views import booking_page, identity_of, name_of, pressed
from homestay.bookings.page import BookingPage
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.asking import Ask, asked, seen_version
from homestay.web.formats import near_day
from homestay.web.forms import read_day, uuids


@pages.get("/bookings/<code>/check-out")
@who("owner", "staff")
def before_check_out(code: str) -> ResponseReturnValue:
    """Ask what a check-out should not forget: one night more, what is to pay, who has no name yet, nights that are given back."""
    page = booking_page(code)
    return render_template(
        "bookings/before_check_out.html",
        page=page,
        booking=page.booking,
        name=name_of(page.booking),
        today=clock.today(),
        longer=extending.one_night_more(here(), page.booking) if page.is_here else None,
        next=safe_next(),
        identity=identity_of,
    )


@pages.post("/bookings/<code>/one-night-more")
@who("owner", "staff")
def one_night_more(code: str) -> ResponseReturnValue:
    """Let them stay one night more, on their own places or on the one whose button was pressed."""
    elsewhere = uuids(request.form.getlist("unit"))
    return pressed(
        code,
        lambda: extending.stay_longer(here(), code, elsewhere[0] if elsewhere else None, seen_version()),
        lambda booking: _("%(name)s stays until %(day)s.", name=name_of(booking), day=near_day(booking.planned_to)),
        can_undo=True,
    )


@pages.route("/bookings/<code>/hours", methods=["GET", "POST"])
@who("owner", "staff")
def hours(code: str) -> ResponseReturnValue:
    """Write down when guests really came and left."""
    page = booking_page(code)
    form = HoursForm(data=hours_of(page))
    ask = Ask("bookings/hours.html", _("The hours are put right."), url_for("bookings.show", code=code))
    return asked(
        ask,
        form,
        lambda: correcting.correct_times(here(), code, form.came(), form.left(), seen_version()).code,
        lambda: {"page": booking_page(code)},
    )


def hours_of(page: BookingPage) -> dict[str, Any]:
    """Return what is written down, or what the plan was: the first evening, and the day the address asks for."""
    booking = page.booking
    came_on = min((guest.arrived_on for guest in booking.guests if guest.arrived_on), default=booking.planned_from)
    left_on = (
        max((guest.left_on for guest in booking.guests if guest.left_on), default=None) if booking.left_at or not page.is_here else None
    )
    return {
        "came_on": came_on,
        "came_hour": clock.local(booking.arrived_at).time() if booking.arrived_at else None,
        "left_on": left_on or read_day(request.args.get("left")),
        "left_hour": clock.local(booking.left_at).time() if booking.left_at else None,
    }

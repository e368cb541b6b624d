"""The page that tells what happened to a booking, and the button that takes its last change back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings import history, queries, undoing
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_views import name_of
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.asking import seen_version
from homestay.web.forms import once


@pages.get("/bookings/<code>/history")
@who("owner", "staff")
def tell(code: str) -> ResponseReturnValue:
    booking = queries.booking_of(here(), code)
    days = history.by_day(history.history_of(booking))
    return render_template("bookings/history.html", booking=booking, name=name_of(booking), days=days)


@pages.post("/bookings/<code>/undo")
@who("owner", "staff")
def undo(code: str) -> ResponseReturnValue:
    """Take the last change of a booking back, and go to where the button stood."""
    once(lambda: undoing.undo(here(), code, seen_version()).code)
    flash(_("Taken back: everything is as it was before."), "done")
    return redirect(safe_next() or url_for("bookings.show", code=code), 303)

"""The page of one booking, and what is done there with one press: guests in and out, sure, cancelled, not come."""

from collections.abc import Callable
from uuid import UUID

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import actions, history, promising, queries, undoing
from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import ReasonForm
from homestay.bookings.page import BookingPage, is_known
from homestay.bookings.parked import nights_parked
from homestay.bookings.words import STATES, source_word
from homestay.guests.words import paper_words
from homestay.money.words import charge_words, payment_words
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.asking import Ask, asked, refuse_unreadable, seen_version
from homestay.web.forms import once
from homestay.web.kept import kept_page
from models.booking import Booking

pages.url_value_preprocessor(refuse_unreadable)


def booking_page(code: str) -> BookingPage:
    """Return what the page of a booking shows. Raises: NotFound, for another homestay's code too."""
    booking, nights = queries.whole_booking(here(), code)
    return BookingPage(booking, nights, nights_parked(booking))


def name_of(booking: Booking) -> str:
    return booking.contact or _("Booking %(code)s", code=booking.code)


def identity_of(guest_id: UUID) -> str:
    """Return the address of the page of a guest's papers."""
    is_there = "guests.identity" in current_app.view_functions
    return url_for("guests.identity", guest_id=guest_id) if is_there else f"/guests/{guest_id}/identity"


@pages.get("/bookings/<code>")
@who("owner", "staff")
def show(code: str) -> ResponseReturnValue:
    return kept_page(lambda: drawn(code))


def drawn(code: str) -> str:
    """Return the blocks of the page of a booking, as HTML."""
    page = booking_page(code)
    return render_template(
        "bookings/show.html",
        layout="blocks.html",
        page=page,
        booking=page.booking,
        name=name_of(page.booking),
        state=STATES[page.booking.state],
        source=source_word(page.booking.source),
        words={"paper": paper_words, "charge": charge_words, "payment": payment_words, "is_known": is_known, "identity": identity_of},
        today=clock.today(),
        now=clock.now(),
        last=undoing.last_change(here(), page.booking),
        deeds=history.DEEDS,
    )


def pressed(code: str, act: Callable[[], Booking], done: Callable[[Booking], str], can_undo: bool = False) -> ResponseReturnValue:
    """Do what a button says once, say that it is done, and go back to the list it stood in or to the booking.

    What can be undone has its button beside the words in the list; the booking's own page shows one anyway.
    """
    once(lambda: act().code)
    text, back = done(queries.booking_of(here(), code)), safe_next()
    if can_undo and back:
        flash({"text": text, "undo": url_for("bookings.undo", code=code, next=back)})  # type: ignore[arg-type]
    else:
        flash(text)
    return redirect(back or url_for("bookings.show", code=code), 303)


@pages.post("/bookings/<code>/check-in")
@who("owner", "staff")
def check_in(code: str) -> ResponseReturnValue:
    return pressed(
        code,
        lambda: actions.check_in(here(), code, seen_version()),
        lambda booking: _("%(name)s is checked in.", name=name_of(booking)),
        can_undo=True,
    )


@pages.post("/bookings/<code>/check-in/undo")
@who("owner", "staff")
def undo_check_in(code: str) -> ResponseReturnValue:
    return pressed(
        code,
        lambda: undoing.undo_check_in(here(), code, seen_version()),
        lambda booking: _("%(name)s is expected again.", name=name_of(booking)),
    )


@pages.post("/bookings/<code>/check-out")
@who("owner", "staff")
def check_out(code: str) -> ResponseReturnValue:
    return pressed(
        code,
        lambda: actions.check_out(here(), code, seen_version()),
        lambda booking: _("%(name)s is checked out. The room waits to be cleaned.", name=name_of(booking)),
        can_undo=True,
    )


@pages.post("/bookings/<code>/check-out/undo")
@who("owner", "staff")
def undo_check_out(code: str) -> ResponseReturnValue:
    return pressed(
        code,
        lambda: undoing.undo_check_out(here(), code, seen_version()),
        lambda booking: _("%(name)s is in the house again.", name=name_of(booking)),
    )


@pages.post("/bookings/<code>/confirm")
@who("owner", "staff")
def confirm(code: str) -> ResponseReturnValue:
    return pressed(
        code,
        lambda: promising.confirm_booking(here(), code, seen_version()),
        lambda booking: _("The booking of %(name)s is sure.", name=name_of(booking)),
        can_undo=True,
    )


def ends(code: str, template: str, done: str, end: Callable[[str], Booking]) -> ResponseReturnValue:
    """Ask for the reason why a booking ends before anybody came, and end it."""
    form = ReasonForm()
    ask = Ask(template, done, url_for("bookings.show", code=code))
    return asked(ask, form, lambda: end(form.reason.data or "").code, lambda: {"page": booking_page(code)})


@pages.route("/bookings/<code>/cancel", methods=["GET", "POST"])
@who("owner", "staff")
def cancel(code: str) -> ResponseReturnValue:
    done = _("The booking is cancelled, its nights are free again.")
    return ends(code, "bookings/cancel.html", done, lambda reason: actions.cancel_booking(here(), code, reason, seen_version()))


@pages.route("/bookings/<code>/no-show", methods=["GET", "POST"])
@who("owner", "staff")
def no_show(code: str) -> ResponseReturnValue:
    done = _("Written down as not come; its nights are free again.")
    return ends(code, "bookings/no_show.html", done, lambda reason: actions.mark_no_show(here(), code, reason, seen_version()))

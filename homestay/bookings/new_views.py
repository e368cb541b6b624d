"""The page for a new booking over nights, and for guests who come for a day."""

from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import actions, parking
from homestay.bookings.blueprint import pages
from homestay.bookings.forms import DayUseForm, NewBookingForm
from homestay.bookings.offer import offer_of
from homestay.bookings.proposal import propose
from homestay.bookings.wishes import BookingWish
from homestay.bookings.words import SOURCES
from homestay.errors import Refusal
from homestay.places.nights import Taken
from homestay.web.access import here, who
from homestay.web.asking import LOOK
from homestay.web.forms import once, read_day, uuids
from models.booking import Booking
from models.stay import ONE_DAY, Stay

PROPOSE = "propose"
"""The button that asks which free places fit so many people; it stands instead of what was ticked."""


@pages.route("/bookings/new", methods=["GET", "POST"])
@who("owner", "staff")
def new() -> ResponseReturnValue:
    """Take a booking: nights, free places for them, who and how many."""
    if request.args.get("day_use"):
        return day_use()
    if request.method == "GET":
        form = NewBookingForm(data=asked_nights(), units=[], whole=[])
        return show(form)
    form = NewBookingForm(units=request.form.getlist("unit"), whole=request.form.getlist("whole"))
    is_right = form.validate()
    if LOOK in request.form or PROPOSE in request.form:
        return show(only_dates(form))
    if not is_right or form.stay is None:
        return show(form, 422)
    return take(form, form.stay)


def take(form: NewBookingForm, stay: Stay) -> ResponseReturnValue:
    """Take the booking and lead to its page; when a rule says no, the same page again with all that was typed."""
    more = {"held_until": form.until, "expected_at": form.expected_at.data}
    wish = form.wish(stay, units=form.units, whole_rooms=form.whole, **more)
    try:
        code = once(lambda: written(form, wish).code)
    except Refusal as refusal:
        return show(form, refusal.status, refusal)
    flash(_("%(name)s is written down.", name=wish.contact), "done")
    return redirect(url_for("bookings.show", code=code), 303)


def written(form: NewBookingForm, wish: BookingWish) -> Booking:
    """Take the booking over its places, or let it wait for one when it was asked for without."""
    if form.without_place.data and not (wish.units or wish.whole_rooms):
        return parking.take_without_place(here(), wish, form.places_wanted.data or 1, form.price_said.data)
    return actions.take_booking(here(), wish)


def asked_nights() -> dict[str, date]:
    """Return the nights the address asks for: from … to …, or so many nights; otherwise tonight."""
    first = read_day(request.args.get("from")) or clock.today()
    asked = request.args.get("nights", "")
    nights = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    try:
        return {"arrive": first, "leave": read_day(request.args.get("to")) or first + timedelta(days=max(nights, 1))}
    except OverflowError:
        return {"arrive": clock.today(), "leave": clock.today() + ONE_DAY}


def only_dates(form: NewBookingForm) -> NewBookingForm:
    """Forget the mistakes in fields that nobody has come to yet."""
    for field in form:
        if field.name not in ("arrive", "leave", "csrf_token"):
            field.errors = ()
    return form


def show(form: NewBookingForm, status: int = 200, refusal: Refusal | None = None) -> ResponseReturnValue:
    offer = offer_of(here(), form.stay) if form.stay else None
    chosen = set(form.units)
    if offer and request.method == "GET":
        said = request.args.getlist("unit")
        chosen = offer.named(said, uuids(said))
    elif offer and isinstance(refusal, Taken):
        chosen = offer.instead_of(form.units)
    proposal = propose(offer, form.people) if offer and form.people and PROPOSE in request.form else None
    if proposal:
        chosen, form.whole = set(proposal.units), proposal.whole
    page = render_template(
        "bookings/new.html",
        form=form,
        proposal=proposal,
        offer=offer,
        chosen=chosen,
        refusal=refusal,
        icons={word: icon for word, (icon, _word) in SOURCES.items()},
        takes_place=status == 409,
    )
    return page, status


# ---- guests who come for a day


def day_use() -> ResponseReturnValue:
    if request.method == "GET":
        return show_day_use(DayUseForm(data={"arrive": read_day(request.args.get("from")) or clock.today(), "source": "walk_in"}))
    form = DayUseForm()
    if not form.validate():
        return show_day_use(form, 422)
    wish, amount = form.wish(form.stay), form.amount.data or 0
    try:
        code = once(lambda: actions.use_by_day(here(), wish, amount, form.description.data).code)
    except Refusal as refusal:
        return show_day_use(form, refusal.status, refusal)
    flash(_("The guests of the day are written down."), "done")
    return redirect(url_for("bookings.show", code=code), 303)


def show_day_use(form: DayUseForm, status: int = 200, refusal: Refusal | None = None) -> ResponseReturnValue:
    icons = {word: icon for word, (icon, _word) in SOURCES.items()}
    return render_template("bookings/day_use.html", form=form, refusal=refusal, icons=icons), status

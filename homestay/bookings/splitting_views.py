"""The page on which a room of a group becomes a booking of its own."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.bookings.blueprint import pages
from homestay.bookings.booking_forms import SplitForm
from homestay.bookings.booking_views import booking_page
from homestay.bookings.change_views import ticked
from homestay.bookings.page import BookingPage
from homestay.bookings.splitting import Split, split_off
from homestay.errors import Refusal
from homestay.money.words import charge_words, payment_words
from homestay.places.queries import natural
from homestay.web.access import here, who
from homestay.web.asking import seen_version
from homestay.web.forms import once


@pages.route("/bookings/<code>/split", methods=["GET", "POST"])
@who("owner", "staff")
def split(code: str) -> ResponseReturnValue:
    """Let some places of a booking be a booking of their own: who goes with them, which charges, which money."""
    form = SplitForm()
    if request.method == "GET" or not form.validate():
        return show(code, form, 200 if request.method == "GET" else 422)
    wish = Split(ticked("old"), ticked("guest"), ticked("charge"), ticked("payment"), form.children.data or 0, form.contact.data)
    try:
        new = once(lambda: split_off(here(), code, wish, seen_version()).code)
    except Refusal as refusal:
        return show(code, form, refusal.status, refusal)
    flash(_("They have a booking of their own: %(code)s.", code=new), "done")
    return redirect(url_for("bookings.show", code=new), 303)


def show(code: str, form: SplitForm, status: int, refusal: Refusal | None = None) -> ResponseReturnValue:
    page = booking_page(code)
    chosen = {*ticked("old"), *ticked("guest"), *ticked("charge"), *ticked("payment")}
    words = {"charge": charge_words, "payment": payment_words}
    back = url_for("bookings.show", code=code)
    return render_template(
        "bookings/split.html", page=page, form=form, refusal=refusal, back=back, held=held(page), chosen=chosen, words=words
    ), status


def held(page: BookingPage) -> dict[object, tuple[str, bool]]:
    """Return all places of a booking by id: name, and whether it is a dorm place."""
    found = {each.unit_id: (each.place, each.is_dorm) for each in page.nights}
    return dict(sorted(found.items(), key=lambda item: natural(item[1][0])))

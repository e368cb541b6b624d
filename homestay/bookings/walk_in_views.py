"""Guests at the door (khách vào ngay): place, nights, guests, money, each a plain page; the last press does it all."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import actions, queries
from homestay.bookings.blueprint import pages
from homestay.bookings.walking_in import WalkIn, walk_in_of
from homestay.errors import Refusal
from homestay.money.actions import PaymentWish, add_payment
from homestay.money.transfer import transfer_to
from homestay.places import queries as places
from homestay.places.nights import Taken
from homestay.places.words import CLEANING_WORDS
from homestay.today.queries import Tonight, tonight
from homestay.web.access import here, who
from homestay.web.forms import once, tidy, uuids
from models.payment import PaymentKind, PaymentMethod

NAME_LETTERS, PHONE_LETTERS = 200, 40
PAID_BY = (PaymentMethod.TRANSFER, PaymentMethod.CASH)
LATER = "later"
NIGHTS_PAGE = "bookings/walk_in_nights.html"


class PriceMoved(Refusal):
    """The price is not the one that was read to the guest."""

    def __init__(self) -> None:
        message = _("Somebody changed the price list just now. Read the new sum to the guest, then press again.")
        super().__init__(message, title=_("The price has changed"))


def chosen() -> WalkIn:
    """Return the walk-in that the request carries, from an address or from the last form."""
    said = {name: tidy(request.values.get(name)) or "" for name in ("nights", "people", "name", "phone")}
    return walk_in_of(here(), uuids(request.values.getlist("place")), said)


def taken_tonight(walk_in: WalkIn) -> list[str]:
    """Return the names of the chosen places that somebody has already."""
    if not walk_in.is_taken:
        return []
    free = {place.unit_id for place in places.free_units(here().id, walk_in.stay)}
    return [place.unit_name for place in walk_in.places if place.unit_id not in free]


@pages.get("/walk-in")
@who("owner", "staff")
def walk_in() -> ResponseReturnValue:
    return place_page()


def place_page(mistake: str = "", status: int = 200) -> ResponseReturnValue:
    """Show tonight's places; `mistake` is the sentence that says why one comes back here."""
    every = tonight(here(), clock.tonight())
    free = [each for each in every if not each.is_taken]
    ticked = uuids(request.values.getlist("place")) or tuple(each.place.unit_id for each in free if len(free) == 1)
    page = render_template(
        "bookings/walk_in.html",
        rooms=[each for each in free if not each.place.is_dorm],
        dorm=[each for each in free if each.place.is_dorm],
        taken=names_taken(every),
        ticked=ticked,
        carried={name: value for name, value in request.values.items() if name in ("nights", "people", "name", "phone")},
        cleaning=CLEANING_WORDS,
        today=clock.tonight(),
        mistake=mistake,
    )
    return page, status


def names_taken(every: Sequence[Tonight]) -> str:
    return ", ".join(each.place.unit_name for each in every if each.is_taken)


def step_page(template: str, **more: Any) -> ResponseReturnValue:
    """Show a later step; an earlier one again when no place is chosen, or one was taken meanwhile, or is free for fewer nights."""
    walk_in = chosen()
    if not walk_in.places:
        return place_page(_("Choose a room or a place first."), 422)
    if gone := taken_tonight(walk_in):
        return place_page(_("%(places)s is taken now. Choose another place.", places=", ".join(gone)), 409)
    if walk_in.is_too_long and template != NIGHTS_PAGE:
        return render_template(NIGHTS_PAGE, walk_in=walk_in.shortened(), today=clock.tonight()), 409
    return render_template(template, walk_in=walk_in.shortened(), today=clock.tonight(), **more)


@pages.get("/walk-in/nights")
@who("owner", "staff")
def walk_in_nights() -> ResponseReturnValue:
    return step_page(NIGHTS_PAGE)


@pages.get("/walk-in/guests")
@who("owner", "staff")
def walk_in_guests() -> ResponseReturnValue:
    return step_page("bookings/walk_in_guests.html", mistakes={})


@pages.get("/walk-in/money")
@who("owner", "staff")
def walk_in_money() -> ResponseReturnValue:
    walk_in = chosen()
    if walk_in.places and (mistakes := mistakes_of(walk_in)):
        return render_template("bookings/walk_in_guests.html", walk_in=walk_in, today=clock.tonight(), mistakes=mistakes), 422
    return step_page("bookings/walk_in_money.html", **money_of(walk_in))


def mistakes_of(walk_in: WalkIn) -> dict[str, str]:
    """Return what is wrong with name and phone, by field."""
    found = {}
    if not walk_in.name:
        found["name"] = _("Type one guest's name.")
    if len(walk_in.name) > NAME_LETTERS:
        found["name"] = _("At most %(most)s letters.", most=NAME_LETTERS)
    if len(walk_in.phone) > PHONE_LETTERS:
        found["phone"] = _("At most %(most)s letters.", most=PHONE_LETTERS)
    return found


def money_of(walk_in: WalkIn) -> dict[str, Any]:
    transfer = transfer_to(here(), walk_in.total, walk_in.memo()) if walk_in.places else None
    asked = request.values.get("pay", "")
    pay = asked if asked in (*PAID_BY, LATER) else str(PaymentMethod.TRANSFER if transfer else PaymentMethod.CASH)
    return {"transfer": transfer, "pay": pay}


@pages.post("/walk-in")
@who("owner", "staff")
def walk_in_now() -> ResponseReturnValue:
    walk_in = chosen()
    if not walk_in.places:
        return place_page(_("Choose a room or a place first."), 422)
    if mistakes := mistakes_of(walk_in):
        return render_template("bookings/walk_in_guests.html", walk_in=walk_in, today=clock.tonight(), mistakes=mistakes), 422
    try:
        code = once(lambda: let_in(walk_in, request.form.get("pay", ""), request.form.get("total", "")))
    except Taken as taken:
        return taken_page(walk_in, taken)
    except Refusal as refusal:
        shown = {"walk_in": chosen(), "today": clock.tonight(), "refusal": refusal, **money_of(walk_in)}
        return render_template("bookings/walk_in_money.html", **shown), refusal.status
    flash(_("%(name)s is in.", name=walk_in.name))
    return redirect(url_for("bookings.show", code=code), 303)


def let_in(walk_in: WalkIn, pay: str, total: str) -> str:
    """Take the booking, let the guests in and write down what they paid; return the booking's code. Raises: PriceMoved, Taken."""
    booking = actions.walk_in(here(), walk_in.wish())
    owed = queries.balances(here(), [booking.id]).get(booking.id, 0)
    if total != str(owed):
        raise PriceMoved
    if pay in PAID_BY and owed:
        add_payment(here(), booking.code, PaymentWish(PaymentKind.BALANCE, owed, clock.today(), pay))
    return booking.code


def taken_page(walk_in: WalkIn, taken: Taken) -> ResponseReturnValue:
    """Show what is free instead, with everything typed kept: one more press leads back to reading back."""
    wanted = {str(place.unit_id) for place in walk_in.places}
    return render_template("bookings/walk_in_taken.html", walk_in=walk_in, refusal=taken, wanted=wanted), taken.status

"""Pages of rooms, dorm places and closures."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.errors import Refusal
from homestay.places import actions, queries
from homestay.places.actions import RoomWish
from homestay.places.forms import ClosureForm, LastDayForm, RoomForm, UnitForm
from homestay.places.words import CLEANING_WORDS, CLOSURE_WORDS
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.forms import Form, once
from models.room import Cleaning, Room
from models.stay import Stay

pages = Blueprint("places", __name__)


@pages.get("/settings/rooms")
@who("owner")
def rooms() -> ResponseReturnValue:
    homestay = here()
    return render_template(
        "places/rooms.html",
        rooms=queries.rooms(homestay),
        closures=queries.closures(homestay, clock.today()),
        cleaning=CLEANING_WORDS,
        reasons=CLOSURE_WORDS,
    )


def asked(form: Form, template: str, act: Callable[[], str], done: str, back: str, **more: object) -> ResponseReturnValue:
    """Show a form, or do what it says once and go back; what is wrong stands on the same page with all that was typed."""
    refusal = None
    if request.method == "POST" and form.validate():
        try:
            once(act)
        except Refusal as no:
            refusal = no
        else:
            flash(done)
            return redirect(back, 303)
    status = 200 if request.method == "GET" else refusal.status if refusal else 422
    return render_template(template, form=form, refusal=refusal, **more), status


@pages.route("/settings/rooms/new", methods=["GET", "POST"])
@who("owner")
def add_room() -> ResponseReturnValue:
    form = RoomForm()
    return asked(form, "places/room.html", lambda: str(actions.add_room(here(), wish(form)).id), _("Room added."), url_for("places.rooms"), room=None)


def wish(form: RoomForm) -> RoomWish:
    return RoomWish(form.name.data, form.kind.data, form.capacity.data, form.price.data, form.whole_price.data)


@pages.route("/settings/rooms/<uuid:room_id>", methods=["GET", "POST"])
@who("owner")
def room(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    form = RoomForm(obj=found)
    shown = {"room": found, "today": clock.today()}

    def change() -> str:
        actions.change_room(here(), room_id, wish(form))
        return str(room_id)

    return asked(form, "places/room.html", change, _("Room saved."), url_for("places.rooms"), **shown)


@pages.route("/settings/rooms/<uuid:room_id>/places/new", methods=["GET", "POST"])
@who("owner")
def add_unit(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    form = UnitForm(data={"name": next_name(found), "open_from": clock.today()})
    back = url_for("places.room", room_id=room_id)
    act = lambda: str(actions.add_unit(here(), room_id, form.name.data, form.open_from.data).id)  # noqa: E731
    return asked(form, "places/unit.html", act, _("Place added."), back, room=found, back=back)


def next_name(room: Room) -> str:
    return f"{room.name}-{len(room.units) + 1}"


@pages.route("/settings/places/<uuid:unit_id>/close", methods=["GET", "POST"])
@who("owner")
def close_unit(unit_id: UUID) -> ResponseReturnValue:
    place = queries.units_by_id(here(), [unit_id])[0]
    form = LastDayForm(data={"open_to": clock.today()})
    back = url_for("places.room", room_id=place.room_id)

    def close() -> str:
        actions.close_unit(here(), unit_id, form.open_to.data or clock.today())
        return str(unit_id)

    return asked(form, "places/last_day.html", close, _("Place closed."), back, name=place.unit_name, back=back)


@pages.route("/settings/rooms/<uuid:room_id>/close", methods=["GET", "POST"])
@who("owner")
def close_room(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    form = LastDayForm(data={"open_to": found.open_to or clock.today()})
    back = url_for("places.room", room_id=room_id)

    def close() -> str:
        actions.close_room(here(), room_id, form.open_to.data)
        return str(room_id)

    return asked(form, "places/last_day.html", close, _("Room saved."), back, name=found.name, back=back)


@pages.route("/settings/rooms/<uuid:room_id>/closures/new", methods=["GET", "POST"])
@who("owner")
def close_nights(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    form = ClosureForm(data={"arrive": clock.today()})

    def close() -> str:
        if form.leave.data <= form.arrive.data:
            raise Refusal(_("The day of letting again must lie after the first night closed. Choose another day."))
        return str(actions.close_nights(here(), room_id, Stay(form.arrive.data, form.leave.data), form.reason.data).id)

    return asked(form, "places/closure.html", close, _("Nights closed."), url_for("places.rooms"), room=found)


@pages.post("/settings/closures/<uuid:closure_id>/reopen")
@who("owner")
def reopen(closure_id: UUID) -> ResponseReturnValue:
    def open_again() -> str:
        actions.reopen(here(), closure_id)
        return str(closure_id)

    once(open_again)
    flash(_("The nights are let again."))
    return redirect(url_for("places.rooms"), 303)


@pages.post("/rooms/<uuid:room_id>/cleaned")
@who("owner", "staff")
def cleaned(room_id: UUID) -> ResponseReturnValue:
    name = once(lambda: actions.set_cleaning(here(), room_id, Cleaning.CLEAN).name)
    flash(_("%(room)s is clean.", room=name))
    return redirect(safe_next() or url_for("today.show"), 303)

"""Pages of rooms, dorm places and closures."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.errors import Refusal
from homestay.places import actions, queries
from homestay.places.actions import RoomWish
from homestay.places.forms import ClosureForm, DormForm, PrivateRoomForm, RoomForm, RoomLastDayForm, UnitForm, UnitLastDayForm
from homestay.places.words import CLEANING_WORDS, CLOSURE_WORDS
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.forms import DayField, Form, once
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


def asked(form: Form, act: Callable[[], str], done: str, back: str, page: Callable[[Refusal | None], str]) -> ResponseReturnValue:
    """Show a form, or do what it says once and go back; what is wrong stands on the same page with all that was typed."""
    if request.method == "GET":
        return page(None)
    if not form.validate():
        return page(None), 422
    try:
        once(act)
    except Refusal as no:
        return page(no), no.status
    flash(done, "done")
    return redirect(back, 303)


@pages.route("/settings/rooms/new", methods=["GET", "POST"])
@who("owner")
def add_room() -> ResponseReturnValue:
    form = RoomForm()

    def add() -> str:
        wish = RoomWish(**{**said(form), "open_from": form.open_from.data or clock.today()})
        return str(actions.add_room(here(), wish).id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/new_room.html", form=form, refusal=refusal)

    return asked(form, add, _("Room added."), url_for("places.rooms"), page)


def said(form: Form) -> dict[str, Any]:
    """Return what a form says of a room."""
    return {name: value for name, value in form.data.items() if name in RoomWish.__annotations__}


@pages.route("/settings/rooms/<uuid:room_id>", methods=["GET", "POST"])
@who("owner")
def room(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    form = DormForm(obj=found) if found.is_dorm else PrivateRoomForm(obj=found)
    kept = {"kind": found.kind, "capacity": found.capacity}

    def change() -> str:
        actions.change_room(here(), room_id, RoomWish(**{**kept, **said(form)}))
        return str(room_id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/room.html", form=form, refusal=refusal, room=queries.room_of(here(), room_id), today=clock.today())

    return asked(form, change, _("Room saved."), url_for("places.rooms"), page)


@pages.route("/settings/rooms/<uuid:room_id>/places/new", methods=["GET", "POST"])
@who("owner")
def add_unit(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    if not found.is_dorm:
        abort(404)
    name, back = found.name, url_for("places.room", room_id=room_id)
    form = UnitForm(data={"name": next_name(found), "open_from": clock.today()})

    def add() -> str:
        return str(actions.add_unit(here(), room_id, form.name.data, day_of(form.open_from)).id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/unit.html", form=form, refusal=refusal, name=name, back=back)

    return asked(form, add, _("Place added."), back, page)


def next_name(room: Room) -> str:
    """Return a name that no place of the room bears yet."""
    taken = {unit.name for unit in room.units}
    return next(name for name in (f"{room.name}-{number}" for number in count(1)) if name not in taken)


def day_of(field: DayField) -> date:
    """Return the day of a field that was checked to have one."""
    if field.data is None:
        abort(422)
    return field.data


@pages.route("/settings/places/<uuid:unit_id>/close", methods=["GET", "POST"])
@who("owner")
def close_unit(unit_id: UUID) -> ResponseReturnValue:
    place = queries.units_by_id(here(), [unit_id])[0]
    form = UnitLastDayForm(data={"open_to": clock.today()})
    back = url_for("places.room", room_id=place.room_id)

    def close() -> str:
        actions.close_unit(here(), unit_id, day_of(form.open_to))
        return str(unit_id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/last_day.html", form=form, refusal=refusal, name=place.unit_name, back=back)

    return asked(form, close, _("Place closed."), back, page)


@pages.route("/settings/rooms/<uuid:room_id>/close", methods=["GET", "POST"])
@who("owner")
def close_room(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    name, is_closed, back = found.name, found.open_to is not None, url_for("places.room", room_id=room_id)
    form = RoomLastDayForm(data={"open_to": None if is_closed else clock.today()})

    def close() -> str:
        actions.close_room(here(), room_id, form.open_to.data)
        return str(room_id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/last_day.html", form=form, refusal=refusal, name=name, is_closed=is_closed, back=back)

    return asked(form, close, _("Room saved."), back, page)


@pages.route("/settings/rooms/<uuid:room_id>/closures/new", methods=["GET", "POST"])
@who("owner")
def close_nights(room_id: UUID) -> ResponseReturnValue:
    name = queries.room_of(here(), room_id).name
    form = ClosureForm(data={"arrive": clock.today()})

    def close() -> str:
        nights = Stay(day_of(form.arrive), day_of(form.leave))
        return str(actions.close_nights(here(), room_id, nights, form.reason.data).id)

    def page(refusal: Refusal | None) -> str:
        return render_template("places/closure.html", form=form, refusal=refusal, name=name)

    return asked(form, close, _("Nights closed."), url_for("places.rooms"), page)


@pages.post("/settings/closures/<uuid:closure_id>/reopen")
@who("owner")
def reopen(closure_id: UUID) -> ResponseReturnValue:
    def open_again() -> str:
        actions.reopen(here(), closure_id)
        return str(closure_id)

    once(open_again)
    flash(_("The nights are let again."), "done")
    return redirect(url_for("places.rooms"), 303)


@pages.post("/rooms/<uuid:room_id>/cleaned")
@who("owner", "staff")
def cleaned(room_id: UUID) -> ResponseReturnValue:
    name = once(lambda: actions.set_cleaning(here(), room_id, Cleaning.CLEAN).name)
    flash(_("%(room)s is clean.", room=name), "done")
    return redirect(safe_next() or url_for("today.show"), 303)

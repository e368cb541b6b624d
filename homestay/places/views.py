"""Pages of rooms, dorm places and closures."""

from itertools import count
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.places import actions, queries
from homestay.places.actions import RoomWish
from homestay.places.forms import ClosureForm, DormForm, PrivateRoomForm, RoomForm, RoomLastDayForm, UnitForm, UnitLastDayForm
from homestay.places.words import CLEANING_WORDS, CLOSURE_WORDS
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.asking import Ask, asked
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


@pages.route("/settings/rooms/new", methods=["GET", "POST"])
@who("owner")
def add_room() -> ResponseReturnValue:
    form = RoomForm()

    def add() -> str:
        wish = RoomWish(**{**said(form), "open_from": form.open_from.data or clock.today()})
        return str(actions.add_room(here(), wish).id)

    return asked(Ask("places/new_room.html", _("Room added."), url_for("places.rooms")), form, add, dict)


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

    return asked(
        Ask("places/room.html", _("Room saved."), url_for("places.rooms")),
        form,
        change,
        lambda: {"room": queries.room_of(here(), room_id), "today": clock.today()},
    )


@pages.route("/settings/rooms/<uuid:room_id>/places/new", methods=["GET", "POST"])
@who("owner")
def add_unit(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    if not found.is_dorm:
        abort(404)
    name, back = found.name, url_for("places.room", room_id=room_id)
    form = UnitForm(data={"name": next_name(found), "open_from": clock.today()})

    def add() -> str:
        return str(actions.add_unit(here(), room_id, form.name.data, form.open_from.data).id)

    return asked(Ask("places/unit.html", _("Place added."), back), form, add, lambda: {"name": name})


def next_name(room: Room) -> str:
    """Return a name that no place of the room bears yet."""
    taken = {unit.name for unit in room.units}
    return next(name for name in (f"{room.name}-{number}" for number in count(1)) if name not in taken)


@pages.route("/settings/places/<uuid:unit_id>/close", methods=["GET", "POST"])
@who("owner")
def close_unit(unit_id: UUID) -> ResponseReturnValue:
    place = queries.units_by_id(here(), [unit_id])[0]
    form = UnitLastDayForm(data={"open_to": clock.today()})
    back = url_for("places.room", room_id=place.room_id)

    def close() -> str:
        actions.close_unit(here(), unit_id, form.open_to.data)
        return str(unit_id)

    return asked(Ask("places/last_day.html", _("Place closed."), back), form, close, lambda: {"name": place.unit_name})


@pages.route("/settings/rooms/<uuid:room_id>/close", methods=["GET", "POST"])
@who("owner")
def close_room(room_id: UUID) -> ResponseReturnValue:
    found = queries.room_of(here(), room_id)
    name, is_closed, back = found.name, found.open_to is not None, url_for("places.room", room_id=room_id)
    form = RoomLastDayForm(data={"open_to": None if is_closed else clock.today()})

    def close() -> str:
        actions.close_room(here(), room_id, form.open_to.data)
        return str(room_id)

    return asked(Ask("places/last_day.html", _("Room saved."), back), form, close, lambda: {"name": name, "is_closed": is_closed})


@pages.route("/settings/rooms/<uuid:room_id>/closures/new", methods=["GET", "POST"])
@who("owner")
def close_nights(room_id: UUID) -> ResponseReturnValue:
    name = queries.room_of(here(), room_id).name
    form = ClosureForm(data={"arrive": clock.today()})

    def close() -> str:
        nights = Stay(form.arrive.data, form.leave.data)
        return str(actions.close_nights(here(), room_id, nights, form.reason.data).id)

    return asked(Ask("places/closure.html", _("Nights closed."), url_for("places.rooms")), form, close, lambda: {"name": name})


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

"""The room board, the list for whoever cleans, and the press that says how clean a room is."""

from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.places import actions
from homestay.places import queries as places
from homestay.places.words import CLEANING_WORDS
from homestay.today import board, day, queries
from homestay.today.blueprint import pages
from homestay.today.words import ROOM_STATES
from homestay.web import access
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.forms import once
from homestay.web.kept import BETWEEN, kept
from models.homestay import Homestay
from models.room import Cleaning


@pages.get("/rooms")
@who("owner", "staff")
def rooms() -> ResponseReturnValue:
    """Show how every room stands."""
    homestay = here()

    def drawn() -> str:
        found, may_add = rooms_of(homestay), g.who.may(access.open_to("places.rooms"))
        words = {"states": ROOM_STATES, "cleaning": CLEANING_WORDS}
        return render_template("today/rooms_sheet.html", rooms=found, counts=board.counted(found), may_add=may_add, **words)

    actions, sheet = kept(drawn, until="hour").split(BETWEEN)
    return render_template("today/rooms.html", tonight=clock.tonight(), actions=actions, sheet=sheet)


def rooms_of(homestay: Homestay) -> list[board.BoardRoom]:
    tonight = clock.tonight()
    house = queries.whole_house(homestay, tonight)
    return board.board(day.sorted_out(queries.parties(homestay, tonight), house, tonight), house)


@pages.get("/rooms/cleaning")
@who("owner", "staff")
def cleaning_list() -> ResponseReturnValue:
    """Show the sheet of paper for whoever cleans: who leaves, who comes, remarks."""
    work = [room for room in rooms_of(here()) if room.is_work]
    return render_template("today/cleaning_list.html", rooms_to_do=work, tonight=clock.tonight(), cleaning=CLEANING_WORDS)


@pages.post("/rooms/<uuid:room_id>/cleaning")
@who("owner", "staff")
def set_cleaning(room_id: UUID) -> ResponseReturnValue:
    """Say that a room is to be cleaned, being cleaned or clean; the words that come back have the button to undo it."""
    to, was = word_of("to"), word_of("was")
    if to is None:
        places.room_of(here(), room_id)  # another house's room is not found, whatever is said of it
        abort(422)
    name = once(lambda: actions.set_cleaning(here(), room_id, to, was).name)
    back = safe_next() or url_for("today.rooms")
    text = _("%(room)s: %(state)s.", room=name, state=str(CLEANING_WORDS[to][2]).lower())
    undo = url_for("today.set_cleaning", room_id=room_id, to=was, was=to, next=back) if was and was != to else None
    flash({"text": text, "undo": undo})  # type: ignore[arg-type]
    return redirect(back, 303)


def word_of(name: str) -> Cleaning | None:
    """Return how clean a room is in the word of a form or an address; nothing for any other word."""
    said = request.values.get(name, "")
    return Cleaning(said) if said in set(Cleaning) else None

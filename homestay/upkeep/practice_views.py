"""The buttons of the house for practising: into it, back to the own house, from the beginning."""

from typing import Any

from flask import Response, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.upkeep import first_day, practice
from homestay.upkeep.blueprint import pages
from homestay.web.access import here, who
from homestay.web.forms import uuids

OWN_HOUSE = "own_house"
"""The session's field with the role one began to practise from."""
MONTH_READ, CARD_CLOSED = "practice_month", "practice_card"
"""The session's fields with the house for practising whose month was read, and whose card was closed."""


@pages.post("/practice")
@who("owner")
def practise() -> ResponseReturnValue:
    """Go into the house for practising; a second tap is there already."""
    if not here().practice:
        session[OWN_HOUSE] = str(g.who.membership_id)
        practice.start(here(), g.who.account_id, g.who.token)
    return redirect(url_for("today.show"), 303)


@pages.post("/practice/leave")
@who("owner")
def stop_practising() -> ResponseReturnValue:
    if here().practice:
        wish = uuids([session.pop(OWN_HOUSE, "")])
        practice.go_back(g.who.account_id, g.who.token, wish[0] if wish else None)
    return redirect(url_for("today.show"), 303)


@pages.post("/practice/again")
@who("owner")
def practise_again() -> ResponseReturnValue:
    practice.begin_again(here(), g.who.account_id)
    flash(_("The practice house is as it was at the beginning."), "done")
    return redirect(url_for("today.show"), 303)


@pages.post("/practice/first-day/close")
@who("owner")
def close_first_day() -> ResponseReturnValue:
    session[CARD_CLOSED] = str(here().id)
    return redirect(url_for("today.show"), 303)


@pages.after_app_request
def note_month_read(response: Response) -> Response:
    """Remember on this device that the month of the house for practising was read: nothing in the book says so."""
    if request.endpoint == "reports.month" and g.get("who") and g.who.homestay and g.who.homestay.practice:
        session[MONTH_READ] = str(g.who.homestay.id)
    return response


@pages.app_template_global("first_day_steps")
def steps() -> list[dict[str, Any]]:
    """Return the steps of the first day, each with its page and whether it is done; none once the card was closed."""
    house = str(here().id)
    if session.get(CARD_CLOSED) == house:
        return []
    words = first_day.done_in(here())
    return [
        step("bookings.new", _("Take a booking"), _("for guests who called"), bool(words & {*first_day.BOOKED})),
        step(
            "bookings.walk_in", _("Check guests in"), _("who arrive today, or who stand at the door"), bool(words & {*first_day.CHECKED_IN})
        ),
        step(
            "declarations.show",
            _("Declare the guests"),
            _("fill in what is missing, then the file or another way"),
            bool(words & {*first_day.DECLARED}),
        ),
        step("reports.month", _("Read the month"), _("nights, guests, money"), session.get(MONTH_READ) == house),
    ]


def step(endpoint: str, word: str, note: str, is_done: bool) -> dict[str, Any]:
    return {"url": url_for(endpoint), "word": word, "note": note, "is_done": is_done}

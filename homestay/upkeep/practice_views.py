"""The buttons of the house for practising: into it, back to the own house, from the beginning."""

from flask import flash, g, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay.upkeep import practice
from homestay.upkeep.blueprint import pages
from homestay.web.access import here, who
from homestay.web.forms import uuids

OWN_HOUSE = "own_house"
"""The session's field with the role one began to practise from."""


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

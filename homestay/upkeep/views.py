"""The page of everything else, and the answer to "are you well?"."""

from typing import Any

from flask import g, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, pgettext
from flask_babel import gettext as _

from homestay import database
from homestay.accounts import queries as accounts
from homestay.accounts.words import ROLE_WORDS
from homestay.upkeep import help_views, practice_views
from homestay.upkeep.blueprint import pages
from homestay.web import access
from homestay.web.access import everybody, who
from models import db
from models.account import Role

__all__ = ["help_views", "pages", "practice_views"]


@pages.get("/more")
@who("owner", "staff", "village_head", "police", "administrator")
def more() -> ResponseReturnValue:
    return render_template(
        "upkeep/more.html",
        groups=groups(g.who.role),
        language_url=url_for("accounts.choose_language"),
        device=[link_to_help(), link("accounts.account", "person-badge-fill", _("Your account"), _("password, PIN, other devices"))],
        lock_url=url_for("accounts.lock"),
        sign_out_url=url_for("accounts.sign_out"),
        workplaces=accounts.workplaces_of(g.who.account_id),
        roles=ROLE_WORDS,
        practise_url=url_for("upkeep.practise") if g.who.role == Role.OWNER and not g.who.homestay.practice else None,
    )


def groups(role: str) -> list[dict[str, Any]]:
    """Return the titled lists of links for a role."""
    daily = [
        link("today.rooms", "broom", _("Room board"), _("who leaves, who comes, what to clean")),
        link("bookings.list_bookings", "list-check", _("All bookings"), _("by day of arrival")),
        link("bookings.new", "calendar-plus-fill", pgettext("link", "New booking"), _("for a day to come")),
    ]
    neighbours = [link("village.free_places", "houses-fill", _("Free places in the village"), _("to send guests to a neighbour"))]
    house = [
        link("places.rooms", "door-open-fill", _("Rooms and places"), _("prices, closures, new places")),
        link("feeds.show", "link-45deg", _("Calendar links"), _("with the listing sites")),
    ]
    books = [link("books.show", "file-earmark-spreadsheet-fill", _("Excel workbook"), _("the old notebook in, everything out"))]
    people = [link("accounts.people", "people-fill", _("People"), _("who works here, invitations"))]
    holidays = [link("village.holidays", "flag-fill", _("Holidays"), _("what the calendar shows"))]
    if role == Role.OWNER:
        house_items = [*house, *people, *neighbours, *holidays, *books]
        return [{"title": _("Bookings"), "items": daily}, {"title": _("The house"), "items": house_items}]
    if role == Role.ADMINISTRATOR:
        about = link("village.settings", "telephone-fill", _("About the village"), _("whom one calls for help"))
        return [{"title": _("The village"), "items": [*people, about, *holidays, *books]}]
    if role == Role.VILLAGE_HEAD:
        return [{"title": _("The village"), "items": holidays}]
    if role == Role.STAFF:
        own = books if g.who.may(access.open_to("books.show")) else []
        return [{"title": _("Bookings"), "items": [*daily, *holidays, *own]}]
    return []


def link_to_help() -> dict[str, str]:
    """Return the link to whom one calls."""
    address = url_for("upkeep.show_help", view="upkeep.more", next=url_for("upkeep.more"), language=str(get_locale()))
    return {"url": address, "icon": "telephone-fill", "word": _("Call for help"), "note": _("when you are stuck")}


def link(endpoint: str, icon: str, word: str, note: str) -> dict[str, str]:
    return {"url": url_for(endpoint), "icon": icon, "word": word, "note": note}


@pages.get("/healthz")
@everybody
def healthz() -> ResponseReturnValue:
    """Say whether the database answers, and how SQLite keeps its journal."""
    accounts.is_set_up()
    mode = database.journal_mode() if db.engine.dialect.name == "sqlite" else None
    return jsonify(ok=True, database=db.engine.dialect.name, journal=mode)

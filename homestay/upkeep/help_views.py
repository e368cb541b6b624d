"""The help behind "?" on each page, and whom to call."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale

from homestay.config import LANGUAGES
from homestay.upkeep.blueprint import pages
from homestay.upkeep.help_texts import help_of
from homestay.web.access import everybody
from homestay.web.addresses import safe_next
from homestay.web.calling import help_phone

pages.add_app_template_global(help_of, "help_of")


@pages.get("/help/<view>")
@everybody
def show_help(view: str) -> ResponseReturnValue:
    """Say what a page is for, in the language of the page one comes from, and whom to call."""
    found = help_of(view)
    if found is None:
        abort(404)
    wish = request.args.get("language")
    with force_locale(wish if wish in LANGUAGES else str(get_locale())):
        return render_template("upkeep/show_help.html", help=found, back=safe_next() or "/", phone=help_phone())

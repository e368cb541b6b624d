"""Pages for when a rule says no or something is wrong: one plain sentence and the way out."""

from urllib.parse import SplitResult, urlsplit, urlunsplit

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from homestay import database
from homestay.errors import NotMade, Refusal
from homestay.saving import refusal_of_database
from homestay.web.calling import help_phone
from homestay.web.forms import NOT_SAID
from homestay.web.readable import PLAIN_FORM
from models import db

MISSING = {"42P01", "42703"}
"""What PostgreSQL says of a table and of a column that it does not have."""
SECRET = {"password", "new_password", "code", "pin", "pin_now"}


def install(app: Flask) -> None:
    app.register_error_handler(Refusal, refused)
    app.register_error_handler(CSRFError, too_old)
    app.register_error_handler(HTTPException, wrong)
    app.register_error_handler(DBAPIError, database_said_no)


def refused(refusal: Refusal) -> ResponseReturnValue:
    """Show what a rule said: why, what is free instead, and what was typed."""
    g.without_counts = True
    if request.method in ("GET", "HEAD"):
        return page(refusal.status, refusal.title, refusal.message)
    return render_template("web/refusal.html", refusal=refusal, said=said(), back=back()), refusal.status


def said() -> list[tuple[str, str]]:
    """Return the labels and values of the form that was sent, for reading."""
    form = g.get("form")
    if form is None:
        return []
    return [
        (str(field.label.text), str(field._value()))
        for field in form
        if field.name not in NOT_SAID | SECRET and hasattr(field, "_value") and field.type != "HiddenField" and field._value()
    ]


def back() -> str:
    """Return the page the form was on, if it is one of ours; a server in front may speak https where this one hears http."""
    page = parts_of(request.referrer)
    is_ours = page.scheme in ("http", "https") and page.netloc == request.host and page.path[1:2] not in ("/", "\\")
    return urlunsplit(("", "", page.path or "/", page.query, "")) if is_ours else "/"


def too_old(error: CSRFError) -> ResponseReturnValue:
    """Say that the token of a form is over; what was typed on a page of ours needs only one more press."""
    typed = sent_from_here()
    more = _("Nothing was saved yet. What you typed is still here: press once more.")
    message = more if typed else _("Go back, open the page again and press once more. Nothing was saved.")
    return page(400, _("This page lay open too long"), message, typed=typed, where=request.full_path.rstrip("?"))


def sent_from_here() -> list[tuple[str, str]]:
    """Return what a form without a file said, but secrets, when a page of ours sent it: no other site may fill in what is pressed here."""
    if parts_of(request.headers.get("Origin")).netloc != request.host or request.files:
        return []
    return [(name, value) for name in request.form for value in request.form.getlist(name) if name not in NOT_SAID | SECRET]


def parts_of(address: str | None) -> SplitResult:
    """Return the parts of an address that a browser sent; empty ones for what is no address."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


def wrong(error: HTTPException) -> ResponseReturnValue:
    """Show a page for 403, 404, 413 and the like; redirects pass."""
    if error.code is None or error.code < 400:
        return error
    unreadable = _("This could not be read"), _("Go back and try once more. Nothing was saved.")
    too_big = _("That is too big"), _("Choose a smaller file, at most 12 MB. Nothing was saved.")
    too_long = _("That is too long"), _("Write less, then send it once more. Nothing was saved.")
    sentences = {
        403: (_("This page is not for you"), _("Ask the owner of the homestay if you need it.")),
        404: (_("There is no such page"), _("It may have been moved or removed.")),
        405: (_("This page cannot be opened this way"), _("Go back and press the button there.")),
        413: too_long if request.mimetype == PLAIN_FORM else too_big,
        429: (_("Too many tries"), _("Wait a little and try again.")),
    }
    broken = _("Something went wrong here"), _("Nothing was saved. Try again; if it happens again, call the digital team.")
    title, message = sentences.get(error.code, unreadable if error.code < 500 else broken)
    return page(error.code, title, message)


def database_said_no(error: DBAPIError) -> ResponseReturnValue:
    """Show the plain words of a full, locked, unreadable or missing database; anything else is a bug and rises."""
    refusal = refusal_of_database(error) or refusal_of_an_old_one(error)
    if refusal is None:
        raise error
    return refused(refusal)


def refusal_of_an_old_one(error: DBAPIError) -> Refusal | None:
    """Return the refusal for a table or column that only a newer database has; nothing when it has the newest form."""
    is_missing = str(error.orig).startswith("no such ") or getattr(error.orig, "sqlstate", None) in MISSING
    if not is_missing:
        return None
    db.session.rollback()  # PostgreSQL answers nothing more after a fault
    return None if database.is_newest() else NotMade()


def page(status: int, title: object, message: object, **more: object) -> ResponseReturnValue:
    g.without_counts = True
    answer = render_template("web/error.html", status=status, title=title, message=message, help_phone=help_phone(), **more)
    return (answer, status, {"Retry-After": "5"}) if status == 503 else (answer, status)

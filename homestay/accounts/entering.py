"""Letting a device in: the session of the browser that belongs to a signed-in device."""

from flask import abort, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user

from homestay.web import access
from homestay.web.addresses import safe_next


def enter(token: str) -> ResponseReturnValue:
    """Begin a new session for a signed-in device: nothing of the one before stays."""
    session.clear()
    person = access.load(token)
    if person is None:
        abort(500)
    login_user(person)
    session.permanent = True
    return redirect(safe_next() or url_for("today.show"), 303)

"""A page with one form: shown, sent, and shown again with all that was typed when something is wrong."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from homestay.errors import Refusal
from homestay.web.forms import Form, once

NO_VERSION = -1
LOOK = "look"
"""The button that only asks what is free now; nothing is saved."""
Shown = Callable[[], Mapping[str, object]]


@dataclass(frozen=True)
class Ask:
    """What a page asks: its template, what is said when it is done, where one goes then."""

    template: str
    done: object
    back: str
    undo: str | None = None
    """A path that takes it back by POST."""

    def said(self) -> object:
        """Return what is said when it is done, with the way to undo it."""
        return {"text": str(self.done), "undo": self.undo} if self.undo else str(self.done)


def asked(ask: Ask, form: Form, act: Callable[[], str], shown: Shown) -> ResponseReturnValue:
    """Show a form, or do what it says once and go back. `shown` gives the rest of the page, as it is after a refusal.

    Whoever pressed the button `LOOK` sees the page again with what was typed.
    """
    refusal, looks = None, LOOK in request.form
    if request.method == "POST" and form.validate() and not looks:
        try:
            once(act)
        except Refusal as no:
            refusal = no
        else:
            flash(ask.said())  # type: ignore[arg-type]
            return redirect(ask.back, 303)
    status = 200 if request.method == "GET" or (looks and not form.errors) else refusal.status if refusal else 422
    return render_template(ask.template, form=form, refusal=refusal, back=ask.back, **shown()), status


def status_of(form: Form, refusal: Refusal | None = None) -> int:
    """Return the status of a page with this form: that of the refusal, 422 where something typed is wrong, else 200."""
    return refusal.status if refusal else 422 if form.errors else 200


def seen_version() -> int | None:
    """Return which version of the thing the page was made from; None when it does not say; one that never was for nonsense."""
    text = request.form.get("version", "")
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else NO_VERSION


def refuse_unreadable(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Answer 404 for a code in the address that nothing can have, before a database is asked. A blueprint's `url_value_preprocessor`."""
    if values and not str(values.get("code", "")).isprintable():
        abort(404)

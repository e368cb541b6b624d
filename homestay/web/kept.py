"""The parts of pages that cost most, drawn once and kept until the house changes: the calendar, the rows of Today, lists, the month.

A part says the same to everybody of one role and language. What belongs to one reader alone, the frame around it and the
tokens of its forms, is made for each answer.
"""

import secrets
from collections.abc import Callable, Hashable
from itertools import count
from uuid import uuid4

from flask import Flask, g, render_template, request
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from homestay import clock
from homestay.shelf import Shelf
from homestay.web.access import here
from homestay.web.forms import form_key

PARTS: Shelf[str] = Shelf(most=96)
"""The parts drawn last; the largest weigh 80 KB."""
MARK = secrets.token_hex(8)  # nobody can type it
CSRF, OP = f"csrf-{MARK}", f"op-{MARK}"
numbers = count()


BETWEEN = f"between-{MARK}"
BLOCKS = ("title", "plaque", "lead", "main_action", "content")
"""The blocks of templates/blocks.html, in its order."""


def install(app: Flask) -> None:
    """Give the templates of kept parts marks in the place of the tokens of their forms."""
    app.jinja_env.globals.update(form_key=key_or_mark, csrf_token=token_or_mark, between=BETWEEN)


def key_or_mark() -> Markup:
    return Markup('<input type="hidden" name="op" value="{}-{}">').format(OP, next(numbers)) if "to_keep" in g else form_key()


def token_or_mark() -> str:
    return CSRF if "to_keep" in g else generate_csrf()


def kept(draw: Callable[[], str], *more: Hashable, until: str = "day") -> Markup:
    """Return a part of the page that is asked for, drawn anew only when the house has changed or the day, hour or minute is over.

    `more` is what it depends on besides the house, the address, the language and the reader's role and rights.
    """
    homestay, now = here(), clock.now()
    reader = (str(get_locale()), g.who.role, g.who.rights)
    asked = (request.path, homestay.id, request.query_string, *reader)
    moment = {"day": (), "hour": (now.hour,), "minute": (now.hour, now.minute)}[until]
    part = PARTS.get(asked, (homestay.version, now.date(), *moment, *more), lambda: drawn(draw))
    if CSRF in part:
        part = part.replace(CSRF, generate_csrf()).replace(OP, str(uuid4()))
    return Markup(part)  # noqa: S704 - drawn by our templates


def drawn(draw: Callable[[], str]) -> str:
    g.to_keep = True
    try:
        return draw()
    finally:
        del g.to_keep


def kept_page(draw: Callable[[], str], *more: Hashable, until: str = "minute") -> str:
    """Return a whole page whose blocks are kept; `draw` renders its template with `layout="blocks.html"`."""
    blocks = dict(zip(BLOCKS, kept(draw, *more, until=until).split(BETWEEN), strict=True))
    return render_template("kept.html", blocks=blocks)

"""The list of bookings, and what is looked for in it."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings.blueprint import pages
from homestay.bookings.finding import Sought, is_code
from homestay.bookings.listing import SEGMENTS, listing, room_names
from homestay.bookings.queries import Bookmark
from homestay.bookings.words import LAPSED, SOURCES, STATES, source_word
from homestay.declarations import queries as declarations
from homestay.guests import actions as guest_actions
from homestay.guests import queries as guests
from homestay.guests.documents import normal_number
from homestay.web.access import here, who
from homestay.web.forms import tidy
from homestay.web.kept import kept

FILTERS = ("q", "state", "source", "room", "person", "from", "to", "owes", "undeclared")
"""What the address may say about the bookings that are sought."""
PAPER_DIGITS = 5
"""A text with fewer digits is no number of a paper."""
PHONE = re.compile(r"\d{1,8}|0\d{9,10}|[5789]\d{8}|84\d{9}|(?:\+|0084)\d+")
"""What is typed to find a phone number, or the end of one; 9 and 12 digits may be a card's."""
MOST = 100
FOUND = "found"
"""Where on the page the answer stands: below the box and the filters a phone would not show it."""


@pages.get("/bookings")
@who("owner", "staff")
def list_bookings() -> ResponseReturnValue:
    """Show the bookings that are sought, or all, latest arrival first."""
    return list_page(asked("q"))


def list_page(typed: str, nobody: bool = False) -> str:
    """Return the page; `nobody` says instead of the list that nobody has the number that was typed."""
    return render_template(
        "bookings/list.html",
        sheet="" if nobody else kept(drawn),
        typed=typed,
        nobody=nobody,
        carried={name: asked(name) for name in FILTERS if name not in ("q", "person") and asked(name)},
    )


@pages.post("/bookings/find")
@who("owner", "staff")
def find() -> ResponseReturnValue:
    """Look for what was typed in the one box. A document number never comes into an address; who finds somebody by it is noted."""
    text = (tidy(request.form.get("q")) or "")[:MOST]
    others: dict[str, Any] = {name: request.form[name] for name in FILTERS if name not in ("q", "person") and request.form.get(name)}
    if is_paper_number(text):
        guest = guests.last_stay(here(), text)
        if guest is not None:
            guest_actions.note_seen(here(), guest.id)
            return redirect(url_for("bookings.list_bookings", person=guest.id, _anchor=FOUND), 303)
        if not may_be_told(text):
            return list_page(text, nobody=True)
    return redirect(url_for("bookings.list_bookings", q=text or None, **others, _anchor=FOUND), 303)


def is_paper_number(text: str) -> bool:
    """Tell whether a text may be the number of a paper."""
    number = normal_number(text)
    return number.isascii() and number.isalnum() and sum(letter.isdigit() for letter in number) >= PAPER_DIGITS


def may_be_told(text: str) -> bool:
    """Tell whether a text that nobody's paper says may stand in an address: a phone number, or the code of a booking."""
    return bool(PHONE.fullmatch(re.sub(r"[\s().-]", "", text))) or is_code(here(), text)


def asked(name: str) -> str:
    return (tidy((request.form if request.method == "POST" else request.args).get(name)) or "")[:MOST]


def drawn() -> str:
    """Return the page of the list that the address asks for, as HTML."""
    bookmark, sought = bookmark_asked(), sought_now()
    told = declarations.asked_of(here(), here().declaring_from) if sought.waiting is not None else {}
    shown = listing(here(), sought, bookmark, **told)
    rooms = room_names(here())
    return render_template(
        "bookings/list_sheet.html",
        rows=shown.rows,
        segments=segments(),
        state=sought.state,
        is_sought=any(asked(name) for name in FILTERS),
        said=said(dict(rooms)),
        asked={name: asked(name) for name in FILTERS},
        sources={word: source_word(word) for word in SOURCES},
        rooms=rooms,
        states=STATES,
        lapsed=LAPSED,
        source_word=source_word,
        older=shown.older and here_with(before=written(shown.older)),
        newer=shown.newer and here_with(after=written(shown.newer)),
        newest=bookmark and here_with(),
    )


def sought_now() -> Sought:
    """Return what the address seeks; what makes no sense in it seeks nothing."""
    state, source = asked("state"), asked("source")
    return Sought(
        text=asked("q"),
        state=state if state in STATES else None,
        source=source if source in SOURCES else None,
        room=read(UUID, "room"),
        person=read(UUID, "person"),
        first=read(date.fromisoformat, "from"),
        last=read(date.fromisoformat, "to"),
        owes=bool(asked("owes")),
        waiting=declarations.with_waiting_guests() if asked("undeclared") else None,
    )


def read(kind: Callable[[str], Any], name: str) -> Any:
    """Return what the address says under a name; None for what is not of this kind."""
    try:
        return kind(asked(name))
    except ValueError:
        return None


def here_with(**other: Any) -> str:
    """Return the address of the list with the same filters."""
    now = {name: asked(name) or None for name in FILTERS}
    return url_for("bookings.list_bookings", **now | other)


def segments() -> list[dict[str, object]]:
    now = asked("state") if asked("state") in STATES else ""
    return [
        {
            "url": here_with(state=each),
            "word": STATES[each].word if each else _("All"),
            "icon": STATES[each].icon if each else "",
            "current": (each or "") == now,
        }
        for each in SEGMENTS
    ]


def said(rooms: dict[str, str]) -> list[str]:
    """Return in words what the folded filters say now."""
    words = (
        (asked("source") in SOURCES, lambda: str(source_word(asked("source")))),
        (asked("room") in rooms, lambda: rooms[asked("room")]),
        (read(date.fromisoformat, "from"), lambda: _("from %(day)s", day=clock.day_words(read(date.fromisoformat, "from")))),
        (read(date.fromisoformat, "to"), lambda: _("until %(day)s", day=clock.day_words(read(date.fromisoformat, "to")))),
        (asked("owes"), lambda: _("still to pay")),
        (asked("undeclared"), lambda: _("still to declare")),
    )
    return [word() for holds, word in words if holds]


def written(bookmark: Bookmark) -> str:
    return f"{bookmark.day.isoformat()}.{bookmark.key}"


def bookmark_asked() -> Bookmark | None:
    """Return the bookmark that the address names (before or after day.id); nothing for anything else."""
    for name in ("before", "after"):
        day, _dot, key = asked(name).partition(".")
        try:
            return Bookmark(name == "before", date.fromisoformat(day), UUID(key))
        except ValueError:
            continue
    return None

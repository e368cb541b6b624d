"""The list of bookings."""

from datetime import date
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings.blueprint import pages
from homestay.bookings.listing import SEGMENTS, listing
from homestay.bookings.words import LAPSED, STATES, source_word
from homestay.web.access import here, who
from homestay.web.kept import kept


@pages.get("/bookings")
@who("owner", "staff")
def list_bookings() -> ResponseReturnValue:
    """Show the bookings of a state, or all, latest arrival first."""
    return render_template("bookings/list.html", sheet=kept(drawn))


def drawn() -> str:
    """Return the page of the list that the address asks for, as HTML."""
    state = request.args.get("state")
    state = state if state in STATES else None
    before = read_place(request.args.get("before", ""))
    shown = listing(here(), state, before)
    after = shown.after and f"{shown.after[0].isoformat()}.{shown.after[1]}"
    return render_template(
        "bookings/list_sheet.html",
        rows=shown.rows,
        segments=segments(state),
        state=state,
        states=STATES,
        lapsed=LAPSED,
        source_word=source_word,
        year=clock.today().year,
        older=after and url_for("bookings.list_bookings", state=state, before=after),
        newest=before and url_for("bookings.list_bookings", state=state),
    )


def segments(state: str | None) -> list[dict[str, object]]:
    return [
        {
            "url": url_for("bookings.list_bookings", state=each),
            "word": STATES[each].word if each else _("All"),
            "icon": STATES[each].icon if each else "",
            "current": each == state,
        }
        for each in SEGMENTS
    ]


def read_place(text: str) -> tuple[date, UUID] | None:
    """Return the place in the list that a link names (day.id); nothing for anything else."""
    day, _dot, key = text.partition(".")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None

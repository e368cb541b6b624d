"""The pages of holidays: everybody who plans reads them, the village head and the administrator keep them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings.days_off import Span, days_off, spans, taken_out
from homestay.bookings.words import holiday_word
from homestay.errors import Refusal
from homestay.village import holidays as changes
from homestay.village.blueprint import pages
from homestay.village.forms import HolidayForm
from homestay.web import access
from homestay.web.access import who
from homestay.web.asking import status_of
from models.stay import ONE_DAY

FIRST_YEAR, LAST_YEAR = 2000, 2099


@pages.get("/village/holidays")
@who("owner", "staff", "village_head", "administrator")
def holidays() -> ResponseReturnValue:
    """Show the holidays of a year: those to come, those that are over, and those that the village took out."""
    year, today, village_id = asked_year(), clock.today(), g.who.village.id
    around = date(year, 1, 1) - changes.AROUND, date(year, 12, 31) + changes.AROUND
    found = of_year(spans(days_off(village_id, *around)), year)
    keeps = may_keep()
    return render_template(
        "village/holidays.html",
        year=year,
        parts={"coming": [span for span in found if span.last >= today], "over": [span for span in found if span.last < today]},
        taken_out=of_year(spans(taken_out(village_id, *around)), year) if keeps else (),
        keeps=keeps,
        is_open=keeps and changes.in_reach(date(year, 1, 1)),
        holiday_word=holiday_word,
        before=turned(year - 1),
        after=turned(year + 1),
    )


def may_keep() -> bool:
    """Say whether the reader may change holidays."""
    return bool(g.who.may(access.open_to("village.add_holiday")))


def asked_year() -> int:
    """Return the year of the address; this year when it names none that there is."""
    text = request.args.get("year", "")
    year = int(text) if re.fullmatch(r"[0-9]{4}", text) else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else clock.today().year


def of_year(found: Sequence[Span], year: int) -> list[Span]:
    """Return the holidays that lie in a year, also those that begin before it or end after it."""
    return [span for span in found if year in (span.first.year, span.last.year)]


def turned(year: int) -> dict[str, Any] | None:
    """Return where a button to another year leads; nothing where the calendar ends."""
    return {"url": url_for("village.holidays", year=year), "word": str(year)} if FIRST_YEAR <= year <= LAST_YEAR else None


@pages.route("/village/holidays/new", methods=["GET", "POST"])
@who("village_head", "administrator")
def add_holiday() -> ResponseReturnValue:
    form, refusal = HolidayForm(), None
    if request.method == "POST" and form.validate():
        try:
            changes.add_holiday(g.who.village.id, form.wish)
        except Refusal as no:
            refusal = no
        else:
            return kept(_("The holiday stands in the calendars of all homestays."), form.wish.first)
    return render_template("village/add_holiday.html", form=form, refusal=refusal), status_of(form, refusal)


@pages.route("/village/holidays/<day>", methods=["GET", "POST"])
@who("village_head", "administrator")
def holiday(day: str) -> ResponseReturnValue:
    at = day_of(day)
    found = changes.span_on(g.who.village.id, at)
    if found is None and request.method == "GET":
        abort(404)
    form, refusal = HolidayForm.of(found) if found else HolidayForm(), None
    if request.method == "POST" and form.validate():
        try:
            changes.change_holiday(g.who.village.id, at, form.was.data or "", form.wish)
        except Refusal as no:
            refusal = no
            form.was.data = found.stamp if found else ""  # the page that comes back tells how it is now: pressed once more, it counts
        else:
            return kept(_("Changed, in the calendars of all homestays."), form.wish.first)
    page = render_template("village/holiday.html", form=form, refusal=refusal, found=found, day=at, holiday_word=holiday_word)
    return page, status_of(form, refusal)


@pages.post("/village/holidays/<day>/remove")
@who("village_head", "administrator")
def remove_holiday(day: str) -> ResponseReturnValue:
    old = changes.remove_holiday(g.who.village.id, day_of(day), request.form.get("was", ""))
    words = _("%(name)s is taken out, in the calendars of all homestays.", name=holiday_word(old))
    return kept({"text": words, "undo": url_to_undo(old)}, old.first)


def url_to_undo(old: Span) -> str | None:
    """Return what puts a holiday back whose days are all the country's; nothing for one that is gone for good."""
    gone = [(span.first, span.last) for span in spans(taken_out(g.who.village.id, old.first, old.last + ONE_DAY))]
    return url_for("village.put_back_holiday", day=old.first) if gone == [(old.first, old.last)] else None


@pages.post("/village/holidays/<day>/put-back")
@who("village_head", "administrator")
def put_back_holiday(day: str) -> ResponseReturnValue:
    at = day_of(day)
    changes.put_back(g.who.village.id, at)
    return kept(_("The holiday stands in the calendars of all homestays."), at)


def day_of(text: str) -> date:
    """Return the day of an address. Aborts with 404 for what is none, or of a year that no list shows."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else abort(404)


def kept(words: Any, day: date) -> ResponseReturnValue:
    """Say what was done, on the list of the year."""
    flash(words, "done")
    return redirect(url_for("village.holidays", year=day.year), 303)

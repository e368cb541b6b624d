"""The calendar page: rooms and nights, with its answer "nothing has changed"."""

from datetime import date, timedelta
from hashlib import sha256

from flask import Response, current_app, g, make_response, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from homestay import clock
from homestay.bookings.blueprint import pages
from homestay.bookings.calendar import calendar_of
from homestay.bookings.chart import Chart, name_on
from homestay.bookings.lunar import lunar
from homestay.bookings.one_night import leaving, one_night
from homestay.bookings.words import BARS, holiday_word
from homestay.declarations import queries as declarations
from homestay.web.access import here, who
from homestay.web.forms import read_day
from homestay.web.kept import kept
from models.account import Role
from models.homestay import Homestay
from models.stay import ONE_DAY, Stay

USUAL_DAYS = 14
MONTH_DAYS = 31
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


@pages.get("/calendar")
@who("owner", "staff")
def calendar() -> ResponseReturnValue:
    """Show who sleeps where over some nights, and what is free."""
    tag = page_tag() if may_be_kept() else None
    if tag and request.if_none_match.contains_weak(tag):
        return keep(Response(status=304), tag)
    window, day = asked_window()
    sheet = kept(lambda: drawn(here(), window, day), until="hour")  # who should leave at half past is marked from the next full one on
    page = render_template("bookings/calendar.html", window=window, pager=pager(window), sheet=sheet)
    return keep(make_response(page), tag)


def drawn(homestay: Homestay, window: Stay, day: date) -> str:
    """Return the chart of these nights, and the list of the one night a phone shows."""
    undeclared = declarations.to_declare(homestay, g.who.village.remote)
    g.to_declare = len(undeclared)
    shown = calendar_of(homestay, window, {each.guest.code for each in undeclared})
    return render_template(
        "bookings/calendar_sheet.html",
        calendar=shown,
        left={"rooms": shown.left(shown.rooms), "mattresses": shown.left(shown.mattresses)},
        day=day,
        night=one_night(shown, day),
        leaving=leaving(shown, day),
        turns=shown.turns(),
        lunar=lunar_word,
        holiday_word=holiday_word,
        marks=BARS,
        chart=Chart(url_for("bookings.list_bookings"), url_for("bookings.new"), elsewhere(), shown.is_large),
        name_on=name_on,
        pager=pager(window),
    )


def lunar_word(day: date, *, is_whole: bool = False) -> str:
    """Return a lunar day as calendars print it: its number, on the first of a month the month too (1/9)."""
    at = lunar(day)
    return f"{at.day}/{at.month}{'n' if at.is_leap else ''}" if is_whole or at.day == 1 else str(at.day)


def asked_window() -> tuple[Stay, date]:
    """Return the nights to show, and the one night a phone shows: asked for, or today's with yesterday before it."""
    today = clock.today()
    days = MONTH_DAYS if request.args.get("days") == str(MONTH_DAYS) else USUAL_DAYS
    day = within_reach(read_day(request.args.get("day")))
    first = within_reach(read_day(request.args.get("from"))) or (day or today) - ONE_DAY
    window = Stay(first, first + timedelta(days=days))
    if day is None or day not in window:
        day = today if today in window else first
    return window, day


def within_reach(day: date | None) -> date | None:
    return min(max(day, EARLIEST), LATEST) if day else None


def pager(window: Stay) -> dict[str, str]:
    """Return where the buttons before, today and after lead, and the one that changes the length."""
    is_month = len(window) == MONTH_DAYS
    days = f"&days={MONTH_DAYS}" if is_month else ""
    page, step = url_for("bookings.calendar"), timedelta(days=len(window))
    return {
        "before": f"{page}?from={max(window.arrive - step, EARLIEST)}{days}",
        "after": f"{page}?from={min(window.leave, LATEST)}{days}",
        "today": f"{page}?{days[1:]}" if days else page,
        "other": f"{page}?from={window.arrive}{'' if is_month else f'&days={MONTH_DAYS}'}",
    }


def elsewhere() -> dict[str, str]:
    """Return where a bar leads that is no booking: the owner's pages of links and rooms."""
    return {"site": "/feeds", "shut": url_for("places.rooms")} if g.who.role == Role.OWNER else {}


# ---- the answer "nothing has changed"


def may_be_kept() -> bool:
    """Say whether nothing on the page counts only once: what is said once, or the form that leads out of a house for practising."""
    return "_flashes" not in session and not here().practice


def page_tag() -> str:
    """Return what changes as soon as the page would: the house's version, who asks, when it locks itself, the day and hour, the files."""
    person, now = g.who, clock.now()
    said = (here().id, here().version, person.account_id, person.name, person.role, str(get_locale()), person.has_pin, person.locks_after)
    asked = (now.date(), now.hour, request.query_string, current_app.extensions["assets"].version)
    return sha256(repr(said + asked).encode()).hexdigest()[:32]


def keep(response: Response, tag: str | None) -> Response:
    """Let the browser keep the page, and ask each time whether it is still so."""
    if tag:
        response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response

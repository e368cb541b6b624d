"""The page of a month, and the lists of the rows behind its numbers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from homestay import clock
from homestay.bookings.words import STATES, source_word
from homestay.money.words import CHARGES, KINDS, METHODS
from homestay.places.words import CLOSURE_WORDS
from homestay.reports import queries
from homestay.reports.behind import Only
from homestay.reports.period import Month
from homestay.reports.words import GROUPS, TITLES, big_sum, country_word
from homestay.web.access import here, who
from homestay.web.formats import dong
from homestay.web.kept import kept
from models.homestay import Homestay

pages = Blueprint("reports", __name__)

BOOKINGS: dict[str, Callable[[Homestay, Month], Any]] = {"arrivals": queries.arrivals_behind, "owed": queries.owed_behind}
LISTS: dict[str, Callable[[Homestay, Month], Any]] = {
    "charges": queries.charges_behind,
    "payments": queries.payments_behind,
    "plans": queries.plans_behind,
}


WORDS = {
    "source_word": source_word,
    "country_word": country_word,
    "closed_for": CLOSURE_WORDS,
    "charge_words": CHARGES,
    "payment_words": KINDS,
    "method_words": METHODS,
    "states": STATES,
    "big_sum": big_sum,
}


@pages.get("/reports/month")
@who("owner", "staff:money")
def month() -> ResponseReturnValue:
    chosen = asked_month()
    shown = chosen or Month.of(clock.today())
    way = neighbours("reports.month", shown)
    page = render_template("reports/month.html", shown=shown, sheet=kept(lambda: drawn(shown, is_odd=chosen is None)), **way)
    return page, 200 if chosen else 422


def drawn(shown: Month, is_odd: bool) -> str:
    """Return the numbers of a month, as HTML."""
    page, way = queries.month_page(here(), shown), neighbours("reports.month", shown)
    return render_template("reports/month_sheet.html", page=page, is_odd=is_odd, groups=GROUPS, **way, **WORDS)


@pages.get("/reports/month/rows")
@who("owner", "staff:money")
def rows() -> ResponseReturnValue:
    chosen, what = asked_month(), request.args.get("what", "nights")
    if chosen is None or what not in TITLES:
        abort(404)
    only = asked_part()
    lines = found(what, chosen, only)
    template = "reports/rows.html" if what in LISTS else "reports/bookings.html"
    words = {"month": chosen, "what": what, "title": TITLES[what], "only": only, "totals": totals(what, lines)}
    return render_template(template, rows=lines, **words, **neighbours("reports.rows", chosen, what=what), **WORDS)


def asked_month() -> Month | None:
    """Return the month of the address, this month when it names none; nothing when it cannot be read."""
    text = request.args.get("month")
    if not text:
        return Month.of(clock.today())
    try:
        return Month.read(text)
    except ValueError:
        return None


def asked_part() -> Only:
    """Return which night, room or source the address names. Aborts with 404 for a night that is none."""
    night = request.args.get("night")
    try:
        return Only(date.fromisoformat(night) if night else None, request.args.get("room") or None, request.args.get("source") or None)
    except ValueError:
        abort(404)


def found(what: str, month: Month, only: Only) -> Any:
    if what == "nights":
        return queries.slept_behind(here(), month, only)
    return (BOOKINGS | LISTS)[what](here(), month)


def totals(what: str, lines: Any) -> str:
    """Return the sums of a list: they are the numbers that led here."""
    people, nights = (sum(getattr(line, part, None) or 0 for line in lines) for part in ("people", "guest_nights"))
    amount = dong(sum(getattr(line, "amount", 0) for line in lines))
    if what == "plans":
        return ""
    if what == "arrivals":
        return str(ngettext("%(num)s guest", "%(num)s guests", people))
    if what == "nights":
        return f"{ngettext('%(num)s guest night', '%(num)s guest nights', nights)} · {amount}"
    return amount


def neighbours(endpoint: str, month: Month, **more: Any) -> dict[str, Any]:
    """Return the links to the month before and the month after."""
    return {
        "before": {"url": url_for(endpoint, month=str(month.before()), **more), "month": month.before()},
        "after": {"url": url_for(endpoint, month=str(month.after()), **more), "month": month.after()},
    }

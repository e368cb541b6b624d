"""The pages of the village head: the village today, its month, its free places. They name no guest."""

from datetime import date
from uuid import UUID

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.reports.period import Month
from homestay.village import actions, holiday_views, queries
from homestay.village.blueprint import pages
from homestay.village.curve import curve
from homestay.village.forms import VillageForm
from homestay.village.free import FreePlaces
from homestay.village.words import GROUPS, country_or_others, source_or_others
from homestay.web.access import who
from homestay.web.asking import status_of
from models.account import Role
from models.room import RoomKind

__all__ = ["holiday_views", "pages"]
KINDS = (RoomKind.PRIVATE, RoomKind.DORM)


def village_id() -> UUID:
    """Return the key of the village the person works in, or whose homestay they work in."""
    if g.who.village is None:
        abort(404)
    found: UUID = g.who.village.id
    return found


@pages.get("/village")
@who("village_head", "administrator")
def show() -> ResponseReturnValue:
    tonight = clock.tonight()
    free = queries.free_places(village_id(), tonight)
    month = Month.of(clock.today())
    return render_template(
        "village/show.html",
        month=month,
        tonight=tonight,
        free=free,
        staying=queries.staying(village_id()),
        slept=queries.slept_so_far(village_id(), month, tonight),
        lacks_phone=g.who.role == Role.ADMINISTRATOR and not g.who.village.help_phone,
    )


@pages.route("/village/settings", methods=["GET", "POST"])
@who("administrator")
def settings() -> ResponseReturnValue:
    """Say what is written down of the village, and let the administrator change whom one calls for help."""
    form = VillageForm(obj=g.who.village)
    if request.method == "POST" and form.validate():
        actions.write_down_help_phone(village_id(), form.help_phone.data)
        flash(_("Saved. Everybody sees the number at once."), "done")
        return redirect(url_for("village.settings"), 303)
    return render_template("village/settings.html", form=form, village=g.who.village), status_of(form)


@pages.get("/village/month")
@who("village_head", "administrator")
def month() -> ResponseReturnValue:
    chosen = asked_month()
    found = queries.month_of(village_id(), chosen or Month.of(clock.today()))
    page = render_template(
        "village/month.html",
        page=found,
        is_odd=chosen is None,
        groups=GROUPS,
        nights=curve([night.people for night in found.nights]),
        year=curve([each.all for each in found.year]),
        country_word=country_or_others,
        source_word=source_or_others,
        before=turned(found.month.before()),
        after=turned(found.month.after()),
    )
    return page, 200 if chosen else 422


def asked_month() -> Month | None:
    """Return the month of the address, this month when it names none; nothing when it cannot be read."""
    text = request.args.get("month")
    try:
        return Month.read(text) if text else Month.of(clock.today())
    except ValueError:
        return None


def turned(month: Month) -> dict[str, object]:
    return {"url": url_for("village.month", month=str(month)), "month": month}


@pages.get("/village/free-places")
@who("owner", "village_head", "administrator")
def free_places() -> ResponseReturnValue:
    free = queries.free_places(village_id(), clock.tonight())
    night, kind = asked_night(free), request.args.get("kind")
    if kind not in KINDS:
        kind = None
    return render_template(
        "village/free_places.html",
        now=clock.now(),
        free=free,
        night=night,
        kind=kind,
        tonight=clock.tonight(),
        homes=free.with_places(night, kind),
        counts={each: len(free.with_places(night, each)) for each in (None, *KINDS)},
    )


def asked_night(free: FreePlaces) -> date:
    """Return the night of the address, if it is one of those that are shown; tonight otherwise."""
    text = request.args.get("night", "")
    return next((night for night in free.nights if night.isoformat() == text), free.nights[0])

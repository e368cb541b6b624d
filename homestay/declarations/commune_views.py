"""The pages of the commune police: which homestay sent which list, and who is on it. Read-only."""

from datetime import date, timedelta
from uuid import UUID

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue

from homestay import clock
from homestay.declarations import commune as lists
from homestay.declarations.blueprint import pages
from homestay.declarations.words import BATCHES
from homestay.guests.countries import name_of
from homestay.guests.fields import language
from homestay.guests.words import SEXES, guest_words, paper_words
from homestay.web.access import who
from models.village import Village


def area() -> Village:
    """Return the village through which the person's commune is known."""
    village: Village | None = g.who.village
    return village or abort(404)


def asked_day() -> date | None:
    """Return the day in the address; today when it names none, nothing when it names no day."""
    text = request.args.get("day", "")
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        return None


@pages.get("/commune/declarations")
@who("police")
def commune() -> ResponseReturnValue:
    chosen = asked_day()
    day = min(max(chosen or clock.today(), date(2000, 1, 1)), clock.today())
    found = lists.lists_of(area(), day)
    page = render_template(
        "declarations/commune.html",
        village=area(),
        day=day,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1) if day < clock.today() else None,
        lists=found,
        guests=sum(each.guest_count for each in found),
        last=lists.last_day(area()) if not found else None,
        states=BATCHES,
    )
    return page, 200 if chosen else 422


@pages.get("/commune/declarations/<uuid:batch_id>")
@who("police")
def commune_list(batch_id: UUID) -> ResponseReturnValue:
    found, people = lists.look_at(area(), batch_id)
    return render_template(
        "declarations/commune_list.html",
        batch=found.DeclarationBatch,
        homestay=found.Homestay,
        day=clock.local(found.DeclarationBatch.made_at).date(),
        people=people,
        states=BATCHES,
        sexes=SEXES,
        guest_words=guest_words,
        paper_words=paper_words,
        country=lambda code: name_of(code, language()) if code else "",
    )

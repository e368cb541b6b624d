"""The pages of one guest: the papers, typed by hand, and when the person came and leaves."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings.listing import places_of
from homestay.declarations import catalogue
from homestay.errors import Refusal
from homestay.guests import actions, queries
from homestay.guests.fields import language
from homestay.guests.forms import IdentityForm, Lists, TimesForm
from homestay.guests.typed import Birth, country_names
from homestay.guests.words import OFTEN, USUAL_PAPERS, guest_words
from homestay.web.access import here, who
from homestay.web.addresses import safe_next
from homestay.web.asking import Ask, asked
from homestay.web.forms import once
from homestay.web.kept import kept
from models.guest import VIETNAM, Guest

pages = Blueprint("guests", __name__)
LISTS = Lists(catalogue.provinces(), catalogue.communes_of)
TOURISM = 1
OF_THE_PERSON = ("name", "sex", "document_type", "document_name", "document_number", "phone", "residence", "address", "resident_country")
OF_THE_STAY = ("reason_note", "permitted_until")


@pages.get("/guests")
@who("owner", "staff")
def recent() -> ResponseReturnValue:
    """Show who slept here in the last 30 days."""
    return render_template("guests/recent.html", sheet=kept(recent_sheet))


def recent_sheet() -> str:
    """Return the rows of who slept here, as HTML; two statements."""
    guests = queries.recent(here())
    return render_template("guests/recent_sheet.html", guests=guests, places=places_of(here(), [guest.booking_id for guest in guests]))


@pages.route("/guests/<uuid:guest_id>/identity", methods=["GET", "POST"])
@who("owner", "staff")
def identity(guest_id: UUID) -> ResponseReturnValue:
    if request.method == "GET":
        return shown(guest_id)
    guest = queries.guest_of(here(), guest_id)
    form = IdentityForm(LISTS, queries.places_of(here(), guest.booking_id))
    if "find" in request.form:
        return found(guest, form)
    if not form.validate():
        return identity_page(guest, form), 422
    try:
        code = once(lambda: write(guest_id, form))
    except Refusal as refusal:
        return identity_page(queries.guest_of(here(), guest_id), form, refusal=refusal), refusal.status
    flash(_("The papers of %(name)s are kept.", name=form.name.data or _("the guest")))
    return redirect(safe_next() or url_for("bookings.show", code=code), 303)


def shown(guest_id: UUID) -> ResponseReturnValue:
    """Show what is known; who looks at a whole number is noted."""
    if queries.has_number(here(), guest_id):
        actions.note_seen(here(), guest_id)
    guest = queries.guest_of(here(), guest_id)
    return identity_page(guest, IdentityForm(LISTS, queries.places_of(here(), guest.booking_id), data=known(guest)))


def write(guest_id: UUID, form: IdentityForm) -> str:
    guest = actions.write_identity(here(), guest_id, form.identity(), form.chosen_place(), request.form.get("mark"))
    return guest.booking.code


def known(guest: Guest) -> dict[str, Any]:
    """Return what the form begins with: what is kept, and for a blank guest the usual country and reason, to be looked at."""
    stay = {name: getattr(guest, name) for name in OF_THE_STAY}
    place = str(guest.unit_id) if guest.unit_id else None
    return {**of_person(guest), **stay, "reason": guest.reason or TOURISM, "place": place}


def of_person(guest: Guest) -> dict[str, Any]:
    """Return what is true of a person beyond one stay."""
    same = {name: getattr(guest, name) for name in OF_THE_PERSON}
    birth = Birth(guest.birth_date, guest.birth_precision or "D") if guest.birth_date else None
    return {
        **same,
        "birth_date": birth,
        "nationality": guest.nationality or VIETNAM,
        "province": LISTS.provinces.get(guest.province or ""),
        "commune": catalogue.communes().get(guest.commune or ""),
    }


def found(guest: Guest, form: IdentityForm) -> ResponseReturnValue:
    """Fill the form with what is known of a person who was here before with this number; nothing is kept yet."""
    number = form.document_number.data
    if not number:
        return identity_page(guest, form, find="no_number"), 422
    earlier = queries.last_stay(here(), number, guest.id)
    if earlier is None:
        return identity_page(guest, form, find="nobody")
    actions.note_seen(here(), earlier.id)
    earlier, guest = queries.guest_of(here(), earlier.id), queries.guest_of(here(), guest.id)
    filled = {**known(guest), **of_person(earlier)}
    page = IdentityForm(LISTS, queries.places_of(here(), guest.booking_id), formdata=None, data=filled)
    return identity_page(guest, page, find="found", last=earlier.arrived_on or earlier.booking.planned_from)


def identity_page(guest: Guest, form: IdentityForm, refusal: Refusal | None = None, find: str = "", last: Any = None) -> str:
    """Show the form. `find` says how the search for a guest who was here before ended, `last` when that was."""
    return render_template(
        "guests/identity.html",
        guest=guest,
        title=guest_words(guest.name, guest.slot),
        form=form,
        mark=request.form.get("mark") or queries.mark_of(guest),
        refusal=refusal,
        find=find,
        last=last,
        often=OFTEN,
        papers=USUAL_PAPERS,
        room=form.only_room,
        countries=offered(country_names(language())),
        provinces=offered(LISTS.provinces.values()),
        communes=offered(form.communes.values()),
        back=back_of(guest),
    )


def offered(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return names as a box offers them while one types."""
    return [(name, "") for name in names]


def back_of(guest: Guest) -> str:
    return safe_next() or url_for("bookings.show", code=guest.booking.code)


@pages.route("/guests/<uuid:guest_id>/times", methods=["GET", "POST"])
@who("owner", "staff")
def times(guest_id: UUID) -> ResponseReturnValue:
    guest = queries.guest_of(here(), guest_id)
    title, form = guest_words(guest.name, guest.slot), TimesForm(data=times_of(guest))
    mark = request.form.get("mark") or queries.mark_of(guest)
    ask = Ask("guests/times.html", _("The days of %(name)s are changed.", name=title), back_of(guest))
    return asked(
        ask,
        form,
        lambda: actions.change_times(here(), guest_id, form.times(), request.form.get("mark")).booking.code,
        lambda: {"guest": queries.guest_of(here(), guest_id), "title": title, "mark": mark},
    )


def times_of(guest: Guest) -> dict[str, Any]:
    """Return when a guest came and leaves, as the form shows it."""
    hours = {
        "arrived_hour": clock.local(guest.arrived_at).time() if guest.arrived_at else None,
        "left_hour": clock.local(guest.left_at).time() if guest.left_at else None,
    }
    return {"arrived_on": guest.arrived_on, "left_on": guest.left_on, **hours}

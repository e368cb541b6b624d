"""Pages for guests: what an owner sends them, and what they see behind the link."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from homestay.accounts import throttle
from homestay.bookings import queries as bookings
from homestay.bookings.page import BookingPage
from homestay.bookings.words import LAPSED, STATES
from homestay.config import LANGUAGES
from homestay.public import actions, queries
from homestay.public.forms import LetterForm
from homestay.public.letter import Letter, language_of
from homestay.tokens import is_short_token
from homestay.web import language as web_language
from homestay.web.access import everybody, here, who
from homestay.web.addresses import whole_address
from homestay.web.asking import Ask, asked, refuse_unreadable, seen_version
from homestay.web.forms import once
from homestay.web.proxies import visitor_address
from models.guest_link import GuestLink

pages = Blueprint("public", __name__)
pages.url_value_preprocessor(refuse_unreadable)
MARKS = {**STATES, "lapsed": LAPSED}
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@pages.route("/bookings/<code>/send", methods=["GET", "POST"])
@who("owner", "staff")
def send(code: str) -> ResponseReturnValue:
    """Give the words for the guest to share, and make the link to the guest's page."""
    page = BookingPage(*bookings.whole_booking(here(), code))
    link = queries.link_of(here(), page.booking.id)
    form = LetterForm(data={"language": link.language if link else language_of(page), "deposit": link.deposit if link else None})
    ask = Ask("public/send.html", _("The words for the guest are ready."), url_for("public.send", code=code))

    def write() -> str:
        return str(actions.write_to_guest(here(), code, form.language.data, form.deposit.data, seen_version()).id)

    return asked(ask, form, write, lambda: shown(code))


def shown(code: str) -> dict[str, Any]:
    """Return what the page of the words shows: they are in the guest's language, the page around them in the reader's."""
    page = BookingPage(*bookings.whole_booking(here(), code))
    link = queries.link_of(here(), page.booking.id)
    spoken = link.language if link else language_of(page)
    with force_locale(spoken):
        text = Letter(page, here(), g.who.village, link).text(address(link) if link else None)
    return {"page": page, "link": link, "text": text, "spoken": spoken, "address": address(link) if link else None}


def address(link: GuestLink) -> str:
    """Return the whole address of a guest's page."""
    return whole_address("public.show", guest_token=link.token)


@pages.post("/bookings/<code>/send/withdraw")
@who("owner", "staff")
def withdraw(code: str) -> ResponseReturnValue:
    def take_back() -> str:
        actions.withdraw(here(), code)
        return code

    once(take_back)
    flash(_("The guest's page is taken back. Nobody can open it any more."), "done")
    return redirect(url_for("public.send", code=code), 303)


@pages.get("/g/<guest_token>")
@everybody
def show(guest_token: str) -> ResponseReturnValue:
    """Show a guest the own booking as it stands now; nothing of it remains thirty days after leaving."""
    letter = letter_behind(guest_token)
    spoken = language_asked(letter)
    with force_locale(spoken):
        words = {"letter": letter, "mark": MARKS[letter.state], "spoken": spoken, "house": letter.homestay}
        return render_template("public/show.html", booking=letter.page.booking, **words), 200, PRIVATE


def letter_behind(guest_token: str) -> Letter:
    """Return what a link tells. Aborts with 404; unknown ones are counted. Raises: TooManyTries for those who guess."""
    visitor = visitor_address()
    throttle.refuse_guessing(throttle.ANYBODY, visitor)
    found = queries.link_behind(guest_token) if is_short_token(guest_token) else None
    if found is None:
        throttle.note_failure(throttle.ANYBODY, visitor)
        abort(404)
    link, homestay, village, code = found
    page = queries.page_without_guests(homestay, code)
    if link.revoked_at or queries.is_over(page.booking):
        abort(404)
    return Letter(page, homestay, village, link)


def language_asked(letter: Letter) -> str:
    """Return the language of the page: as its switch says, as the reader chose before, as the owner thought."""
    wishes = (request.args.get("language"), request.cookies.get(web_language.COOKIE), letter.link and letter.link.language)
    return next((wish for wish in wishes if wish in LANGUAGES), web_language.DEFAULT)

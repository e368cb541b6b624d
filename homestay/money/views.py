"""Pages of a booking's money: take payment, add a charge, take a line back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from homestay import clock
from homestay.bookings import queries as bookings
from homestay.bookings.booking_forms import ReasonForm
from homestay.bookings.page import BookingPage
from homestay.money import actions, queries
from homestay.money.actions import ChargeWish, PaymentWish
from homestay.money.forms import ChargeForm, PaymentForm
from homestay.money.transfer import transfer_to
from homestay.money.words import CHARGES, HOLDERS, KINDS, METHODS, Word, charge_words, payment_words
from homestay.web.access import here, who
from homestay.web.asking import Ask, asked, refuse_unreadable, seen_version
from homestay.web.formats import dong
from models.payment import PaymentKind

pages = Blueprint("money", __name__)
pages.url_value_preprocessor(refuse_unreadable)


def shown(code: str) -> dict[str, Any]:
    """Return what a page of money shows of its booking."""
    page = BookingPage(*bookings.whole_booking(here(), code))
    return {
        "page": page,
        "transfer": transfer_to(here(), page.owed, f"HS {code}"),
        "charge_words": charge_words,
        "payment_words": payment_words,
    }


def icons(words: dict[Any, Word]) -> dict[str, str]:
    return {str(key): word.icon for key, word in words.items()}


@pages.route("/bookings/<code>/payments", methods=["GET", "POST"])
@who("owner", "staff")
def pay(code: str) -> ResponseReturnValue:
    seen = shown(code)
    form = PaymentForm(data=proposed(seen["page"]))
    drawn = {"method_icons": icons(METHODS), "kind_icons": icons(KINDS), "holder_icons": icons(HOLDERS)}

    def add() -> str:
        return str(actions.add_payment(here(), code, payment_wish(form), seen_version()).id)

    done = _("%(sum)s is written down.", sum=dong(form.amount.data))
    ask = Ask("money/pay.html", done, url_for("bookings.show", code=code))
    return asked(ask, form, add, lambda: {**shown(code), **drawn})


def proposed(page: BookingPage) -> dict[str, Any]:
    """Return what the payment most likely is: all that is owed, today; a deposit before anyone has come."""
    kind = PaymentKind.DEPOSIT if page.is_coming and not page.is_due else PaymentKind.BALANCE
    if request.args.get("kind") == PaymentKind.REFUND:
        kind = PaymentKind.REFUND
    return {"amount": abs(page.owed) or None, "kind": kind.value, "day": clock.today(), "method": "cash", "held_by": "homestay"}


def payment_wish(form: PaymentForm) -> PaymentWish:
    return PaymentWish(form.kind.data, form.amount.data, form.day.data, form.method.data, form.held_by.data, form.reference.data)


@pages.route("/bookings/<code>/charges", methods=["GET", "POST"])
@who("owner", "staff")
def charge(code: str) -> ResponseReturnValue:
    form = ChargeForm(data={"day": clock.today(), "kind": "meal"})
    done = _("%(sum)s is written down.", sum=dong(form.amount.data))
    ask = Ask("money/charge.html", done, url_for("bookings.show", code=code))

    def add() -> str:
        wish = ChargeWish(form.kind.data, form.amount.data, form.day.data, form.people.data, form.description.data)
        return str(actions.add_charge(here(), code, wish, seen_version()).id)

    return asked(ask, form, add, lambda: {**shown(code), "icons": icons(CHARGES)})


@pages.route("/bookings/<code>/payments/<uuid:payment_id>/void", methods=["GET", "POST"])
@who("owner", "staff")
def void_payment(code: str, payment_id: UUID) -> ResponseReturnValue:
    form = ReasonForm()

    def line() -> dict[str, Any]:
        seen = shown(code)
        payment = queries.payment_of(here(), seen["page"].booking, payment_id)
        return {**seen, "told": payment_words(payment), "amount": payment.amount}

    def void() -> str:
        return str(actions.void_payment(here(), code, payment_id, form.reason.data or "", seen_version()).id)

    return asked(Ask("money/void.html", _("It is taken back."), url_for("money.pay", code=code)), form, void, line)


@pages.route("/bookings/<code>/charges/<uuid:charge_id>/void", methods=["GET", "POST"])
@who("owner", "staff")
def void_charge(code: str, charge_id: UUID) -> ResponseReturnValue:
    form = ReasonForm()

    def line() -> dict[str, Any]:
        seen = shown(code)
        found = queries.charge_of(here(), seen["page"].booking, charge_id)
        return {**seen, "told": charge_words(found), "amount": found.amount}

    def void() -> str:
        return str(actions.void_charge(here(), code, charge_id, form.reason.data or "", seen_version()).id)

    return asked(Ask("money/void.html", _("It is taken back."), url_for("money.charge", code=code)), form, void, line)

"""The words for money: what is charged, how it was paid, what for, and who holds it."""

from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from homestay.web.formats import day
from models.charge import Charge, ChargeKind
from models.payment import Holder, Payment, PaymentKind, PaymentMethod


class Word(NamedTuple):
    """How a choice is called, and the drawing beside it."""

    name: Any
    icon: str


CHARGES = {
    ChargeKind.MEAL: Word(_l("Meal"), "cup-hot-fill"),
    ChargeKind.MOTORBIKE: Word(_l("Motorbike"), icon="bicycle"),
    ChargeKind.TOUR: Word(_l("Guided tour"), "signpost-split-fill"),
    ChargeKind.FEE: Word(_l("Surcharge"), "plus-circle-fill"),
    ChargeKind.DAY_USE: Word(_l("Day use"), "sun-fill"),
    ChargeKind.OTHER: Word(lazy_pgettext("charge", "Other"), "three-dots"),
}

METHODS = {
    PaymentMethod.CASH: Word(_l("Cash"), "cash-stack"),
    PaymentMethod.TRANSFER: Word(_l("Transfer"), "qr-code"),
    PaymentMethod.CARD: Word(lazy_pgettext("payment", "Card"), "credit-card-fill"),
    PaymentMethod.PLATFORM: Word(_l("Paid at the site"), icon="globe2"),
}

KINDS = {
    PaymentKind.BALANCE: Word(_l("Pays for the stay"), "cash-coin"),
    PaymentKind.DEPOSIT: Word(_l("Deposit"), "hourglass-split"),
    PaymentKind.REFUND: Word(_l("Given back"), "arrow-counterclockwise"),
}

HOLDERS = {
    Holder.HOMESTAY: Word(_l("Our house"), "house-door-fill"),
    Holder.PLATFORM: Word(_l("The listing site"), icon="globe2"),
    Holder.TOUR: Word(_l("The tour company"), "signpost-split-fill"),
    Holder.COOPERATIVE: Word(_l("The cooperative"), "people-fill"),
}


def charge_words(charge: Charge) -> str:
    """Return a charge in a line: Bữa ăn 2/10, 4 suất gà đen."""
    kind = CHARGES[ChargeKind(charge.kind)].name
    told = _("%(kind)s %(day)s", kind=kind, day=day(charge.day))
    return f"{told}, {charge.description}" if charge.description else told


def payment_words(payment: Payment) -> str:
    """Return a payment in a line: Đã cọc 28/9, chuyển khoản."""
    told = {"day": day(payment.day), "method": str(METHODS[PaymentMethod(payment.method)].name).lower()}
    if payment.kind == PaymentKind.DEPOSIT:
        return str(_("Deposit %(day)s, %(method)s", **told))
    if payment.kind == PaymentKind.REFUND:
        return str(_("Given back %(day)s, %(method)s", **told))
    return str(_("Paid %(day)s, %(method)s", **told))

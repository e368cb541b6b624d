"""What people type about money."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from homestay.money.words import CHARGES, HOLDERS, KINDS, METHODS, Word
from homestay.web.forms import AMOUNT, REQUIRED, DayField, Form, WholeNumberField, short
from models.charge import ChargeKind
from models.payment import Holder, PaymentKind, PaymentMethod

HOW_MANY = NumberRange(0, 1000, message=_l("From 0 to 1000 people."))


def choices(words: Mapping[Any, Word]) -> list[SelectChoice]:
    return [SelectChoice(str(key), word.name) for key, word in words.items()]


class PaymentForm(Form):
    """Money that came in or is given back."""

    amount = WholeNumberField(_l("How much, đồng"), [REQUIRED, AMOUNT])
    method = RadioField(_l("How is it paid?"), [REQUIRED], choices=choices(METHODS), default=PaymentMethod.CASH.value)
    kind = RadioField(_l("What for?"), [REQUIRED], choices=choices(KINDS), default=PaymentKind.BALANCE.value)
    day = DayField(_l("Day"), [REQUIRED])
    held_by = RadioField(_l("Who has the money now?"), [REQUIRED], choices=choices(HOLDERS), default=Holder.HOMESTAY.value)
    reference = StringField(_l("Number of the transfer"), [short(100)])


class ChargeForm(Form):
    """What guests owe beyond their nights."""

    kind = RadioField(_l("What is it?"), [REQUIRED], choices=choices(CHARGES), default=ChargeKind.MEAL.value)
    amount = WholeNumberField(_l("How much in all, đồng"), [REQUIRED, AMOUNT])
    day = DayField(_l("Day"), [REQUIRED])
    people = WholeNumberField(_l("For how many people"), [Optional(), HOW_MANY])
    description = StringField(_l("What exactly"), [short(200)])

"""What an owner types about rooms, places and closures."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, StringField
from wtforms.validators import InputRequired, NumberRange, Optional

from homestay.places.words import CLOSURE_WORDS, ROOM_KIND_WORDS
from homestay.web.forms import Form, WholeNumberField, choices, short

REQUIRED = InputRequired(message=_l("Fill this in."))
A_DAY = _l("Choose a day that exists, such as 2/10/2026.")
MOST_DONG = 1_000_000_000
PRICE = NumberRange(0, MOST_DONG, message=_l("Whole đồng, from 0 to 1,000,000,000."))
CAPACITY = NumberRange(1, 60, message=_l("From 1 to 60 sleeping places."))


class Day(DateField):
    """A day; what is no day gets a plain sentence."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(A_DAY) from error


class RoomForm(Form):
    """A room: name, kind, how many sleep there, list prices."""

    name = StringField(_l("Name on the door"), [REQUIRED, short(30)])
    kind = RadioField(_l("How is it let?"), [REQUIRED], choices=choices(ROOM_KIND_WORDS), default="private")
    capacity = WholeNumberField(_l("How many sleep there?"), [REQUIRED, CAPACITY])
    price = WholeNumberField(_l("Price a night, đồng"), [REQUIRED, PRICE])
    whole_price = WholeNumberField(_l("Price of the whole dorm a night, đồng"), [Optional(), PRICE])


class UnitForm(Form):
    """A new dorm place from a night on."""

    name = StringField(_l("Name of the place"), [REQUIRED, short(30)])
    open_from = Day(_l("First night"), [REQUIRED])


class LastDayForm(Form):
    """From which night on something is no longer let; blank lets it again."""

    open_to = Day(_l("First night that is not let any more"), [Optional()])


class ClosureForm(Form):
    """Nights out of sale."""

    arrive = Day(_l("First night closed"), [REQUIRED])
    leave = Day(_l("Let again from"), [REQUIRED])
    reason = RadioField(_l("Why?"), [REQUIRED], choices=choices(CLOSURE_WORDS), default="repair")

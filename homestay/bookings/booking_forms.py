"""What people type to change one booking."""

from datetime import date, time
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, RadioField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, NumberRange, Optional

from homestay import clock
from homestay.bookings.correcting import Hour
from homestay.bookings.wishes import MOST_PEOPLE
from homestay.bookings.words import SOURCES, source_word
from homestay.web.forms import PRICE, REQUIRED, DayField, Form, WholeNumberField, short

PEOPLE = NumberRange(0, MOST_PEOPLE, message=_l("From 0 to %(most)s people.", most=MOST_PEOPLE))


class DatesForm(Form):
    """The days of coming and leaving."""

    arrive = DayField(lazy_pgettext("field", "Comes"), [REQUIRED])
    leave = DayField(lazy_pgettext("field", "Leaves"), [REQUIRED])


class LeavingForm(Form):
    """Only the day of leaving: the guests are here."""

    leave = DayField(lazy_pgettext("field", "Leaves"), [REQUIRED])


class MoveForm(Form):
    """From which night on the guests sleep elsewhere; the places are ticked beside it."""

    first = DayField(_l("From the night of"), [REQUIRED])
    prices_go = BooleanField(_l("The prices go with the rooms"))


class FirstNightForm(Form):
    """From which night on."""

    first = DayField(_l("From the night of"), [REQUIRED])


class SplitForm(Form):
    """Who answers for the room that is split off, and how many of its guests are children; the rest is ticked beside it."""

    contact = StringField(_l("Name of the guest"), [short(200)])
    children = WholeNumberField(_l("How many of them are children?"), [Optional(), PEOPLE], default=0)


class HoursForm(Form):
    """When guests really came, and when they left; the hours may be left out, and the leaving of who is still here."""

    came_on = DayField(_l("Came on"), [REQUIRED])
    came_hour = TimeField(_l("At what hour"), [Optional()])
    left_on = DayField(_l("Left on"), [Optional()])
    left_hour = TimeField(_l("At what hour"), [Optional()])

    def came(self) -> Hour:
        return hour_of(self.came_on.data, self.came_hour.data) or Hour(clock.today())

    def left(self) -> Hour | None:
        """Return when they left; nothing when they are still here."""
        return hour_of(self.left_on.data, self.left_hour.data)


def hour_of(day: date | None, hour: time | None) -> Hour | None:
    if day is None:
        return None
    return Hour(day, clock.at(day, hour.hour, hour.minute) if hour else None)


class TickForm(Form):
    """Nothing is typed: places are ticked, or a button is pressed."""


class PriceForm(Form):
    """The price agreed for each night of a room."""

    price = WholeNumberField(_l("Price a night, đồng"), [REQUIRED, PRICE])


class PeopleForm(Form):
    """How many come."""

    adults = WholeNumberField(_l("Grown-ups"), [REQUIRED, PEOPLE])
    children = WholeNumberField(_l("Children"), [Optional(), PEOPLE], default=0)


class WordsForm(Form):
    """Who it is, how to reach them, where they booked, what to think of."""

    contact = StringField(_l("Name of the guest"), [short(200)])
    phone = StringField(_l("Phone"), [short(40)])
    source = RadioField(_l("Booked through"), [REQUIRED], choices=[])
    note = TextAreaField(_l("Note"), [short(2000)])
    expected_at = TimeField(_l("Means to come at"), [Optional()])
    leaving_at = TimeField(_l("Asks to stay on the last day until"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict.fromkeys([*SOURCES, getattr(kwargs.get("obj"), "source", "other")])
        self.source.choices = [(source, source_word(source)) for source in known]


class ReasonForm(Form):
    """Why it was cancelled, what is known of guests who did not come, why a line is taken back."""

    reason = StringField(_l("Why?"), [DataRequired(message=_l("Write the reason in a few words.")), short(300)])

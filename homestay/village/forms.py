"""What is typed about the village: whom one calls for help, and its holidays."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Optional, ValidationError

from homestay import clock
from homestay.bookings.days_off import Span
from homestay.bookings.words import usual_english
from homestay.guests.fields import phone_signs
from homestay.village.holidays import what_is_odd
from homestay.web.forms import REQUIRED, DayField, Filled, Form, short

MOST_LETTERS = 60


class VillageForm(Form):
    """What the administrator writes down of a village."""

    help_phone = StringField(_l("Phone of the digital team"), [phone_signs])


class HolidayForm(Form):
    """A holiday: its name in both languages, its days, and whether it is only expected."""

    name = StringField(_l("Name"), [REQUIRED, short(MOST_LETTERS)])
    name_en = StringField(_l("Name in English"), [short(MOST_LETTERS)])
    first = DayField(_l("First day"), [Filled(_l("Fill this in."))])
    last = DayField(_l("Last day"), [Optional()])
    """Blank is the first day."""
    expected = BooleanField(_l("The Government has not announced it yet"))
    was = HiddenField()
    """The stamp of the holiday the page showed."""

    @classmethod
    def of(cls, span: Span) -> "HolidayForm":
        """Return the form filled in with a holiday, unless something was sent."""
        english = span.name_en or usual_english(span.name)
        said = {"name": span.name, "name_en": english, "first": span.first, "last": span.last, "was": span.stamp}
        return cls(data={**said, "expected": not span.is_announced})

    def validate_first(self, field: DayField) -> None:
        if field.data and (wrong := what_is_odd(field.data, field.data)):
            raise ValidationError(wrong)

    def validate_last(self, field: DayField) -> None:
        if field.data and self.first.data and (wrong := what_is_odd(self.first.data, field.data)):
            raise ValidationError(wrong)

    @property
    def wish(self) -> Span:
        """Return the holiday that the valid form says. The usual English name of one of the law goes without saying."""
        first, name, english = self.first.data or clock.today(), self.name.data or "", self.name_en.data
        return Span(first, self.last.data or first, name, english if english != usual_english(name) else None, not self.expected.data)

"""What people type to take a booking: nights, places, people, who it is; and guests who come for a day."""

from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _pl
from wtforms import BooleanField, Field, RadioField, SelectChoice, StringField, TextAreaField, TimeField
from wtforms.validators import AnyOf, NumberRange, Optional, ValidationError

from homestay import clock
from homestay.bookings.holding import moments_offered
from homestay.bookings.wishes import MOST_PEOPLE, BookingWish, refuse_odd_dates
from homestay.bookings.words import SOURCES
from homestay.errors import Refusal
from homestay.web import formats
from homestay.web.forms import PRICE, DayField, Filled, Form, WholeNumberField, short, uuids
from models.stay import Stay

OFFERED = ("phone", "zalo", "facebook", "website", "walk_in", "tour", "booking", "airbnb", "agoda", "traveloka", "other")
"""The sources a form offers, the frequent ones first; any of words.SOURCES may be sent."""


class MomentField(StringField):
    """A day and an hour of the village. Its data is a moment or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw_text = (valuelist[0] if valuelist else "").strip()[:40]
        self.data: datetime | None = None
        if not self.raw_text:
            return
        try:
            self.data = datetime.fromisoformat(self.raw_text).replace(tzinfo=clock.ZONE)
        except ValueError as error:
            raise ValueError(_l("There is no such day and hour.")) from error

    def _value(self) -> str:
        return self.data.strftime("%Y-%m-%dT%H:%M") if isinstance(self.data, datetime) else getattr(self, "raw_text", "")


def between(least: int, most: int) -> NumberRange:
    return NumberRange(min=least, max=most, message=_l("A number from %(least)s to %(most)s.", least=least, most=most))


SURE = ""
"""The value that says: not only held."""
HOLD_WORDS: dict[str, Any] = {
    "this_evening": _l("Today 18:00"),
    "tonight": _l("Today 21:00"),
    "tomorrow_noon": _l("Tomorrow noon"),
    "tomorrow_evening": _l("Tomorrow 18:00"),
    "two_days": _l("In two days"),
    "a_week": _l("In a week"),
}


def hold_choices() -> list[SelectChoice]:
    """Return until when one may hold, in words; the value of each is the moment itself."""
    return [SelectChoice(moment.isoformat(), HOLD_WORDS[key]) for key, moment in moments_offered(clock.now()).items()]


def hold_moments() -> dict[str, Any]:
    """Return the day and hour of each choice, to stand under its words."""
    return {moment.isoformat(): formats.moment(moment) for moment in moments_offered(clock.now()).values()}


def refuse_over(form: Form, field: Field) -> None:
    """Refuse a moment that is over; what is no moment counts as nothing said."""
    moment = read_moment(field.data)
    if moment and moment <= clock.now():
        raise ValidationError(_l("That hour is already over."))


def read_moment(said: Any) -> datetime | None:
    """Return the moment a choice or a typed hour says; nothing for anything else."""
    if isinstance(said, datetime) or not said:
        return said or None
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


class HoldForm(Form):
    """Until when a booking is held: one of the usual moments, or an hour that is typed."""

    hold = RadioField(_l("Until when?"), [Optional(), refuse_over], choices=[], validate_choice=False)
    held_until = MomentField(_l("Or until exactly"), [Optional(), refuse_over])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hold.choices = hold_choices()

    @property
    def moments(self) -> dict[str, Any]:
        return hold_moments()

    @property
    def until(self) -> datetime | None:
        """Return the moment; what was typed counts before what was chosen."""
        return read_moment(self.held_until.data) or read_moment(self.hold.data)


class WhoForm(Form):
    """Who it is and how many: what every new booking asks."""

    arrive = DayField(_l("First night"), [Filled(_l("Which day do they come?"))])
    adults = WholeNumberField(_l("Adults"), [Filled(_l("How many people come?")), between(1, MOST_PEOPLE)], default=2)
    children = WholeNumberField(_l("Children"), [Optional(), between(0, MOST_PEOPLE)], default=0)
    contact = StringField(_l("Name of the guest"), [Filled(_l("Who is it? Write a name.")), short(200)])
    phone = StringField(_l("Phone"), [short(40)])
    source = RadioField(
        _l("How did they book?"),
        [AnyOf(SOURCES, message=_l("Choose one of these."))],
        choices=[SelectChoice(word, SOURCES[word][1]) for word in OFFERED],
        default="phone",
        validate_choice=False,
    )
    note = TextAreaField(_l("Note"), [short(2000)])

    @property
    def people(self) -> int:
        return (self.adults.data or 0) + (self.children.data or 0)

    def wish(self, stay: Stay, **more: Any) -> BookingWish:
        """Return what the valid form asks for over these nights."""
        said = {name: self[name].data for name in ("contact", "phone", "source", "note")}
        return BookingWish(stay, adults=self.adults.data or 0, children=self.children.data or 0, **said, **more)


def odd(first: date | None, last: date | None, least: int) -> Any:
    """Return the sentence on dates that cannot be, or nothing."""
    if first is None or last is None:
        return None
    try:
        refuse_odd_dates(Stay(first, max(first, last)), least)
    except Refusal as refusal:
        return refusal.message
    return None


class NewBookingForm(WhoForm):
    """A booking over nights: when, which places, who, and whether it is only held."""

    leave = DayField(_l("Day of leaving"), [Filled(_l("Which day do they leave?"))])
    hold = RadioField(_l("Is it sure?"), [Optional(), refuse_over], choices=[], validate_choice=False, default=SURE)
    held_until = MomentField(_l("Or until exactly"), [Optional(), refuse_over])
    expected_at = TimeField(_l("Means to come at"), [Optional()])

    without_place = BooleanField(_l("Write it down without a place"))
    places_wanted = WholeNumberField(_l("How many rooms or places?"), [Optional(), between(1, 100)], default=1)
    price_said = WholeNumberField(_l("Agreed for each and a night, đồng"), [Optional(), PRICE])

    def __init__(self, *args: Any, units: list[str], whole: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.whole = uuids(units), uuids(whole)
        self.hold.choices = [SelectChoice(SURE, _l("It is sure")), *hold_choices()]

    def validate_leave(self, field: DayField) -> None:
        if wrong := odd(self.arrive.data, field.data, least=1):
            raise ValidationError(wrong)

    @property
    def moments(self) -> dict[str, Any]:
        """Return what stands under the words of each choice."""
        return {SURE: _l("not only held"), **hold_moments()}

    @property
    def until(self) -> datetime | None:
        """Return until when it is only held; nothing for a sure booking."""
        return read_moment(self.held_until.data) or read_moment(self.hold.data)

    @property
    def stay(self) -> Stay | None:
        """Return the nights asked for; nothing while they are not known or cannot be."""
        if self.arrive.data is None or self.leave.data is None or odd(self.arrive.data, self.leave.data, least=1):
            return None
        return Stay(self.arrive.data, self.leave.data)


class DayUseForm(WhoForm):
    """Guests who come and go on one day, and what they pay (khách trong ngày)."""

    arrive = DayField(_pl("day use", "Day"), [Filled(_l("Which day do they come?"))])
    contact = StringField(_l("Name of the guest"), [short(200)])
    amount = WholeNumberField(_l("Sum, đồng"), [Filled(_l("How much do they pay? 0 if nothing.")), PRICE])
    description = StringField(_l("What for"), [short(200)])

    def validate_arrive(self, field: DayField) -> None:
        if wrong := odd(field.data, field.data, least=0):
            raise ValidationError(wrong)

    @property
    def stay(self) -> Stay:
        """Return the day as a stay without a night; today while it is not known."""
        day = self.arrive.data or clock.today()
        return Stay(day, day)

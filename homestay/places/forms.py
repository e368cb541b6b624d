"""What an owner types about rooms, places and closures."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import NumberRange, Optional, ValidationError

from homestay import clock
from homestay.places.words import CLOSURE_WORDS, ROOM_KIND_WORDS
from homestay.web.forms import PRICE, REQUIRED, DayField, Form, WholeNumberField, choices, short

CAPACITY = NumberRange(1, 60, message=_l("From 1 to 60 sleeping places."))
EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=3 * 366)
MOST_NIGHTS = 400
"""Of one closure."""


def near(form: Form, field: DayField) -> None:
    """Refuse a day that nobody plans for."""
    if field.data and not EARLIEST <= field.data <= clock.today() + AHEAD:
        raise ValidationError(_l("Choose a day within the next three years."))


def not_past(form: Form, field: DayField) -> None:
    """Refuse a day that is over: what was let and what was not stays as it was."""
    if field.data and field.data < clock.today():
        raise ValidationError(_l("Choose today or a later day: nights that are over stay as they were."))


class RoomForm(Form):
    """A new room: name, kind, how many sleep there, list prices, and from when it is let."""

    name = StringField(_l("Name on the door"), [REQUIRED, short(30)])
    kind = RadioField(_l("How is it let?"), [REQUIRED], choices=choices(ROOM_KIND_WORDS), default="private")
    capacity = WholeNumberField(_l("How many sleep there?"), [REQUIRED, CAPACITY])
    price = WholeNumberField(_l("Price a night, đồng"), [REQUIRED, PRICE])
    whole_price = WholeNumberField(_l("Price of the whole dorm a night, đồng"), [Optional(), PRICE])
    open_from = DayField(_l("Let from the night of"), [Optional(), near], default=clock.today)
    """Blank is today."""


class PrivateRoomForm(Form):
    """What can be changed of a private room."""

    name = RoomForm.name
    capacity = RoomForm.capacity
    price = RoomForm.price


class DormForm(Form):
    """What can be changed of a dorm; its places come and go one by one."""

    name = RoomForm.name
    price = RoomForm.price
    whole_price = RoomForm.whole_price


class UnitForm(Form):
    """A new dorm place from a night on."""

    name = StringField(_l("Name of the place"), [REQUIRED, short(30)])
    open_from = DayField(_l("Let from the night of"), [REQUIRED, near, not_past])


class UnitLastDayForm(Form):
    """From which night on a dorm place is no longer let."""

    open_to = DayField(_l("First night that is not let any more"), [REQUIRED, near, not_past])


class RoomLastDayForm(Form):
    """From which night on a room is no longer let; blank lets it again."""

    open_to = DayField(_l("First night that is not let any more"), [Optional(), near, not_past])


class ClosureForm(Form):
    """Nights out of sale."""

    arrive = DayField(_l("First night closed"), [REQUIRED, near, not_past])
    leave = DayField(_l("Let again from"), [REQUIRED, near])
    reason = RadioField(_l("Why?"), [REQUIRED], choices=choices(CLOSURE_WORDS), default="repair")

    def validate_leave(self, field: DayField) -> None:
        """Refuse an end before the beginning, and more nights than a season has."""
        if not (field.data and self.arrive.data):
            return
        if field.data <= self.arrive.data:
            raise ValidationError(_l("The day of letting again must lie after the first night closed. Choose another day."))
        if (field.data - self.arrive.data).days > MOST_NIGHTS:
            raise ValidationError(_l("At most %(nights)s nights at once. To stop for good, let the room no more.", nights=MOST_NIGHTS))

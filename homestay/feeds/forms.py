"""What an owner says to publish a calendar."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from homestay.feeds.words import CHANNELS
from homestay.web.forms import Form, choices

REQUIRED = InputRequired(message=_l("Choose one."))


class PublishForm(Form):
    """Which calendar, for whom."""

    calendar = RadioField(_l("Which calendar?"), [REQUIRED], default="house")
    channel = RadioField(_l("Who will read it?"), [REQUIRED], choices=choices(CHANNELS), default="airbnb")

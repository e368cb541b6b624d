"""What an owner says to publish a calendar."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from homestay.feeds.words import CHANNELS
from homestay.web.forms import Form


class PublishForm(Form):
    """Which calendar, for whom."""

    calendar = RadioField(_l("Which calendar?"), [InputRequired(message=_l("Choose one."))], default="house")
    channel = RadioField(_l("Who will read it?"), [InputRequired(message=_l("Choose one."))], choices=list(CHANNELS.items()), default="airbnb")

"""What an owner says to write to a guest."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from homestay.config import LANGUAGES
from homestay.web.forms import AMOUNT, Form, WholeNumberField, choices


class LetterForm(Form):
    """In which language, and how much is asked beforehand."""

    language = RadioField(_l("In which language?"), [InputRequired(message=_l("Choose one."))], choices=choices(LANGUAGES))
    deposit = WholeNumberField(_l("Deposit you ask for, đồng"), [Optional(), AMOUNT])

"""What people type to sign in and to set the system up."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.validators import Length, Regexp

from homestay.accounts.passwords import LEAST_LETTERS, MOST_LETTERS
from homestay.web.forms import REQUIRED, Form, short

USERNAME = Regexp(r"^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$", message=_l("3 to 40 letters a–z, digits, dots or hyphens, without marks."))
LONG_ENOUGH = Length(LEAST_LETTERS, MOST_LETTERS, _l("From %(least)s to %(most)s letters.", least=LEAST_LETTERS, most=MOST_LETTERS))


class SignInForm(Form):
    """Name and password."""

    username = StringField(_l("Name to sign in with"), [REQUIRED, short(100)])
    password = PasswordField(_l("Password"), [REQUIRED, short(1000)])


class SetUpForm(Form):
    """The one-time code, the village, the homestay, the first account."""

    code = StringField(_l("One-time code"), [REQUIRED, short(40)])
    village = StringField(_l("Village"), [REQUIRED, short(100)])
    commune = StringField(_l("Commune"), [short(100)])
    province = StringField(_l("Province"), [short(100)])
    homestay = StringField(_l("Name of the homestay"), [REQUIRED, short(100)])
    phone = StringField(_l("Phone of the homestay"), [short(30)])
    name = StringField(_l("Your name"), [REQUIRED, short(100)])
    username = StringField(_l("Name to sign in with"), [REQUIRED, USERNAME])
    password = PasswordField(_l("Password"), [REQUIRED, LONG_ENOUGH])

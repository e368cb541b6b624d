"""What people type about their own account: passwords, codes, PIN."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, RadioField, StringField

from homestay.accounts.forms import LONG_ENOUGH
from homestay.accounts.words import LOCK_WORDS
from homestay.web.forms import REQUIRED, Form, choices, short


class ProveForm(Form):
    """The password once more, before something that matters."""

    password = PasswordField(_l("Password"), [REQUIRED, short(1000)])


class ChangePasswordForm(ProveForm):
    """The old password and a new one."""

    new_password = PasswordField(_l("New password"), [REQUIRED, LONG_ENOUGH])


class NewPasswordForm(Form):
    """A new password."""

    new_password = PasswordField(_l("New password"), [REQUIRED, LONG_ENOUGH])


class RecoverForm(Form):
    """A name, a line of the recovery sheet, and a new password."""

    username = StringField(_l("Name to sign in with"), [REQUIRED, short(100)])
    code = StringField(_l("Code from the recovery sheet"), [REQUIRED, short(40)])
    new_password = PasswordField(_l("New password"), [REQUIRED, LONG_ENOUGH])


class CodeForm(Form):
    """The six digits on the phone, or a line of the recovery sheet."""

    code = StringField(_l("Code"), [REQUIRED, short(40)])


class PinForm(ProveForm):
    """A PIN, and the password once more."""

    pin = PasswordField(_l("New PIN"), [REQUIRED, short(20)])


class LockForm(Form):
    """After how many minutes without a touch this device locks itself."""

    minutes = RadioField(_l("Lock by itself"), [REQUIRED], choices=lambda: choices(LOCK_WORDS))


class UnlockForm(Form):
    """The PIN."""

    pin_now = PasswordField(_l("PIN"), [REQUIRED, short(20)])


class PasswordLinkForm(Form):
    """What the administrator says about a new password."""

    drops_factor = BooleanField(_l("The phone is lost too: ask for no codes"))

"""What is typed about people: whom one invites, as what, with which rights, and what a new person says."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, SelectMultipleField, StringField

from homestay.accounts.forms import LONG_ENOUGH, USERNAME
from homestay.accounts.words import RIGHT_WORDS, ROLE_WORDS
from homestay.web.forms import REQUIRED, Form, choices, short
from models.account import HOMESTAY_ROLES, Role


def words_of(roles: Any) -> list[Any]:
    """Return what a choice of roles offers."""
    return choices({str(role): ROLE_WORDS[role] for role in roles})


class InviteToHouseForm(Form):
    """An owner or a helper for a house."""

    whom = StringField(_l("For whom"), [REQUIRED, short(100)])
    role = RadioField(_l("As what"), [REQUIRED], choices=lambda: words_of(reversed(HOMESTAY_ROLES)), default=str(Role.STAFF))
    rights = SelectMultipleField(_l("A helper may also see"), choices=lambda: choices(RIGHT_WORDS))


class InviteToVillageForm(Form):
    """The village head, the commune police, an administrator."""

    whom = StringField(_l("For whom"), [REQUIRED, short(100)])
    role = RadioField(
        _l("As what"),
        [REQUIRED],
        choices=lambda: words_of((Role.VILLAGE_HEAD, Role.POLICE, Role.ADMINISTRATOR)),
        default=str(Role.VILLAGE_HEAD),
    )


class NewHouseForm(Form):
    """A homestay that is not in the book yet, and its owner."""

    house = StringField(_l("Name of the homestay"), [REQUIRED, short(100)])
    phone = StringField(_l("Phone of the homestay"), [short(30)])
    whom = StringField(_l("For whom"), [REQUIRED, short(100)])


class RightsForm(Form):
    """What somebody who helps in a house may see beside the daily work."""

    rights = SelectMultipleField(_l("A helper may also see"), choices=lambda: choices(RIGHT_WORDS))


class NewPersonForm(Form):
    """What somebody who was invited says of themselves."""

    name = StringField(_l("Your name"), [REQUIRED, short(100)])
    username = StringField(_l("Name to sign in with"), [REQUIRED, USERNAME])
    password = PasswordField(_l("Password"), [REQUIRED, LONG_ENOUGH])

"""What the roles are called on the screen."""

from flask_babel import lazy_gettext as _l

from models.account import Role

ROLE_WORDS = {
    Role.OWNER.value: _l("Owner"),
    Role.STAFF.value: _l("Helper"),
    Role.VILLAGE_HEAD.value: _l("Village head"),
    Role.POLICE.value: _l("Commune police"),
    Role.ADMINISTRATOR.value: _l("Digital team"),
}

"""What roles and rights are called on the screen."""

from flask_babel import lazy_gettext as _l

from models.account import Right, Role

ROLE_WORDS = {
    Role.OWNER.value: _l("Owner"),
    Role.STAFF.value: _l("Helper"),
    Role.VILLAGE_HEAD.value: _l("Village head"),
    Role.POLICE.value: _l("Commune police"),
    Role.ADMINISTRATOR.value: _l("Digital team"),
}

RIGHT_WORDS = {
    Right.MONEY.value: _l("Money and the month"),
    Right.EXPORTS.value: _l("Take lists and files out"),
}

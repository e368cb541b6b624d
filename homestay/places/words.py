"""What the states of rooms are called on the screen."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from models.room import Cleaning, ClosureReason, RoomKind

ROOM_KIND_WORDS = {RoomKind.PRIVATE.value: _l("As a whole room"), RoomKind.DORM.value: _l("By the dorm place")}
CLOSURE_WORDS = {
    ClosureReason.REPAIR.value: _l("Repair"),
    ClosureReason.FAMILY.value: _l("Family uses it"),
    ClosureReason.SEASON.value: _l("Season break"),
    ClosureReason.OTHER.value: _lp("reason", "Other"),
}
CLEANING_WORDS = {
    Cleaning.CLEAN.value: ("done", "check-circle-fill", _l("Clean")),
    Cleaning.TO_CLEAN.value: ("soon", "broom", _l("To clean")),
    Cleaning.BEING_CLEANED.value: ("soon", "broom", _l("Being cleaned")),
}
"""State, icon and word."""

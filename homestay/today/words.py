"""What the states of the room board are called on the screen."""

from typing import NamedTuple

from flask_babel import lazy_pgettext as _lp

from homestay.today.board import RoomState


class StateWord(NamedTuple):
    """The chip of a state, its icon and its word."""

    chip: str
    icon: str
    word: object


ROOM_STATES = {
    RoomState.CLOSED: StateWord("out", "tools", _lp("room", "Closed")),
    RoomState.LEAVING: StateWord("soon", "box-arrow-left", _lp("room", "Leaving today")),
    RoomState.TAKEN: StateWord("now", "moon-stars-fill", _lp("room", "In house")),
    RoomState.ARRIVING: StateWord("sure", "box-arrow-in-right", _lp("room", "Arriving today")),
    RoomState.TO_CLEAN: StateWord("soon", "broom", _lp("room", "To clean")),
    RoomState.BEING_CLEANED: StateWord("soon", "bucket-fill", _lp("room", "Being cleaned")),
    RoomState.FREE: StateWord("done", "door-open-fill", _lp("room", "Free")),
}

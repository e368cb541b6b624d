"""How files and ways of declaring are called on the screen."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _pl

from models.declaration import BatchState, Channel

CHANNELS: dict[str, tuple[str, Any]] = {
    Channel.VNEID: ("phone-fill", _l("In VNeID")),
    Channel.PHONE: ("telephone-fill", _l("By phone")),
    Channel.IN_PERSON: ("person-walking", _l("At the commune police")),
}
"""Ways to declare a guest without the file: icon and words."""


class StateMark(NamedTuple):
    """How the state of a file looks: the kind and icon of its face, and its words."""

    kind: str
    icon: str
    words: Any


BATCHES: dict[str, StateMark] = {
    BatchState.DOWNLOADED: StateMark("soon", "file-earmark-arrow-down-fill", _pl("file", "Downloaded")),
    BatchState.SENT: StateMark("soon", "hourglass-split", _pl("file", "Sent to the portal")),
    BatchState.CONFIRMED: StateMark("done", "check-lg", _pl("file", "The portal has them")),
    BatchState.DIFFERENT: StateMark("late", "exclamation-octagon-fill", _pl("file", "The portal shows another number")),
}

CELLS: dict[str, Any] = {
    "name": _l("Full name"),
    "birth_date": _l("Date of birth"),
    "sex": _pl("column", "Sex"),
    "nationality": _pl("column", "Country"),
    "document": _pl("column", "Papers"),
    "reason": _l("Why do they come?"),
    "room": _pl("column", "Room"),
    "permitted_until": _l("May stay in Vietnam until"),
    "stay": _pl("column", "Stays"),
    "identity": _pl("column", "Other"),
}
"""What can be filled in on the sheet, and how it is called."""

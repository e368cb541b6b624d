"""How the facts about a guest are called on the screen."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _pl

from homestay.guests import documents

SEXES: dict[str, Any] = {"M": _pl("sex", "Man"), "F": _pl("sex", "Woman")}

RESIDENCES: dict[int, Any] = {1: _pl("residence", "Permanent"), 2: _pl("residence", "Temporary"), 3: _pl("residence", "Other")}

REASONS: dict[int, Any] = {
    1: _l("Tourism"),
    2: _l("Business"),
    3: _l("Studies"),
    4: _l("Visit"),
    5: _l("Conference"),
    6: _l("Visiting relatives"),
    7: _l("Charity"),
    8: _l("International organisation"),
    9: _l("Marriage"),
    10: _l("Consulate"),
    11: _l("Aid work"),
    12: _l("Embassy"),
    13: _l("Settling down"),
    14: _l("Marketing"),
    15: _l("Press"),
    16: _l("Trade"),
    17: _l("Visa extension"),
    18: _l("Medical treatment"),
    19: _l("Work"),
    20: _l("Another reason"),
}
"""The portal's reasons for a stay (lý do cư trú), in the reader's words."""

OFTEN = (1, 2, 6)
"""The reasons that nearly everybody has; the others stand folded away."""

USUAL_PAPERS = (documents.CCCD, documents.CAN_CUOC, documents.PASSPORT)
"""The papers that nearly every grown-up has."""


def paper_words(document_type: int | None, number: str | None) -> str:
    """Return a paper as a list may show it: "CCCD đuôi 118"; nothing when there is none."""
    kind = str(documents.NAMES.get(document_type, "")) if document_type else ""
    end = _("ending %(digits)s", digits=documents.masked(number)) if number else ""
    return f"{kind} {end}".strip()


def guest_words(name: str | None, slot: int) -> str:
    """Return the name of a guest, or which guest of the booking it is."""
    return name or _("Guest %(number)s", number=slot)

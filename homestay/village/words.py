"""The words of the village's month: those of a homestay's month, with one more for what is too rare to be named."""

from typing import Any

from flask_babel import gettext as _

from homestay.bookings.words import source_word
from homestay.reports import words as reports
from homestay.village.month import OTHERS

GROUPS = reports.GROUPS
"""The indicators in groups, as in the month of a homestay."""


def country_or_others(code: Any) -> str:
    """Return the name of a country, or the word for those that too few homestays saw."""
    return str(_("Other countries")) if code == OTHERS else reports.country_word(code)


def source_or_others(source: str) -> str:
    """Return the word of a source, or the one for those of too few homestays."""
    return str(_("Other ways")) if source == OTHERS else str(source_word(source))

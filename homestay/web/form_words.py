"""What WTForms itself says about a mistake, in the words and the language of the page."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l

BUILT_IN = (
    _l("This field is required."),
    _l("Not a valid choice."),
    _l("Invalid Choice: could not coerce."),
    _l("Not a valid integer value."),
    _l("Not a valid decimal value."),
    _l("Not a valid date value."),
    _l("Not a valid datetime value."),
    _l("Not a valid time value."),
    _l("'%(value)s' is not a valid choice for this field."),
    _l("'%(value)s' are not valid choices for this field."),
)
"""Named here so that the catalogue of words knows them."""


class FormWords:
    """What a form asks for its words: `Meta.get_translations` returns one of these."""

    def gettext(self, text: str) -> str:
        return str(gettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return the translation with its places still open: the validator fills them in."""
        return self.gettext(one if count == 1 else many)

"""The boxes in which people type who a guest is; the page of one guest and the sheet of all share them."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, RadioField, StringField
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import TextInput

from homestay import clock
from homestay.guests import countries, documents, person
from homestay.guests.typed import Birth, birth_of, birth_words, country_of
from homestay.guests.words import REASONS, RESIDENCES, SEXES
from homestay.web.forms import DayField, choices, short, tidy

MOST_NUMBER = 60
"""Letters typed, spaces among them; what a number may be is the matter of `documents`."""


def language() -> str:
    return "en" if str(get_locale()) == "en" else "vi"


class TypedField(Field):
    """A box whose text is read into something else; what cannot be read stays as it was typed."""

    widget = TextInput()
    read: Callable[[str], Any]
    wrong: Any = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.typed = tidy(valuelist[0]) if valuelist else None
        self.data = None
        if self.typed is None:
            return
        found = type(self).read(self.typed)
        if found is None:
            raise ValueError(self.wrong)
        self.data = found

    def _value(self) -> str:
        return getattr(self, "typed", None) or self.written()

    def written(self) -> str:
        return str(self.data or "")


def read_birth(text: str) -> Birth | None:
    try:
        return birth_of(text)
    except ValueError:
        return None


class BirthField(TypedField):
    """A date of birth; 05/1988 and 1988 when no more is known. Its data is a `Birth`."""

    read = staticmethod(read_birth)
    wrong = _l("Type a day that exists, such as 12/05/1988; only the year when no more is known.")

    def written(self) -> str:
        return birth_words(*self.data) if self.data else ""

    def pre_validate(self, form: Form) -> None:
        if self.data is not None:
            refuse(person.birth_problem(self.data.day, clock.today()))


class CountryField(TypedField):
    """A country by name or code; its data is the alpha-3 code."""

    read = staticmethod(country_of)
    wrong = _l("Choose a country of the list.")

    def written(self) -> str:
        return countries.name_of(self.data, language()) if self.data else ""


def refuse(problem: Any) -> None:
    if problem is not None:
        raise ValidationError(problem)


def name_signs(form: Form, field: Field) -> None:
    """Refuse signs that no name has."""
    if field.data:
        refuse(person.name_problem(field.data))


def phone_signs(form: Form, field: Field) -> None:
    """Refuse what is no telephone number."""
    if field.data:
        refuse(person.phone_problem(field.data))


def fits_paper(form: Form, field: Field) -> None:
    """Refuse a number that its kind of paper cannot have."""
    if field.data:
        refuse(documents.number_problem(form.document_type.data, field.data))


def name() -> Any:
    return StringField(_l("Full name"), [short(person.MOST_NAME), name_signs])


def birth_date() -> Any:
    return BirthField(_l("Date of birth"))


def sex() -> Any:
    return chosen(_l("Man or woman"), SEXES, str)


def nationality() -> Any:
    return CountryField(_l("Nationality"))


def document_type() -> Any:
    return chosen(_l("Kind of paper"), documents.NAMES, int)


def document_name() -> Any:
    return StringField(_l("What kind of paper is it?"), [short(person.MOST_WORDS)])


def document_number() -> Any:
    return StringField(_l("Number of the paper"), [short(MOST_NUMBER), fits_paper])


def residence() -> Any:
    return chosen(_l("Kind of residence"), RESIDENCES, int)


def reason() -> Any:
    return chosen(_l("Why do they come?"), REASONS, int)


def reason_note() -> Any:
    return StringField(_l("Which reason?"), [short(person.MOST_WORDS)])


def permitted_until() -> Any:
    return DayField(_l("May stay in Vietnam until"))


def place() -> Any:
    return RadioField(_l("Where do they sleep?"), [Optional()], choices=[])


def chosen(label: Any, words: Mapping[Any, Any], coerce: Callable[[Any], Any]) -> Any:
    """Return a choice as tiles that may be left open."""
    return RadioField(label, [Optional()], choices=choices(words), coerce=coerce)


def number_doubts(form: Any) -> list[Any]:
    """Return what about the number is to be looked at once more before it is kept; nothing once somebody said so."""
    if not form.document_number.data or form.accepted.data:
        return []
    birth = form.birth_date.data
    return documents.number_warnings(form.document_type.data, form.document_number.data, form.sex.data, birth.day if birth else None)

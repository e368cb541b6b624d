"""Forms: their base, the key that makes them count once, and how typed things are read."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask, g, request
from flask_babel import lazy_gettext as _l
from flask_wtf import CSRFProtect, FlaskForm
from markupsafe import Markup
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, StopValidation, ValidationError

from homestay import clock
from homestay.errors import KeyReused
from homestay.once import do_once
from homestay.web.access import here
from homestay.web.form_words import FormWords
from models.base import MOST_DONG

csrf = CSRFProtect()
KEY = "op"
WHOLE = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:[ .,][0-9]{3})+)")
LONGEST = 15
TYPED_DAY = re.compile(r"(?P<day>\d{1,2})[/.\-](?P<month>\d{1,2})(?:[/.\-](?P<year>\d{4}|\d{2}))?")
REQUIRED = InputRequired(message=_l("Fill this in."))
PRICE = NumberRange(0, MOST_DONG, message=_l("Whole đồng, from 0 to 1,000,000,000."))
AMOUNT = NumberRange(1, MOST_DONG, message=_l("Whole đồng, from 1 to 1,000,000,000."))
NOT_SAID = {KEY, "csrf_token"}
KEY_LENGTH = 64
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""The control characters (Unicode's category Cc) but the end of a line and the tab."""
LATELY = timedelta(days=60)


def install(app: Flask) -> None:
    csrf.init_app(app)
    app.jinja_env.globals["form_key"] = form_key


def form_key() -> Markup:
    """Return the hidden field with the key by which a form counts once; after a refusal nothing was done, so the key may stay.

    A key that was used up by other words gives way to a new one, or what was typed since could never be sent.
    """
    return Markup('<input type="hidden" name="op" value="{}">').format(("key_is_used" not in g and request.form.get(KEY)) or uuid4())


def tidy(text: str | None) -> str | None:
    """Return typed text trimmed, without control characters, in Unicode NFC; nothing for blanks."""
    if text is None:
        return None
    clean = unicodedata.normalize("NFC", CONTROL.sub("", text))
    return re.sub(r"[ \t\u00a0]+", " ", clean).strip() or None


def one_line(text: str | None) -> str | None:
    """Return tidy text as one line: a browser never sends more from such a field, but a name that breaks would break files and feeds."""
    tidied = tidy(text)
    return " ".join(tidied.split()) if tidied else None


FILTERS = {StringField: (one_line,), TextAreaField: (tidy,)}
"""How typed text is read, unless a field says otherwise."""


class Form(FlaskForm):
    """The base of every form. It remembers itself, so that a refusal can show what was typed."""

    op = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        g.form = self

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> FormWords:
            return FormWords()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Field:
            if unbound_field.field_class in FILTERS:
                unbound_field.kwargs.setdefault("filters", FILTERS[unbound_field.field_class])
            bound: Field = super().bind_field(form, unbound_field, options)
            return bound


def once(action: Callable[[], str]) -> str:
    """Do what this request's form asks once, in the homestay of the person who asks; a second tap gets the first answer."""
    key = (request.form.get(KEY) or str(uuid4()))[:KEY_LENGTH]
    said = {name: request.form.getlist(name) for name in request.form if name not in NOT_SAID}
    try:
        return do_once(here(), f"{request.endpoint}:{key}", {**said, "path": request.path}, action)
    except KeyReused:
        g.key_is_used = True
        raise


def choices(words: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return what a choice offers from a mapping of values to words."""
    return [SelectChoice(str(value), word) for value, word in words.items()]


def short(most: int) -> Length:
    """Return the check that a text is not longer than `most` letters."""
    return Length(max=most, message=_l("At most %(most)s letters.", most=most))


def whole_number(text: str | None) -> int:
    """Return a typed whole number of at most 15 digits; "đ" and dots, commas or spaces between thousands are let through.

    Raises: ValidationError, for 1.5 and 12.50 too: without their dot they would be ten and a hundred times as much.
    """
    plain = (tidy(text) or "").rstrip("đ₫ ")
    digits = re.sub(r"[ .,]", "", plain)
    if not WHOLE.fullmatch(plain) or len(digits) > LONGEST:
        raise ValidationError(_l("Type a whole number."))
    return int(digits)


class Filled:
    """The check that a field says something; what cannot be read keeps its own words."""

    field_flags = {"required": True}  # noqa: RUF012 - so WTForms wants it

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Form, field: Field) -> None:
        if field.data is None or field.data == "":
            raise StopValidation() if field.errors else StopValidation(self.message)


class WholeNumberField(StringField):
    """A whole number as people type it: 450000, 450.000, 450 000. Its data is a number, or nothing for blanks."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        text = (valuelist[0] if valuelist else "").strip()
        self.raw_text = text
        self.data = None
        if not text:
            return
        try:
            self.data = whole_number(text)
        except ValidationError as error:
            raise ValueError(error) from error

    def pre_validate(self, form: Form) -> None:
        """Say one thing of what is no number at all, not also how large it may be."""
        if self.process_errors:
            raise StopValidation()

    def _value(self) -> str:
        return str(self.data) if self.data is not None else getattr(self, "raw_text", "")


def read_day(text: str | None) -> date | None:
    """Return the day somebody typed: 2026-10-02, 02/10/2026, 2/10/26, 2/10; nothing for what is no day.

    Without a year it is the next such day, or one of the last sixty: people also write down what was.
    """
    text = (text or "").strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = TYPED_DAY.fullmatch(text)
    return day_of(found) if found else None


def day_of(found: re.Match[str]) -> date | None:
    month, day, year = int(found["month"]), int(found["day"]), found["year"]
    if year:
        return valid_day(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    today = clock.today()
    near = (valid_day(each, month, day) for each in range(today.year - 1, today.year + 3))
    return next((each for each in near if each and each >= today - LATELY), None)


def valid_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class DayField(StringField):
    """A day: picked, or typed as people here write it. Its data is a date or nothing; what is no day stays as it was typed."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw_text = (valuelist[0] if valuelist else "").strip()[:40]
        self.data = read_day(self.raw_text)
        if self.raw_text and self.data is None:
            raise ValueError(_l("There is no such day. Type it like 02/10/2026."))

    def _value(self) -> str:
        return self.data.isoformat() if isinstance(self.data, date) else getattr(self, "raw_text", "")

    def __call__(self, **kwargs: Any) -> Markup:
        """Return the box: a calendar to pick from, but plain text for what no calendar can show."""
        kwargs.setdefault("type", "text" if self._value() and self.data is None else "date")
        box: Markup = super().__call__(**kwargs)
        return box


def uuids(texts: list[str]) -> tuple[UUID, ...]:
    """Return the ids among what a form sent; text that is no id counts for nothing."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))

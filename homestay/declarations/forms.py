"""What people type on the sheet: one cell of one guest, the portal's count, another way of declaring."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, RadioField, StringField
from wtforms.validators import NumberRange, Optional

from homestay.declarations.words import CHANNELS
from homestay.guests import documents, fields, person
from homestay.guests.words import OFTEN, REASONS, USUAL_PAPERS
from homestay.web.forms import REQUIRED, Form, WholeNumberField, choices, short

MOST_GUESTS = 10_000
CHILD_PAPERS = (documents.PERSONAL_NUMBER, documents.BIRTH_CERTIFICATE, documents.CAN_CUOC)


class CellForm(Form):
    """One cell; `cell` is its name, `doubts` what is to be confirmed before it is kept."""

    cell: ClassVar[str]
    doubts: Sequence[Any] = ()

    def said(self) -> Mapping[str, Any]:
        """Return what was typed, by the names that a guest has for it."""
        return {self.cell: self[self.cell].data}

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Refuse what is wrong, and an empty box: the cell was opened to be filled in."""
        is_right = super().validate(*args, **kwargs)
        empty = [field for field in self.boxes if not field.errors and field.data in (None, "")]
        for field in empty:
            field.errors = [_l("Fill this in.")]
        return is_right and not empty

    @property
    def boxes(self) -> list[Field]:
        """The fields to show, in their order."""
        return [field for field in self if field.name not in ("op", "csrf_token", "accepted")]


class NameForm(CellForm):
    cell = "name"
    name = fields.name()


class BirthForm(CellForm):
    cell = "birth_date"
    birth_date = fields.birth_date()

    def said(self) -> Mapping[str, Any]:
        birth = self.birth_date.data
        return {"birth_date": birth.day, "birth_precision": birth.precision}


class SexForm(CellForm):
    cell = "sex"
    sex = fields.sex()


class NationalityForm(CellForm):
    cell = "nationality"
    nationality = fields.nationality()


class DocumentForm(CellForm):
    """The paper: its kind and its number belong together; the papers that people of this age usually have are offered."""

    cell = "document"
    document_type = fields.document_type()
    document_number = fields.document_number()
    accepted = BooleanField(_l("I looked, it is as on the card"))

    def offer(self, birth: date | None, day: date) -> None:
        """Offer the papers usual at this age, and the one already chosen."""
        is_child = birth is not None and person.age(birth, day) < person.CHILD_YEARS
        usual = [*(CHILD_PAPERS if is_child else USUAL_PAPERS), *filter(None, [self.document_type.data])]
        self.document_type.choices = choices({kind: documents.NAMES[kind] for kind in usual if kind in documents.NAMES})

    def doubt(self, sex: str | None, birth: date | None) -> bool:
        """Say whether the number speaks against what is known and nobody confirmed it yet; `doubts` then says how."""
        if not self.accepted.data:
            self.doubts = documents.number_warnings(self.document_type.data, self.document_number.data or "", sex, birth)
        return bool(self.doubts)

    def said(self) -> Mapping[str, Any]:
        return {"document_type": self.document_type.data, "document_number": self.document_number.data}


class ReasonForm(CellForm):
    cell = "reason"
    reason = fields.chosen(_l("Why do they come?"), {number: REASONS[number] for number in OFTEN}, int)


class RoomForm(CellForm):
    cell = "room"
    place = fields.place()

    def said(self) -> Mapping[str, Any]:
        return {"place": UUID(self.place.data)}


class PermitForm(CellForm):
    cell = "permitted_until"
    permitted_until = fields.permitted_until()


CELL_FORMS: dict[str, type[CellForm]] = {
    form.cell: form for form in (NameForm, BirthForm, SexForm, NationalityForm, DocumentForm, ReasonForm, RoomForm, PermitForm)
}
"""What can be filled in on the sheet itself; the rest is on the page of the guest's papers."""


class CountForm(Form):
    """How many guests the portal shows."""

    seen = WholeNumberField(_l("Guests the portal shows"), [REQUIRED, NumberRange(0, MOST_GUESTS, message=_l("Type a whole number."))])


class AnotherWayForm(Form):
    """In which way a guest was declared, and what the answer was."""

    channel = RadioField(
        _l("How did you declare?"), [REQUIRED], choices=choices({channel: words for channel, (_icon, words) in CHANNELS.items()})
    )
    note = StringField(_l("Code or name of who took it"), [Optional(), short(200)])

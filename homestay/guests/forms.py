"""What people type about one guest: the papers, and when the person came and leaves."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, StringField, TimeField
from wtforms.validators import Optional, ValidationError

from homestay import clock
from homestay.guests import documents, fields, person
from homestay.guests.actions import Identity, Times
from homestay.guests.typed import code_of
from homestay.web.forms import DayField, Form, choices, short


class Lists(NamedTuple):
    """The official names of provinces, and of the communes of one, by their codes."""

    provinces: Mapping[str, str]
    communes_of: Callable[[str], Mapping[str, str]]


class IdentityForm(Form):
    """Who a guest is, as on the papers. Every box may stay empty: what is missing is asked again on the sheet."""

    name = fields.name()
    sex = fields.sex()
    birth_date = fields.birth_date()
    nationality = fields.nationality()
    permitted_until = fields.permitted_until()
    document_type = fields.document_type()
    document_name = fields.document_name()
    document_number = fields.document_number()
    place = fields.place()
    reason = fields.reason()
    reason_note = fields.reason_note()
    phone = StringField(_l("Phone"), [fields.phone_signs])
    residence = fields.residence()
    province = StringField(_l("Province or city"))
    commune = StringField(_l("Commune, ward"))
    address = StringField(_l("Address"), [short(person.MOST_ADDRESS)])
    resident_country = fields.CountryField(_l("Country they live in"))
    accepted = BooleanField(_l("I looked, it is as on the card"))

    def __init__(self, lists: Lists, places: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lists = lists
        self.place.choices = choices({row.unit_id: row.unit for row in places})
        rooms = {row.room for row in places}
        self.only_room = rooms.pop() if len(rooms) == 1 else None
        """The room of the booking, when there is only one."""
        self.doubts: list[Any] = []
        """What is to be confirmed before this is kept."""

    def validate_document_name(self, field: Field) -> None:
        if self.document_type.data == documents.OTHER and not field.data:
            raise ValidationError(_l("Type what kind of paper it is."))

    def validate_province(self, field: Field) -> None:
        if field.data and not self.province_code:
            raise ValidationError(_l("Choose one of the 34 provinces, or leave it empty."))

    def validate_commune(self, field: Field) -> None:
        if field.data and not self.province_code:
            raise ValidationError(_l("Type the province first, or leave both empty."))
        if field.data and not self.commune_code:
            raise ValidationError(_l("Choose a commune of the list, or leave it empty."))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        is_right = super().validate(*args, **kwargs)
        self.doubts = fields.number_doubts(self) if is_right else []
        return is_right and not self.doubts

    @property
    def province_code(self) -> str | None:
        return code_of(self.lists.provinces, self.province.data) if self.province.data else None

    @property
    def commune_code(self) -> str | None:
        return code_of(self.communes, self.commune.data) if self.commune.data else None

    @property
    def communes(self) -> Mapping[str, str]:
        """The communes of the province typed; none as long as there is no province."""
        return self.lists.communes_of(self.province_code) if self.province_code else {}

    def identity(self) -> Identity:
        """Return what was typed."""
        birth = self.birth_date.data
        plain = ("name", "sex", "nationality", "document_type", "document_name", "document_number", "address", "phone", "residence")
        return Identity(
            **{name: getattr(self, name).data or None for name in (*plain, "reason", "reason_note", "permitted_until", "resident_country")},
            birth_date=birth.day if birth else None,
            birth_precision=birth.precision if birth else None,
            province=self.province_code,
            commune=self.commune_code,
        )

    def chosen_place(self) -> UUID | None:
        return UUID(self.place.data) if self.place.data else None


class TimesForm(Form):
    """When one guest came and leaves; the hours may be left out."""

    arrived_on = DayField(_l("Came on"))
    arrived_hour = TimeField(_l("At what hour"), [Optional()])
    left_on = DayField(_l("Leaves on"))
    left_hour = TimeField(_l("At what hour"), [Optional()])

    def times(self) -> Times:
        """Return what was typed; an hour without its day counts for nothing."""
        came, leaves = self.arrived_on.data, self.left_on.data
        return Times(came, moment(came, self.arrived_hour.data), leaves, moment(leaves, self.left_hour.data))


def moment(day: date | None, hour: time | None) -> datetime | None:
    return clock.at(day, hour.hour, hour.minute) if day and hour else None

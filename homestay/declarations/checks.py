"""What keeps a Vietnamese guest out of the sheet, and what is only to be looked at again. Source: facts/declaration.md §7.2."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from flask_babel import lazy_gettext as _l

from homestay.clock import day_words
from homestay.declarations import catalogue
from homestay.declarations.sheet import SheetGuest, clean, tidy_phone
from homestay.guests import documents, person
from models.guest import VIETNAM

BLOCK: Literal["block"] = "block"
WARN: Literal["warn"] = "warn"

LONG_STAY_NIGHTS = 30
"""From here on a stay needs đăng ký tạm trú. Source: Luật Cư trú 68/2020/QH14 art. 27."""
MOST_LETTERS = {"name": person.MOST_NAME, "address": person.MOST_ADDRESS, "reason_note": person.MOST_WORDS, "note": person.MOST_WORDS}


@dataclass(frozen=True)
class Problem:
    """One thing about one field of a guest, in a sentence that says what to do."""

    field: str
    """The name in `SheetGuest`."""
    message: Any
    level: Literal["block", "warn"]

    @property
    def blocks(self) -> bool:
        """Whether the guest stays out of the file until this is settled."""
        return self.level == BLOCK


Found = Iterator[Problem]

MISSING: dict[str, Any] = {
    "name": _l("Type the name as it stands on the paper."),
    "birth_date": _l("Type the date of birth."),
    "sex": _l("Choose man or woman."),
    "nationality": _l("Choose the country."),
    "document_type": _l("Choose the kind of paper."),
    "document_number": _l("Type the number of the paper."),
    "arrival": _l("Type the day the guest came."),
    "departure": _l("Type the day the guest means to leave."),
    "reason": _l("Choose the reason for the stay."),
}
"""Fields without which the portal takes nobody, and what to do about each."""


def problems(guest: SheetGuest, day: date) -> list[Problem]:
    """Return everything to settle (block) or to look at again (warn) before declaring a guest on `day`, field by field."""
    found = [problem for check in CHECKS for problem in check(guest, day)]
    return sorted(found, key=lambda problem: (problem.level != BLOCK, FIELDS.index(problem.field)))


def _missing(guest: SheetGuest, day: date) -> Found:
    for field, message in MISSING.items():
        value = getattr(guest, field)
        if value is None or (isinstance(value, str) and clean(value) is None):
            yield Problem(field, message, BLOCK)


def _name(guest: SheetGuest, day: date) -> Found:
    name = clean(guest.name)
    if name is None:
        return
    message = person.name_problem(name)
    if message is not None:
        yield Problem("name", message, BLOCK)
    elif " " not in name:
        yield Problem("name", _l("The name is a single word. Look at the paper again."), WARN)


def _birth(guest: SheetGuest, day: date) -> Found:
    birth = guest.birth_date
    if birth is None:
        return
    if guest.whole_birth_date is None:
        yield Problem("birth_date", _l("Only the month or year of birth is known. The portal needs the day: ask the guest."), BLOCK)
        return
    message = person.birth_problem(birth, day)
    if message is not None:
        yield Problem("birth_date", message, BLOCK)


def _listed(guest: SheetGuest, day: date) -> Found:
    """Values that the portal's lists do not know."""
    if guest.sex is not None and catalogue.sex(guest.sex) is None:
        yield Problem("sex", MISSING["sex"], BLOCK)
    if guest.document_type is not None and catalogue.document(guest.document_type) is None:
        yield Problem("document_type", MISSING["document_type"], BLOCK)
    if guest.reason is not None and catalogue.reason(guest.reason) is None:
        yield Problem("reason", MISSING["reason"], BLOCK)
    if guest.residence is not None and catalogue.residence(guest.residence) is None:
        yield Problem("residence", _l("Choose the kind of residence, or leave it empty."), BLOCK)


def _nationality(guest: SheetGuest, day: date) -> Found:
    if guest.nationality not in (None, VIETNAM):
        yield Problem("nationality", _l("This sheet is for Vietnamese guests only. Declare this guest among the foreign guests."), BLOCK)


def _number(guest: SheetGuest, day: date) -> Found:
    number = clean(guest.document_number)
    if number is None:
        return
    message = documents.number_problem(guest.document_type, number)
    if message is not None:
        yield Problem("document_number", message, BLOCK)
        return
    for warning in documents.number_warnings(guest.document_type, number, guest.sex, guest.birth_date):
        yield Problem("document_number", warning, WARN)


def _named_when_other(guest: SheetGuest, day: date) -> Found:
    if guest.document_type == catalogue.OTHER_DOCUMENT and clean(guest.document_name) is None:
        yield Problem("document_name", _l("Type what kind of paper it is."), BLOCK)
    if guest.reason == catalogue.OTHER_REASON and clean(guest.reason_note) is None:
        yield Problem("reason_note", _l("Type the reason for the stay."), BLOCK)


def _arrival(guest: SheetGuest, day: date) -> Found:
    if guest.arrival is None or guest.arrival in (day, day - timedelta(days=1)):
        return
    came = day_words(guest.arrival)
    if guest.arrival > day:
        yield Problem("arrival", _l("The guest comes only on %(day)s. Declare on that day.", day=came), BLOCK)
        return
    message = _l(
        "The guest came on %(day)s, the portal takes only today and yesterday. Declare at the commune police or by phone.", day=came
    )
    yield Problem("arrival", message, BLOCK)


def _departure(guest: SheetGuest, day: date) -> Found:
    if guest.departure is None:
        return
    if guest.arrival is not None and guest.departure < guest.arrival:
        yield Problem("departure", _l("The guest would leave before coming. Correct one of the two days."), BLOCK)
    elif guest.departure < day - timedelta(days=1):
        message = _l("The guest left before yesterday, the portal takes this no more. Declare at the commune police or by phone.")
        yield Problem("departure", message, BLOCK)
    elif guest.arrival is not None and (guest.departure - guest.arrival).days >= LONG_STAY_NIGHTS:
        message = _l("30 nights or more: the guest also has to register temporary residence (CT01) at the commune police.")
        yield Problem("departure", message, WARN)


def _place(guest: SheetGuest, day: date) -> Found:
    """Province and commune of residence: empty is fine, wrong is not."""
    if guest.province and catalogue.province(guest.province) is None:
        yield Problem("province", _l("Choose one of the 34 provinces, or leave it empty."), BLOCK)
    if not guest.commune:
        return
    if catalogue.commune(guest.commune) is None:
        yield Problem("commune", _l("Choose a commune of the list, or leave it empty."), BLOCK)
    elif catalogue.province_of(guest.commune) != guest.province:
        yield Problem("commune", _l("This commune is not in the province chosen. Choose both again, or leave both empty."), BLOCK)


def _room(guest: SheetGuest, day: date) -> Found:
    if clean(guest.room) is None:
        yield Problem("room", _l("Choose the room the guest sleeps in."), WARN)


def _lengths(guest: SheetGuest, day: date) -> Found:
    for field, most in MOST_LETTERS.items():
        if len(clean(getattr(guest, field)) or "") > most:
            yield Problem(field, _l("At most %(most)s letters fit here. Shorten the text.", most=most), BLOCK)
    phone = tidy_phone(guest.phone)
    message = person.phone_problem(phone) if phone is not None else None
    if message is not None:
        yield Problem("phone", message, BLOCK)


CHECKS: tuple[Callable[[SheetGuest, date], Iterable[Problem]], ...] = (
    _missing,
    _name,
    _birth,
    _listed,
    _nationality,
    _number,
    _named_when_other,
    _arrival,
    _departure,
    _place,
    _room,
    _lengths,
)
FIELDS = tuple(SheetGuest.__dataclass_fields__)

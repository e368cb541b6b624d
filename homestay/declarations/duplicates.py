"""Two guests with one number (trùng số giấy tờ): the portal refuses the second, or takes one for the other."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from homestay.declarations.checks import BLOCK, Problem
from homestay.declarations.sheet import SheetGuest, clean
from homestay.guests import documents


def duplicates(guests: Sequence[SheetGuest], others: Sequence[SheetGuest] = ()) -> dict[int, Problem]:
    """Return what is wrong at which index of a sheet where one number stands twice (trùng số giấy tờ).

    Two guests of the sheet with one number keep each other out, whatever their days. `others` are guests declared or
    staying here beside the sheet: they keep out only who has the same number on a common night.
    """
    sheet, beside = _by_number(guests), _by_number(others)
    found = {}
    for index, guest in enumerate(guests):
        twins = [guests[place] for place in sheet.get(_number_key(guest), ()) if place != index]
        twins += [others[place] for place in beside.get(_number_key(guest), ()) if _overlap(guest, others[place])]
        if twins:
            found[index] = _twin_problem(twins[0])
    return found


def _twin_problem(twin: SheetGuest) -> Problem:
    name = clean(twin.name) or "?"
    message = _l("This number is also that of %(name)s. Correct the wrong one, or declare the two apart.", name=name)
    return Problem("document_number", message, BLOCK)


def _by_number(guests: Sequence[SheetGuest]) -> dict[tuple[str, str], list[int]]:
    """Return who has which number, by place in the list; nobody without a number."""
    places: dict[tuple[str, str], list[int]] = {}
    for place, guest in enumerate(guests):
        if _number_key(guest)[1]:
            places.setdefault(_number_key(guest), []).append(place)
    return places


def _number_key(guest: SheetGuest) -> tuple[str, str]:
    """Passports are numbered by country, so two countries may give the same number."""
    return guest.nationality or "", documents.normal_number(guest.document_number or "")


def _overlap(one: SheetGuest, other: SheetGuest) -> bool:
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def _begins(guest: SheetGuest) -> date:
    return guest.arrival or date.min


def _ends(guest: SheetGuest) -> date:
    """The first day after the stay: who comes and goes on one day counts for its night, an open end for ever."""
    return max(guest.departure, _begins(guest) + timedelta(days=1)) if guest.departure else date.max

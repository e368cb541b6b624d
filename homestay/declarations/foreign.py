"""What keeps a foreign guest from being declared, and what is only to be looked at. Source: facts/declaration.md §7.3."""

import re
from dataclasses import replace
from datetime import date

from flask_babel import lazy_gettext as _l

from homestay.declarations.checks import BLOCK, MISSING, WARN, Problem, problems
from homestay.declarations.sheet import SheetGuest
from homestay.guests import countries, documents

NOT_ASKED = frozenset({"nationality", "reason", "reason_note", "residence", "province", "commune", "address", "phone"})
"""What the foreigners' file does not say, or says by other rules."""
PASSPORT = re.compile(r"[A-Z0-9]{5,10}")


def foreign_problems(guest: SheetGuest, permitted_until: date | None, day: date) -> list[Problem]:
    """Return everything to settle (block) or to look at again (warn) before declaring a foreign guest on `day`."""
    whole_date = replace(guest, birth_precision="D" if guest.birth_precision == "Y" else guest.birth_precision)
    same = [problem for problem in problems(whole_date, day) if problem.field not in NOT_ASKED]
    found = [*same, *passport_problems(guest), *nationality_problems(guest), *permit_problems(guest, permitted_until, day)]
    return sorted(found, key=lambda problem: problem.level != BLOCK)


def nationality_problems(guest: SheetGuest) -> list[Problem]:
    return [] if countries.is_nationality(guest.nationality) else [Problem("nationality", MISSING["nationality"], BLOCK)]


def passport_problems(guest: SheetGuest) -> list[Problem]:
    number = documents.normal_number(guest.document_number or "")
    if guest.document_type != documents.PASSPORT or not number or PASSPORT.fullmatch(number):
        return []
    return [Problem("document_number", _l("A passport number has 5 to 10 letters A–Z and digits. Look at the passport again."), BLOCK)]


def permit_problems(guest: SheetGuest, permitted_until: date | None, day: date) -> list[Problem]:
    """The day until which the guest may stay in the country, out of the visa or the stamp; never guessed."""
    if permitted_until is None:
        return [Problem("permitted_until", _l("Type until when the guest may stay in Vietnam, out of the visa or the stamp."), BLOCK)]
    if permitted_until < day:
        return [Problem("permitted_until", _l("The permit to stay is over. Look at the visa again, or ask the commune police."), BLOCK)]
    if guest.departure and permitted_until < guest.departure:
        return [Problem("permitted_until", _l("The permit to stay ends before the guest leaves. Look at the visa again."), WARN)]
    return []

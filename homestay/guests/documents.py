"""The identity papers of guests (giấy tờ tùy thân): their kinds and the rules for their numbers."""

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

CCCD, CMND, LICENCE, PASSPORT, BIRTH_CERTIFICATE, BHYT, PERSONAL_NUMBER, CAN_CUOC, OTHER = range(1, 10)

WORDS = {
    CCCD: "CCCD",
    CMND: "CMND",
    LICENCE: "licence",
    PASSPORT: "passport",
    BIRTH_CERTIFICATE: "birth_certificate",
    BHYT: "BHYT",
    PERSONAL_NUMBER: "personal_number",
    CAN_CUOC: "can_cuoc",
    OTHER: "other",
}
"""The word of the workbook for each number of the portal. Source: design §6, facts/declaration.md §2.1."""

NAMES: dict[int, Any] = {
    CCCD: _l("Citizen card (CCCD)"),
    CMND: _l("Old identity card (CMND)"),
    LICENCE: _l("Driving licence"),
    PASSPORT: _l("Passport"),
    BIRTH_CERTIFICATE: _l("Birth certificate"),
    BHYT: _l("Health insurance card"),
    PERSONAL_NUMBER: _l("Notice of the personal number"),
    CAN_CUOC: _l("Identity card of 2024 (Căn cước)"),
    OTHER: _l("Other paper"),
}
"""What a person reads for each kind of paper."""

WITH_CITIZEN_NUMBER = frozenset({CCCD, CMND, PERSONAL_NUMBER, CAN_CUOC})
"""Papers whose number of 12 digits is the personal number (số định danh)."""

FREELY_WRITTEN = frozenset({BIRTH_CERTIFICATE, PERSONAL_NUMBER, OTHER})
"""Papers whose number keeps its strokes and dots: 45/2021."""

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
_TWENTY_SIGNS = (re.compile(r"[A-Z0-9]{1,20}"), _l("This number has at most 20 letters A–Z and digits. Look at the paper again."))
_CARD = (_TWELVE_DIGITS, _l("This card's number has exactly 12 digits. Look at the card again."))
_FREE = (
    re.compile(r"[A-Za-z0-9/.-]{1,30}"),
    _l("This number has at most 30 letters A–Z, digits and the signs / . - only. Look at the paper again."),
)
_RULES: dict[int, tuple[re.Pattern[str], Any]] = {
    CCCD: _CARD,
    CMND: (re.compile(r"[0-9]{9}|[0-9]{12}"), _l("This card's number has 9 or 12 digits. Look at the card again.")),
    LICENCE: _TWENTY_SIGNS,
    PASSPORT: (
        re.compile(r"[A-Z0-9]{1,10}"),
        _l("A passport number has at most 10 letters A–Z and digits. Look at the passport again."),
    ),
    BIRTH_CERTIFICATE: _FREE,
    BHYT: _TWENTY_SIGNS,
    PERSONAL_NUMBER: _FREE,
    CAN_CUOC: _CARD,
    OTHER: _FREE,
}


def normal_number(text: str) -> str:
    """Return a number in the form for comparing: upper case, without spaces and dots."""
    return re.sub(r"[\s.]", "", text).upper()


def tidy_number(document_type: int | None, number: str) -> str:
    """Return a number as it is kept and declared: without spaces; in normal form where the paper has no signs."""
    return re.sub(r"\s", "", number) if document_type in FREELY_WRITTEN else normal_number(number)


def number_problem(document_type: int | None, number: str) -> Any | None:
    """Return the sentence that says why this number cannot be declared; None when it can, or the kind is unknown.

    Source: facts/declaration.md §7.2 and §2.5 (guide of the portal, version 1.4, August 2026).
    """
    if document_type not in _RULES:
        return None
    shape, message = _RULES[document_type]
    return None if shape.fullmatch(tidy_number(document_type, number)) else message


def number_warnings(document_type: int | None, number: str, sex: str | None, birth_date: date | None) -> list[Any]:
    """Return the sentences to confirm about a number that may well be right: none for most papers."""
    if document_type not in WITH_CITIZEN_NUMBER:
        return []
    tidy = normal_number(number)
    if document_type == PERSONAL_NUMBER and not _TWELVE_DIGITS.fullmatch(tidy):
        return [_l("A personal number has 12 digits. Look at the paper again.")]
    return citizen_number_warnings(tidy, sex, birth_date)


def citizen_number_warnings(number: str, sex: str | None, birth_date: date | None) -> list[Any]:
    """Return where 12 digits (số định danh cá nhân) speak against the sex or the year of birth.

    Corrected records exist, so these are to be confirmed, never refused. The first three digits are not judged: a
    place of birth abroad has a code too. Nothing is said about a number that is not 12 digits.
    Source: Nghị định 137/2015/NĐ-CP and Thông tư 59/2021/TT-BCA, as in facts/declaration.md §3.2.
    """
    digits = normal_number(number)
    if not _TWELVE_DIGITS.fullmatch(digits):
        return []
    return [text for text in (_sex_warning(digits, sex), _year_warning(digits, birth_date)) if text is not None]


def _sex_warning(digits: str, sex: str | None) -> Any | None:
    says = "F" if int(digits[3]) % 2 else "M"
    if sex not in ("M", "F") or sex == says:
        return None
    if says == "M":
        return _l("The number is that of a man, but a woman is written. Look at the card again.")
    return _l("The number is that of a woman, but a man is written. Look at the card again.")


def _year_warning(digits: str, birth_date: date | None) -> Any | None:
    year = 1900 + int(digits[3]) // 2 * 100 + int(digits[4:6])
    if birth_date is None or birth_date.year == year:
        return None
    return _l("The number says born in %(year)s. Look at the card again.", year=year)


def masked(number: str) -> str:
    """Return the end of a number for lists ("đuôi 118"): its last three signs, never more than half of it."""
    normal = normal_number(number)
    shown = min(3, len(normal) // 2)
    return normal[len(normal) - shown :]

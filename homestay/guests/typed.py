"""Reading what people type: a birth date of which only the year may be known, and names out of a list."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from homestay.guests import countries
from models.folded import without_marks
from models.guest import VIETNAM


class Birth(NamedTuple):
    """A date of birth as far as it is known; the first day stands for what is not."""

    day: date
    precision: str
    """D the day is known, M the month, Y only the year."""


SHAPES = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"), "D"),
    (re.compile(r"(?P<d>\d{1,2})[ /.-](?P<m>\d{1,2})[ /.-](?P<y>\d{4})"), "D"),
    (re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4})"), "D"),
    (re.compile(r"(?P<m>\d{1,2})[ /.-](?P<y>\d{4})"), "M"),
    (re.compile(r"(?P<m>\d{2})(?P<y>\d{4})"), "M"),
    (re.compile(r"(?P<y>\d{4})"), "Y"),
)
"""12/05/1988, 12051988, 1988-05-12; 05/1988, 051988; 1988."""

OTHER_NAMES: Mapping[str, str] = {
    "america": "USA",
    "anh": "GBR",
    "anh quoc": "GBR",
    "england": "GBR",
    "han": "KOR",
    "holland": "NLD",
    "korea": "KOR",
    "my": "USA",
    "uc": "AUS",
    "uk": "GBR",
    "us": "USA",
}
"""What people call a country beside its name in CLDR, in plain letters."""

_KINDS = re.compile(r"^(tp|tinh|thanh pho|xa|phuong|dac khu|thi tran)[. ]+")


def birth_of(text: str) -> Birth:
    """Return the date of birth that a text says. Raises: ValueError for what is no date, such as 31/02/1990."""
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    for shape, precision in SHAPES:
        if found := shape.fullmatch(tidy):
            said = {name: int(digits) for name, digits in found.groupdict().items()}
            return Birth(date(said["y"], said.get("m", 1), said.get("d", 1)), precision)
    raise ValueError(text)


def birth_words(birth: date | None, precision: str | None) -> str:
    """Return a date of birth as far as it is known: 12/05/1988, 05/1988, 1988; nothing for nobody's."""
    if birth is None:
        return ""
    shapes = {"Y": f"{birth.year:04}", "M": f"{birth.month:02}/{birth.year:04}"}
    return shapes.get(precision or "D", f"{birth.day:02}/{birth.month:02}/{birth.year:04}")


def plain(text: str) -> str:
    """Return a text for comparing: without diacritics, capitals and doubled spaces."""
    return " ".join(without_marks(text.casefold()).split())


def code_of(names: Mapping[str, str], text: str) -> str | None:
    """Return the code of a place by its code, its whole name, or its name without "Xã" and the like; None for none or several."""
    asked = plain(text)
    exact = [code for code, name in names.items() if asked in (plain(code), plain(name), plain(f"{code} - {name}"))]
    loose = exact or [code for code, name in names.items() if bare(asked) == bare(plain(name))]
    return loose[0] if len(loose) == 1 else None


def bare(name: str) -> str:
    return _KINDS.sub("", name)


def country_of(text: str) -> str | None:
    """Return the alpha-3 code of a country or nationality by code or name, Vietnamese or English; None for an unknown one."""
    code = countries.of_portal(text)
    if countries.is_nationality(code):
        return code
    return _by_name().get(plain(text))


@cache
def _by_name() -> Mapping[str, str]:
    others = countries.OTHER_NATIONALITIES.items()
    found = {plain(both[language]): code for code, both in others for language in ("vi", "en")}
    for language in ("en", "vi"):
        found |= {plain(name): code for code, name in countries.names(language).items()}
    return {**OTHER_NAMES, **found}


def country_names(language: str) -> list[str]:
    """Return the names of all countries and nationalities in "vi" or "en", Vietnam first, then by name."""
    codes: Iterable[str] = {*countries.codes(), *countries.OTHER_NATIONALITIES} - {VIETNAM}
    others = sorted((countries.name_of(code, language) for code in codes), key=plain)
    return [countries.name_of(VIETNAM, language), *others]

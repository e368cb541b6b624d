"""The countries guests come from (quốc tịch): ISO codes, their names, and the codes the portal writes instead."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale
from babel.core import get_global

from models.guest import VIETNAM

KOSOVO = "XKX"
"""Not in ISO 3166, but people carry its passport; XKX is the code most lists use for it."""

WITHDRAWN = frozenset(["ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"])
"""Alpha-3 codes of countries that are no more, which CLDR still lists as other names of living ones."""

NOT_A_COUNTRY = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])
"""CLDR territories that ISO 3166 does not count as countries: islands of one, unions, test codes."""

OTHER_NATIONALITIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "GBD": {"vi": "Anh (lãnh thổ hải ngoại)", "en": "United Kingdom (overseas territories)"},
        "GBN": {"vi": "Anh (công dân hải ngoại)", "en": "United Kingdom (national overseas)"},
        "GBO": {"vi": "Anh (công dân ở nước ngoài)", "en": "United Kingdom (overseas citizen)"},
        "GBP": {"vi": "Anh (người được bảo hộ)", "en": "United Kingdom (protected person)"},
        "GBS": {"vi": "Anh (thần dân)", "en": "United Kingdom (subject)"},
        "UNO": {"vi": "Liên hợp quốc", "en": "United Nations"},
        "XXA": {"vi": "Không quốc tịch", "en": "Stateless person"},
        "XXB": {"vi": "Người tị nạn (Công ước 1951)", "en": "Refugee (1951 Convention)"},
        "XXC": {"vi": "Người tị nạn khác", "en": "Other refugee"},
    }
)
"""Nationalities that stand in passports and are no country. Source: ICAO Doc 9303 part 3 section 5."""

PORTAL_CODES = MappingProxyType({"DEU": "D", KOSOVO: "RKS"})
"""Where the portal writes another code than ISO. Source: facts/declaration.md §2.1."""

PORTAL_NAMES = MappingProxyType({VIETNAM: "Viet Nam"})
"""Where the portal's English name is known and is not that of CLDR."""


@cache
def codes() -> frozenset[str]:
    """Return the alpha-3 codes of all countries: the 249 of ISO 3166-1, and Kosovo."""
    return frozenset(_alpha2())


def is_country(code: str | None) -> bool:
    """Say whether this is the alpha-3 code of a country, in capitals."""
    return code in _alpha2()


def is_nationality(code: str | None) -> bool:
    """Say whether a passport may carry this nationality: a country, a British status, the United Nations, stateless."""
    return is_country(code) or code in OTHER_NATIONALITIES


def name_of(code: str, locale: str = "vi") -> str:
    """Return the name of a country or nationality in "vi" or "en"; an unknown code is its own name."""
    if code in OTHER_NATIONALITIES:
        return OTHER_NATIONALITIES[code]["vi" if locale.startswith("vi") else "en"]
    return names(locale).get(code, code)


@cache
def names(locale: str) -> Mapping[str, str]:
    """Return the name of every country by its code, in the language of CLDR locale `locale`."""
    territories = Locale.parse(locale).territories
    return MappingProxyType({code: territories[alpha2] for code, alpha2 in _alpha2().items()})


def portal_code(code: str) -> str:
    """Return the code that files for the portal carry: D for Germany, the ISO code for most."""
    return PORTAL_CODES.get(code, code)


def of_portal(code: str) -> str:
    """Return our code for a code of the portal or of a passport: DEU for D and for D<<."""
    bare = code.strip().rstrip("<").upper()
    return next((ours for ours, theirs in PORTAL_CODES.items() if theirs == bare), bare)


def portal_display(code: str) -> str:
    """Return a nationality as the portal's lists show it: "VNM - Viet Nam"."""
    return f"{portal_code(code)} - {PORTAL_NAMES.get(code) or name_of(code, 'en')}"


@cache
def _alpha2() -> Mapping[str, str]:
    """Return the alpha-2 code of every country by its alpha-3 code, out of CLDR's list of other names."""
    named = Locale.parse("en").territories.keys() - NOT_A_COUNTRY
    found = {
        other: countries[0]
        for other, countries in get_global("territory_aliases").items()
        if len(other) == 3 and other.isalpha() and other not in WITHDRAWN and len(countries) == 1 and countries[0] in named
    }
    return MappingProxyType(found | {KOSOVO: "XK"})

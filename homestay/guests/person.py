"""What a guest's name, birth and phone can be: asked where they are typed, and again before they are declared."""

import re
import unicodedata
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

OLDEST_YEARS = 120
CHILD_YEARS = 14
"""From here on people have a card of their own. Source: Luật Căn cước 26/2023/QH15 art. 19."""
MOST_NAME, MOST_ADDRESS, MOST_WORDS = 100, 200, 200
"""Letters. Careful guesses: the portal does not say. Source: facts/declaration.md §7.2."""
PHONE = re.compile(r"\+?[0-9]{1,15}")


def name_problem(name: str) -> Any:
    """Return what is wrong with a name, in a sentence; nothing for a good one."""
    if all(unicodedata.category(sign)[0] in "LM" or sign in " -'’." for sign in name):
        return None
    return _l("A name has only letters, spaces, hyphens, apostrophes and dots. Take the other signs out.")


def birth_problem(birth: date, day: date) -> Any:
    """Return what is wrong with a date of birth, seen on `day`; nothing for a good one."""
    if birth > day:
        return _l("The date of birth lies in the future. Look at the paper again.")
    if age(birth, day) > OLDEST_YEARS:
        return _l("This guest would be more than 120 years old. Look at the paper again.")
    return None


def age(birth: date, day: date) -> int:
    """Return the years somebody has lived on `day`; who was born on 29 February turns older on 1 March of a shorter year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def phone_problem(phone: str) -> Any:
    """Return what is wrong with a phone number, in a sentence; nothing for a good one."""
    if PHONE.fullmatch(bare_phone(phone)):
        return None
    return _l("A phone number has at most 15 digits and nothing else. Correct it, or leave it empty.")


def bare_phone(phone: str) -> str:
    """Return a phone number as digits with its leading +, without spaces, dots, dashes and brackets."""
    return re.sub(r"[\s.()-]", "", phone)

"""Vietnamese without its marks, and names and phone numbers in the form in which they are looked for."""

import re
import unicodedata
from typing import Any

MOST = 200
"""Letters kept of one person: longer ones do not fit in an index of PostgreSQL."""


def without_marks(text: str) -> str:
    """Return a text in plain letters: "Giàng Thị Đào" gives "Giang Thi Dao", however its letters are composed."""
    letters = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def folded(text: str) -> str:
    """Return a text's words in small letters without marks: "Giàng A Páo" gives "giang a pao"."""
    return " ".join(re.findall(r"[^\W_]+", without_marks(text.casefold())))


def dialled(text: str) -> str:
    """Return the digits of a phone number as they are dialled in Vietnam: +84 912, 0084 912 and 0912 are one number."""
    digits = re.sub(r"\D", "", text)
    international = text.lstrip().startswith("+") or digits.startswith("00") or len(digits) > 10
    bare = digits.removeprefix("00")
    return f"0{bare[2:].lstrip('0')}" if international and bare.startswith("84") else bare if international else digits


def findable(name: str | None, phone: str | None) -> str | None:
    """Return what a person is found by: the words of the name, each behind a space, then the phone number; nothing for nobody."""
    words = [folded(name or ""), dialled(phone or "")]
    return "".join(f" {word}" for word in words if word)[:MOST] or None


def findable_as(name: str, phone: str) -> Any:
    """Return the default of a column for what these two columns of the same new row are found by."""

    def of_row(context: Any) -> str | None:
        said = context.get_current_parameters()
        return findable(said.get(name), said.get(phone))

    return of_row

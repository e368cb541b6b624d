"""By which of their names a person is called."""

import unicodedata
from itertools import pairwise

from models.folded import without_marks
from models.guest import VIETNAM

VIETNAMESE_MARKS = {"\u031b", "\u0323", "\u0309"}
"""Horn, dot below, hook above: no other language among the guests writes them."""

WRITTEN = (
    "an au bach be bui cao chau chu cu cung dam dang dao dau diem dieu dinh diu do doan doi dong du duong giang ha ho hoang hua "
    "hung huynh khong khuong kieu kim la lam lang lau le li lo loc lu luc lung luong luu ly ma mac mai man mo moi mua ngan "
    "nghiem ngo nguyen nham nhu ninh nong pham phan phi phu phung phuong quach quan sinh sung ta tan thach thai than thao thi "
    "tieu to ton tong trac tran trang trieu trinh truong tu tung vang vi vien vo vu vua vuong xa xin"
)
FAMILY_NAMES = frozenset(WRITTEN.split())
"""Family names of Vietnam, the highland peoples' among them, without their marks."""
FORMS_OF_ADDRESS = frozenset(("anh", "bac", "ba", "be", "chi", "chu", "co", "em", "ong"))


def given_name(name: str, nationality: str | None = None) -> str:
    """Return the one word a person is called by: the last of a Vietnamese name, the first of another.

    `nationality` is ISO alpha-3; without it the spelling decides. A name in capitals, as passports have it, gets small letters.
    """
    words = unicodedata.normalize("NFC", name).split()
    if not words:
        return ""
    is_vietnamese = nationality == VIETNAM if nationality else looks_vietnamese(words)
    word = words[-1] if is_vietnamese else words[0]
    return word.capitalize() if word.isupper() and len(word) > 1 else word


def looks_vietnamese(words: list[str]) -> bool:
    """Tell by the marks on the letters, and by the family name, whether a name is Vietnamese."""
    letters = unicodedata.normalize("NFD", "".join(words)).casefold()
    if "đ" in letters or VIETNAMESE_MARKS & set(letters) or has_two_marks(letters):
        return True
    return without_marks(words[0].casefold()) in FAMILY_NAMES | FORMS_OF_ADDRESS


def has_two_marks(letters: str) -> bool:
    """Tell whether a letter carries two marks, as in ế."""
    return any(unicodedata.combining(one) and unicodedata.combining(two) for one, two in pairwise(letters))

"""What each page is for, in two or three sentences with a picture: the help behind "?" (trợ giúp)."""

from homestay.upkeep.help_of_guests import GUESTS
from homestay.upkeep.help_of_people import PEOPLE
from homestay.upkeep.help_of_the_day import DAY
from homestay.upkeep.help_of_the_house import HOUSE
from homestay.upkeep.help_word import Help

HELP: dict[str, Help] = {**DAY, **GUESTS, **HOUSE, **PEOPLE}
"""Help by view; a page without its own gets that of its capability."""


THE_PAGE_OF = {
    "accounts.join_as_new": "accounts.join",
    "accounts.set_up_now": "accounts.set_up",
    "accounts.sign_in_now": "accounts.sign_in",
    "bookings.walk_in_now": "bookings.walk_in",
}
"""Views that answer a form with the page it stood on, when something is to be mended."""


def help_of(view: str | None) -> Help | None:
    """Return the help of a page, or of its part of the book; None when there is no such page."""
    page = THE_PAGE_OF.get(view or "", view or "")
    return HELP.get(page) or HELP.get(page.partition(".")[0])

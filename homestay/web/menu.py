"""The menu: the same five tabs everywhere, by role."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Flask, g, request, url_for
from flask_babel import lazy_gettext as _l

from homestay.web import access
from models.account import Role


@dataclass(frozen=True)
class Item:
    """One tab: where it leads, its icon, its word, and the capabilities or single endpoints that belong to it."""

    endpoint: str
    icon: str
    word: object
    home_of: tuple[str, ...]


TODAY = Item("today.show", "house-door-fill", _l("Today"), ("today",))
CALENDAR = Item("bookings.calendar", "calendar3", _l("Calendar"), ("bookings", "public"))
DECLARE = Item("declarations.show", "person-vcard-fill", _l("Declare"), ("declarations", "guests"))
MONEY = Item("reports.month", "cash-coin", _l("Money"), ("reports", "money"))
VILLAGE = Item("village.show", "houses-fill", _l("Village"), ("village.show",))
VILLAGE_MONTH = Item("village.month", "file-earmark-bar-graph-fill", _l("Report"), ("village.month",))
FREE_PLACES = Item("village.free_places", "door-open-fill", _l("Free places"), ("village.free_places",))
LISTS = Item("declarations.commune", "person-vcard-fill", _l("Declared"), ("declarations",))
OF_MORE = ("village.settings", "village.holidays", "village.add_holiday", "village.holiday")
"""Pages of the village that are reached from "More"."""
MORE = Item("upkeep.more", "grid-fill", _l("More"), ("upkeep", "places", "feeds", "books", "accounts", *OF_MORE))

MENUS: dict[str, Sequence[Item]] = {
    Role.OWNER: (TODAY, CALENDAR, DECLARE, MONEY, MORE),
    Role.STAFF: (TODAY, CALENDAR, DECLARE, MONEY, MORE),
    Role.VILLAGE_HEAD: (VILLAGE, VILLAGE_MONTH, FREE_PLACES, MORE),
    Role.POLICE: (LISTS, MORE),
    Role.ADMINISTRATOR: (VILLAGE, VILLAGE_MONTH, FREE_PLACES, MORE),
}
"""The tabs of each role; a tab whose page is closed to the person (money, for staff without the right) is left out."""


COUNTS: dict[str, Callable[[], int]] = {}
"""What the badge of a tab counts, by endpoint; a capability registers its own with `counted`."""


def install(app: Flask) -> None:
    app.context_processor(shell)


def counted(endpoint: str) -> Callable[[Callable[[], int]], Callable[[], int]]:
    """Let a function say the number on the badge of a tab; it is asked once a page, and only for people who have that tab."""

    def register(count: Callable[[], int]) -> Callable[[], int]:
        COUNTS[endpoint] = count
        return count

    return register


def shell() -> dict[str, object]:
    """Give every page what its frame shows: the menu, the person, the house or village, what still has to be declared."""
    person = getattr(g, "who", None)
    items = [item for item in MENUS.get(person.role, ()) if person.may(access.open_to(item.endpoint))] if person else []
    return {
        "menu": [tab(item) for item in items],
        "person": person,
        "house": (person.homestay or person.village) if person else None,
    }


def tab(item: Item) -> dict[str, object]:
    return {
        "url": url_for(item.endpoint),
        "icon": item.icon,
        "word": item.word,
        "current": request.blueprint in item.home_of or request.endpoint in item.home_of,
        "count": badge(item),
    }


def badge(item: Item) -> int | None:
    """Return the number on a tab's badge; none on a page that says what went wrong, which must need no database."""
    if item.endpoint not in COUNTS or g.get("without_counts"):
        return None
    return COUNTS[item.endpoint]()

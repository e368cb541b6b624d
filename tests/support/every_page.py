"""Every address a person can open, by the view that answers it, with the names of `sample_house` in braces."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask

from tests.support.houses import House
from tests.support.person import Person

DAY = "2026-10-01"
IN_WALK_IN = "place={unit_P2}&nights=1&people=2"
BOOKINGS = (
    "papers",
    "held",
    "left",
    "cancelled",
    "expected",
    "late",
    "foreign",
    "mattress",
    "whole",
    "coming",
    "walk_in",
    "no_show",
    "day_use",
)
"""The most different first."""
STATES = ("held", "confirmed", "in_house", "left", "cancelled", "no_show")
LISTED = ("nights", "arrivals", "owed", "charges", "payments", "plans")
CELLS = {
    "name": "nameless",
    "birth_date": "nameless",
    "sex": "nameless",
    "nationality": "nameless",
    "document": "nameless",
    "reason": "nameless",
    "room": "nameless",
    "permitted_until": "emma",
}


def of(*names: str, then: str = "") -> tuple[str, ...]:
    """Return the addresses of these bookings, or of a page of each."""
    return tuple(f"/bookings/{{{name}}}{then}" for name in names)


PAGES: dict[str, tuple[str, ...]] = {
    "accounts.account": ("/account",),
    "accounts.forgotten": ("/sign-in/forgotten",),
    "accounts.invitation": ("/people/invitations/{invitation}",),
    "accounts.invite": ("/people/new",),
    "accounts.join": ("/invitations/{invitation_token}",),
    "accounts.member": ("/people/{helper}", "/people/{another_owner}"),
    "accounts.new_house": ("/people/houses/new",),
    "accounts.new_password": ("/new-password/{password_token}",),
    "accounts.own_devices": ("/account/devices",),
    "accounts.password": ("/account/password",),
    "accounts.password_link": ("/people/{helper}/new-password",),
    "accounts.people": ("/people",),
    "accounts.pin": ("/account/pin",),
    "accounts.recovery_sheet": ("/account/recovery-sheet",),
    "accounts.second_factor": ("/account/second-factor",),
    "accounts.sign_in": ("/sign-in",),
    "bookings.before_check_out": of("papers", "late", "foreign", "mattress", then="/check-out"),
    "bookings.calendar": (
        "/calendar",
        "/calendar?days=31",
        f"/calendar?day={DAY}",
        "/calendar?from=2026-09-20",
        "/calendar?from=2027-06-01",
    ),
    "bookings.cancel": of("expected", "held", "papers", then="/cancel"),
    "bookings.dates": of("expected", "papers", "held", "mattress", then="/dates"),
    "bookings.hold": of("held", then="/hold"),
    "bookings.hours": of("papers", "late", "left", then="/hours"),
    "bookings.list_bookings": (
        "/bookings",
        "/bookings?q=pao&from=2026-09-01&to=2026-10-31&owes=1&undeclared=1",
        "/bookings?person={pao}&room={room_P1}&source=walk_in",
        *(f"/bookings?state={state}" for state in STATES),
    ),
    "bookings.more_places": of("expected", "papers", "mattress", then="/places"),
    "bookings.move": of("expected", "papers", "mattress", "whole", then="/move"),
    "bookings.new": (
        "/bookings/new",
        "/bookings/new?from=2026-10-05&to=2026-10-08&unit={unit_P2}",
        "/bookings/new?from=2026-10-02&nights=2&unit=P2",
        "/bookings/new?day_use=1",
    ),
    "bookings.no_show": of("expected", "held", then="/no-show"),
    "bookings.park": of("expected", "papers", "mattress", then="/park"),
    "bookings.people": of("expected", "papers", then="/people"),
    "bookings.place": of("expected", then="/place"),
    "bookings.price": of("expected", "mattress", "whole", then="/price"),
    "bookings.show": of(*BOOKINGS),
    "bookings.split": of("mattress", "whole", then="/split"),
    "bookings.tell": of("papers", "held", "left", "cancelled", then="/history"),
    "bookings.walk_in": ("/walk-in", "/walk-in?place={unit_P2}"),
    "bookings.walk_in_guests": (f"/walk-in/guests?{IN_WALK_IN}", "/walk-in/guests?place={unit_D-1}&place={unit_D-5}&people=2"),
    "bookings.walk_in_money": (f"/walk-in/money?{IN_WALK_IN}&name=Minh", f"/walk-in/money?{IN_WALK_IN}&name=Minh&pay=cash"),
    "bookings.walk_in_nights": (f"/walk-in/nights?{IN_WALK_IN}",),
    "bookings.words": of("expected", "foreign", then="/words"),
    "books.show": ("/settings/books",),
    "declarations.another_way": ("/declarations/{my}/another-way", "/declarations/{emma}/another-way"),
    "declarations.commune": ("/commune/declarations", "/commune/declarations?day=2026-09-30"),
    "declarations.commune_list": ("/commune/declarations/{sent_file}", "/commune/declarations/{different_file}"),
    "declarations.show": ("/declarations", *(f"/declarations?fill={{{guest}}}&field={cell}" for cell, guest in CELLS.items())),
    "feeds.publish": ("/feeds/new",),
    "feeds.show": ("/feeds",),
    "guests.identity": tuple(f"/guests/{{{guest}}}/identity" for guest in ("pao", "nameless", "emma", "nguyen")),
    "guests.recent": ("/guests",),
    "guests.times": ("/guests/{pao}/times", "/guests/{nameless}/times"),
    "money.charge": of("papers", "foreign", "left", then="/charges"),
    "money.pay": (*of("papers", "expected", "left", then="/payments"), "/bookings/{papers}/payments?kind=refund"),
    "money.void_charge": ("/bookings/{papers}/charges/{meal}/void",),
    "money.void_payment": ("/bookings/{papers}/payments/{payment}/void",),
    "places.add_room": ("/settings/rooms/new",),
    "places.add_unit": ("/settings/rooms/{room_D}/places/new",),
    "places.close_nights": ("/settings/rooms/{room_P1}/closures/new",),
    "places.close_room": ("/settings/rooms/{room_P1}/close",),
    "places.close_unit": ("/settings/places/{unit_D-5}/close",),
    "places.room": ("/settings/rooms/{room_P1}", "/settings/rooms/{room_P5}", "/settings/rooms/{room_D}"),
    "places.rooms": ("/settings/rooms",),
    "public.send": of("papers", "expected", "held", "cancelled", then="/send"),
    "public.show": ("/g/{guest_token}", "/g/{guest_token}?language=vi"),
    "reports.month": ("/reports/month", "/reports/month?month=2026-09", "/reports/month?month=2027-05"),
    "reports.rows": (
        *(f"/reports/month/rows?month=2026-10&what={what}" for what in LISTED),
        f"/reports/month/rows?month=2026-10&what=nights&night={DAY}",
    ),
    "today.cleaning_list": ("/rooms/cleaning",),
    "today.rooms": ("/rooms",),
    "today.show": ("/",),
    "upkeep.more": ("/more",),
    "upkeep.show_help": ("/help/today.show", "/help/accounts.sign_in?next=/sign-in"),
    "village.add_holiday": ("/village/holidays/new",),
    "village.holiday": ("/village/holidays/2027-02-05", "/village/holidays/2026-11-24"),
    "village.holidays": ("/village/holidays", "/village/holidays?year=2027", "/village/holidays?year=2040"),
    "village.free_places": ("/village/free-places", "/village/free-places?night=2026-10-02&kind=dorm"),
    "village.month": ("/village/month", "/village/month?month=2026-09", "/village/month?month=2027-05"),
    "village.settings": ("/village/settings",),
    "village.show": ("/village",),
}
"""The pages; a view that answers GET and stands neither here nor in `OTHERS` fails `tests/test_every_page.py`."""

OTHERS = {
    "assets": "a file",
    "static": "a file",
    "books.empty": "a file",
    "books.look": "only while a workbook waits to be taken in, tried in tests/books",
    "feeds.calendar": "a calendar, tried in tests/feeds",
    "upkeep.healthz": "an answer for machines",
    "accounts.code": "only for somebody whose password was right, tried in tests/accounts",
    "accounts.locked": "only on a locked device, tried in tests/accounts",
    "accounts.set_up": "only before the first account, tried in tests/accounts",
}
"""What answers GET with something that is no page of a house at work, and why."""

READERS = {
    **dict.fromkeys(("accounts.new_house", "accounts.password_link", "village.settings"), "administrator"),
    **dict.fromkeys(("declarations.commune", "declarations.commune_list"), "police"),
    **dict.fromkeys(("village.month", "village.show", "village.add_holiday", "village.holiday"), "village_head"),
}
"""Who reads a page that is not for the owner of a house."""
TO_EVERYBODY = ("accounts.sign_in", "accounts.forgotten", "accounts.join", "accounts.new_password", "public.show", "upkeep.show_help")
"""What opens without signing in; an invitation, a new password or a booking for whoever has its link."""
TELLS = {"public.show": "expected"}
"""What a page behind a link tells whoever has it: the booking it is about."""
CLOSED_TO_STAFF = ("places.", "books.", "feeds.", "reports.", "village.free", "accounts.invit", "accounts.member", "accounts.people")
OWNERS_ONLY = tuple(view for view in PAGES if view.startswith(CLOSED_TO_STAFF))
"""What staff without rights may not open: prices and rooms, calendar links, the month, people."""
LISTS = (
    "accounts.own_devices", "accounts.people", "declarations.commune",
    "today.show", "bookings.calendar", "bookings.list_bookings", "declarations.show", "feeds.show",
    "places.rooms", "reports.month", "reports.rows", "today.cleaning_list", "today.rooms", "upkeep.more",
    "village.free_places", "village.holidays", "village.month", "village.show",
)  # fmt: skip
"""Pages that grow with the house: four statements each, beside the session with its account and the number on the tab."""


def reader_of(view: str) -> str:
    """Return the role of those who read a page."""
    return READERS.get(view, "owner")


@dataclass
class Readers:
    """The people of a house who read its pages in one language, made when first asked for."""

    house: House
    language: str = "vi"
    made: dict[str, Person] = field(default_factory=dict)

    def of(self, view: str) -> Person:
        role = reader_of(view)
        if role not in self.made:
            self.made[role] = self.house.person(role)
            self.made[role].browser.set_cookie("language", self.language)
        return self.made[role]


def every_page(most: int | None = None) -> list[tuple[str, str]]:
    """Return (view, address with names in braces) of every page, of each view at most so many."""
    return [(view, address) for view, addresses in PAGES.items() for address in addresses[:most]]


def views(app: Flask, method: str) -> Iterator[str]:
    """Give the names of the views that answer a method."""
    yield from sorted({rule.endpoint for rule in app.url_map.iter_rules() if method in (rule.methods or ())})

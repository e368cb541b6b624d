"""Pages of a house with long papers and a village with many places stay inside the screen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from homestay.bookings.actions import walk_in
from homestay.bookings.wishes import BookingWish
from homestay.guests.actions import write_identity
from homestay.places.actions import RoomWish, add_room
from models.stay import Stay
from tests.declarations.known import PAO
from tests.guests.people import guests, places, room
from tests.support import houses
from tests.support.clock import standing_at

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TODAY = date(2026, 10, 1)
TABLET, PHONE = {"width": 800, "height": 1280}, {"width": 360, "height": 740}
NEW_CARD = replace(PAO, name="Nguyễn Hoàng Phương Thảo", document_type=8)


@pytest.fixture
def full(app, tablet: Page, address):
    """The window of an owner: two guests in the family room, one with a card and one without papers; 110 rooms are free."""
    with standing_at(app, "2026-10-01 18:00"):
        house = houses.new(app)
        with app.app_context():
            homestay = house.homestay()
            family = room(homestay, "Gia đình 1")
            wish = BookingWish(Stay(TODAY, TODAY + timedelta(days=2)), 2, units=places(homestay, family))
            first, _nameless = guests(homestay, walk_in(homestay, wish))
            write_identity(homestay, first.id, NEW_CARD)
            for number in range(110):
                add_room(homestay, RoomWish(f"P{number}", "private", 2, 400_000))
        for cookie in house.person("owner").browser._cookies.values():
            tablet.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        yield tablet


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/declarations", TABLET),
        ("/declarations", PHONE),
        ("/village/free-places", PHONE),
        ("/reports/month?month=2026-10", PHONE),
    ],
)
def test_a_full_page_stays_inside_the_screen(full: Page, path, size):
    full.set_viewport_size(size)
    full.goto(path)
    assert full.evaluate(SIDEWAYS) == 0

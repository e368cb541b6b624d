"""What stands on paper when a page is printed."""

import pytest

from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from tests.support import houses
from tests.support.clock import standing_at


@pytest.fixture
def paper(app, tablet, address):
    """The pages of a house with one room as a printer gets them."""
    with standing_at(app, "2026-10-01 18:00"):
        house = houses.new(app)
        with app.app_context():
            homestay = house.homestay()
            add_room(homestay, RoomWish("P1", "private", 2, 450_000))
            with saving(homestay):
                homestay.phone = "0912000111"
        cookie = house.person("owner").browser.get_cookie("homestay")
        tablet.context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
        tablet.emulate_media(media="print")
        yield tablet


def test_the_free_places_on_paper_have_their_day_and_telephone_numbers_and_nothing_to_press(paper):
    paper.goto("/village/free-places")
    assert paper.get_by_role("heading", level=1).is_visible()
    assert paper.get_by_text("Thứ Năm 1/10").first.is_visible()
    assert paper.get_by_text("0912 000 111").is_visible()
    assert paper.locator(".btn:visible, .segments:visible").count() == 0


def test_the_name_of_a_room_stands_alone_on_the_printed_calendar(paper):
    paper.set_viewport_size({"width": 1280, "height": 800})
    paper.goto("/calendar")
    assert paper.locator(".tape tbody th").nth(1).inner_text().strip() == "P1"

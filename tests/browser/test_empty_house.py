"""The first pages of a house that has no room yet."""

import pytest

from tests.support import houses
from tests.support.clock import standing_at


@pytest.fixture
def page(app, tablet, address):
    """A tablet on which the owner of an empty house has signed in."""
    with standing_at(app, "2026-10-01 18:00"):
        cookie = houses.new(app).person("owner").browser.get_cookie("homestay")
        tablet.context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
        yield tablet


@pytest.mark.parametrize("path", ["/", "/rooms"])
def test_a_house_without_rooms_asks_for_nothing_else(page, path):
    page.goto(path)
    seen = page.locator(".btn-main:visible")
    assert seen.all_inner_texts() == ["Thêm phòng"]
    assert seen.bounding_box()["y"] > page.viewport_size["height"] / 2  # where the main action always stands

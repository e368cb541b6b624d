"""The file for the portal, pressed on a tablet."""

from datetime import date, timedelta

import pytest

from homestay.bookings.actions import walk_in
from homestay.bookings.wishes import BookingWish
from homestay.guests.actions import write_identity
from models.stay import Stay
from tests.declarations.known import PAO
from tests.guests.people import guests, places, room
from tests.support import houses
from tests.support.clock import standing_at


@pytest.fixture
def page(app, tablet, address):
    """The page of declarations on a tablet; Páo waits with complete papers."""
    with standing_at(app, "2026-10-01 18:00"):
        house = houses.new(app)
        with app.app_context():
            homestay, today = house.homestay(), date(2026, 10, 1)
            wish = BookingWish(Stay(today, today + timedelta(days=2)), 1, units=places(homestay, room(homestay)))
            (guest,) = guests(homestay, walk_in(homestay, wish))
            write_identity(homestay, guest.id, PAO)
        for cookie in house.person("owner").browser._cookies.values():
            tablet.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
        tablet.goto("/declarations")
        yield tablet


def test_the_file_comes_down_and_the_page_says_what_comes_next(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp 1 khách đã đủ").click()

    assert download.value.suggested_filename.startswith("TBLT_")
    page.get_by_role("button", name="Đã gửi tệp lên cổng").wait_for()


def test_without_scripts_the_file_comes_down_too(page, address):
    context = page.context.browser.new_context(base_url=address, java_script_enabled=False, locale="vi-VN")
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto("/declarations")

    with plain.expect_download() as download:
        plain.get_by_role("button", name="Tải tệp 1 khách đã đủ").click()

    assert download.value.suggested_filename.endswith(".xlsx")
    context.close()

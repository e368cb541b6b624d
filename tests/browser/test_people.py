"""People at real devices: a helper comes by the link of a phone, and a tablet that nobody touches locks itself."""

import pytest
from playwright.sync_api import Browser, Page

from tests.support.clock import Clock
from tests.support.houses import PASSWORD, House
from tests.support.person import Person

PHONE = {"width": 360, "height": 740}
PIN = "2468"

pytestmark = pytest.mark.usefixtures("clock")


def device_of(browser: Browser, address: str, person: Person | None = None, scripts: bool = True) -> Page:
    """Return a page on a phone, signed in like this person."""
    context = browser.new_context(base_url=address, viewport=PHONE, locale="vi-VN", java_script_enabled=scripts)
    cookie = person.browser.get_cookie("homestay") if person else None
    if cookie:
        context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
    return context.new_page()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_helper_comes_by_the_link_on_the_owners_phone(browser: Browser, address: str, house: House, scripts: bool) -> None:
    owners = device_of(browser, address, house.person("owner"), scripts)
    owners.goto("/more")
    owners.get_by_role("link", name="Người làm").click()
    owners.get_by_role("link", name="Mời người").click()
    owners.get_by_label("Mời ai").fill("Chị Hoà")
    with owners.expect_navigation():  # until its picture is there
        owners.get_by_role("button", name="Tạo lời mời").click()
    assert owners.locator(".qr-card img").evaluate("picture => picture.complete && picture.naturalWidth > 100")
    link = owners.get_by_label("Liên kết").input_value()

    helpers = device_of(browser, address, scripts=scripts)
    helpers.goto(link)
    helpers.get_by_label("Tên của mình").fill("Lưu Thị Hoà")
    helpers.get_by_label("Tên đăng nhập").fill(f"hoa-{house.slug}-{scripts}".lower())
    helpers.get_by_label("Mật khẩu").fill(PASSWORD)
    with helpers.expect_navigation():
        helpers.get_by_role("button", name="Bắt đầu").click()

    tabs = helpers.locator("nav.tabs")
    assert "Hôm nay" in tabs.inner_text()
    assert "Tiền" not in tabs.inner_text()
    owners.goto("/people")
    assert owners.get_by_text("Lưu Thị Hoà").is_visible()


def test_a_tablet_that_nobody_touches_shows_the_lock(browser: Browser, address: str, house: House, clock: Clock) -> None:
    owner = house.person("owner")
    owner.fills_in("/account/pin", {"pin": PIN, "password": PASSWORD}, action="/account/pin")
    owner.sends("/account/lock-after", {"minutes": "5"})
    page = device_of(browser, address, owner)
    page.clock.install()
    page.goto("/calendar")
    clock.forward(minutes=4)
    page.clock.fast_forward("04:00")
    page.mouse.click(200, 300)
    assert page.url.startswith(f"{address}/calendar")
    clock.forward(minutes=6)
    page.clock.fast_forward("06:00")
    page.wait_for_url("**/locked**")
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Mở").click()
    page.wait_for_url("**/calendar")


def test_half_a_form_stays_on_a_tablet_that_nobody_touches(browser: Browser, address: str, house: House, clock: Clock) -> None:
    owner = house.person("owner")
    owner.fills_in("/account/pin", {"pin": PIN, "password": PASSWORD}, action="/account/pin")
    owner.sends("/account/lock-after", {"minutes": "5"})
    page = device_of(browser, address, owner)
    page.clock.install()
    page.goto("/settings/rooms/new")
    page.locator("[name=name]").fill("P7")
    page.locator("[name=capacity]").fill("2")
    page.locator("[name=price]").fill("450000")
    clock.forward(minutes=10)
    page.clock.fast_forward("10:00")
    page.locator("form .btn-main, .flow-bar .btn-main").last.click()
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Mở").click()
    page.wait_for_url("**/settings/rooms*")
    assert page.get_by_text("P7").first.is_visible()

"""The calendar on a real tablet: bars that are pulled by mouse and by finger, the phone's list, the printed sheet."""

import pytest
from playwright.sync_api import Browser, Page

from tests.bookings.our_house import furnish, october, take
from tests.support.houses import House
from tests.support.person import Person

TABLET = {"width": 800, "height": 1280}
EVENING = "2026-10-01T18:00:00+07:00"

pytestmark = pytest.mark.usefixtures("clock")


def tablet_of(browser: Browser, address: str, person: Person, **more: object) -> Page:
    context = browser.new_context(base_url=address, viewport=TABLET, locale="vi-VN", **more)  # type: ignore[arg-type]
    cookie = person.browser.get_cookie("homestay")
    assert cookie
    context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
    context.clock.install(time=EVENING)
    context.clock.pause_at(EVENING)  # time passes when a test says so: a slow machine makes no long press of a short one
    return context.new_page()


def presses_save(page: Page) -> None:
    """Press the main button and wait for the answer: leaving the page sooner would call back what was sent."""
    with page.expect_navigation():
        page.locator(".flow-bar .btn-main").click()


@pytest.fixture
def quan(house: House) -> str:
    """A booking of P1 from the 3rd to the 6th of October 2026, and one of P2 from the 8th."""
    with house.app.app_context():
        home = furnish(house.homestay())
        take(home, october(8, 10), "Lan", "P2", note="Ăn chay")
        return take(home, october(3, 6), "Quân", "P1")


class Bar:
    """The bar of a booking, and the way a pointer takes over it."""

    def __init__(self, page: Page, code: str) -> None:
        self.page = page
        page.goto("/calendar?from=2026-09-30")
        self.link = page.locator(f"a[href='/bookings/{code}']").first
        self.box = self.link.bounding_box() or {}
        self.day = page.locator(".tape thead th").nth(2).bounding_box()["width"]  # type: ignore[index]
        self.row = page.locator(".tape tbody tr").nth(1).bounding_box()["height"]  # type: ignore[index]

    def pull(self, part: float, across: float = 0, down: float = 0, let_go: bool = True, wait: int = 600) -> None:
        """Press on a part of the bar, 0 its left end and 1 its right one, and pull it by so many days and rows."""
        x, y = self.box["x"] + self.box["width"] * part, self.box["y"] + self.box["height"] / 2
        mouse = self.page.mouse
        mouse.move(x, y)
        mouse.down()
        self.page.clock.run_for(wait)
        mouse.move(x + self.day * across / 2, y + self.row * down / 2)
        mouse.move(x + self.day * across, y + self.row * down)
        if let_go:
            mouse.up()


def test_a_bar_pulled_by_its_end_asks_for_the_longer_stay_and_saves_it_when_pressed(
    browser: Browser, address: str, house: House, quan: str
) -> None:
    page = tablet_of(browser, address, house.person("owner"))
    bar = Bar(page, quan)
    bar.pull(0.95, across=2)
    page.wait_for_url(f"**/bookings/{quan}/dates?leave_by=2")
    assert page.locator("input[name=leave]").input_value() == "2026-10-08"
    presses_save(page)
    page.goto("/calendar?from=2026-09-30")
    assert "3/10–8/10" in page.locator(f"a[href='/bookings/{quan}']").first.inner_text()


def test_a_bar_pulled_to_another_row_asks_to_move_there(browser: Browser, address: str, house: House, quan: str) -> None:
    page = tablet_of(browser, address, house.person("owner"))
    Bar(page, quan).pull(0.5, down=1)
    page.wait_for_url(f"**/bookings/{quan}/move?of=P1&to=P2")
    presses_save(page)
    page.goto("/calendar?from=2026-09-30")
    row = page.locator(".tape tr", has=page.locator(f"a[href='/bookings/{quan}']"))
    assert row.locator("th b").inner_text() == "P2"


def test_days_that_are_taken_are_refused_with_who_has_them_and_nothing_changes(
    browser: Browser, address: str, house: House, quan: str
) -> None:
    with house.app.app_context():
        take(house.homestay(), october(6, 8), "Vy", "P1")
    page = tablet_of(browser, address, house.person("owner"))
    Bar(page, quan).pull(0.95, across=1)
    page.wait_for_url("**/dates?leave_by=1")
    presses_save(page)
    assert "P1" in page.get_by_role("alert").inner_text()
    assert "Vy" in page.get_by_role("alert").inner_text()
    page.goto("/calendar?from=2026-09-30")
    assert "3/10–6/10" in page.locator(f"a[href='/bookings/{quan}']").first.inner_text()


def test_escape_and_a_short_press_leave_a_bar_where_it_is(browser: Browser, address: str, house: House, quan: str) -> None:
    page = tablet_of(browser, address, house.person("owner"))
    bar = Bar(page, quan)
    bar.pull(0.5, across=2, let_go=False)
    assert page.locator("output.pull-word").inner_text() == "5/10 – 8/10"
    page.keyboard.press("Escape")
    page.mouse.up()
    assert page.locator("output.pull-word").count() == 0
    assert bar.link.bounding_box() == bar.box
    assert "/calendar" in page.url
    bar.pull(0.5, across=2, wait=50, let_go=False)
    page.clock.run_for(600)
    assert page.locator("output.pull-word").count() == 0
    page.mouse.up()
    assert "/calendar" in page.url


def test_a_finger_pulls_too_and_a_tap_still_opens(browser: Browser, address: str, house: House, quan: str) -> None:
    page = tablet_of(browser, address, house.person("owner"), has_touch=True)
    bar = Bar(page, quan)
    session = page.context.new_cdp_session(page)
    x, y = bar.box["x"] + bar.box["width"] / 2, bar.box["y"] + bar.box["height"] / 2

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", x, y)
    page.clock.run_for(600)
    for step in (0.3, 0.7, 1.0):
        touch("touchMove", x + bar.day * step, y)
    touch("touchEnd")
    page.wait_for_url("**/dates?arrive_by=1&leave_by=1")
    bar = Bar(page, quan)
    bar.link.tap()
    page.wait_for_url(f"**/bookings/{quan}")

"""The parts as a person meets them: big enough to press, readable, nothing over an edge, at every width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.support.site import served
from tests.web.parts_app import PAGES, make_app

WIDTHS = {"phone": (360, 740), "tablet": (800, 1280), "wide": (1280, 800)}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}},
    "resultTypes": ["violations"],  # what is right is not described
}
TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, input:not([type=hidden]), textarea, label.tile, label.check')]
  .filter(part => part.checkVisibility() && !part.closest('.skip'))
  .map(part => [part, (part.closest('label.tile, label.check') || part).getBoundingClientRect()])
  .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
  .map(([part, box]) => `${part.className || part.tagName} ${part.textContent.trim()} ${box.width}x${box.height}`)"""
OVER_THE_EDGE = """() => [...document.querySelectorAll('.sheet, .clock, .say, .no, .flow-bar, .main-action, .tabs')].flatMap(frame =>
  [...frame.querySelectorAll(':scope *')].filter(part => part.checkVisibility() && !part.closest('.visually-hidden, .scroll, .count')
    && part.getBoundingClientRect().width > 0 && part.getBoundingClientRect().right > frame.getBoundingClientRect().right + 1)
  .map(part => `${frame.className}: ${part.className || part.tagName} ${part.textContent.trim().slice(0, 40)}`))"""
OFF_ITS_MARK = """() => [...document.querySelectorAll('.plaque')].filter(part => part.checkVisibility()).filter(part => {
    const [box, words] = [part.getBoundingClientRect(), document.createRange()];
    words.selectNodeContents(part);
    const wall = part.matches('.plaque-mat') ? 0 : box.width * (part.matches('.plaque-long') ? .04 : .08);
    return [...words.getClientRects()].some(line => line.left < box.left + wall || line.right > box.right - wall
      || line.top < box.top || line.bottom > box.bottom) })
  .map(part => part.textContent.trim())"""
"""Names that reach over the edge of their house or mattress; beside the wall of a house they would be cut."""
TWO_TAPS = """() => { const fates = [], on = document.querySelector('.flow-bar .btn-main');
  addEventListener('submit', event => { fates.push(event.defaultPrevented ? 'held back' : 'sent'); event.preventDefault() });
  on.click(); on.click();
  return fates }"""
"""What becomes of each of two taps; nothing leaves the page, so no answer of the server can be waited for in vain."""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

every_page = pytest.mark.parametrize("path", PAGES)


@pytest.fixture(scope="module")
def parts_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("words")
    with served(make_app(folder)) as address:
        yield address


@pytest.fixture(scope="module", params=WIDTHS)
def screen(request: pytest.FixtureRequest, browser: Browser, parts_address: str) -> Iterator[Page]:
    """A window of each width, one for all pages: a new one for each would start half of the browser again."""
    width, height = WIDTHS[request.param]
    with browser.new_context(base_url=parts_address, viewport={"width": width, "height": height}, locale="vi-VN") as context:
        yield context.new_page()


@pytest.fixture(scope="module", params=["light", "dark"])
def reading(request: pytest.FixtureRequest, browser: Browser, parts_address: str) -> Iterator[Page]:
    """A tablet by day and one by night."""
    with browser.new_context(base_url=parts_address, viewport={"width": 800, "height": 1280}, color_scheme=request.param) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def smallest(browser: Browser, parts_address: str) -> Iterator[Page]:
    with browser.new_context(base_url=parts_address, viewport={"width": 320, "height": 640}) as context:
        yield context.new_page()


@pytest.fixture
def refused(screen: Page) -> Iterator[list[str]]:
    """What the browser complained of during a test."""
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        said.append(message.text)

    screen.on("console", note)
    yield said
    screen.remove_listener("console", note)


@every_page
def test_a_page_can_be_pressed_and_stays_inside_its_edges(screen: Page, refused: list[str], path: str):
    screen.goto(path, wait_until="load")
    assert screen.evaluate(TOO_SMALL) == []
    assert screen.evaluate(OVER_THE_EDGE) == []
    assert screen.evaluate(OFF_ITS_MARK) == []
    assert screen.evaluate(SIDEWAYS) == 0
    assert refused == []


@every_page
def test_a_page_can_be_read_by_everybody(reading: Page, path: str):
    reading.goto(path)
    found = Axe().run(reading, options=RULES).response["violations"]
    assert [(problem["id"], [node["html"][:160] for node in problem["nodes"]]) for problem in found] == []


@every_page
def test_a_page_does_not_scroll_sideways_on_the_smallest_screen(smallest: Page, path: str):
    smallest.goto(path)
    assert smallest.evaluate(SIDEWAYS) == 0


def test_the_first_visit_asks_six_times_at_most(browser: Browser, parts_address: str):
    asked: list[str] = []
    with browser.new_context(base_url=parts_address) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/", wait_until="networkidle")
    assert len(asked) <= 6, asked
    assert all(address.startswith(parts_address) for address in asked)


def test_the_bar_says_when_the_network_is_away(browser: Browser, parts_address: str):
    with browser.new_context(base_url=parts_address, locale="vi-VN") as context:
        page = context.new_page()
        page.goto("/", wait_until="networkidle")
        context.set_offline(True)
        page.wait_for_selector("[data-net=off]", state="visible")
        page.evaluate("document.dispatchEvent(new CustomEvent('homestay:waiting', {detail: 2}))")
        assert " ".join(page.inner_text(".nets").split()) == "2 việc chờ gửi"


def test_two_taps_send_a_form_once(browser: Browser, parts_address: str):
    with browser.new_context(base_url=parts_address) as context:
        page = context.new_page()
        page.goto("/step", wait_until="networkidle")
        assert page.evaluate(TWO_TAPS) == ["sent", "held back"]

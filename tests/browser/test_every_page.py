"""Every page in a real browser, in Vietnamese, on a phone and a tablet: readable by everybody, big enough to press, inside its edges."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support import chromium, sample_house
from tests.support.every_page import every_page, reader_of
from tests.support.installations import Installations
from tests.support.person import Person
from tests.support.sample_house import Sample
from tests.support.site import served

PHONE, TABLET = (360, 740), (800, 1280)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
BROKEN_RULES = """rules => axe.run(document, rules).then(found => found.violations.flatMap(problem =>
  problem.nodes.map(node => `${problem.id}: ${node.html.slice(0, 200)}`)))"""
TOO_SMALL = """() => [...document.querySelectorAll(`a, button, summary, input:not([type=hidden]), select, textarea, .tile, .check`)]
  .filter(part => part.checkVisibility({visibilityProperty: true}) && !part.closest('.skip, [aria-hidden=true]'))
  .filter(part => !(part.matches('a') && getComputedStyle(part).display === 'inline' && part.closest('p, dd, td')
    && [...part.closest('p, dd, td').childNodes].some(beside => beside.nodeType === 3 && beside.textContent.trim())))
  .map(part => [part, (part.closest('label.tile, label.check') || part).getBoundingClientRect()])
  .filter(([, box]) => box.width < 47.5 || box.height < 47.5)
  .map(([part, box]) => `${part.tagName}.${part.className} ${part.textContent.trim().slice(0, 30)}: ${box.width} x ${box.height}`)"""
"""What a finger may miss. A link inside a sentence is as high as its line; a tile or tick is as big as its label."""
OVER_THE_EDGE = """() => { const hidden = [...document.querySelectorAll('thead')].filter(part => part.offsetWidth <= 1);
  return [...document.querySelectorAll('body *')].filter(part => part.checkVisibility()
    && !part.closest('.visually-hidden, [role=region][tabindex], .skip, svg') && ![...hidden].some(whole => whole.contains(part)))
  .filter(part => { const box = part.getBoundingClientRect();
    return box.width > 0 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1) })
  .map(part => `${part.tagName}.${part.className} ${part.textContent.trim().slice(0, 40)}`) }"""
"""What lies outside the window; heads of tables that are only read aloud are no wider than a point."""
BESIDE_ANOTHER = "() => new Set([...document.querySelectorAll('.main-action .btn')].map(part => part.getBoundingClientRect().bottom)).size"
"""On how many lines the main actions stand."""
OUT_OF_CARD = """() => [...document.querySelectorAll('.counter *')].filter(part => part.checkVisibility() && !part.closest('svg'))
  .filter(part => part.getBoundingClientRect().right > part.closest('.counter').getBoundingClientRect().right - 4)
  .map(part => part.textContent.trim())"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE_AS_BIG = "--blink-settings=defaultFontSize=32"
"""How Chromium starts for a reader who has set the letters to 200 %."""
SPOILED = """() => { document.querySelector('main').insertAdjacentHTML('afterbegin',
    '<p class="pale">pale</p><a class="small" href="/">x</a><div class="wide">y</div>');
  Object.assign(document.querySelector('.pale').style, {color: '#eee', background: '#fff'});
  document.querySelector('.wide').style.width = '999px' }"""
MAIN_PAGES = ("/", "/calendar", "/bookings/{papers}", "/walk-in", "/declarations", "/reports/month")

main_pages = pytest.mark.parametrize("shape", MAIN_PAGES)


@dataclass
class Screen:
    """The window of somebody who has signed in, and what the browser complained of."""

    page: Page
    sample: Sample
    complaints: list[str] = field(default_factory=list)

    def opens(self, shape: str) -> "Screen":
        self.complaints.clear()
        answer = self.page.goto(self.sample.address(shape), wait_until="load")
        assert answer
        assert answer.status == 200
        return self

    def at(self, width: int, height: int) -> "Screen":
        self.page.set_viewport_size({"width": width, "height": height})
        return self

    def faults(self) -> list[str]:
        """Return everything that is wrong with the page at this size."""
        return [*self.page.evaluate(BROKEN_RULES, RULES), *self.page.evaluate(TOO_SMALL), *self.edges()]

    def edges(self) -> list[str]:
        """Return what lies outside the window, or how far it scrolls sideways."""
        return self.page.evaluate(OVER_THE_EDGE) or [f"scrolls by {by}" for by in [self.page.evaluate(SIDEWAYS)] if by]


SPLIT_WORDS = """parts => [...document.querySelectorAll(parts)].flatMap(part => {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_TEXT), word = document.createRange(), split = [];
  for (let text; text = walk.nextNode();) for (const found of text.data.matchAll(/\\S+/g)) {
    word.setStart(text, found.index); word.setEnd(text, found.index + found[0].length);
    const boxes = [...word.getClientRects()].filter(box => box.width > 1);
    if (boxes.length > 1 || boxes.some(box => box.left < 0)) split.push(found[0]) }
  return split })"""
"""Words that stand on two lines, or begin outside the window."""


@pytest.fixture(scope="module")
def house(installations: Installations) -> Iterator[tuple[str, Sample]]:
    """The sample house and the address at which it is served."""
    with sample_house.village(installations) as village, served(village.app) as site:
        yield site, village.ours


@contextmanager
def window(browser: Browser, site: str, sample: Sample, person: Person) -> Iterator[Screen]:
    cookie = person.browser.get_cookie("homestay")
    assert cookie
    with browser.new_context(base_url=site, locale="vi-VN") as context:
        context.add_init_script(Axe().axe_script)  # once, and not sent anew to each page
        opened = Screen(context.new_page(), sample)
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        context.add_cookies([{"name": "homestay", "value": cookie.value, "url": site}])
        yield opened


@pytest.fixture(scope="module")
def screens(browser: Browser, house: tuple[str, Sample]) -> Iterator[dict[str, Screen]]:
    """A window for each kind of reader."""
    with ExitStack() as opened:
        people = {role: house[1].house.person(role) for role in {reader_of(view) for view, _address in every_page()}}
        yield {role: opened.enter_context(window(browser, *house, person)) for role, person in people.items()}


@pytest.fixture
def screen(screens: dict[str, Screen]) -> Screen:
    return screens["owner"]


@pytest.fixture(scope="module")
def large_letters(browser: Browser, house: tuple[str, Sample]) -> Iterator[Screen]:
    """The window of somebody who reads letters twice as big as usual."""
    started = browser.browser_type.launch(executable_path=chromium.executable(), args=[*chromium.arguments(), TWICE_AS_BIG])
    with window(started, *house, house[1].house.person("owner")) as opened:
        yield opened
    started.close()


@pytest.fixture(scope="module")
def practising(browser: Browser, house: tuple[str, Sample]) -> Iterator[Screen]:
    """The window of an owner who has just gone into the practice house."""
    owner = house[1].house.person("owner")
    owner.fills_in("/more", {}, action="/practice")
    with window(browser, *house, owner) as opened:
        yield opened


@pytest.mark.parametrize(("view", "shape"), [pytest.param(*page, id=page[1]) for page in every_page(most=4)])
def test_a_page_can_be_read_and_pressed_on_tablet_and_phone(screens, view, shape):
    screen = screens[reader_of(view)]
    screen.at(*TABLET).opens(shape)
    assert screen.faults() == []
    assert screen.at(*PHONE).faults() == []
    assert screen.complaints == []


@pytest.mark.parametrize("shape", ["/", "/calendar", "/bookings/new"])
def test_a_page_of_the_practice_house_can_be_read_and_pressed(practising, shape):
    screen = practising.at(*TABLET).opens(shape)
    assert screen.page.locator(".practice").get_by_role("button").count() == (2 if shape == "/" else 1)
    assert screen.page.locator(".first-day li").count() == (4 if shape == "/" else 0)
    assert screen.faults() == []
    assert screen.at(*PHONE).faults() == []
    assert screen.complaints == []


@pytest.mark.parametrize("shape", ["/", "/bookings/{papers}", "/bookings/{late}"])
def test_on_a_phone_the_main_actions_stand_side_by_side_and_the_counters_inside_their_cards(screen, shape):
    assert screen.at(*PHONE).opens(shape).page.evaluate(BESIDE_ANOTHER) <= 1
    assert screen.page.evaluate(OUT_OF_CARD) == []


@pytest.mark.parametrize(
    ("size", "parts"), [(PHONE, ".tabs a"), (TABLET, ".tape tbody th b, .tape [class^=bar-]")], ids=["tabs", "calendar"]
)
def test_no_name_of_a_room_a_guest_or_a_tab_is_torn(screen, size, parts):
    assert screen.at(*size).opens("/calendar").page.locator(parts).count() > 4
    assert screen.page.evaluate(SPLIT_WORDS, parts) == []


@main_pages
def test_a_main_page_stays_inside_the_smallest_screen(screen, shape):
    assert screen.at(320, 640).opens(shape).edges() == []


@main_pages
@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_a_main_page_stays_inside_with_letters_twice_as_big(large_letters, shape, size):
    assert large_letters.at(*size).opens(shape).edges() == []


def test_the_letters_are_twice_as_big(large_letters):
    root = large_letters.opens("/").page.evaluate("() => getComputedStyle(document.documentElement).fontSize")
    assert root == "36px"


def test_the_looks_find_what_is_wrong(screen):
    screen.at(*PHONE).opens("/").page.evaluate(SPOILED)
    found = "\n".join(screen.faults())
    assert "color-contrast: <p" in found
    assert "A.small" in found
    assert "DIV.wide" in found

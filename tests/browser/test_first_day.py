"""A first day in the sample village: the owner by touch, by keyboard and without scripts, a helper with few rights on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import func, select

from models.homestay import Homestay
from models.room import Room
from models.village import Village
from tests.support.chromium import PATIENCE_MILLISECONDS
from tests.support.clock import Clock
from tests.support.houses import House
from tests.support.installations import Installations, closing
from tests.village.sample import asked, make

expect.set_options(timeout=PATIENCE_MILLISECONDS)

TABLET, PHONE_SIZE = {"width": 800, "height": 1280}, {"width": 360, "height": 740}
MOST_TAPS = 12
TODAY, TOMORROW = "2026-12-26", "2026-12-27"
"""A Saturday: there are places left, and over New Year the sample village is full."""
SMALL = ("--homestays", "2", "--from", "2026-12-01", "--to", "2027-01-15")
WALK_IN, GROUP, PHONE = "Lò Thị Mai", "Đoàn Hà Nội", "0912 000 333"
IS_SEEN = """part => { const shown = part.closest('label') || part, box = shown.getBoundingClientRect();
  return part.tabIndex >= 0 && shown.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)) }"""
"""Whether the key Tab comes to a part, and no bar lies over it."""


@dataclass
class Hand:
    """How a person works the page, and how often the person has pressed."""

    page: Page
    how: str
    """touch, keys, or plain: without scripts."""
    is_staff: bool
    presses: int = 0

    def press(self, part: Locator) -> None:
        """Press a link, a button or a tile."""
        self.presses += 1
        part.wait_for(state="visible")
        if self.how == "touch":
            part.tap()
        elif self.how == "plain":
            part.click()
        else:
            self.press_key(part)

    def follow(self, part: Locator) -> None:
        """Press what leads to another page and wait for it: what is pressed too soon is pressed on the page before."""
        with self.page.expect_navigation():
            self.press(part)

    def press_key(self, part: Locator) -> None:
        """Go to the part by its focus and press the key that works it."""
        inner = part.locator("input")
        target = inner.first if inner.count() else part
        target.focus()
        expect(target).to_be_focused()
        assert target.evaluate(IS_SEEN), part
        self.page.keyboard.press("Space" if inner.count() else "Enter")

    def button(self, name: str | re.Pattern[str]) -> None:
        self.follow(self.page.get_by_role("button", name=name, exact=isinstance(name, str)).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        self.follow(self.page.get_by_role("link", name=name).first)

    def tiles(self, legend: str) -> Locator:
        """Return the tiles under these words."""
        found = self.page.get_by_role("group", name=legend, exact=True).locator("label.tile")
        found.first.wait_for()
        return found

    def types(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def is_told(self, text: str) -> None:
        """See in words what was just done."""
        expect(self.page.get_by_role("status").filter(has_text=text).first).to_be_visible()

    def plaque(self) -> str:
        """Return where the guests of a booking sleep."""
        return self.page.locator(".page-head .plaque").first.inner_text()


@pytest.fixture
def app(installations: Installations) -> Iterator[Flask]:
    """The sample village with two houses, on a Saturday between Christmas and New Year."""
    with closing(installations.new("sqlite")) as made:
        make(made, f"{TODAY} 10:00", *SMALL)
        yield made


@pytest.fixture
def clock(app: Flask) -> Clock:
    clock = Clock(app)
    clock.set(f"{TODAY} 15:00")
    return clock


def house_with_a_dorm(app: Flask) -> House:
    """Return the first house that has a dorm and at least two private rooms."""
    of_kind = {kind: func.count().filter(Room.kind == kind) for kind in ("dorm", "private")}
    fitting = select(Room.homestay_id).group_by(Room.homestay_id).having((of_kind["dorm"] > 0) & (of_kind["private"] > 1))
    houses = select(Homestay.slug, Homestay.id, Village.slug, Village.id).join(Village, Village.id == Homestay.village_id)
    return House(app, *asked(app, houses.where(Homestay.id.in_(fitting)).order_by(Homestay.name))[0])


@pytest.fixture(params=["owner-touch", "owner-keys", "owner-plain", "staff-touch"])
def hand(request: pytest.FixtureRequest, app: Flask, clock: Clock, browser: Browser, address: str) -> Iterator[Hand]:
    """Who works in the house: its owner on a tablet, staff without rights on the phone."""
    who, _dash, how = request.param.partition("-")
    is_staff = who == "staff"
    cookie = house_with_a_dorm(app).person(who).browser.get_cookie("homestay")
    assert cookie
    ways = {"has_touch": how == "touch", "java_script_enabled": how != "plain", "reduced_motion": "reduce"}
    with browser.new_context(base_url=address, viewport=PHONE_SIZE if is_staff else TABLET, locale="vi-VN", **ways) as context:
        context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
        page = context.new_page()
        page.goto("/")
        yield Hand(page, how, is_staff)


def test_the_first_day(hand: Hand, clock: Clock) -> None:
    lets_two_in(hand)
    group = takes_a_group_of_nine(hand)
    moves_the_two(hand)
    swaps_in_the_full_house(hand)
    stays_longer(hand)
    clock.set(f"{group} 15:00")
    checks_in(hand)
    clock.forward(hours=18)
    checks_out_and_takes_it_back(hand)
    finds_by_telephone(hand)
    prints(hand)


def lets_two_in(hand: Hand) -> None:
    """Two people stand at the door, for two nights: on two mattresses after at most twelve presses."""
    hand.link("Khách vào ngay")
    for mattress in hand.tiles("Đệm").all()[-2:]:
        hand.press(mattress)
    hand.button("Tiếp: mấy đêm")
    hand.button("Thêm một đêm")
    hand.button("Tiếp: khách")
    hand.types("Tên một khách", WALK_IN)
    hand.button("Tiếp: tiền")
    hand.press(hand.tiles("Khách trả bằng gì?").filter(has_text="Thu sau"))
    hand.follow(hand.page.locator("button.btn-main:visible"))
    hand.is_told(WALK_IN)
    hand.says("2 đêm")
    assert hand.presses <= MOST_TAPS


def takes_a_group_of_nine(hand: Hand) -> str:
    """Nine call: on the first of the next nights with two free rooms they get both and three mattresses. Return their day."""
    opens_night(hand, rooms="[2-9]")
    free = hand.page.locator("main a[href*='/bookings/new?']:visible").filter(has_not=hand.page.locator(".btn")).first
    hand.follow(free)
    for place in hand.tiles("Phòng").all()[:2]:
        if not place.locator("input").is_checked():
            hand.press(place)
    for place in hand.tiles("Đệm").all()[:3]:
        hand.press(place)
    hand.types("Tên khách", GROUP)
    hand.types("Điện thoại", PHONE)
    hand.types("Người lớn", "9")
    day = hand.page.get_by_label("Ngày đến").input_value()
    hand.button("Ghi đặt phòng")
    hand.is_told(GROUP)
    hand.says("9 khách")
    return day


def opens_night(hand: Hand, rooms: str, places: str = "") -> None:
    """Go from Today to the first of the next nights of which it says so."""
    hand.page.goto("/")
    count = hand.page.locator("b").filter(has_text=re.compile(f"^{rooms}$"))
    hand.follow(hand.page.locator(".week a").filter(has=count).filter(has_text=places).first)
    assert "/calendar?day=" in hand.page.url


def moves_the_two(hand: Hand) -> None:
    """A room is free from tomorrow on: the two leave their mattresses for it."""
    opens(hand, WALK_IN)
    hand.link("Đổi phòng")
    for mattress in hand.tiles("Ai đổi chỗ?").all():
        hand.press(mattress)
    hand.types("Từ đêm", TOMORROW)
    hand.button("Xem chỗ trống")
    room = hand.tiles("Phòng riêng").first
    name = room.locator(".plaque").inner_text()
    hand.press(room)
    hand.button("Đổi phòng")
    hand.is_told("Đã đổi phòng")
    tonight, tomorrow = hand.page.locator(".nights li").all()
    expect(tomorrow).to_contain_text(name)
    expect(tonight).not_to_contain_text(name)


def swaps_in_the_full_house(hand: Hand) -> None:
    """Over New Year nothing is free: moving says so, and two parties change their places."""
    opens_night(hand, rooms="0", places=", 0 đệm")
    others = hand.page.locator("main .bar-sure:visible, main .day-lines a[href^='/bookings/']:visible").filter(has_not_text="Nội")
    hand.follow(others.first)
    before = hand.plaque()
    hand.link("Đổi phòng")
    hand.says("Không còn chỗ nào trống")
    hand.press(hand.tiles("Đổi chỗ với ai?").first)
    hand.button("Đổi phòng")
    hand.is_told("Đã đổi phòng")
    assert hand.plaque() != before


def stays_longer(hand: Hand) -> None:
    """One night more for the two: their room is free."""
    opens(hand, WALK_IN)
    hand.link("Đổi ngày")
    hand.types("Ngày đi", "2026-12-29")
    hand.button("Lưu")
    hand.is_told("Đã đổi ngày")
    hand.says("3 đêm")


def checks_in(hand: Hand) -> None:
    opens(hand, GROUP)
    hand.button("Nhận phòng")
    hand.is_told("đã nhận phòng")


def checks_out_and_takes_it_back(hand: Hand) -> None:
    opens(hand, GROUP)
    hand.follow(hand.page.locator("a, button").filter(has_text=re.compile("^Trả phòng$")).first)
    hand.button("Trả phòng")
    hand.is_told("đã trả phòng")
    hand.button(re.compile("^Hoàn tác"))
    hand.is_told("Đã hoàn tác")


def finds_by_telephone(hand: Hand) -> None:
    hand.page.goto("/")
    hand.link(re.compile("^Tìm"))
    hand.page.locator("main input[name=q]").fill("+84 912 000 333")
    hand.button("Tìm")
    expect(hand.page.get_by_role("link", name=re.compile(GROUP))).to_have_count(1)
    expect(hand.page.get_by_role("link", name=re.compile(WALK_IN))).to_have_count(0)


def prints(hand: Hand) -> None:
    """On paper there is no menu and no button: the owner prints the month, whoever may not see money the list for cleaning."""
    hand.page.goto("/rooms/cleaning" if hand.is_staff else "/reports/month")
    hand.page.emulate_media(media="print")
    expect(hand.page.locator("nav.tabs")).to_be_hidden()
    expect(hand.page.get_by_role("button", name="In", exact=True)).to_be_hidden()
    hand.says("P1" if hand.is_staff else "Doanh thu")


def opens(hand: Hand, name: str) -> None:
    """Look for a booking by its name and open it."""
    hand.page.goto(f"/bookings?q={name}")
    hand.link(re.compile(name))

"""A first day, from the guests at the door to their leaving: the owner by touch, by keyboard and without scripts, a helper on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from homestay.places.actions import RoomWish, add_room
from tests.support import houses
from tests.support.clock import Clock, standing_at

TABLET, PHONE_SIZE = {"width": 800, "height": 1280}, {"width": 360, "height": 740}
TOUCH = ("touch", "phone")
FORBIDDEN = 403
MOST_TAPS = 12
WALK_IN, GROUP, PHONE = "Lò Thị Mai", "Đoàn Hà Nội", "0912 000 333"


@dataclass
class Hand:
    """How a person works the page, and how often the person has pressed."""

    page: Page
    how: str
    presses: int = 0

    def press(self, part: Locator) -> None:
        """Press a link, a button or a tile."""
        self.presses += 1
        part.wait_for(state="visible")
        if self.how in TOUCH:
            part.tap()
        elif self.how == "plain":
            part.click()
        else:
            self.press_key(part)

    def press_key(self, part: Locator) -> None:
        """Go to the part by its focus and press the key that works it."""
        inner = part.locator("input")
        target = inner.first if inner.count() else part
        target.focus()
        expect(target).to_be_focused()
        self.page.keyboard.press("Space" if inner.count() else "Enter")

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True).first)

    def link(self, name: str | re.Pattern[str]) -> None:
        self.press(self.page.get_by_role("link", name=name).first)

    def tile(self, text: str) -> None:
        """Press the tile with this text on its plaque."""
        self.press(self.page.locator("label.tile").filter(has=self.page.get_by_text(text, exact=True)).first)

    def types(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True).first
        field.fill(text)

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture
def clock(app) -> Iterator[Clock]:
    with standing_at(app, "2026-10-01 15:00") as made:
        yield made


@pytest.fixture(params=["touch", "keys", "plain", "phone"])
def hand(request, app, clock, browser: Browser, address: str) -> Iterator[Hand]:
    """Who works in a house with three rooms and a floor of five mattresses, on a Thursday afternoon: the owner, staff on the phone."""
    house = houses.new(app)
    with app.app_context():
        for room in ("P1", "P2", "P3"):
            add_room(house.homestay(), RoomWish(room, "private", 2, 450_000))
        add_room(house.homestay(), RoomWish("Đ", "dorm", 5, 120_000, whole_price=500_000))
    is_phone = request.param == "phone"
    cookie = house.person("staff" if is_phone else "owner").browser.get_cookie("homestay")
    how = {"has_touch": request.param in TOUCH, "java_script_enabled": request.param != "plain"}
    with browser.new_context(base_url=address, viewport=PHONE_SIZE if is_phone else TABLET, locale="vi-VN", **how) as context:
        context.add_cookies([{"name": "homestay", "value": cookie.value, "url": address}])
        page = context.new_page()
        page.goto("/")
        yield Hand(page, request.param)


def test_the_first_day(hand: Hand, clock: Clock):
    lets_two_in(hand)
    takes_a_group_of_nine(hand)
    moves_the_two(hand)
    swaps_in_the_full_house(hand)
    stays_longer(hand)
    checks_out_and_takes_it_back(hand, clock)
    finds_by_telephone(hand)
    prints_the_month(hand)


def lets_two_in(hand: Hand) -> None:
    """Two people stand at the door: in the house after at most twelve presses."""
    hand.link("Khách vào ngay")
    hand.tile("P1")
    hand.button("Tiếp: mấy đêm")
    hand.button("Tiếp: khách")
    hand.types("Tên một khách", WALK_IN)
    hand.button("Tiếp: tiền")
    hand.tile("Thu sau")
    hand.press(hand.page.locator("button.btn-main:visible"))
    hand.says(WALK_IN)
    assert hand.presses <= MOST_TAPS


def takes_a_group_of_nine(hand: Hand) -> None:
    """Nine come today: the whole floor and two rooms, one booking."""
    hand.page.goto("/bookings/new?from=2026-10-01&to=2026-10-02")
    for place in ("P2", "P3", "Đ"):
        hand.tile(place)
    hand.types("Tên khách", GROUP)
    hand.types("Điện thoại", PHONE)
    hand.types("Người lớn", "9")
    hand.button("Ghi đặt phòng")
    hand.says("9 khách")
    expect(hand.page.locator("h1")).to_contain_text(GROUP)
    hand.button("Nhận phòng")
    hand.says("đã nhận phòng")


def moves_the_two(hand: Hand) -> None:
    """The house is full: moving says so, and whom one can swap with."""
    opens(hand, WALK_IN)
    hand.link("Đổi phòng")
    hand.says("Đổi chỗ với ai?")


def swaps_in_the_full_house(hand: Hand) -> None:
    hand.press(hand.page.locator("label.tile").filter(has_text=GROUP).first)
    hand.button("Đổi phòng")
    expect(hand.page.locator("h1")).to_contain_text(WALK_IN)
    expect(hand.page.locator(".page-head")).not_to_contain_text("P1")


def stays_longer(hand: Hand) -> None:
    """One night more for the two: their room is free tomorrow."""
    opens(hand, WALK_IN)
    hand.link("Đổi ngày")
    hand.types("Đi", "2026-10-03")
    hand.button("Lưu")
    hand.says("2 đêm")


def checks_out_and_takes_it_back(hand: Hand, clock: Clock) -> None:
    clock.set("2026-10-02 09:00")
    opens(hand, GROUP)
    hand.press(hand.page.locator("a, button").filter(has_text=re.compile("^Trả phòng$")).first)
    hand.button("Trả phòng")
    hand.says("đã trả phòng")
    hand.press(hand.page.get_by_role("button", name=re.compile("^Hoàn tác")).first)
    hand.says("Đã hoàn tác")


def finds_by_telephone(hand: Hand) -> None:
    hand.page.goto("/")
    hand.link(re.compile("^Tìm"))
    hand.page.locator("main input[name=q]").fill("+84 912 000 333")
    hand.button("Tìm")
    expect(hand.page.get_by_role("link", name=re.compile(GROUP))).to_have_count(1)
    expect(hand.page.get_by_role("link", name=re.compile(WALK_IN))).to_have_count(0)


def prints_the_month(hand: Hand) -> None:
    """On paper there is no menu and no button; who may not see the house's money gets no month."""
    answer = hand.page.goto("/reports/month")
    if hand.how == "phone":
        assert answer
        assert answer.status == FORBIDDEN
        return
    hand.page.emulate_media(media="print")
    expect(hand.page.locator("nav.tabs")).to_be_hidden()
    hand.says("Doanh thu")


def opens(hand: Hand, name: str) -> None:
    hand.page.goto("/bookings")
    hand.link(re.compile(name))

"""What is kept of a page is the same for all who may see it; what belongs to one reader, one form or one moment is not."""

import re

import pytest

from homestay.bookings.actions import check_in, take_booking
from homestay.bookings.wishes import BookingWish
from homestay.places.actions import close_nights
from homestay.saving import saving
from homestay.shelf import Shelf
from homestay.web.kept import BETWEEN, CSRF, OP, PARTS
from tests.bookings.our_house import furnish, october, room, take, unit
from tests.support import houses

OPS = re.compile(r'name="op" value="([^"]+)"')
TOKENS = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00, with somebody who arrives."""
    furnish(homestay)
    take(homestay, october(1, 3), "Quân", "P1")
    return homestay


def html(person, path: str) -> str:
    """Return a page as it goes over the wire."""
    return person.opens(path).response.text


def test_each_answer_has_keys_of_its_own_and_no_two_forms_the_same(rooms, owner):
    first, second = html(owner, "/"), html(owner, "/")
    keys = OPS.findall(first), OPS.findall(second)
    assert keys[0]
    assert len({*keys[0], *keys[1]}) == len(keys[0]) + len(keys[1])


def test_no_mark_reaches_a_reader(rooms, owner):
    (code,) = set(re.findall(r'href="(/bookings/[A-Z0-9]{6})"', html(owner, "/")))
    for path in ("/", "/calendar", "/bookings", "/rooms", code):
        assert not [mark for mark in (CSRF, OP, BETWEEN) if mark in html(owner, path)], path


def test_a_form_of_a_kept_page_works_for_everybody_who_opens_it(rooms, owner, house):
    other = house.person("owner", "Sùng Thị Máy")
    assert set(TOKENS.findall(html(owner, "/"))).isdisjoint(TOKENS.findall(html(other, "/")))
    page = other.opens("/").page
    form = next(form for form in page.all("form") if form.get("action", "").endswith("/check-in"))
    said = {field.get("name"): field.get("value") for field in form.iter("input")}
    other.asks("POST", form.get("action"), status=303, data=said)


def test_a_change_is_seen_at_once_and_by_the_other_tablet_too(rooms, owner, staff):
    assert "Lan" not in owner.opens("/").text
    assert "Lan" not in staff.opens("/").text
    take_booking(rooms, BookingWish(october(1, 2), 1, units=(unit(rooms, "P2"),), contact="Lan"))
    assert "Lan" in owner.opens("/").text
    assert "Lan" in staff.opens("/").text


def test_a_page_is_drawn_anew_in_the_next_minute(rooms, owner, clock):
    (code,) = set(re.findall(r"/bookings/([A-Z0-9]{6})", html(owner, "/")))
    check_in(rooms, code)
    clock.set("2026-10-01 18:01")
    assert "Còn 4 giờ 59 phút" in owner.opens("/").text
    clock.set("2026-10-01 18:02")
    assert "Còn 4 giờ 58 phút" in owner.opens("/").text


def test_languages_and_roles_keep_their_own(rooms, owner, staff):
    close_nights(rooms, room(rooms, "P2"), october(2, 4), "repair")
    assert "/settings/rooms" in html(owner, "/calendar")
    assert "/settings/rooms" not in html(staff, "/calendar")
    assert "Đến hôm nay" in owner.opens("/").text
    owner.sends("/language", {"language": "en", "next": "/"})
    assert "Arriving today" in owner.opens("/").text
    assert "Đến hôm nay" in staff.opens("/").text


def test_another_house_keeps_its_own(app, rooms, owner):
    owner.opens("/")
    other = houses.new(app)
    furnish(other.homestay())
    assert "Quân" not in other.person("owner").opens("/").text


def test_what_is_kept_is_asked_of_no_database_again(rooms, owner):
    PARTS.kept.clear()
    drawn, numbered, kept = (len(owner.opens("/calendar").statements) for _ in range(3))
    assert (drawn > 2, numbered, kept) == (True, 2, 1)  # the second asks for the number on the tab, the third only for the session


def test_the_shelf_keeps_the_newest_and_only_for_their_state():
    shelf: Shelf[int] = Shelf(most=2)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [shelf.get("a", 1, make), shelf.get("a", 1, make), shelf.get("a", 2, make)] == [1, 1, 2]
    shelf.get("b", 1, make)
    shelf.get("c", 1, make)
    assert shelf.get("a", 2, make) == 5
    assert len(shelf.kept) == 2


def test_a_drawing_that_fails_is_not_kept(rooms, owner):
    before = len(PARTS.kept)
    owner.opens("/bookings/XXXXXX", status=404)
    assert len(PARTS.kept) == before


def test_saving_without_a_change_of_rows_moves_the_version_on(rooms):
    before = rooms.version
    with saving(rooms):
        pass
    assert rooms.version == before + 1

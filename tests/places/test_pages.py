"""The pages of rooms and closures, as an owner types on them."""

import unicodedata

import pytest
from sqlalchemy import func, select

from homestay.places.actions import close_room
from models import db
from models.room import Room
from tests.bookings.our_house import furnish, october, room, take, unit
from tests.support.houses import House
from tests.support.person import Person

ROOM = {"name": "P9", "kind": "private", "capacity": "2", "price": "450.000", "whole_price": "", "open_from": "2026-10-01"}


@pytest.fixture
def rooms(house: House, clock) -> dict[str, str]:
    """The keys of P1, P2, Đ and Đ-1 as addresses have them, on Thursday 1 October 2026; no context stays open."""
    with house.app.app_context():
        homestay = furnish(house.homestay())
        return {**{name: str(room(homestay, name)) for name in ("P1", "P2", "Đ")}, "Đ-1": str(unit(homestay, "Đ-1"))}


def saved(house: House, name: str) -> Room | None:
    with house.app.app_context():
        return db.session.scalars(select(Room).where(Room.homestay_id == house.id, Room.name == name)).first()


def count(house: House) -> int:
    with house.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Room).where(Room.homestay_id == house.id)) or 0


def test_a_room_is_added_and_shown(house, clock, owner: Person):
    owner.fills_in("/settings/rooms/new", {**ROOM, "price": "1 450 000"})
    page = owner.opens("/settings/rooms").text
    assert "P9" in page
    assert "1.450.000 đ" in page.replace("\xa0", " ")


def test_a_dorm_is_added_with_its_places(house, clock, owner: Person):
    owner.fills_in("/settings/rooms/new", {**ROOM, "name": "Sàn", "kind": "dorm", "capacity": "12", "whole_price": "1.000.000"})
    assert "12 đệm" in owner.opens("/settings/rooms").text


def test_tapping_twice_adds_one_room(house, clock, owner: Person):
    said = {**ROOM, "op": "one tap"}
    owner.sends("/settings/rooms/new", said)
    owner.sends("/settings/rooms/new", said)
    assert count(house) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""), ("name", "   "), ("name", "x" * 31), ("kind", "castle"), ("capacity", "0"), ("capacity", "-3"), ("capacity", "61"),
        ("capacity", "two"), ("capacity", "1e3"), ("capacity", "９" * 20), ("price", "-1"), ("price", "1000000001"), ("price", "9" * 40),
        ("price", "=1+1"), ("price", ""), ("whole_price", "lots"), ("open_from", "31/02/2026"), ("open_from", "2026-02-31"),
        ("open_from", "0001-01-01"), ("open_from", "9999-12-31"), ("open_from", "soon"),
    ],
)  # fmt: skip
def test_odd_typing_comes_back_with_a_word_and_what_was_typed(house, clock, owner: Person, field, text):
    answer = owner.fills_in("/settings/rooms/new", {**ROOM, "name": "Nhà sàn", field: text}, status=422)
    assert 'aria-invalid="true"' in answer.response.text or field == "kind"
    assert "Nhà sàn" in answer.response.text or field == "name"
    assert count(house) == 0


def test_what_is_no_number_gets_one_sentence(house, clock, owner: Person):
    said = owner.fills_in("/settings/rooms/new", {**ROOM, "price": "400k"}, status=422).text
    assert "Gõ một số nguyên." in said
    assert "Số tròn đồng" not in said


@pytest.mark.parametrize("name", ["O'Brien", '<b>"P1"</b>', "=cmd|' /C calc'!A0", "🏡🏡", "Đ" * 30])
def test_any_name_is_only_a_name(house, clock, owner: Person, name):
    owner.fills_in("/settings/rooms/new", {**ROOM, "name": name})
    assert saved(house, name)
    owner.opens("/settings/rooms")
    owner.opens("/")


def test_a_name_typed_on_another_keyboard_is_the_same_name(house, rooms, owner: Person):
    apart = unicodedata.normalize("NFD", "Nhà sàn Ế")
    owner.fills_in("/settings/rooms/new", {**ROOM, "name": apart})
    assert saved(house, unicodedata.normalize("NFC", apart))
    owner.fills_in("/settings/rooms/new", {**ROOM, "name": "Nhà sàn Ế"}, status=409)


def test_a_taken_name_is_refused_and_nothing_typed_is_lost(house, rooms, owner: Person):
    answer = owner.fills_in("/settings/rooms/new", {**ROOM, "name": "P1", "price": "777000"}, status=409)
    assert "P1" in answer.text
    assert "777000" in answer.response.text


def test_a_room_is_changed(house, rooms, owner: Person):
    owner.fills_in(f"/settings/rooms/{rooms['P1']}", {"name": "P1", "capacity": "4", "price": "500.000"})
    found = saved(house, "P1")
    assert found
    assert (found.capacity, found.price) == (4, 500_000)


def test_a_dorm_is_changed_and_a_refusal_shows_its_places_still(house, rooms, owner: Person):
    owner.fills_in(f"/settings/rooms/{rooms['Đ']}", {"price": "130000", "whole_price": ""})
    found = saved(house, "Đ")
    assert found
    assert (found.price, found.whole_price, found.capacity) == (130_000, None, 3)
    answer = owner.fills_in(f"/settings/rooms/{rooms['Đ']}", {"name": "P1"}, status=409)
    assert "Đ-3" in answer.text


def test_a_place_is_added_under_the_next_name_and_closed(house, rooms, owner: Person):
    owner.fills_in(f"/settings/rooms/{rooms['Đ']}/places/new", {"open_from": "2026-10-05"})
    page = owner.opens(f"/settings/rooms/{rooms['Đ']}").text
    assert "Đ-4" in page
    assert "Cho thuê từ 05/10/2026" in page
    owner.fills_in(f"/settings/places/{rooms['Đ-1']}/close", {"open_to": "2026-10-08"})
    assert "Ngừng từ 08/10/2026" in owner.opens(f"/settings/rooms/{rooms['Đ']}").text


@pytest.mark.parametrize("day", ["2026-09-30", "2026-02-31", "31/02", "2031-01-01", ""])
def test_a_place_neither_comes_nor_goes_on_an_odd_day(rooms, owner: Person, day):
    owner.fills_in(f"/settings/rooms/{rooms['Đ']}/places/new", {"open_from": day}, status=422)
    owner.fills_in(f"/settings/places/{rooms['Đ-1']}/close", {"open_to": day}, status=422)


def test_a_private_room_has_no_page_for_places(rooms, owner: Person):
    owner.opens(f"/settings/rooms/{rooms['P1']}/places/new", 404)


def test_a_room_is_let_no_more_and_again(house, rooms, owner: Person, clock):
    owner.fills_in(f"/settings/rooms/{rooms['P1']}/close", {"open_to": "2026-10-03"})
    assert "Ngừng từ 03/10/2026" in owner.opens("/settings/rooms").text
    clock.set("2026-10-09 09:00")
    assert "Cho thuê lại" in owner.opens(f"/settings/rooms/{rooms['P1']}").text
    owner.fills_in(f"/settings/rooms/{rooms['P1']}/close", {"open_to": ""})
    assert "Ngừng từ" not in owner.opens("/settings/rooms").text


def test_a_room_with_guests_is_refused_and_the_day_stays_typed(house, rooms, owner: Person):
    with house.app.app_context():
        take(house.homestay(), october(5, 8), "Anna", "P1")
    answer = owner.fills_in(f"/settings/rooms/{rooms['P1']}/close", {"open_to": "2026-10-03"}, status=409)
    assert "7/10" in answer.text
    assert 'value="2026-10-03"' in answer.response.text


def test_nights_are_closed_and_opened_again(rooms, owner: Person):
    owner.fills_in(f"/settings/rooms/{rooms['P2']}/closures/new", {"arrive": "2026-10-05", "leave": "2026-10-08", "reason": "family"})
    page = owner.opens("/settings/rooms")
    assert "Nhà dùng" in page.text
    (action,) = [form.get("action") for form in page.page.all("form") if form.get("action", "").endswith("/reopen")]
    owner.sends(action)
    assert "Nhà dùng" not in owner.opens("/settings/rooms").text
    owner.sends(action, status=404)


@pytest.mark.parametrize(
    ("arrive", "leave"),
    [
        ("2026-10-08", "2026-10-05"), ("2026-10-08", "2026-10-08"), ("2026-09-30", "2026-10-05"), ("2026-10-05", "2028-10-05"),
        ("2026-02-31", "2026-10-05"), ("2026-10-05", ""), ("0001-01-01", "9999-12-31"), ("x", "y"),
    ],
)  # fmt: skip
def test_odd_nights_are_not_closed(rooms, owner: Person, arrive, leave):
    owner.fills_in(f"/settings/rooms/{rooms['P2']}/closures/new", {"arrive": arrive, "leave": leave}, status=422)
    assert "Không đóng đêm nào" in owner.opens("/settings/rooms").text


def test_nights_with_guests_are_not_closed_and_the_page_says_who(house, rooms, owner: Person):
    with house.app.app_context():
        take(house.homestay(), october(5, 8), "Anna", "P2")
    answer = owner.fills_in(f"/settings/rooms/{rooms['P2']}/closures/new", {"arrive": "2026-10-04", "leave": "2026-10-09"}, status=409)
    assert "Anna" in answer.text
    assert 'value="2026-10-09"' in answer.response.text


def test_staff_clean_rooms_but_change_none(rooms, staff: Person):
    assert staff.sends(f"/rooms/{rooms['P1']}/cleaned").location == "/"
    staff.sends(f"/settings/rooms/{rooms['P1']}", ROOM, 403)


def test_after_cleaning_one_never_comes_elsewhere(rooms, staff: Person):
    assert staff.sends(f"/rooms/{rooms['P1']}/cleaned", {"next": "//evil.example"}).location == "/"


def test_the_list_of_rooms_takes_few_statements(house, rooms, owner: Person):
    with house.app.app_context():
        close_room(house.homestay(), house.homestay() and room(house.homestay(), "P1"), None)
    assert len(owner.opens("/settings/rooms").statements) <= 1 + 4

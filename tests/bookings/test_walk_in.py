"""Guests at the door: from the place to the money, one plain page each, nothing stored before the last press."""

import re
from datetime import date
from unicodedata import normalize
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from sqlalchemy import func, select

from homestay.bookings.actions import take_booking
from homestay.bookings.wishes import BookingWish
from homestay.places.actions import RoomWish, add_room, change_room, close_room
from homestay.saving import saving
from models import db
from models.booking import Booking, UnitNight
from models.homestay import Homestay
from models.payment import Payment
from models.room import Room, Unit
from models.stay import Stay

TONIGHT = date(2026, 10, 1)


@pytest.fixture
def rooms(clock, homestay):
    """Give the house P1, P2 for two at 450.000 and a floor of three mattresses at 120.000; it is Thursday 1 October 2026."""
    for name in ("P1", "P2"):
        add_room(homestay, RoomWish(name, "private", 2, 450_000))
    add_room(homestay, RoomWish("Đ", "dorm", 3, 120_000))
    return homestay


def unit(homestay: Homestay, name: str) -> str:
    return str(db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name == name)).one())


def said(homestay: Homestay, *names: str, **more: object) -> dict[str, object]:
    first = {"place": [unit(homestay, name) for name in names], "nights": 2, "people": 2, "name": "Phạm Thu Trang", "phone": "0900 000 246"}
    return {**first, "pay": "cash", "total": 900_000, **more}


def bookings_of(homestay: Homestay) -> list[Booking]:
    db.session.rollback()
    return list(db.session.scalars(select(Booking).where(Booking.homestay_id == homestay.id)))


def take(homestay: Homestay, name: str, arrive: date, leave: date, contact: str = "Lê Quốc Bảo") -> Booking:
    return take_booking(homestay, BookingWish(Stay(arrive, leave), 2, units=(UUID(unit(homestay, name)),), contact=contact))


def test_two_people_are_in_after_four_pages(rooms, owner):
    place = unit(rooms, "P1")
    owner.opens("/walk-in")
    owner.opens(f"/walk-in/nights?place={place}&nights=2&nights=1")
    owner.opens(f"/walk-in/guests?place={place}&nights=2")
    money = owner.opens(f"/walk-in/money?place={place}&nights=2&people=2&name=Trang&phone=")
    assert "900.000" in money.text
    sent = owner.fills_in(money.path, {}, status=303)
    shown = owner.opens(sent.location)
    assert "Trang" in shown.text
    booking = bookings_of(rooms)[0]
    assert (booking.state, booking.source, booking.contact, booking.people) == ("in_house", "walk_in", "Trang", 2)
    assert (booking.planned_from, booking.planned_to) == (date(2026, 10, 1), date(2026, 10, 3))
    payment = db.session.scalars(select(Payment).where(Payment.homestay_id == rooms.id)).one()
    assert (payment.amount, payment.method, payment.kind, payment.day) == (900_000, "cash", "balance", TONIGHT)


def test_the_first_page_shows_what_is_free_and_what_is_taken(rooms, owner):
    take(rooms, "P1", date(2026, 10, 1), date(2026, 10, 2))
    text = owner.opens("/walk-in").text
    assert "450.000 đ" in text.replace("\u00a0", " ")
    assert re.search(r"Đã có khách: P1", text)


def test_a_house_without_rooms_is_not_called_full(clock, homestay, owner):
    text = owner.opens("/walk-in").text
    assert "Chủ nhà thêm phòng" in text
    assert "kín chỗ" not in text


def test_without_a_place_the_first_page_comes_back(rooms, owner):
    assert "Chọn phòng" in owner.opens("/walk-in/nights", status=422).text


def test_a_place_taken_meanwhile_leads_back_to_the_first_page(rooms, owner):
    place = unit(rooms, "P1")
    take(rooms, "P1", date(2026, 10, 1), date(2026, 10, 2))
    assert "P1" in owner.opens(f"/walk-in/guests?place={place}&nights=1", status=409).text


def test_the_stepper_stops_at_the_next_guest(rooms, owner):
    take(rooms, "P1", date(2026, 10, 4), date(2026, 10, 6))
    page = owner.opens(f"/walk-in/nights?place={unit(rooms, 'P1')}&nights=9")
    assert "nhiều nhất 3 đêm" in page.text
    assert "1.350.000" in page.text
    assert [button.get("value") for button in page.page.all("button") if button.get("name") == "nights"] == ["2"]


def test_the_stepper_stops_where_a_room_closes(rooms, owner):
    room = db.session.scalars(select(Room).where(Room.homestay_id == rooms.id, Room.name == "P2")).one()
    close_room(rooms, room.id, date(2026, 10, 3))
    assert "nhiều nhất 2 đêm" in owner.opens(f"/walk-in/nights?place={unit(rooms, 'P2')}").text


def test_several_dorm_places_go_to_one_party(rooms, owner):
    owner.sends("/walk-in", said(rooms, "Đ-1", "Đ-3", nights=1, total=240_000))
    nights = db.session.execute(select(UnitNight.price).where(UnitNight.homestay_id == rooms.id)).scalars().all()
    assert nights == [120_000, 120_000]


def test_a_name_is_asked_for_and_the_rest_stays(rooms, owner):
    query = f"place={unit(rooms, 'P1')}&nights=2&people=3&name=&phone=0900"
    answer = owner.opens(f"/walk-in/money?{query}", status=422)
    values = {field.get("name"): field.get("value") for field in answer.page.all("input")}
    assert (values["people"], values["phone"], values["nights"]) == ("3", "0900", "2")


def test_paying_later_writes_no_payment(rooms, owner):
    owner.sends("/walk-in", said(rooms, "P1", pay="later"))
    assert not db.session.scalar(select(func.count()).select_from(Payment).where(Payment.homestay_id == rooms.id))


def test_the_same_form_twice_is_one_booking(rooms, owner):
    form = {**said(rooms, "P1"), "op": "the-same-form"}
    first = owner.sends("/walk-in", form)
    assert owner.sends("/walk-in", form).location == first.location
    assert len(bookings_of(rooms)) == 1


def test_taken_at_the_last_moment_says_what_is_free_and_keeps_all(rooms, owner):
    form = said(rooms, "P1")
    take(rooms, "P1", date(2026, 10, 2), date(2026, 10, 3))
    answer = owner.sends("/walk-in", form, status=409)
    assert "P1" in answer.page.h1
    assert "Lê Quốc Bảo" in answer.text
    values = [(field.get("name"), field.get("value")) for field in answer.page.all("input")]
    assert ("name", "Phạm Thu Trang") in values
    assert ("place", unit(rooms, "P2")) in values
    assert ("place", unit(rooms, "P1")) not in values
    assert len(bookings_of(rooms)) == 1
    assert not db.session.scalar(select(func.count()).select_from(Payment).where(Payment.homestay_id == rooms.id))


def test_fewer_nights_than_chosen_lead_back_to_the_nights(rooms, owner):
    take(rooms, "P1", date(2026, 10, 3), date(2026, 10, 4))
    answer = owner.opens(f"/walk-in/money?place={unit(rooms, 'P1')}&nights=5&name=Trang", status=409)
    assert "nhiều nhất 2 đêm" in answer.text
    assert "900.000" in answer.text


def test_nothing_is_stored_when_the_price_moved(rooms, owner):
    room = db.session.scalars(select(Room).where(Room.homestay_id == rooms.id, Room.name == "P1")).one()
    form = said(rooms, "P1")
    change_room(rooms, room.id, RoomWish("P1", "private", 2, 500_000))
    answer = owner.sends("/walk-in", form, status=409)
    assert "1.000.000" in answer.text
    assert bookings_of(rooms) == []


def test_a_transfer_shows_the_code_when_the_house_has_an_account(rooms, owner):
    with saving(rooms):
        rooms.bank_bin, rooms.bank_account = "970405", "1234567890"
    money = owner.opens(f"/walk-in/money?place={unit(rooms, 'P1')}&name=Trang")
    picture = next(image for image in money.page.all("img") if image.get("src", "").startswith("data:image/svg+xml"))
    assert "450.000" in picture.get("alt", "")
    assert "HS P1 0110" in money.text


def test_the_choices_go_along_when_one_goes_back(rooms, owner):
    place = unit(rooms, "P1")
    page = owner.opens(f"/walk-in/money?place={place}&nights=3&people=4&name=Trang&phone=09")
    back = next(link.get("href") for link in page.page.all("a") if link.get("href", "").startswith("/walk-in/guests"))
    assert parse_qs(urlsplit(back).query) == {"place": [place], "nights": ["3"], "people": ["4"], "name": ["Trang"], "phone": ["09"]}


@pytest.mark.parametrize("nights", ["", "-1", "0", "400", "9" * 40, "abc", "1.5", "²", "=1+1", "\u0664"])
def test_odd_numbers_of_nights_do_no_harm(rooms, owner, nights):
    owner.opens("/walk-in/nights", query_string={"place": unit(rooms, "P1"), "nights": nights})


@pytest.mark.parametrize("place", ["", "x", "0", "00000000-0000-0000-0000-000000000000", "🏠", "' OR 1=1"])
def test_odd_places_lead_back_to_the_first_page(rooms, owner, place):
    owner.opens("/walk-in/money", status=422, query_string={"place": place, "name": "Trang"})
    owner.sends("/walk-in", {"place": place, "name": "Trang"}, status=422)


def test_a_place_of_another_house_counts_for_nothing(rooms, neighbour, owner):
    neighbour.sends("/walk-in", said(rooms, "P1"), status=422)
    assert bookings_of(rooms) == []


def test_the_name_is_kept_in_one_form_of_unicode(rooms, owner):
    owner.sends("/walk-in", said(rooms, "P1", name="  Trần\u0323  =cmd 🐃 e\u0302\u0301 "))
    assert bookings_of(rooms)[0].contact == normalize("NFC", "Trần\u0323 =cmd 🐃 ế")


def test_a_very_long_name_is_refused_with_what_was_typed(rooms, owner):
    answer = owner.sends("/walk-in", said(rooms, "P1", name="A" * 300), status=422)
    assert "A" * 300 in {field.get("value") for field in answer.page.all("input")}


def test_the_neighbour_cannot_see_our_places(rooms, neighbour):
    assert "P1" not in neighbour.opens("/walk-in").text


def test_the_village_head_stays_out(rooms, village_head):
    village_head.opens("/walk-in", status=403)


def test_a_page_of_the_flow_takes_few_statements(rooms, owner):
    place = unit(rooms, "P1")
    assert len(owner.opens("/walk-in").statements) <= 6
    assert len(owner.opens(f"/walk-in/money?place={place}&name=Trang").statements) <= 6

"""Taking a booking on its page: what is free, what is wrong in plain words, what happens when somebody was quicker."""

from datetime import date, datetime, time

import pytest

from homestay.bookings.actions import cancel_booking
from homestay.clock import ZONE
from homestay.places.actions import RoomWish, add_room, change_room, close_nights, close_room
from models import db
from models.booking import UnitNight
from tests.bookings.our_house import bookings, furnish, links, october, room, take, unit
from tests.support.installations import on_both

NEW = "/bookings/new"


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def said(homestay, *names, **more):
    """Return what a person types for two nights from 2 October."""
    when = {"arrive": "2026-10-02", "leave": "2026-10-04", "adults": "2", "children": "0"}
    who = {"contact": "Vũ Đình Khôi", "phone": "0900 000 246", "source": "zalo"}
    return {**when, **who, "unit": [str(unit(homestay, name)) for name in names], **more}


def offered(answer, name="unit") -> list[str]:
    return [field.get("value", "") for field in answer.page.all("input") if field.get("name") == name]


def ticked(answer, name="unit") -> list[str]:
    return [field.get("value", "") for field in answer.page.all("input") if field.get("name") == name and "checked" in field.attrib]


def value(answer, name) -> str:
    return next(field.get("value", "") for field in answer.page.all("input") if field.get("name") == name)


def nights_held(homestay) -> int:
    db.session.rollback()
    return db.session.query(UnitNight).filter(UnitNight.homestay_id == homestay.id).count()


# ---- what is free


def test_the_page_offers_what_is_free_tonight(rooms, owner):
    take(rooms, october(1, 2), "Hà", "P1")
    answer = owner.opens(NEW)
    assert str(unit(rooms, "P1")) not in offered(answer)
    assert str(unit(rooms, "P2")) in offered(answer)
    assert (value(answer, "arrive"), value(answer, "leave")) == ("2026-10-01", "2026-10-02")


def test_nights_come_from_the_address_by_day_or_by_number(rooms, owner):
    assert value(owner.opens(f"{NEW}?from=2026-10-05&nights=3"), "leave") == "2026-10-08"
    assert value(owner.opens(f"{NEW}?from=2026-10-05&to=2026-10-07"), "leave") == "2026-10-07"
    assert value(owner.opens(f"{NEW}?from=5/10"), "arrive") == "2026-10-05"


def test_a_name_is_one_line_and_a_note_keeps_its_lines(rooms, owner):
    owner.sends(NEW, said(rooms, "P1", contact="Vũ\nKhôi", note="Ăn chay\nĐến muộn"))
    (booking,) = bookings(rooms)
    assert (booking.contact, booking.note) == ("Vũ Khôi", "Ăn chay\nĐến muộn")


ODD = ["from=31/02", "from=9999-12-31", "nights=-1", "nights=x", "from=5/10&to=1/10", "unit=7", "unit=%00", "from=5/10&nights=999"]


@pytest.mark.parametrize("odd", ODD)
def test_an_address_that_makes_no_sense_still_shows_the_page(rooms, owner, odd):
    owner.opens(f"{NEW}?{odd}")


def test_a_place_that_is_closed_then_is_not_offered(rooms, owner):
    close_nights(rooms, room(rooms, "P1"), october(2, 3), "repair")
    assert str(unit(rooms, "P1")) not in offered(owner.opens(f"{NEW}?from=2026-10-02"))


def test_the_whole_dorm_is_offered_while_all_of_it_is_free(rooms, owner):
    assert offered(owner.opens(NEW), "whole") == [str(room(rooms, "Đ"))]
    take(rooms, october(1, 2), "Anh", "Đ-1")
    assert offered(owner.opens(NEW), "whole") == []


def test_a_dorm_without_a_whole_price_is_sold_by_place_only(rooms, owner):
    change_room(rooms, room(rooms, "Đ"), RoomWish("Đ", "dorm", 3, 120_000))
    assert offered(owner.opens(NEW), "whole") == []


def test_looking_for_other_days_keeps_what_was_typed_and_saves_nothing(rooms, owner):
    take(rooms, october(2, 4), "Hà", "P1")
    answer = owner.sends(NEW, said(rooms, look="1", contact="Khôi", adults=""), status=200)
    assert value(answer, "contact") == "Khôi"
    assert str(unit(rooms, "P1")) not in offered(answer)
    assert "Mấy người đến?" not in answer.text
    assert len(bookings(rooms)) == 1


def test_looking_for_days_that_cannot_be_says_so(rooms, owner):
    answer = owner.sends(NEW, said(rooms, look="1", leave="2026-10-01"), status=200)
    assert "Ngày đi phải sau ngày đến." in answer.text


# ---- taking it


@on_both
def test_a_booking_is_taken_with_all_that_was_said(rooms, owner):
    sent = owner.sends(NEW, said(rooms, "P1", children="1", note="ăn chay", expected_at="19:30"))
    (booking,) = bookings(rooms)
    assert sent.location == f"/bookings/{booking.code}"
    assert (booking.contact, booking.phone, booking.source, booking.note) == ("Vũ Đình Khôi", "0900 000 246", "zalo", "ăn chay")
    assert (booking.planned_from, booking.planned_to, booking.adults, booking.children) == (date(2026, 10, 2), date(2026, 10, 4), 2, 1)
    assert (booking.state, booking.expected_at, nights_held(rooms)) == ("confirmed", time(19, 30), 2)


def test_an_hour_of_coming_that_is_none_is_asked_again(rooms, owner):
    answer = owner.sends(NEW, said(rooms, "P1", expected_at="tối"), status=422)
    assert value(answer, "contact") == "Vũ Đình Khôi"
    assert bookings(rooms) == []


def test_a_person_fills_in_the_page_after_a_tap_on_the_calendar(rooms, owner):
    owner.fills_in(f"{NEW}?from=2026-10-05&unit=P2", {"contact": "Lan"})
    (booking,) = bookings(rooms)
    assert (booking.contact, booking.planned_from) == ("Lan", date(2026, 10, 5))
    assert db.session.query(UnitNight.unit_id).filter(UnitNight.homestay_id == rooms.id).one() == (unit(rooms, "P2"),)


def test_two_rooms_and_a_mattress_in_one_booking(rooms, owner):
    owner.sends(NEW, said(rooms, "P1", "P2", "Đ-1", adults="5"))
    assert (len(bookings(rooms)), nights_held(rooms)) == (1, 6)


def test_the_whole_dorm_costs_its_whole_price(rooms, owner):
    owner.sends(NEW, {**said(rooms), "whole": str(room(rooms, "Đ"))})
    db.session.rollback()
    prices = db.session.query(UnitNight.price, UnitNight.whole).filter(UnitNight.homestay_id == rooms.id).all()
    assert (sum(price for price, _ in prices), all(whole for _, whole in prices)) == (600_000, True)


def test_a_booking_held_until_an_hour(rooms, owner):
    owner.sends(NEW, said(rooms, "P1", held_until="2026-10-01T21:00"))
    (booking,) = bookings(rooms)
    assert (booking.state, booking.held_until) == ("held", datetime(2026, 10, 1, 21, tzinfo=ZONE))


def test_days_may_be_typed_as_people_write_them(rooms, owner):
    owner.sends(NEW, said(rooms, "P1", arrive="2/10/2026", leave="4/10"))
    (booking,) = bookings(rooms)
    assert (booking.planned_from, booking.planned_to) == (date(2026, 10, 2), date(2026, 10, 4))


def test_a_double_tap_takes_one_booking(rooms, owner):
    body = said(rooms, "P1", op="6f6b2c52-1111-4111-8111-111111111111")
    first, second = owner.sends(NEW, body), owner.sends(NEW, body)
    assert first.location == second.location
    assert len(bookings(rooms)) == 1


NAMES = ["Nguyễn Thị Thương", 'O\'Brien "Bob"', "<b>Anna</b>", "=cmd|' /C calc'!A0", "Mai 🌸", "김민준", "a" * 200]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_kept_as_typed(rooms, owner, name):
    shown = owner.opens(owner.sends(NEW, said(rooms, "P1", contact=name)).location)
    assert bookings(rooms)[0].contact == name
    assert name in "".join(shown.page.root.itertext())


def test_decomposed_letters_are_joined(rooms, owner):
    owner.sends(NEW, said(rooms, "P1", contact="Nguye\u0302\u0303n Ha\u0300"))
    assert bookings(rooms)[0].contact == "Nguyễn Hà"


# ---- what is wrong


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"arrive": ""}, "Khách đến ngày nào?"),
        ({"leave": "  "}, "Khách đi ngày nào?"),
        ({"arrive": "31/02/2026"}, "Không có ngày này. Gõ như 02/10/2026."),
        ({"leave": "<script>"}, "Không có ngày này."),
        ({"leave": "2026-10-01"}, "Ngày đi phải sau ngày đến."),
        ({"leave": "2026-10-02"}, "Ngày đi phải sau ngày đến."),
        ({"leave": "2027-11-06"}, "Một lần đặt nhiều nhất 365 đêm."),
        ({"arrive": "2062-10-02", "leave": "2062-10-04"}, "Ngày đó xa quá. Xem lại năm."),
        ({"adults": ""}, "Mấy người đến?"),
        ({"adults": "hai"}, "số"),
        ({"adults": "-5", "children": "10"}, "Gõ số từ 1 đến 200."),
        ({"adults": "0"}, "Gõ số từ 1 đến 200."),
        ({"children": "-1"}, "Gõ số từ 0 đến 200."),
        ({"children": "999999999999999999999"}, "Gõ một số nguyên."),
        ({"contact": ""}, "Ai đặt? Ghi tên."),
        ({"contact": "a" * 201}, "Nhiều nhất 200"),
        ({"note": "x" * 3000}, "Nhiều nhất 2000"),
        ({"source": "'; drop table"}, "Chọn một ô."),
        ({"held_until": "hôm nào đó"}, "Không có ngày giờ này."),
        ({"held_until": "2026-10-01T17:59"}, "Giờ đó đã qua rồi."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_all_is_kept(rooms, owner, wrong, sentence):
    body = said(rooms, "P1", **wrong)
    answer = owner.sends(NEW, body, status=422)
    assert sentence in answer.text
    kept = {name: value(answer, name) for name in ("arrive", "leave", "adults", "children", "contact", "phone", "held_until")}
    assert kept == {name: str(body.get(name, "")).strip() for name in kept}
    assert bookings(rooms) == []


def test_a_very_large_note_is_kept(rooms, owner):
    answer = owner.sends(NEW, said(rooms, "P1", note="x" * 3000), status=422)
    assert "x" * 3000 in answer.response.get_data(as_text=True)


def test_an_empty_form_is_asked_for_everything_it_needs(rooms, owner):
    text = owner.sends(NEW, {}, status=422).text
    for sentence in ("Khách đến ngày nào?", "Khách đi ngày nào?", "Ai đặt? Ghi tên."):
        assert sentence in text


@pytest.mark.parametrize("units", [[], ["7"], ["nothing", "\x00"]])
def test_without_a_place_one_is_asked_for(rooms, owner, units):
    answer = owner.sends(NEW, {**said(rooms), "unit": units}, status=409)
    assert "Chọn phòng hoặc đệm trước đã." in answer.text
    assert value(answer, "contact") == "Vũ Đình Khôi"


def test_more_people_than_a_booking_can_have(rooms, owner):
    answer = owner.sends(NEW, said(rooms, "P1", adults="150", children="100"), status=409)
    assert "từ 1 đến 200 người" in answer.text


def test_a_place_of_another_house_is_not_there(rooms, owner, neighbour, house):
    answer = neighbour.sends(NEW, said(rooms, "P1"), status=404)
    assert "Nhà mình không có cái này." in answer.text
    assert value(answer, "contact") == "Vũ Đình Khôi"
    assert nights_held(rooms) == 0


def test_a_room_that_is_not_sold_then_is_named(rooms, owner):
    close_room(rooms, room(rooms, "P1"), october(3, 4).arrive)
    assert "P1 không mở bán đủ các đêm này." in owner.sends(NEW, said(rooms, "P1"), status=409).text


def test_the_words_are_english_for_who_reads_english(rooms, owner):
    owner.sends("/language", {"language": "en"})
    assert "There is no such day." in owner.sends(NEW, said(rooms, "P1", arrive="31/02/2026"), status=422).text


# ---- somebody was quicker


@on_both
def test_a_taken_room_names_who_has_it_and_offers_what_is_free(rooms, owner):
    take(rooms, october(2, 4), "Lê Quốc Bảo", "P1")
    answer = owner.sends(NEW, said(rooms, "P1"), status=409)
    assert "P1" in answer.page.h1
    assert "2/10" in answer.page.h1
    assert "Lê Quốc Bảo" in answer.text
    assert ticked(answer) == [str(unit(rooms, "P2"))]
    assert (value(answer, "contact"), value(answer, "phone"), value(answer, "arrive")) == ("Vũ Đình Khôi", "0900 000 246", "2026-10-02")


@on_both
def test_pressing_again_with_the_new_place_takes_it(rooms, owner):
    take(rooms, october(2, 4), "Lê Quốc Bảo", "P1")
    refused = owner.sends(NEW, said(rooms, "P1"), status=409)
    body = {name: value(refused, name) for name in ("op", "arrive", "leave", "adults", "children", "contact", "phone")}
    owner.sends(NEW, {**body, "source": "zalo", "unit": ticked(refused)})
    assert [booking.contact for booking in bookings(rooms)] == ["Lê Quốc Bảo", "Vũ Đình Khôi"]


def test_of_two_rooms_the_free_one_stays_chosen(rooms, owner):
    add_room(rooms, RoomWish("P3", "private", 4, 600_000))
    take(rooms, october(3, 4), "Bảo", "P1")
    answer = owner.sends(NEW, said(rooms, "P1", "P3"), status=409)
    assert ticked(answer) == [str(unit(rooms, "P2")), str(unit(rooms, "P3"))]


def test_nothing_of_a_refused_booking_stays(rooms, owner):
    take(rooms, october(3, 4), "Bảo", "P1")
    owner.sends(NEW, said(rooms, "P2", "P1"), status=409)
    assert (len(bookings(rooms)), nights_held(rooms)) == (1, 1)


def test_when_nothing_is_free_the_page_says_so(rooms, owner):
    take(rooms, october(2, 4), "Đoàn", "P1", "P2", "Đ-1", "Đ-2", "Đ-3", adults=7)
    answer = owner.sends(NEW, said(rooms, "P1"), status=409)
    assert "Mấy đêm này không còn chỗ." in answer.text


def test_a_cancelled_booking_frees_its_room_for_the_next(rooms, owner):
    cancel_booking(rooms, take(rooms, october(2, 4), "Bảo", "P1"), "đổi ý")
    owner.sends(NEW, said(rooms, "P1"))
    assert nights_held(rooms) == 2


# ---- guests for a day


@on_both
def test_guests_of_a_day_pay_and_hold_no_night(rooms, owner):
    answer = owner.fills_in(f"{NEW}?day_use=1", {"amount": "200.000", "adults": "4", "description": "nghỉ trưa"})
    (booking,) = bookings(rooms)
    assert answer.location == f"/bookings/{booking.code}"
    assert (booking.state, booking.planned_from, booking.planned_to, booking.people) == ("left", date(2026, 10, 1), date(2026, 10, 1), 4)
    assert [(charge.amount, charge.people, charge.description) for charge in booking.charges] == [(200_000, 4, "nghỉ trưa")]
    assert nights_held(rooms) == 0


@pytest.mark.parametrize("day", ["2026-09-28", "2026-10-06"])
def test_of_guests_of_another_day_no_hour_is_invented(rooms, owner, day):
    answer = owner.fills_in(f"{NEW}?day_use=1", {"arrive": day, "amount": "200.000"})
    (booking,) = bookings(rooms)
    assert (booking.arrived_at, booking.left_at) == (None, None)
    assert "18:00" not in owner.opens(answer.location).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"amount": ""}, "Thu bao nhiêu?"),
        ({"amount": "nhiều"}, "số"),
        ({"amount": "-1"}, "Số tròn đồng, từ 0 tới 1 tỷ."),
        ({"amount": "99999999999"}, "Số tròn đồng, từ 0 tới 1 tỷ."),
        ({"arrive": "31/02"}, "Không có ngày này."),
        ({"arrive": "1999-01-01"}, "Ngày đó xa quá."),
        ({"adults": "0"}, "Gõ số từ 1 đến 200."),
    ],
)
def test_what_is_wrong_with_a_day_is_said_and_kept(rooms, owner, wrong, sentence):
    body = {"arrive": "2026-10-01", "adults": "4", "children": "", "amount": "200000", "contact": "Đoàn", "source": "walk_in", **wrong}
    answer = owner.sends(f"{NEW}?day_use=1", body, status=422)
    assert sentence in answer.text
    assert all(value(answer, name) == body[name] for name in ("arrive", "adults", "amount", "contact"))
    assert bookings(rooms) == []


def test_who_may_take_bookings(rooms, staff, village_head, visitor):
    staff.opens(NEW)
    village_head.opens(NEW, status=403)
    assert "/sign-in" in (visitor.opens(NEW, status=302).location or "")


def test_the_way_to_the_day_form_stands_on_the_page(rooms, owner):
    assert f"{NEW}?day_use=1" in links(owner.opens(NEW))


def test_a_mattress_ticked_beside_its_whole_dorm_belongs_to_the_dorm(rooms, owner):
    owner.sends(NEW, said(rooms, "Đ-1", whole=[str(room(rooms, "Đ"))]))
    assert nights_held(rooms) == 6
    (booking,) = bookings(rooms)
    nights = db.session.query(UnitNight).filter(UnitNight.homestay_id == rooms.id)
    assert {(night.booking_id, night.whole) for night in nights} == {(booking.id, True)}

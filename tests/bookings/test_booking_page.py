"""The page of one booking: what it shows, its one next action, and every change made there."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from homestay.bookings import actions, promising, queries, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.bookings.wishes import BookingWish
from homestay.errors import Changed
from homestay.guests.documents import CAN_CUOC
from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState
from models.guest import Guest
from models.homestay import Homestay
from models.room import Room, Unit
from models.stay import Stay

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 10, day) for day in (1, 2, 3, 4, 5))


@pytest.fixture
def rooms(clock, homestay):
    """Give the house P1, P2 at 450.000 and a floor of three mattresses at 120.000; it is Thursday 1 October 2026, 18:00."""
    for name in ("P1", "P2"):
        add_room(homestay, RoomWish(name, "private", 2, 450_000))
    add_room(homestay, RoomWish("Đ", "dorm", 3, 120_000))
    return homestay


def unit(homestay: Homestay, name: str) -> UUID:
    return db.session.scalars(select(Unit.id).where(Unit.homestay_id == homestay.id, Unit.name == name)).one()


def take(homestay: Homestay, *names: str, arrive: date = THURSDAY, leave: date = SATURDAY, **more: object) -> str:
    units = tuple(unit(homestay, name) for name in names or ("P1",))
    return actions.take_booking(homestay, BookingWish(Stay(arrive, leave), 2, units=units, contact="Trần Minh Quân", **more)).code


def booking_of(homestay: Homestay, code: str) -> Booking:
    db.session.rollback()
    return queries.whole_booking(homestay, code)[0]


def held(homestay: Homestay, code: str) -> list[tuple[str, date, int | None]]:
    return sorted((night.place, night.night, night.price) for night in queries.held_nights(booking_of(homestay, code)))


def main_button(answer) -> str:
    buttons = [part for part in answer.page.all("a", "button") if "btn-main" in part.get("class", "")]
    assert len(buttons) == 1
    return " ".join("".join(buttons[0].itertext()).split())


@pytest.mark.parametrize(("phone", "links"), [("0912.345.678 (Zalo)", {"tel:0912345678"}), ("Zalo Quân", set())])
def test_only_what_is_a_number_can_be_called(rooms, owner, phone, links):
    answer = owner.opens(f"/bookings/{take(rooms, phone=phone)}")
    assert {link.get("href") for link in answer.page.all("a") if link.get("href", "").startswith("tel:")} == links
    assert phone.partition(" ")[0] in answer.text


def test_the_page_tells_who_when_where_and_how_much(rooms, owner):
    code = take(rooms, phone="0900000246", note="Đi xe máy, tới muộn.")
    text = owner.opens(f"/bookings/{code}").text.replace("\u00a0", " ")
    for words in ("Trần Minh Quân", "2 khách", "2 đêm", "Thứ Sáu 2/10", "450.000 đ", "900.000 đ", "Còn thu", "tới muộn", code):
        assert words in text


def test_the_next_action_follows_the_life_of_a_booking(rooms, owner, clock):
    code = take(rooms)
    assert main_button(owner.opens(f"/bookings/{code}")) == "Nhận phòng"
    owner.fills_in(f"/bookings/{code}", {}, action=f"/bookings/{code}/check-in")
    assert main_button(owner.opens(f"/bookings/{code}")) == "Ghi giấy tờ"
    clock.set("2026-10-03 09:00")
    assert main_button(owner.opens(f"/bookings/{code}")) == "Thu tiền"
    owner.fills_in(f"/bookings/{code}/payments", {})
    assert main_button(owner.opens(f"/bookings/{code}")) == "Trả phòng"
    left = owner.fills_in(f"/bookings/{code}/check-out", {})
    assert "đã trả phòng" in owner.opens(left.location).text
    assert booking_of(rooms, code).state == BookingState.LEFT


def test_a_check_in_from_a_list_goes_back_to_that_list(rooms, owner):
    code = take(rooms)
    owner.opens(f"/bookings/{code}")
    assert owner.sends(f"/bookings/{code}/check-in", {"next": "/calendar", "version": "0"}).location == "/calendar"


def test_a_list_elsewhere_is_not_gone_to(rooms, owner):
    code = take(rooms)
    owner.opens(f"/bookings/{code}")
    assert owner.sends(f"/bookings/{code}/check-in", {"next": "https://example.org/"}).location == f"/bookings/{code}"


def test_the_slower_of_two_tablets_is_told(rooms, owner):
    code = take(rooms)
    seen = owner.opens(f"/bookings/{code}/people")
    actions.check_in(rooms, code)
    answer = owner.sends(f"/bookings/{code}/people", {"adults": "4", "children": "1", "version": "0"}, status=409)
    assert "máy khác" in answer.text
    values = {field.get("name"): field.get("value") for field in answer.page.all("input")}
    assert (values["adults"], values["children"], values["version"]) == ("4", "1", "1")
    assert booking_of(rooms, code).people == 2
    assert seen.status == 200


def test_nonsense_for_a_version_counts_as_changed(rooms, owner):
    code = take(rooms)
    owner.opens(f"/bookings/{code}")
    owner.sends(f"/bookings/{code}/check-in", {"version": "🐃"}, status=409)


def test_the_same_tap_twice_checks_in_once(rooms, owner):
    code = take(rooms)
    owner.opens(f"/bookings/{code}")
    tap = {"op": "one-tap", "version": "0"}
    owner.sends(f"/bookings/{code}/check-in", tap)
    owner.sends(f"/bookings/{code}/check-in", tap)
    assert booking_of(rooms, code).version == 1


def test_another_house_finds_nothing(rooms, neighbour):
    code = take(rooms)
    for path in (
        "",
        "/dates",
        "/move",
        "/places",
        "/price",
        "/people",
        "/words",
        "/cancel",
        "/no-show",
        "/check-out",
        "/payments",
        "/charges",
    ):
        neighbour.opens(f"/bookings/{code}{path}", status=404)
    neighbour.opens("/walk-in")
    neighbour.sends(f"/bookings/{code}/check-in", {}, status=404)
    assert booking_of(rooms, code).state == BookingState.CONFIRMED


@pytest.mark.parametrize("code", ["%00", "x" * 300, "%F0%9F%90%83", "%27%20OR%201=1", "%ff%fe"])
def test_a_code_that_nobody_has_is_not_found(owner, code):
    owner.opens(f"/bookings/{code}", status=404)


def test_dates_can_change(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/dates", {"arrive": "2026-10-02", "leave": "2026-10-05"})
    assert [night for _name, night, _price in held(rooms, code)] == [FRIDAY, SATURDAY, SUNDAY]


@pytest.mark.parametrize(
    ("arrive", "leave", "status"),
    [
        ("2026-02-31", "2026-10-05", 422),
        ("", "", 422),
        ("2026-10-05", "2026-10-02", 422),
        ("2026-10-09", "2026-10-05", 422),
        ("2026-09-02", "2026-09-01", 422),
        ("2026-10-02", "2026-10-02", 409),
        ("2026-10-02", "2027-12-31", 409),
        ("2126-10-02", "2126-10-03", 409),
        ("=1+1", "🐃", 422),
    ],
)
def test_days_that_cannot_be_are_refused_and_kept(rooms, owner, arrive, leave, status):
    code = take(rooms)
    answer = owner.fills_in(f"/bookings/{code}/dates", {"arrive": arrive, "leave": leave}, status=status)
    values = {field.get("name"): field.get("value") for field in answer.page.all("input")}
    assert (values["arrive"], values["leave"]) == (arrive, leave)
    assert [night for _name, night, _price in held(rooms, code)] == [THURSDAY, FRIDAY]


def test_longer_into_somebody_elses_nights_says_who(rooms, owner):
    code = take(rooms)
    actions.take_booking(rooms, BookingWish(Stay(SATURDAY, MONDAY), 1, units=(unit(rooms, "P1"),), contact="Lê Quốc Bảo"))
    answer = owner.fills_in(f"/bookings/{code}/dates", {"leave": "2026-10-05"}, status=409)
    assert "Lê Quốc Bảo" in answer.text


def test_longer_into_somebody_elses_nights_says_what_is_free_on_the_new_nights(rooms, owner):
    code = take(rooms)
    take(rooms, "Đ-1", arrive=THURSDAY, leave=SATURDAY)
    take(rooms, "P1", "P2", arrive=SATURDAY, leave=SUNDAY)
    answer = owner.fills_in(f"/bookings/{code}/dates", {"leave": "2026-10-04"}, status=409)
    assert "Những đêm thêm đó còn trống" in answer.text
    links = [link.get("href", "") for link in answer.page.all("a") if "unit=" in link.get("href", "")]
    assert [link.partition("unit=")[2] for link in links] == [str(unit(rooms, name)) for name in ("Đ-1", "Đ-2", "Đ-3")]
    new = owner.opens(links[0])
    values = {field.get("name"): field.get("value") for field in new.page.all("input") if field.get("name") in ("arrive", "leave")}
    assert values == {"arrive": "2026-10-03", "leave": "2026-10-04"}


def test_a_full_house_says_that_nothing_else_is_free(rooms, owner):
    code = take(rooms)
    take(rooms, "P1", "P2", "Đ-1", "Đ-2", "Đ-3", arrive=SATURDAY, leave=SUNDAY)
    answer = owner.fills_in(f"/bookings/{code}/dates", {"leave": "2026-10-04"}, status=409)
    assert "Những đêm thêm đó không còn chỗ nào trống" in answer.text


def test_guests_in_house_only_change_the_day_of_leaving(rooms, owner):
    code = take(rooms)
    actions.check_in(rooms, code)
    page = owner.opens(f"/bookings/{code}/dates")
    assert not [field for field in page.page.all("input") if field.get("name") == "arrive"]
    owner.fills_in(f"/bookings/{code}/dates", {"leave": "2026-10-02"})
    assert [night for _name, night, _price in held(rooms, code)] == [THURSDAY]


def test_guests_move_and_keep_their_price(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/move", {"new": str(unit(rooms, "P2")), "first": "2026-10-02"})
    assert held(rooms, code) == [("P1", THURSDAY, 450_000), ("P2", FRIDAY, 450_000)]


def test_who_sleeps_on_a_mattress_tonight_is_shown_on_one_whatever_comes_then(rooms, owner):
    add_room(rooms, RoomWish("Sàn", "dorm", 2, 120_000))
    wish = BookingWish(Stay(THURSDAY, date(2026, 10, 3)), 1, units=(unit(rooms, "Sàn-1"),), contact="Quân")
    code = actions.take_booking(rooms, wish).code
    owner.fills_in(f"/bookings/{code}/move", {"new": str(unit(rooms, "P2")), "first": "2026-10-02"})
    (mark,) = [part.get("class") for part in owner.opens(f"/bookings/{code}").page.all("span") if "plaque" in part.get("class", "")]
    assert "plaque-mat" in mark


def test_what_is_free_from_a_later_night_is_seen_before_anything_moves(rooms, owner):
    lan = BookingWish(Stay(THURSDAY, FRIDAY), 1, units=(unit(rooms, "P2"),), contact="Lan")
    actions.take_booking(rooms, lan)
    code = take(rooms)
    assert str(unit(rooms, "P2")) not in offered(owner.opens(f"/bookings/{code}/move"))
    seen = owner.fills_in(f"/bookings/{code}/move", {"first": "2026-10-02", "look": "1"}, status=200)
    assert str(unit(rooms, "P2")) in offered(seen)
    assert [name for name, _night, _price in held(rooms, code)] == ["P1", "P1"]


def offered(answer):
    return [field.get("value") for field in answer.page.all("input") if field.get("name") == "new"]


def test_a_move_to_nowhere_is_refused(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/move", {}, status=409)
    owner.fills_in(f"/bookings/{code}/move", {"new": "🏠", "first": "2026-10-31"}, status=409)
    owner.fills_in(f"/bookings/{code}/move", {"new": "00000000-0000-0000-0000-000000000000"}, status=404)
    assert [name for name, _night, _price in held(rooms, code)] == ["P1", "P1"]


def test_places_are_added_and_given_back(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/places", {"new": [str(unit(rooms, "Đ-1")), str(unit(rooms, "Đ-2"))]}, action="")
    assert len(held(rooms, code)) == 6
    owner.sends(f"/bookings/{code}/places/give-back", {"old": str(unit(rooms, "Đ-1"))})
    assert {name for name, _night, _price in held(rooms, code)} == {"P1", "Đ-2"}


def test_the_last_place_stays(rooms, owner):
    code = take(rooms)
    owner.opens(f"/bookings/{code}")
    owner.sends(f"/bookings/{code}/places/give-back", {"old": str(unit(rooms, "P1"))}, status=409)


def test_another_price_is_agreed(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/price", {"price": "400.000"})
    assert [price for _name, _night, price in held(rooms, code)] == [400_000, 400_000]


@pytest.mark.parametrize("price", ["", "-1", "1e6", "999999999999", "=cmd", "bốn trăm", "9" * 40])
def test_a_price_that_cannot_be_is_refused_and_kept(rooms, owner, price):
    code = take(rooms)
    answer = owner.fills_in(f"/bookings/{code}/price", {"price": price}, status=422)
    assert price in [field.get("value") for field in answer.page.all("input") if field.get("name") == "price"]


def test_the_price_of_another_room_is_not_found(rooms, owner):
    code = take(rooms)
    other = db.session.scalars(select(Room.id).where(Room.homestay_id == rooms.id, Room.name == "P2")).one()
    owner.opens(f"/bookings/{code}")
    owner.sends(f"/bookings/{code}/price", {"room": str(other), "price": "1"}, status=404)


@pytest.mark.parametrize(
    ("adults", "children", "status"), [("0", "0", 409), ("-1", "2", 422), ("201", "", 422), ("", "1", 422), ("hai", "", 422)]
)
def test_odd_numbers_of_people_are_refused(rooms, owner, adults, children, status):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/people", {"adults": adults, "children": children}, status=status)
    assert booking_of(rooms, code).people == 2


def test_words_are_kept_as_typed_in_one_form_of_unicode(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/words", {"contact": " Trâ\u0300n  =cmd 🐃 ", "phone": "<b>", "source": "zalo", "note": "a\r\nb\x07"})
    booking = booking_of(rooms, code)
    assert (booking.contact, booking.phone, booking.source) == ("Trần =cmd 🐃", "<b>", "zalo")
    assert "\x07" not in booking.note


def test_a_source_of_their_own_stays_when_words_change(rooms, owner):
    code = take(rooms, source="nha_hang_ben")
    owner.fills_in(f"/bookings/{code}/words", {"note": "Ăn chay"})
    assert booking_of(rooms, code).source == "nha_hang_ben"
    owner.fills_in(f"/bookings/{code}/words", {"source": "nowhere"}, status=422)


def test_cancelling_wants_a_reason_and_frees_the_nights(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/cancel", {"reason": "  "}, status=422)
    owner.fills_in(f"/bookings/{code}/cancel", {"reason": "Ốm"})
    assert held(rooms, code) == []
    shown = owner.opens(f"/bookings/{code}").text
    assert "Đã hủy: Ốm" in shown


def test_nobody_is_missing_before_their_evening(rooms, owner):
    code = take(rooms, arrive=FRIDAY, leave=SATURDAY)
    owner.fills_in(f"/bookings/{code}/no-show", {"reason": "Không nghe máy"}, status=409)
    assert booking_of(rooms, code).state == BookingState.CONFIRMED


def test_guests_who_did_not_come_are_written_down(rooms, owner):
    code = take(rooms)
    owner.fills_in(f"/bookings/{code}/no-show", {"reason": "Không nghe máy"})
    assert booking_of(rooms, code).state == BookingState.NO_SHOW


def test_leaving_early_is_read_back_first(rooms, owner):
    code = take(rooms, leave=SUNDAY)
    actions.check_in(rooms, code)
    page = owner.opens(f"/bookings/{code}/check-out")
    assert "từ đêm 1/10" in page.text
    assert "1.350.000" in page.text


def test_a_held_booking_is_made_sure(rooms, owner, clock):
    code = take(rooms, arrive=FRIDAY, leave=SUNDAY, held_until=clock.forward(hours=0))
    assert main_button(owner.opens(f"/bookings/{code}")) == "Khách đã chắc"
    owner.fills_in(f"/bookings/{code}", {}, action=f"/bookings/{code}/confirm")
    assert (booking_of(rooms, code).state, booking_of(rooms, code).held_until) == (BookingState.CONFIRMED, None)


def test_a_check_in_is_taken_back(rooms, owner):
    code = take(rooms)
    done = owner.fills_in(f"/bookings/{code}", {}, action=f"/bookings/{code}/check-in")
    owner.opens(done.location)
    owner.sends(f"/bookings/{code}/check-in/undo", {})
    booking = booking_of(rooms, code)
    assert (booking.state, booking.arrived_at) == (BookingState.CONFIRMED, None)
    assert [guest.arrived_on for guest in booking.guests] == [None, None]


def test_a_check_in_of_last_week_stays(rooms, clock):
    code = take(rooms)
    actions.check_in(rooms, code)
    clock.forward(hours=25)
    with pytest.raises(NotPossibleNow):
        undoing.undo_check_in(rooms, code)


def test_a_check_out_on_the_day_is_taken_back(rooms, clock):
    code = take(rooms)
    actions.check_in(rooms, code)
    clock.set("2026-10-03 09:00")
    actions.check_out(rooms, code)
    undoing.undo_check_out(rooms, code)
    booking = booking_of(rooms, code)
    assert (booking.state, booking.left_at, booking.guests[0].left_on) == (BookingState.IN_HOUSE, None, None)


def test_a_check_out_that_gave_nights_back_stays(rooms):
    code = take(rooms)
    actions.check_in(rooms, code)
    actions.check_out(rooms, code)
    with pytest.raises(NotPossibleNow):
        undoing.undo_check_out(rooms, code)


def test_only_a_held_booking_can_become_sure(rooms):
    code = take(rooms)
    with pytest.raises(NotPossibleNow):
        promising.confirm_booking(rooms, code)
    with pytest.raises(Changed):
        promising.confirm_booking(rooms, code, 7)


def test_papers_are_masked(rooms, owner):
    code = take(rooms)
    with saving(rooms):
        guest = db.session.scalars(select(Guest).where(Guest.homestay_id == rooms.id)).first()
        guest.name, guest.document_type, guest.document_number = "Trần Minh Quân", 1, "002094001118"
        guest.birth_date = date(1994, 5, 1)
    answer = owner.opens(f"/bookings/{code}")
    assert "CCCD đuôi 118" in answer.text
    assert "002094001118" not in answer.response.get_data(as_text=True)
    assert "1 đủ giấy tờ, 1 chưa" in answer.text


def test_dorm_places_of_a_night_stand_in_one_line(rooms, owner):
    code = take(rooms, "Đ-1", "Đ-2", leave=FRIDAY)
    text = owner.opens(f"/bookings/{code}").text.replace("\u00a0", " ")
    assert "Đ-1 · Đ-2 240.000 đ" in text


@pytest.mark.parametrize(("language", "says"), [("vi", "Thẻ Căn cước đuôi 020"), ("en", "Identity card of 2024 (Căn cước) ending 020")])
def test_a_paper_is_called_as_people_call_it(rooms, owner, language, says):
    code = take(rooms)
    with saving(rooms):
        guest = queries.booking_of(rooms, code).guests[0]
        guest.document_type, guest.document_number = CAN_CUOC, "002087000020"
    owner.sends("/language", {"language": language, "next": "/"})
    text = owner.opens(f"/bookings/{code}").text
    assert "can_cuoc" not in text
    assert says in text


def test_the_page_takes_eight_statements_however_many_nights_it_has(rooms, owner):
    code = take(rooms, "P1", "Đ-1", "Đ-2", leave=MONDAY)
    assert len(owner.opens(f"/bookings/{code}").statements) <= 8  # session, tab, booking, guests, nights, charges, payments, last change


def test_staff_may_let_guests_in_and_the_village_head_may_not_look(rooms, staff, village_head):
    code = take(rooms)
    staff.fills_in(f"/bookings/{code}", {}, action=f"/bookings/{code}/check-in")
    village_head.opens(f"/bookings/{code}", status=403)

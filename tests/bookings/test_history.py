"""What happened to a booking, told in words in both languages; nobody's identity stands there."""

from datetime import date

import pytest

from homestay.bookings import actions, stays
from homestay.bookings.history import DEEDS, SENTENCES, sentence
from homestay.bookings.wishes import BookingWish
from homestay.guests.actions import Identity, write_identity
from homestay.money.actions import ChargeWish, add_charge
from tests.bookings.our_house import bookings, furnish, october, take, unit

READ = {
    "arrive": "2026-10-01", "leave": "2026-10-03", "was_arrive": "2026-10-01", "was_leave": "2026-10-02", "old": "P1", "new": "P3",
    "amount": 250000, "price": 400000, "room": "P1", "people": 3, "reason": "mưa", "until": "2026-10-01T18:00:00+07:00", "slot": 2,
    "what": "booking.moved", "kind": "refund", "places": "P2", "place": "P2", "other": "AB23CD",
    "came": "2026-10-01T18:00:00+07:00", "left": None, "first": "2026-10-02",
}  # fmt: skip


@pytest.fixture
def rooms(clock, homestay):
    return furnish(homestay)


def test_a_move_reads_as_one_says_it(rooms, owner, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    clock.set("2026-10-01 14:02")
    owner.opens(f"/bookings/{code}")
    given = owner.name
    owner.fills_in(
        f"/bookings/{code}/move", {"old": str(unit(rooms, "P1")), "new": str(unit(rooms, "P2")), "first": "2026-10-01", "version": "0"}
    )
    text = owner.opens(f"/bookings/{code}/history").text
    assert "đổi P1 sang P2 lúc 14:02" in text
    owner.sends("/language", {"language": "en", "next": "/"})
    assert "moved P1 to P2 at 14:02" in owner.opens(f"/bookings/{code}/history").text
    assert given is not None


def test_the_latest_stands_first_and_the_whole_life_is_told(rooms, owner, clock):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.check_in(rooms, code)
    add_charge(rooms, code, ChargeWish("meal", 240_000, date(2026, 10, 1)))
    stays.change_dates(rooms, code, october(1, 4))
    clock.set("2026-10-04 09:00")
    actions.check_out(rooms, code)
    text = owner.opens(f"/bookings/{code}/history").text.replace("\u00a0", " ")
    told = [
        "trả phòng lúc 09:00",
        "đổi ngày 1/10–3/10 thành 1/10–4/10",
        "khoản phải thu 240.000 đ",
        "nhận phòng lúc 18:00",
        "ghi đặt phòng",
    ]
    assert [text.find(words) for words in told] == sorted(text.find(words) for words in told)
    assert all(words in text for words in told)


def test_papers_are_told_without_name_or_number(rooms, owner):
    code = take(rooms, october(1, 3), "Quân", "P1")
    guest = bookings(rooms)[0].guests[1].id
    write_identity(rooms, guest, Identity(name="Sùng Thị Bí Mật", sex="F", document_type=1, document_number="002087000020"))
    text = owner.opens(f"/bookings/{code}/history").text
    assert "ghi giấy tờ khách 2" in text
    assert "Bí Mật" not in text
    assert "002087000020" not in text


def test_another_house_reads_nothing(rooms, neighbour):
    code = take(rooms, october(1, 3), "Quân", "P1")
    neighbour.opens(f"/bookings/{code}/history", status=404)


def test_a_change_nobody_wrote_a_sentence_for_is_told_all_the_same(app):
    with app.test_request_context():
        assert sentence("booking.painted", "Vàng Thị Mỷ", {}).startswith("Mỷ ")


@pytest.mark.parametrize("action", sorted(SENTENCES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_change_has_a_sentence_in_both_languages(app, action, language):
    with app.test_request_context(headers={"Accept-Language": language}):
        said = sentence(action, "Vàng Thị Mỷ", READ)
    assert "%" not in said
    assert "None" not in said


def test_what_can_be_taken_back_has_a_name(rooms):
    take(rooms, october(1, 3), "Quân", "P1")
    stays.add_places(rooms, bookings(rooms)[0].code, BookingWish(october(1, 3), 2, units=(unit(rooms, "P2"),)))
    assert set(DEEDS) >= {"booking.places_added", "booking.moved", "booking.dates"}

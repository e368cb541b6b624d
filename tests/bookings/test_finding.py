"""Finding somebody: by name without marks, phone, code, number of the paper; filters that combine; pages that neither repeat nor skip."""

import unicodedata
from datetime import date

import pytest
from sqlalchemy import select

from homestay.bookings.actions import check_in, take_booking
from homestay.bookings.queries import PAGE, booking_of
from homestay.bookings.wishes import BookingWish
from homestay.guests import actions as guests
from homestay.guests.documents import CCCD
from homestay.saving import saving
from models import db
from models.change import Change
from models.folded import dialled, findable, folded
from models.guest import Guest
from models.payment import Payment
from tests.bookings.our_house import furnish, links, october, room, take, unit
from tests.bookings.test_list import rows
from tests.support.installations import on_both

NUMBER = "001190012345"


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def name_guest(homestay, code: str, **who) -> Guest:
    return guests.fill(homestay, booking_of(homestay, code).guests[0].id, who)


def found(person, text: str, **others: str) -> list[str]:
    """Type into the one box as a browser does and return the rows it leads to."""
    person.opens("/bookings")
    answer = person.asks("POST", "/bookings/find", None, data={"q": text, "csrf_token": person.token, **others})
    return rows(person.opens(answer.location) if answer.status == 303 else answer)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Giàng A Páo", "giang a pao"),
        (unicodedata.normalize("NFD", "Đặng Thị Ước"), "dang thi uoc"),
        ("ĐẶNG THỊ ƯỚC", "dang thi uoc"),
        ("O'Neill-Łukasz  (Zoë)", "o neill łukasz zoe"),
        ("金 민수", "金 민수"),
    ],
)
def test_names_are_folded_however_they_are_typed(text, words):
    assert unicodedata.normalize("NFC", folded(text)) == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize("text", ["0912 345 678", "+84 912 345 678", "+84 (0)912.345.678", "0084912345678", "84912345678", "0912-345-678"])
def test_a_phone_number_is_one_however_it_is_written(text):
    assert dialled(text) == "0912345678"


def test_a_foreign_number_stays_foreign():
    assert dialled("+33 6 12 34 56 78") == "33612345678"


def test_a_very_long_name_fits_the_index():
    assert len(findable("ấ" * 5_000, None)) == 200


@on_both
@pytest.mark.parametrize("text", ["giang pao", "Páo", unicodedata.normalize("NFD", "Giàng A Páo"), "PAO GIANG"])
def test_a_guest_is_found_by_name_without_marks(rooms, owner, text):
    code = take(rooms, october(2, 3), "Quân", "P1")
    name_guest(rooms, code, name="Giàng A Páo")
    take(rooms, october(4, 5), "Lan", "P1")
    (row,) = found(owner, text)
    assert code in row


def test_d_with_and_without_stroke_are_one_letter(rooms, owner):
    code = take(rooms, october(2, 3), "Đặng Văn Đức", "P1")
    assert all(code in row for row in [*found(owner, "dang duc"), *found(owner, "đặng đức")])
    assert len(found(owner, "duc")) == 1


@on_both
def test_a_phone_number_finds_the_booking_and_the_guest(rooms, owner):
    first = take(rooms, october(2, 3), "Quân", "P1", phone="0912 345 678")
    second = take(rooms, october(4, 5), "Lan", "P1")
    name_guest(rooms, second, name="Hà", phone="+84 987 654 321")
    assert [first in row for row in found(owner, "+84 912345678")] == [True]
    assert [second in row for row in found(owner, "0987.654.321")] == [True]
    assert [first in row for row in found(owner, "345 678")] == [True]


def test_a_code_finds_its_booking(rooms, owner):
    code = take(rooms, october(2, 3), "Quân", "P1")
    take(rooms, october(4, 5), "Lan", "P1")
    assert [code in row for row in found(owner, code.lower())] == [True]


def test_a_code_of_an_old_workbook_finds_its_booking_as_it_is_written(rooms, owner):
    code = take(rooms, october(2, 3), "Quân", "P1")
    with saving(rooms):
        booking_of(rooms, code).code = "Sổ 2 - 12b"
    assert ["Quân" in row for row in found(owner, "Sổ 2 - 12b ")] == [True]


def test_a_changed_name_is_found_and_the_old_one_is_not(rooms, owner):
    code = take(rooms, october(2, 3), None, "P1")
    name_guest(rooms, code, name="Emma Laurent")
    name_guest(rooms, code, name="Anna Klein", phone=None)
    assert len(found(owner, "anna klein")) == 1
    assert found(owner, "laurent") == []


def test_the_way_leads_to_the_answer_below_the_box(rooms, owner):
    take(rooms, october(2, 3), "Quân", "P1")
    answer = owner.sends("/bookings/find", {"q": "quan"})
    assert str(answer.location).endswith("#found")
    assert [part.tag for part in owner.opens(answer.location).page.elements if part.get("id") == "found"] == ["p"]


@on_both
def test_the_number_of_a_paper_finds_every_stay_and_is_noted_and_never_in_an_address(rooms, owner):
    codes = [take(rooms, october(2, 3), "Quân", "P1"), take(rooms, october(6, 7), "Lan", "P1")]
    take(rooms, october(4, 5), "Ai Khác", "P1")
    seen = [name_guest(rooms, code, name="Hà", document_type=CCCD, document_number=NUMBER).id for code in codes]
    owner.opens("/bookings")
    answer = owner.sends("/bookings/find", {"q": f" {NUMBER[:3]} {NUMBER[3:]}"})
    assert NUMBER not in answer.location
    assert [code in row for code, row in zip(reversed(codes), rows(owner.opens(answer.location)), strict=True)] == [True, True]
    last = db.session.execute(
        select(Change.action, Change.about).where(Change.homestay_id == rooms.id).order_by(Change.number.desc()).limit(1)
    ).one()
    assert (last.action, last.about) == ("guest.identity_seen", seen[1])


@pytest.mark.parametrize("text", ["001190099999", "C1234567", "001 190 099 999"])
def test_a_number_that_nobody_has_stays_in_the_box_and_out_of_the_address(rooms, owner, text):
    owner.opens("/bookings")
    answer = owner.sends("/bookings/find", {"q": text}, status=200)
    assert "Chưa có khách nào mang số này." in answer.text
    assert next(box.get("value") for box in answer.page.all("input") if box.get("name") == "q") == text


@pytest.mark.parametrize("text", ["   ", "%", "_", "!!!", "a%", "12", "'", "\\"])
def test_signs_that_name_nobody_break_nothing(rooms, owner, text):
    take(rooms, october(2, 3), "Quân", "P1")
    assert len(found(owner, text)) == (1 if not text.strip() else 0)


@on_both
def test_guests_of_another_house_are_never_found(rooms, owner, neighbour):
    code = take(rooms, october(2, 3), "Kha Vạng Xuyên", "P1", phone="0912 345 678")
    guest = name_guest(rooms, code, name="Kha Vạng Xuyên", document_type=CCCD, document_number=NUMBER)
    for text in ("kha vang xuyen", "0912345678", code, NUMBER):
        assert found(neighbour, text) == []
    assert rows(neighbour.opens(f"/bookings?person={guest.id}")) == []
    assert rows(neighbour.opens(f"/bookings?room={room(rooms, 'P1')}")) == []
    assert len(found(owner, "kha vang xuyen")) == 1


@on_both
def test_filters_combine_and_stay_in_the_address(rooms, owner):
    take(rooms, october(2, 4), "Quân", "P1", source="zalo")
    take(rooms, october(2, 4), "Quân", "P2", source="phone")
    take(rooms, october(9, 11), "Quân", "P1", source="zalo")
    address = f"/bookings?q=quan&source=zalo&room={room(rooms, 'P1')}&from=2026-10-01&to=2026-10-05&state=confirmed"
    answer = owner.opens(address)
    assert ["2/10" in row for row in rows(answer)] == [True]
    kept = next(link for link in links(answer) if "state=held" in link)
    assert all(word in kept for word in ("q=quan", "source=zalo", "from=2026-10-01", "to=2026-10-05", "room="))


def test_the_box_keeps_the_other_filters(rooms, owner):
    take(rooms, october(2, 4), "Quân", "P1", source="zalo")
    take(rooms, october(2, 4), "Quân", "P2", source="phone")
    assert len(found(owner, "quan", source="zalo")) == 1


@on_both
def test_who_owes_and_who_is_not_declared_are_found(rooms, owner):
    paid, owing = take(rooms, october(1, 2), "Quân", "P1"), take(rooms, october(5, 6), "Lan", "P2")
    check_in(rooms, paid)
    with saving(rooms):
        booking = booking_of(rooms, paid)
        said = {"method": "cash", "kind": "balance", "amount": 450_000, "day": date(2026, 10, 1)}
        db.session.add(Payment(homestay_id=rooms.id, booking_id=booking.id, **said))
    assert [owing in row for row in rows(owner.opens("/bookings?owes=1"))] == [True]
    assert [paid in row for row in rows(owner.opens("/bookings?undeclared=1"))] == [True]


def take_many(homestay, first: int, count: int) -> None:
    mattress = unit(homestay, "Đ-1")
    with saving(homestay):
        for number in range(first, first + count):
            take_booking(homestay, BookingWish(october(1 + number, 2 + number), 1, units=(mattress,), contact=f"Khách {number}"))


@on_both
def test_pages_both_ways_neither_repeat_nor_skip_when_bookings_are_added(rooms, owner):
    take_many(rooms, 0, PAGE + 5)
    first = owner.opens("/bookings?q=khach")
    second = owner.opens(next(link for link in links(first) if "before=" in link))
    take_many(rooms, PAGE + 5, 3)
    back = owner.opens(next(link for link in links(second) if "after=" in link))
    assert rows(back) == rows(first)
    assert len(rows(owner.opens(next(link for link in links(back) if "after=" in link)))) == 3
    again = owner.opens(next(link for link in links(back) if "before=" in link))
    assert rows(again) == rows(second)


@on_both
def test_looking_takes_four_statements(rooms, owner):
    take_many(rooms, 0, PAGE + 3)
    answer = owner.opens(f"/bookings?q=khach&owes=1&undeclared=1&room={room(rooms, 'Đ')}")
    assert len(answer.statements) <= 2 + 4

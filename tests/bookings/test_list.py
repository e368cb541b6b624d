"""The list of bookings: latest arrival first, page by page, with the place, the state and what is still owed."""

from datetime import date

import pytest
from sqlalchemy import select

from homestay.bookings.actions import cancel_booking, check_in, take_booking, use_by_day
from homestay.bookings.queries import PAGE
from homestay.bookings.wishes import BookingWish
from homestay.saving import saving
from models import db
from models.booking import Booking
from models.payment import Payment
from models.stay import Stay
from tests.bookings.our_house import bookings, furnish, links, october, take, unit
from tests.support.installations import on_both


@pytest.fixture
def rooms(clock, homestay):
    """The small house on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def rows(answer) -> list[str]:
    """Return the text of each row of the list."""
    items = [item for item in answer.page.all("li") if any(link.get("class") == "to" for link in item.iter("a"))]
    return [" ".join(" ".join(item.itertext()).split()) for item in items]


def many(homestay, count: int) -> None:
    """Take bookings for one night each on the dorm, on as many days."""
    mattress = unit(homestay, "Đ-1")
    with saving(homestay):
        for number in range(count):
            take_booking(homestay, BookingWish(october(1 + number, 2 + number), 1, units=(mattress,), contact=f"Khách {number}"))


@on_both
def test_the_latest_arrival_stands_first(rooms, owner):
    take(rooms, october(2, 3), "Quân", "P1")
    take(rooms, october(9, 11), "Lan", "P2")
    first, second = rows(owner.opens("/bookings"))
    assert "Lan" in first
    assert "Quân" in second


def test_a_row_says_where_when_how_many_and_what_is_owed(rooms, owner):
    code = take(rooms, october(2, 4), "Trần Minh Quân", "P1")
    answer = owner.opens("/bookings")
    (row,) = rows(answer)
    for word in ("P1", "Trần Minh Quân", "2 khách", "2/10 – 4/10", "2 đêm", "Đã chắc", "Còn thu 900.000"):
        assert word in row
    assert f"/bookings/{code}" in links(answer)


def test_a_stay_over_new_year_says_the_other_year(rooms, owner):
    take(rooms, Stay(date(2026, 12, 30), date(2027, 1, 2)), "Quân", "P1")
    (row,) = rows(owner.opens("/bookings"))
    assert "30/12 – 2/1/2027" in row


def test_who_has_paid_owes_nothing(rooms, owner):
    take(rooms, october(2, 4), "Quân", "P1")
    with saving(rooms):
        booking = db.session.scalars(select(Booking).where(Booking.homestay_id == rooms.id)).one()
        paid = {"method": "cash", "kind": "balance", "amount": 900_000}
        db.session.add(Payment(homestay_id=rooms.id, booking_id=booking.id, day=date(2026, 10, 1), **paid))
    assert "Đã trả đủ" in rows(owner.opens("/bookings"))[0]


def test_several_dorm_places_stand_on_one_mattress(rooms, owner):
    take(rooms, october(2, 4), "Anh", "Đ-1", "Đ-2", adults=2)
    answer = owner.opens("/bookings")
    plaques = [element for element in answer.page.all("span") if "plaque" in element.get("class", "")]
    assert ["plaque-mat" in element.get("class") for element in plaques] == [True]


def test_guests_of_a_day_have_no_place_and_no_nights(rooms, owner):
    use_by_day(rooms, BookingWish(Stay(date(2026, 10, 1), date(2026, 10, 1)), 4, contact="Đoàn xe máy", source="walk_in"), 200_000)
    (row,) = rows(owner.opens("/bookings"))
    assert "đêm" not in row
    assert "Còn thu 200.000" in row


def test_a_list_shows_the_bookings_of_one_state(rooms, owner):
    check_in(rooms, take(rooms, october(1, 2), "Hà", "P1"))
    cancel_booking(rooms, take(rooms, october(5, 6), "Ai Đó", "P2"), "đổi ý")
    assert ["Hà" in row for row in rows(owner.opens("/bookings?state=in_house"))] == [True]
    assert ["Ai Đó" in row for row in rows(owner.opens("/bookings?state=cancelled"))] == [True]
    assert rows(owner.opens("/bookings?state=left")) == []
    assert len(rows(owner.opens("/bookings?state=nonsense"))) == 2


def test_a_cancelled_booking_is_not_called_paid(rooms, owner):
    cancel_booking(rooms, take(rooms, october(5, 6), "Ai Đó", "P2"), "đổi ý")
    assert "Đã trả đủ" not in rows(owner.opens("/bookings"))[0]


@on_both
def test_every_booking_stands_on_one_page_and_only_one(rooms, owner):
    many(rooms, PAGE + 3)
    first = owner.opens("/bookings")
    older = next(link for link in links(first) if "before=" in link)
    second = owner.opens(older)
    seen = [link for page in (first, second) for link in links(page) if link.startswith("/bookings/") and link != "/bookings/new"]
    assert len(rows(first)) == PAGE
    assert sorted(seen) == sorted(f"/bookings/{booking.code}" for booking in bookings(rooms))


def test_the_next_page_keeps_the_state(rooms, owner):
    many(rooms, PAGE + 1)
    older = next(link for link in links(owner.opens("/bookings?state=confirmed")) if "before=" in link)
    assert "state=confirmed" in older


NIL = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize("odd", ["before=x", "before=2026-10-01", "before=2026-10-01.7", f"before=31/02.{NIL}", "before=%00.%00"])
def test_a_place_in_the_list_that_makes_no_sense_is_the_beginning(rooms, owner, odd):
    take(rooms, october(2, 3), "Quân", "P1")
    assert len(rows(owner.opens(f"/bookings?{odd}"))) == 1


def test_an_empty_list_says_what_to_do(rooms, owner):
    assert "Chưa có ai đặt phòng." in owner.opens("/bookings").text
    assert "Ở đây chưa có ai." in owner.opens("/bookings?state=left").text


@on_both
def test_four_statements_whatever_the_length(rooms, owner):
    many(rooms, PAGE + 3)
    assert len(owner.opens("/bookings").statements) <= 2 + 4


def test_another_house_sees_nothing(rooms, neighbour):
    take(rooms, october(2, 3), "Quân", "P1")
    assert rows(neighbour.opens("/bookings")) == []


def test_who_may_see_the_list(rooms, staff, village_head, visitor):
    staff.opens("/bookings")
    village_head.opens("/bookings", status=403)
    visitor.opens("/bookings", status=302)

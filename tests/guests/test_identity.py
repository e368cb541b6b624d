"""The page on which somebody types who a guest is."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from models import db
from models.change import Change
from models.guest import Guest
from tests.guests.people import PAO, arrived, room


@pytest.fixture
def guest(clock, homestay):
    return arrived(homestay, room(homestay))[0]


def page_of(guest):
    return f"/guests/{guest.id}/identity"


def kept(homestay, guest):
    """Return the guest as stored now."""
    return db.session.get(Guest, (homestay.id, guest.id), populate_existing=True)


def actions_about(homestay, guest):
    return list(
        db.session.scalars(select(Change.action).where(Change.homestay_id == homestay.id, Change.about == guest.id).order_by(Change.number))
    )


def test_what_is_typed_is_kept_and_leads_back_to_the_booking(homestay, guest, owner):
    code = guest.booking.code

    answer = owner.fills_in(page_of(guest), PAO)

    assert answer.location == f"/bookings/{code}"
    found = kept(homestay, guest)
    assert (found.name, found.sex, found.birth_date, found.birth_precision) == ("Giàng A Páo", "M", date(1987, 12, 12), "D")
    assert (found.nationality, found.document_type, found.document_number) == ("VNM", 1, "002087000020")
    assert (found.address, found.reason) == ("Thôn Lô Lô Chải", 1)


def test_a_blank_guest_begins_with_vietnam_and_tourism_and_nothing_else(guest, owner):
    said = owner.opens(page_of(guest)).form()

    values = {field.get("name"): field.get("value") for field in said.iter("input") if field.get("type", "text") == "text"}
    chosen = {field.get("name"): field.get("value") for field in said.iter("input") if "checked" in field.attrib}
    assert values.pop("nationality") == "Việt Nam"
    assert set(values.values()) == {""}
    assert chosen == {"reason": "1"}


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("12121987", date(1987, 12, 12), "D"),
        ("1987-12-12", date(1987, 12, 12), "D"),
        ("12.12.1987", date(1987, 12, 12), "D"),
        ("11/1987", date(1987, 11, 1), "M"),
        ("1987", date(1987, 1, 1), "Y"),
    ],
)
def test_a_birth_date_may_be_known_to_the_day_the_month_or_the_year(homestay, guest, owner, typed, day, precision):
    owner.fills_in(page_of(guest), {**PAO, "birth_date": typed})

    found = kept(homestay, guest)
    assert (found.birth_date, found.birth_precision) == (day, precision)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("birth_date", "31/02/1990"),
        ("birth_date", "12/12/2087"),
        ("birth_date", "12/12/1887"),
        ("birth_date", "01/10/1905"),
        ("birth_date", "hôm kia"),
        ("document_number", "00208700002"),
        ("document_number", "=cmd|' /C calc'!A0"),
        ("name", "=cmd|' /C calc'!A0"),
        ("name", "Páo 😀"),
        ("name", "P" * 10_000),
        ("address", "P" * 10_000),
        ("nationality", "Atlantis"),
        ("phone", "gọi chị Sen"),
        ("province", "Sài Gòn Mới"),
        ("document_type", "12"),
        ("sex", "X"),
        ("reason", "99999999999999999999999"),
        ("place", "24e20026-8eb4-474d-99cd-03fed25b8e9f"),
        ("permitted_until", "2026-02-31"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(homestay, guest, owner, field, typed):
    answer = owner.sends(page_of(guest), {**PAO, field: typed}, status=422)

    assert "aria-describedby" in answer.response.text
    assert "Thôn Lô Lô Chải" in answer.response.text or field == "address"
    assert kept(homestay, guest).name is None


def test_letters_typed_apart_are_kept_as_one(homestay, guest, owner):
    owner.fills_in(page_of(guest), {**PAO, "name": "Gia\u0300ng   A Pa\u0301o "})

    assert kept(homestay, guest).name == "Giàng A Páo"


def test_who_is_120_years_old_is_believed_as_the_sheet_believes_it(homestay, guest, owner):
    owner.fills_in(page_of(guest), {**PAO, "birth_date": "02/10/1905", "document_number": ""})

    assert kept(homestay, guest).birth_date == date(1905, 10, 2)


def test_a_number_that_speaks_against_the_birth_year_is_confirmed_not_refused(homestay, guest, owner):
    doubtful = {**PAO, "birth_date": "12/12/1988"}

    answer = owner.sends(page_of(guest), doubtful, status=422)

    assert "1987" in answer.text
    assert "Tôi đã nhìn, đúng như trên thẻ" in answer.text
    assert kept(homestay, guest).name is None
    owner.sends(page_of(guest), {**doubtful, "accepted": "y"})
    assert kept(homestay, guest).birth_date == date(1988, 12, 12)


def test_a_foreign_guest_is_known_by_country_and_permit(homestay, guest, owner):
    owner.fills_in(
        page_of(guest),
        {
            **PAO,
            "name": "EMMA LAURENT",
            "nationality": "france",
            "document_type": "4",
            "document_number": "18ab 12318",
            "permitted_until": "2026-12-01",
            "resident_country": "Đức",
        },
    )

    found = kept(homestay, guest)
    assert (found.nationality, found.resident_country, found.permitted_until) == ("FRA", "DEU", date(2026, 12, 1))
    assert found.document_number == "18AB12318"


def test_province_and_commune_are_kept_by_their_codes(homestay, guest, owner):
    owner.fills_in(page_of(guest), {**PAO, "province": "tuyen quang", "commune": "Lũng Cú"})

    found = kept(homestay, guest)
    assert (found.province, found.commune) == ("211", "211900715")


def test_a_commune_of_another_province_is_refused(guest, owner):
    owner.sends(page_of(guest), {**PAO, "province": "TP. Hà Nội", "commune": "Lũng Cú"}, status=422)


def test_in_a_booking_of_two_rooms_one_says_who_sleeps_where(clock, homestay, owner):
    first, second = room(homestay, "P1"), room(homestay, "P2")
    guest = arrived(homestay, first, second, people=2)[1]
    tiles = [field for field in owner.opens(page_of(guest)).form().iter("input") if field.get("name") == "place"]

    owner.fills_in(page_of(guest), {**PAO, "place": tiles[1].get("value")})

    assert kept(homestay, guest).room_id == second.id


def test_the_second_tablet_is_told_that_somebody_was_faster(homestay, guest, owner, staff):
    from tests.support.person import filled_in

    seen = filled_in(staff.opens(page_of(guest)).form())
    owner.fills_in(page_of(guest), PAO)

    answer = staff.sends(page_of(guest), {**seen, "name": "Sùng Mí Vừ"}, status=409)

    assert 'value="Sùng Mí Vừ"' in answer.response.text
    assert kept(homestay, guest).name == "Giàng A Páo"


def test_pressing_twice_writes_once(homestay, guest, owner):
    key = str(uuid4())
    owner.sends(page_of(guest), {**PAO, "op": key})
    owner.sends(page_of(guest), {**PAO, "op": key})

    assert actions_about(homestay, guest).count("guest.identity") == 1


def test_after_saving_one_goes_on_where_one_came_from_but_never_elsewhere(guest, owner):
    assert owner.sends(page_of(guest), {**PAO, "next": "/declarations"}).location == "/declarations"
    assert owner.sends(page_of(guest), {**PAO, "next": "https://example.com/"}).location.startswith("/bookings/")

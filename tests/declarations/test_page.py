"""The page of declarations, through the person who declares."""

from datetime import date

import pytest

from homestay.guests.actions import write_identity
from models import db
from models.guest import Guest
from tests.declarations.known import PAO
from tests.guests.people import arrived, room, stayed
from tests.support.installations import on_both


def kept(homestay, guest):
    return db.session.get(Guest, (homestay.id, guest.id), populate_existing=True)


def field_of(guest, field):
    return f"/declarations?fill={guest.id}&field={field}"


def test_an_empty_house_has_nobody_to_declare(clock, house, owner):
    assert "Mọi khách đã khai xong." in owner.opens("/declarations").text


@on_both
def test_the_sheet_says_who_is_ready_and_what_is_missing(two, owner):
    answer = owner.opens("/declarations")

    assert "Giàng A Páo" in answer.text
    assert "CCCD đuôi 020" in answer.text
    assert "002087000020" not in answer.response.text
    assert "1 đủ, 1 chưa đủ" in answer.text
    assert "Thiếu 6 ô" in answer.text
    assert "Còn 5 giờ" in answer.text


def test_each_of_the_cells_counted_as_missing_can_be_pressed_on_the_sheet(two, owner):
    sheet = owner.opens("/declarations").page

    fields = {link.get("href", "").partition("&field=")[2].partition("#")[0] for link in sheet.all("a")}
    assert fields >= {"name", "birth_date", "sex", "nationality", "document", "reason"}


def test_the_page_takes_six_statements_whatever_waits(clock, homestay, owner, two, emma):
    few = owner.opens("/declarations").statements
    for name in "ABCDEF":
        arrived(homestay, room(homestay, name), people=3)

    many = owner.opens("/declarations").statements

    assert len(many) == len(few) <= 6 + 2


@pytest.mark.parametrize(
    ("field", "said", "name", "value"),
    [
        ("name", {"name": "Lê  Gia Hân"}, "name", "Lê Gia Hân"),
        ("birth_date", {"birth_date": "08/09/2021"}, "birth_date", date(2021, 9, 8)),
        ("sex", {"sex": "F"}, "sex", "F"),
        ("nationality", {"nationality": "Việt Nam"}, "nationality", "VNM"),
        ("document", {"document_type": "8", "document_number": "002321 000123"}, "document_number", "002321000123"),
        ("reason", {"reason": "6"}, "reason", 6),
    ],
)
def test_a_missing_cell_is_filled_in_where_it_stands(homestay, two, owner, field, said, name, value):
    guest = two[1]

    owner.fills_in(field_of(guest, field), said, action=f"/declarations/{guest.id}/fill/{field}#fill")

    assert getattr(kept(homestay, guest), name) == value


def test_filling_one_cell_leaves_the_others(homestay, two, owner):
    owner.sends(f"/declarations/{two[0].id}/fill/sex", {"sex": "F"})

    found = kept(homestay, two[0])
    assert (found.sex, found.name, found.document_number) == ("F", "Giàng A Páo", "002087000020")


def test_a_cell_that_another_device_filled_meanwhile_is_not_overwritten(homestay, two, owner, staff):
    guest = two[1]
    seen = owner.opens(field_of(guest, "name")).form(f"/declarations/{guest.id}/fill/name#fill")
    mark = next(field.get("value") for field in seen.iter("input") if field.get("name") == "mark")
    staff.fills_in(field_of(guest, "name"), {"name": "Lê Gia Hân"}, action=f"/declarations/{guest.id}/fill/name#fill")

    answer = owner.sends(f"/declarations/{guest.id}/fill/name", {"mark": mark, "name": "Lê Gia Hưng"}, status=409)

    assert "vừa được sửa trên máy khác" in answer.text
    assert 'value="Lê Gia Hưng"' in answer.response.text
    assert kept(homestay, guest).name == "Lê Gia Hân"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("name", {"name": "=cmd"}),
        ("name", {"name": "Páo 😀"}),
        ("name", {"name": " "}),
        ("name", {"name": "P" * 10_000}),
        ("birth_date", {"birth_date": "31/02/1990"}),
        ("sex", {"sex": "X"}),
        ("sex", {}),
        ("nationality", {"nationality": "Atlantis"}),
        ("document", {"document_type": "1", "document_number": "00208700002"}),
        ("document", {"document_number": "002087000020"}),
        ("reason", {"reason": "21"}),
        ("permitted_until", {"permitted_until": "2026-02-31"}),
        ("room", {"place": "24e20026-8eb4-474d-99cd-03fed25b8e9f"}),
    ],
)
def test_a_cell_that_cannot_be_so_stays_open_with_the_reason(homestay, two, owner, field, said):
    answer = owner.sends(f"/declarations/{two[1].id}/fill/{field}", said, status=422)

    assert 'class="wrong"' in answer.response.text
    assert kept(homestay, two[1]).name is None


def test_a_number_that_speaks_against_the_year_asks_to_look_again(homestay, two, owner):
    said = {"document_type": "1", "document_number": "002187000020"}

    answer = owner.sends(f"/declarations/{two[0].id}/fill/document", said, status=422)

    assert "Tôi đã nhìn, đúng như trên thẻ" in answer.text
    owner.sends(f"/declarations/{two[0].id}/fill/document", {**said, "accepted": "y"})
    assert kept(homestay, two[0]).document_number == "002187000020"


def test_a_child_is_offered_the_papers_of_children(homestay, two, owner):
    owner.sends(f"/declarations/{two[1].id}/fill/birth_date", {"birth_date": "08/09/2021"})

    text = owner.opens(field_of(two[1], "document")).text

    assert "Giấy khai sinh" in text
    assert "Hộ chiếu" not in text


def test_in_two_rooms_one_says_who_sleeps_where(clock, homestay, owner):
    first, second = room(homestay, "P1"), room(homestay, "P2")
    guest = arrived(homestay, first, second, people=2)[0]
    form = owner.opens(field_of(guest, "room")).form(f"/declarations/{guest.id}/fill/room#fill")
    tiles = [field.get("value") for field in form.iter("input") if field.get("name") == "place"]

    owner.sends(f"/declarations/{guest.id}/fill/room", {"place": tiles[1]})

    assert kept(homestay, guest).room_id == second.id


@pytest.mark.parametrize("query", ["?fill=nobody&field=name", "?field=name", "?fill=%00&field=%F0%9F%98%80", "?fill={}&field=colour"])
def test_an_odd_address_opens_the_plain_page(two, owner, query):
    answer = owner.opens("/declarations" + query.format(two[0].id))

    assert 'id="fill"' not in answer.response.text


def test_another_homestays_guest_cannot_be_filled_in_or_declared(two, neighbour):
    neighbour.sends(f"/declarations/{two[1].id}/fill/name", {"name": "Lê Gia Hân"}, status=404)
    neighbour.opens(f"/declarations/{two[1].id}/another-way", status=404)
    neighbour.sends(f"/declarations/{two[1].id}/another-way", {"channel": "phone"}, status=404)
    assert "Páo" not in neighbour.opens(field_of(two[1], "name")).text


def test_nobody_else_opens_the_page(clock, village_head, administrator, visitor):
    village_head.opens("/declarations", status=403)
    administrator.opens("/declarations", status=403)
    visitor.opens("/declarations", status=302)


def test_a_foreign_guest_is_checked_by_other_rules_and_stays_out_of_the_file(homestay, emma, owner):
    answer = owner.opens("/declarations")

    assert "Khách nước ngoài" in answer.text
    assert "Pháp" in answer.text
    assert "01/12/2026" in answer.text
    assert "Đủ" in answer.text
    owner.sends("/declarations/file", status=409)


def test_a_foreign_guest_needs_the_day_of_the_permit(homestay, emma, owner):
    owner.sends(f"/declarations/{emma.id}/fill/permitted_until", {"permitted_until": "2026-09-30"})

    assert "Hết hạn được ở" in owner.opens("/declarations").text


def test_who_came_before_yesterday_stands_apart_and_goes_into_no_file(clock, homestay, owner):
    clock.set("2026-09-28 18:00")
    homestay_room = room(homestay)
    guest = stayed(homestay, date(2026, 9, 28), homestay_room, nights=5)[0]
    write_identity(homestay, guest.id, PAO)
    clock.set("2026-10-01 18:00")

    text = owner.opens("/declarations").text

    assert "Quá hạn gửi tệp" in text
    assert "Muộn" in text
    owner.sends("/declarations/file", status=409)


def test_two_guests_with_one_number_keep_each_other_out(homestay, two, owner):
    write_identity(homestay, two[1].id, PAO)

    owner.sends("/declarations/file", status=409)

    assert "trùng với số của" in owner.opens("/declarations").text


def test_the_page_speaks_english_too(two, emma, owner):
    owner.browser.set_cookie("language", "en")

    text = owner.opens("/declarations").text

    assert "Guest declaration" in text
    assert "France" in text


@on_both
def test_who_came_long_ago_is_shown_when_asked_for_and_can_still_be_declared(clock, homestay, owner):
    clock.set("2026-09-02 18:00")
    guest = stayed(homestay, date(2026, 9, 2), room(homestay))[0]
    write_identity(homestay, guest.id, PAO)
    clock.set("2026-10-20 18:00")

    assert "Giàng A Páo" not in owner.opens("/declarations").text
    assert "Giàng A Páo" in owner.opens("/declarations?older=1").text
    owner.sends(f"/declarations/{guest.id}/another-way", {"channel": "in_person"})
    owner.opens("/")  # says that it is done
    assert "Giàng A Páo" not in owner.opens("/declarations?older=1").text


def test_the_tab_says_on_every_page_how_many_wait(two, owner):
    assert "2 việc cần làm Khai báo" in owner.opens("/declarations").text
    assert "2 việc cần làm Khai báo" in owner.opens("/bookings").text

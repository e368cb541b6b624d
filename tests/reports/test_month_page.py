"""The page of a month, and the lists behind it, as the owner sees them."""

import pytest

from tests.reports.month_house import Ledger

MONTH = "/reports/month?month=2025-12"
LISTS = ("nights", "arrivals", "charges", "payments", "plans", "owed")


@pytest.fixture
def december(app, house, clock):
    """A house with a stay over two nights, a meal and a payment in December 2025."""
    clock.set("2025-12-20 18:00")
    with app.app_context():
        ledger = Ledger(house.homestay())
        room = ledger.room("P1")
        unit = ledger.unit(room, "P1")
        ledger.closure(room, 10, 15)
        booking = ledger.booking("S1", "left", 4, 6, contact="Nguyễn <b>An</b>", source="quan_ca_phe", commission=50_000)
        ledger.nights(booking, unit, 4, 5)
        ledger.charge(booking, 4, "meal", 150_000, description="cơm tối")
        ledger.payment(booking, 6, "balance", 800_000)
        ledger.payment(booking, 6, "refund", 50_000)
    return house


def test_the_month_shows_money_nights_rooms_and_sources(december, owner):
    page = owner.opens(MONTH)
    assert page.page.h1 == "Tháng 12/2025"
    for words in ("0,95 triệu", "950.000 đ", "còn thu 200.000 đ", "2 / 26", "P1 đóng 5 đêm: sửa chữa", "Quan ca phe", "hoa hồng 50.000 đ"):
        assert words.replace(" đ", "\u00a0đ") in page.text.replace(" đ", "\u00a0đ")


def test_the_month_takes_four_statements_beside_the_one_that_finds_the_person(december, owner):
    assert len(owner.opens(MONTH).statements) <= 6


def test_the_month_speaks_english_too(december, owner):
    owner.sends("/language", {"language": "en", "next": "/"})
    page = owner.opens(MONTH)
    assert page.page.h1 == "December 2025"
    assert "still to come" in page.text


@pytest.mark.parametrize("what", LISTS)
def test_every_list_behind_the_month_opens_and_leads_to_the_booking(december, owner, what):
    page = owner.opens(f"/reports/month/rows?month=2025-12&what={what}")
    assert "/bookings/S1" in [link.get("href") for link in page.page.all("a")]
    assert "Nguyễn <b>An</b>" in page.text
    assert len(page.statements) <= 6


@pytest.mark.parametrize("what", LISTS)
def test_an_empty_month_and_its_lists_say_so(house, owner, what):
    assert owner.opens("/reports/month?month=2031-02").page.h1 == "Tháng 2/2031"
    assert "Ở đây không có gì." in owner.opens(f"/reports/month/rows?month=2031-02&what={what}").text


def test_a_night_a_room_and_a_source_have_lists_of_their_own(december, owner):
    rows = "/reports/month/rows?month=2025-12&what=nights"
    assert "1 đặt phòng" in owner.opens(f"{rows}&night=2025-12-05").text
    assert "0 đặt phòng" in owner.opens(f"{rows}&night=2025-12-06").text
    assert "1 đặt phòng" in owner.opens(f"{rows}&room=P1&source=quan_ca_phe").text
    assert "0 đặt phòng" in owner.opens(f"{rows}&room=P2").text


def test_every_link_on_the_page_of_a_month_opens(december, owner):
    links = {link.get("href") for link in owner.opens(MONTH).page.all("a") if link.get("href").startswith("/reports/")}
    assert len(links) > 30
    assert {owner.opens(link).status for link in links} == {200}


@pytest.mark.parametrize("month", ["2026-13", "12/2025", "0000-00", "9999-12", "x", "%25", "2025-12-01"])
def test_a_month_that_cannot_be_read_gets_a_sentence_and_this_month(december, owner, month):
    page = owner.opens(f"/reports/month?month={month}", status=422)
    assert page.page.h1 == "Tháng 12/2025"
    assert "không đọc được" in page.text


@pytest.mark.parametrize("nothing", ["", "?month=", "?month=%00"])
def test_without_a_month_it_is_this_one(december, owner, nothing):
    assert owner.opens(f"/reports/month{nothing}").page.h1 == "Tháng 12/2025"


@pytest.mark.parametrize("odd", ["month=2025-13&what=nights", "month=2025-12&what=secrets", "month=2025-12&what=nights&night=31/02"])
def test_a_list_that_is_none_is_not_found(december, owner, odd):
    owner.opens(f"/reports/month/rows?{odd}", status=404)


@pytest.mark.parametrize("path", [MONTH, "/reports/month/rows?month=2025-12&what=payments"])
def test_staff_and_village_head_do_not_see_money(december, staff, village_head, path):
    staff.opens(path, status=403)
    village_head.opens(path, status=403)


def test_a_neighbour_sees_nothing_of_it(december, neighbour):
    assert "Quan ca phe" not in neighbour.opens(MONTH).text


@pytest.mark.parametrize("first", ["2026-02", "2027-02", "2028-02", "2026-03", "2025-12"])
def test_every_shape_of_a_month_has_its_weeks(house, owner, first):
    assert owner.opens(f"/reports/month?month={first}").status == 200

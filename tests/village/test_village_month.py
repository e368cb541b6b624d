"""The month of a village: the sum of its homestays, in which no single household can be read. December 2025."""

from collections import Counter
from datetime import date

import pytest
from sqlalchemy import select

from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.reports import queries as reports
from homestay.reports.sums import Sums
from homestay.reports.villages import Home
from homestay.village import queries
from homestay.village.month import MONEY, OTHERS, SUPPLY, open_to_village
from models import db
from models.homestay import Homestay
from models.village import Village
from tests.reports import random_workbook
from tests.reports.month_house import DECEMBER, Ledger
from tests.support import houses
from tests.support.installations import on_both
from tests.village.next_door import next_door

PAGE = "/village/month?month=2025-12"
ADDED = (
    "arrivals", "arrivals_international", "day_guests", "guests_served", "guest_nights", "guest_nights_international",
    "room_nights_used", "room_nights_sold", "room_nights_available", "room_nights_gross", "bed_nights_available",
    "dorm_bed_nights_used", "dorm_bed_nights_available", "room_revenue", "dorm_revenue", "day_use_revenue", "fee_revenue",
    "lodging_revenue", "food_revenue", "other_revenue", "revenue", "cash_received", "bookings_planned", "in_house_opening",
    "departures", "in_house_closing",
)  # fmt: skip
"""The indicators that are sums; the others are made from them."""


def home(consents=False, **sums):
    return Home(consents, has_closed=False, sums=Sums(**sums))


def guests(**more):
    """Return the month of a house with guests and money of every kind."""
    words = {"guest_nights": 3, "arrivals": 2, "room_revenue": 700_001, "dorm_revenue": 1, "cash_received": 5, "room_nights_sold": 1}
    charges = Counter(day_use=1, fee=1, meal=1, tour=1)
    return home(**{**words, "charges": charges, "sold_by": Counter(zalo=1), "nights_from": Counter(VNM=3), **more})


def shown(*homes):
    return open_to_village(DECEMBER, homes).numbers


# ---- a village is the sum of its homestays


@pytest.mark.slow
@pytest.mark.parametrize("seed", [31, 32])
def test_a_made_up_village_is_the_sum_of_its_homestays(empty_app, tmp_path, seed):
    path = random_workbook.make(seed, tmp_path / "book.xlsx", "medium")
    with empty_app.app_context():
        assert take_in(read(path)).problems == []
        for village in db.session.scalars(select(Village)).all():
            homestays = db.session.scalars(select(Homestay).where(Homestay.village_id == village.id)).all()
            for first in (date(*month, 1) for month in random_workbook.months(seed)):
                single, together = [reports.month_report(each, first) for each in homestays], reports.village_report(village, first)
                assert {key: sum(one[key] for one in single) for key in ADDED} == {key: together[key] for key in ADDED}
                assert summed(single, "nationalities", "country") == summed([together], "nationalities", "country")
                assert summed(single, "sources", "source") == summed([together], "sources", "source")


def summed(found, name, key):
    """Return the rows of a list in several reports, added up."""
    rows = [Counter({(row[key], count): row[count] for count in row.keys() - {key, "share"}}) for one in found for row in one[name]]
    return sum(rows, Counter())


def test_the_book_of_people_of_a_made_up_village_always_closes(empty_app, tmp_path):
    with empty_app.app_context():
        assert take_in(read(random_workbook.make(33, tmp_path / "book.xlsx"))).problems == []
        for village in db.session.scalars(select(Village)).all():
            for month in random_workbook.months(33):
                report = reports.village_report(village, date(*month, 1))
                assert report["in_house_opening"] + report["arrivals"] - report["departures"] == report["in_house_closing"]


# ---- no household can be read


def test_three_houses_cover_each_other():
    numbers = shown(guests(), guests(), guests())
    assert numbers.keys() >= MONEY
    assert (numbers["revenue"], numbers["guest_nights"]) == (3 * 700_006, 9)


@pytest.mark.parametrize("number", [1, 2])
def test_of_one_or_two_houses_with_guests_only_what_is_offered_is_shown(number):
    found = open_to_village(DECEMBER, [*[guests()] * number, home(), home()])
    assert found.numbers.keys() == SUPPLY
    assert (found.took_guests, found.nights) == (None, [])


def test_an_empty_month_has_nothing_to_cover():
    assert open_to_village(DECEMBER, [home(), home()]).took_guests == 0


def test_a_part_of_two_houses_hides_all_parts_but_not_the_sum():
    plain = guests(charges=Counter(day_use=1, fee=1, tour=1))
    numbers = shown(guests(), guests(), plain)
    assert MONEY & numbers.keys() == {"revenue", "cash_received"}
    assert shown(guests(), guests(), guests(), plain).keys() >= MONEY


def test_money_of_two_houses_is_hidden_where_three_had_guests():
    free = guests(room_revenue=0, dorm_revenue=0, charges=Counter(), cash_received=0)
    numbers = shown(guests(), guests(), free)
    assert not MONEY & numbers.keys()
    assert numbers["guest_nights"] == 9


def test_a_house_that_agreed_needs_no_cover_and_gives_none():
    agreed = guests(consents=True)
    assert shown(agreed, agreed).keys() >= MONEY
    assert shown(agreed, agreed, guests()).keys() == SUPPLY
    assert shown(agreed, guests(), guests(), guests()).keys() >= MONEY


def test_rare_countries_and_sources_become_one_row():
    rare = guests(
        nights_from=Counter(VNM=3, FRA=2, KOR=1), arrivals_from=Counter(FRA=1), sold_by=Counter(zalo=1, agoda=2), room_nights_sold=3
    )
    numbers = shown(rare, guests(), guests())
    assert numbers["nationalities"] == [
        {"country": "VNM", "arrivals": 0, "guest_nights": 9},
        {"country": OTHERS, "arrivals": 1, "guest_nights": 3},
    ]
    assert [(row["source"], row["room_nights_sold"], row["share"]) for row in numbers["sources"]] == [("zalo", 3, 60.0), (OTHERS, 2, 40.0)]


# ---- the page


@pytest.fixture
def december(app, house, clock):
    """Three houses with one stay each in December 2025, of which the third has eaten."""
    clock.set("2025-12-20 18:00")
    with app.app_context():
        for number, each in enumerate((house, next_door(house, "Nhà Bên"), next_door(house, "Nhà Trên"))):
            ledger = Ledger(each.homestay())
            unit = ledger.private("P1")
            booking = ledger.booking("S1", "left", 4, 6, contact=f"Khách Bí Mật {number}")
            ledger.nights(booking, unit, 4, 5, price=400_000 + number)
            ledger.guest(booking, 1, name="Tên Bí Mật", nationality="FRA" if number else "VNM")
        ledger.charge(booking, 4, "meal", 150_000)
        coming = ledger.booking("S2", "confirmed", 25, 27)
        ledger.nights(coming, unit, 25, 26)
    return house


def test_the_page_adds_the_houses_up_and_names_nobody(december, village_head):
    page = village_head.opens(PAGE)
    assert page.page.h1 == "Tháng 12/2025"
    text = page.text.replace("\u00a0", " ")
    assert "2.550.006 đ" in text
    assert "Bí Mật" not in text
    assert "150.000 đ" not in text
    assert "Nhà Bên" not in text
    assert "Có khoản tiền chưa đủ ba nhà có." in text
    assert len(page.statements) <= 4 + 1


def test_the_page_of_two_houses_shows_no_number_of_theirs(house, app, clock, village_head):
    clock.set("2025-12-20 18:00")
    with app.app_context():
        ledger = Ledger(house.homestay())
        ledger.nights(ledger.booking("S1", "left", 4, 6), ledger.private("P1"), 4, 5, price=432_100)
    text = village_head.opens(PAGE).text
    assert "Tháng này chưa đủ ba nhà có khách." in text
    assert "864.200" not in text


def test_the_page_speaks_english_too(december, village_head):
    village_head.sends("/language", {"language": "en", "next": "/"})
    assert "3 homestays" in village_head.opens(PAGE).text


@on_both
def test_the_year_counts_nights_slept_and_those_to_come(app, december):
    with app.app_context():
        year = queries.month_of(december.village_id, DECEMBER).year
    assert [(each.first.month, each.slept, each.planned) for each in year[-2:]] == [(11, 0, 0), (12, 6, None)]


@pytest.mark.parametrize("month", ["2026-13", "x", "0000-00"])
def test_a_month_that_cannot_be_read_gets_a_sentence_and_this_month(december, village_head, month):
    assert "không đọc được" in village_head.opens(f"/village/month?month={month}", status=422).text


def test_owners_staff_and_police_do_not_read_the_villages_numbers(december):
    for role in ("owner", "staff", "staff:money", "police"):
        december.person(role).opens(PAGE, status=403)


def test_the_head_of_another_village_reads_nothing_of_it(december, app):
    stranger = houses.new(app).person("village_head")
    assert "2.550.006" not in stranger.opens(PAGE).text.replace("\u00a0", " ")

"""What the database is asked for a month: the right rows, in four statements, by index. On both databases."""

from datetime import date

import pytest
from sqlalchemy import text

from homestay.reports import queries
from homestay.reports.asking import told
from homestay.reports.behind import Only
from homestay.reports.houses import nights, persons
from homestay.reports.money import money_of_page
from homestay.reports.tax import threshold_of
from homestay.saving import saving
from models import db
from models.base import uuid7
from models.close import MonthClose
from tests.reports.month_house import DECEMBER, Ledger, december
from tests.support import houses
from tests.support.installations import POSTGRESQL, on_both
from tests.support.statements import count_statements

FIRST = DECEMBER.first


@pytest.fixture
def ledger(homestay):
    return Ledger(homestay)


def report(homestay, month=FIRST):
    return queries.month_report(homestay, month)


@on_both
@pytest.mark.parametrize(
    ("state", "arrivals"), [("held", 0), ("confirmed", 0), ("in_house", 2), ("left", 2), ("cancelled", 0), ("no_show", 0)]
)
def test_only_bookings_in_house_and_left_count_whatever_the_clock_says(homestay, ledger, clock, state, arrivals):
    clock.set("2025-12-01 12:00")
    ledger.nights(ledger.booking("S1", state, 30, 32), ledger.private("P1"), 30, 31)
    numbers = report(homestay)
    assert (numbers["arrivals"], numbers["guest_nights"], numbers["room_nights_used"]) == (arrivals, 2 * arrivals, arrivals)
    assert numbers["room_revenue"] == 400_000 * arrivals


@on_both
def test_a_stay_over_the_end_of_the_month_is_counted_from_all_its_nights(homestay, ledger):
    booking = ledger.booking("S1", first=-1, end=3, booked_on=december(-9))
    ledger.nights(booking, ledger.private("P1"), -1, 0, 1, 2)
    numbers = report(homestay)
    assert (numbers["in_house_opening"], numbers["departures"], numbers["average_completed_stay"]) == (2, 2, 4.0)
    assert (numbers["arrivals"], numbers["lead_time_mean"], report(homestay, date(2025, 11, 1))["lead_time_mean"]) == (0, None, 8.0)


@on_both
def test_who_left_on_the_first_departed_in_the_month(homestay, ledger):
    ledger.nights(ledger.booking("S1", first=-1, end=1), ledger.private("P1"), -1, 0)
    assert (report(homestay)["departures"], report(homestay)["in_house_closing"], report(homestay)["guest_nights"]) == (2, 0, 0)


@on_both
def test_the_hour_of_a_guest_decides_the_evening_and_a_bare_day_does_not(homestay, ledger):
    booking = ledger.booking("S1", first=24, end=27, adults=3)
    ledger.nights(booking, ledger.private("P1"), 24, 25, 26)
    ledger.guest(booking, 1, nationality="FRA", arrived_on=december(25), arrived_at=december(25, 1, 30))
    ledger.guest(booking, 2, nationality="FRA", arrived_on=december(25))
    ledger.guest(booking, 3, nationality="FRA", left_on=december(27), left_at=december(27, 4))
    assert report(homestay)["nationalities"] == [{"country": "FRA", "arrivals": 3, "guest_nights": 7}]


@on_both
def test_a_closure_lowers_what_is_open_and_an_imported_block_does_not(homestay, ledger):
    room = ledger.room("P1")
    ledger.unit(room, "P1")
    ledger.closure(room, 30, 35)
    ledger.closure(room, -5, 3)
    numbers = report(homestay)
    assert (numbers["room_nights_available"], numbers["room_nights_gross"], numbers["bed_nights_available"]) == (27, 31, 54)


@on_both
def test_a_dorm_place_counts_from_the_day_room_and_place_are_open(homestay, ledger):
    dorm = ledger.room("D1", "dorm", 2, open_from=december(11))
    ledger.unit(dorm, "D1-1", open_from=december(1))
    ledger.unit(dorm, "D1-2", open_from=december(21), open_to=december(31))
    assert report(homestay)["dorm_bed_nights_available"] == 21 + 10


@on_both
def test_a_whole_dorm_uses_no_more_places_than_there_are_people(homestay, ledger):
    dorm, booking = ledger.room("D1", "dorm", 3), ledger.booking("S1", first=24, end=25, adults=2)
    for number in (1, 2, 3):
        ledger.nights(booking, ledger.unit(dorm, f"D1-{number}"), 24, price=100_000, whole=True)
    assert (report(homestay)["dorm_bed_nights_used"], report(homestay)["dorm_revenue"]) == (2, 300_000)


@on_both
def test_charges_count_on_their_day_in_every_state_unless_voided(homestay, ledger):
    booking = ledger.booking("S1", "cancelled", 20, 22, adults=2, children=1)
    for kind in ("day_use", "fee", "meal", "motorbike", "tour", "other"):
        ledger.charge(booking, 1, kind, 1_000)
        ledger.charge(booking, 32, kind, 7)
    ledger.charge(booking, 31, "day_use", 500, people=0)
    ledger.charge(booking, 31, "day_use", 500, people=4, voided_at=december(31, 9), void_reason="typed twice")
    ledger.charge(booking, 31, "meal", 500, people=9)
    numbers = report(homestay)
    assert (numbers["day_guests"], numbers["guests_served"], numbers["revenue"]) == (3, 3, 7_000)
    assert (numbers["day_use_revenue"], numbers["fee_revenue"], numbers["food_revenue"], numbers["other_revenue"]) == (
        1_500,
        1_000,
        1_500,
        3_000,
    )


@on_both
def test_refunds_are_subtracted_and_it_does_not_matter_who_holds_the_money(homestay, ledger):
    booking = ledger.booking("S1", "no_show")
    ledger.payment(booking, 1, "deposit", 300, held_by="platform")
    ledger.payment(booking, 31, "balance", 200)
    ledger.payment(booking, 31, "refund", 1_000)
    ledger.payment(booking, 31, "balance", 77, voided_at=december(31, 9), void_reason="typed twice")
    ledger.payment(booking, 0, "balance", 5_000)
    assert report(homestay)["cash_received"] == -500


@on_both
def test_planned_bookings_are_those_with_a_night_that_are_more_than_held(homestay, ledger):
    for number, state in enumerate(("held", "confirmed", "in_house", "left", "cancelled", "no_show")):
        ledger.booking(f"S{number}", state, 31, 33)
    ledger.booking("day", "left", 9, 9)
    ledger.booking("before", "left", 0, 2)
    numbers = report(homestay)
    assert (numbers["bookings_planned"], numbers["cancelled_share"], numbers["no_show_share"]) == (5, 20.0, 20.0)


@on_both
def test_another_homestay_is_not_counted_and_a_village_is_the_sum_of_its_homestays(app, homestay, ledger):
    other = houses.new(app)
    db.session.rollback()  # what was read before does not know the neighbour
    neighbour = Ledger(other.homestay())
    for one, nights_slept in ((ledger, (1, 2)), (neighbour, (3,))):
        booking = one.booking("S1", "left", 1, 3, booked_on=december(-9))
        one.nights(booking, one.private("P1"), *nights_slept)
        one.payment(booking, 1, "balance", 100)
    alone = report(homestay)
    assert (alone["guest_nights"], alone["cash_received"]) == (4, 100)
    move(neighbour, homestay.village_id)
    together = queries.village_report(homestay.village, FIRST)
    assert (together["guest_nights"], together["arrivals"], together["average_stay"], together["adr"]) == (6, 4, 1.5, 400_000)
    assert (together["room_nights_available"], together["cash_received"], together["homestays"], together["closed"]) == (62, 200, 2, 0)
    assert together.keys() - alone.keys() == {"homestays", "closed"}


def move(ledger: Ledger, village_id) -> None:
    """Let a homestay belong to another village."""
    with saving(ledger.homestay):
        ledger.homestay.village_id = village_id


@on_both
def test_a_homestay_that_closed_the_month_twice_is_one_that_closed_it(homestay, ledger):
    for version in (1, 2):
        ledger.adds(
            MonthClose, month=FIRST, version=version, closed_at=december(32, 9), closed_by=uuid7(), figures="{}", figures_hash=b""
        )  # fmt: skip
    assert queries.village_report(homestay.village, FIRST)["closed"] == 1
    assert queries.village_report(homestay.village, date(2026, 1, 1))["closed"] == 0


def busy(ledger: Ledger, rooms: int) -> None:
    """Fill rooms with a stay of two nights, a guest, a charge and a payment each."""
    for number in range(rooms):
        unit = ledger.private(f"P{number}")
        booking = ledger.booking(f"S{number}", "left", number + 1, number + 3)
        ledger.nights(booking, unit, number + 1, number + 2)
        ledger.guest(booking, 1, nationality="VNM")
        ledger.charge(booking, number + 1, "meal", 100_000)
        ledger.payment(booking, number + 1, "balance", 800_000)


@on_both
@pytest.mark.parametrize("rooms", [1, 12])
def test_a_month_takes_four_statements_whatever_its_size(homestay, ledger, rooms):
    busy(ledger, rooms)
    for ask in (lambda: queries.month_report(homestay, FIRST), lambda: queries.month_page(homestay, DECEMBER)):
        assert homestay.id
        with count_statements() as statements:
            ask()
        assert len(statements) == 4


def test_a_month_reads_only_its_own_part_of_the_history(homestay):
    """By index: everything is found by homestay and night, day or booking; no table is walked through."""
    words = told([homestay.id], DECEMBER)
    asked = [statement.params(words) for statement in (persons(), nights(), money_of_page())]
    plans = [step for statement in asked for step in plan(statement)]
    tables = [step for step in plans if step.startswith(("SEARCH", "SCAN")) and not step.startswith("SCAN around")]
    assert [step for step in tables if not step.startswith("SEARCH") or step.endswith("(homestay_id=?)")] == []


@pytest.mark.parametrize("app", [POSTGRESQL], indirect=True)
def test_postgresql_finds_the_bookings_of_a_month_by_key_even_before_it_has_statistics(homestay):
    words = told([homestay.id], DECEMBER)
    page = " ".join(plan(money_of_page().params(words)))
    assert "state" not in " ".join(plan(persons().params(words)))
    assert page.count("Index Scan using ix_unit_nights_homestay_id_night") == 3  # the month, the year before its end and after it


def plan(statement) -> list[str]:
    """Return how the database would go about a statement."""
    compiled = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    is_sqlite = db.engine.dialect.name == "sqlite"
    asked = text(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{compiled}")
    return [row[-1] for row in db.session.execute(asked, execution_options={"everybody": True})]


@on_both
def test_the_page_knows_what_guests_still_owe_and_the_year(homestay, ledger):
    unit = ledger.private("P1")
    owing = ledger.booking("S1", "in_house", 30, 33, commission=50_000)
    ledger.nights(owing, unit, 30, 31, 32)
    ledger.charge(owing, 32, "meal", 100_000)
    ledger.payment(owing, -30, "deposit", 300_000)
    ledger.payment(owing, -29, "refund", 50_000)
    paid = ledger.booking("S2", "left", 1, 2)
    ledger.nights(paid, unit, 1)
    ledger.payment(paid, 1, "balance", 500_000)
    ledger.nights(ledger.booking("S3", "left", -300, -299), unit, -300, price=9)
    page = queries.month_page(homestay, DECEMBER)
    assert (page.owed, page.still_owed) == ({"S1": 1_050_000, "S2": -100_000}, 1_050_000)
    assert (page.meter.earned, page.meter.agreed) == (1_200_009, 0)
    assert [(line.source, line.revenue, line.commission) for line in page.picture.sources] == [("zalo", 1_200_000, 50_000)]
    assert [row.code for row in queries.owed_behind(homestay, DECEMBER)] == ["S1"]


@on_both
def test_the_year_knows_what_is_agreed_for_the_months_to_come(homestay, ledger):
    unit = ledger.private("P1")
    for number, state in enumerate(("held", "confirmed", "in_house")):
        ledger.nights(ledger.booking(f"S{number}", state), unit, number + 5, price=10**number)
    ledger.charge(ledger.booking("S9", "confirmed"), 9, "meal", 1_000)
    meter = queries.month_page(homestay, DECEMBER.before()).meter
    assert (meter.earned, meter.agreed, meter.expected) == (0, 1_110, 1_110)


@pytest.mark.parametrize(
    ("year", "amount"), [(2020, None), (2021, 100_000_000), (2025, 100_000_000), (2026, 1_000_000_000), (2031, 1_000_000_000)]
)
def test_the_threshold_is_that_of_the_year(year, amount):
    known = threshold_of(year)
    assert (known.amount if known else None) == amount


@on_both
def test_the_rows_behind_a_number_add_up_to_it(homestay, ledger):
    busy(ledger, 3)
    numbers = report(homestay)
    rows = queries.slept_behind(homestay, DECEMBER, Only())
    assert (sum(row.guest_nights for row in rows), sum(row.amount for row in rows)) == (numbers["guest_nights"], numbers["room_revenue"])
    assert sum(row.people for row in queries.arrivals_behind(homestay, DECEMBER)) == numbers["arrivals"]
    assert sum(row.amount for row in queries.charges_behind(homestay, DECEMBER)) == numbers["food_revenue"]
    assert sum(row.amount for row in queries.payments_behind(homestay, DECEMBER)) == numbers["cash_received"]
    assert len(queries.plans_behind(homestay, DECEMBER)) == numbers["bookings_planned"]
    assert [row.code for row in queries.slept_behind(homestay, DECEMBER, Only(night=december(2)))] == ["S0", "S1"]
    assert [row.code for row in queries.slept_behind(homestay, DECEMBER, Only(room="P2", source="zalo"))] == ["S2"]
    assert queries.slept_behind(homestay, DECEMBER, Only(source="airbnb")) == []

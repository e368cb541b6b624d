"""Everything out of the house books, and in again elsewhere."""

from datetime import date

import pytest

from homestay.bookings.actions import check_in, check_out, take_booking
from homestay.bookings.wishes import BookingWish
from homestay.books.exporting import rows_of
from homestay.books.reading import read
from homestay.books.storing import take_in
from homestay.books.writing import write
from homestay.money.actions import PaymentWish, add_payment, void_payment
from homestay.places.actions import RoomWish, add_room, add_unit, close_nights, close_unit
from homestay.places.houses import homestays
from homestay.reports.queries import month_report
from models.payment import PaymentKind
from models.stay import Stay
from tests.books.books import NOTHING, house, nights, taken_in
from tests.books.workbooks import GOLDEN, changed, december, small, xlsx
from tests.reports import random_workbook
from tests.support.clock import standing_at
from tests.support.installations import closing, on_both_empty

SLUG = "nha-may"


@pytest.fixture
def elsewhere(installations):
    """Another installation, with nobody in it."""
    with closing(installations.new("sqlite")) as made:
        yield made


def exported():
    return write(rows_of(homestays()))


def reports(months):
    return [month_report(each, first) for each in homestays() for first in months]


def in_elsewhere(elsewhere, workbook, months):
    """Return the reports of an installation that has only this workbook."""
    with elsewhere.app_context():
        assert take_in(read(workbook)).problems == []
        return reports(months)


@on_both_empty
def test_the_golden_export_gives_the_same_reports_elsewhere(empty_app, elsewhere):
    months = [december(1).replace(month=11), december(1), december(1).replace(year=2026, month=1)]
    with empty_app.app_context():
        take_in(read(GOLDEN))
        workbook, before = exported(), reports(months)
    assert in_elsewhere(elsewhere, workbook, months) == before


@pytest.mark.parametrize("seed", [1, 2, 3, 7])
def test_an_awkward_export_gives_the_same_reports_elsewhere(empty_app, elsewhere, tmp_path, seed):
    months = [date(year, month, 1) for year, month in random_workbook.months(seed)]
    with empty_app.app_context():
        assert take_in(read(random_workbook.make(seed, tmp_path / "odd.xlsx"))).problems == []
        workbook, before = exported(), reports(months)
    assert in_elsewhere(elsewhere, workbook, months) == before


@pytest.mark.parametrize("seed", [4, 5])
def test_an_export_taken_in_again_changes_nothing(empty_app, tmp_path, seed):
    with empty_app.app_context():
        take_in(read(random_workbook.make(seed, tmp_path / "odd.xlsx")))
        outcome = taken_in(exported())
    assert (outcome.problems, outcome.imported) == ([], NOTHING)


def test_an_export_of_an_export_is_the_same(empty_app, elsewhere, tmp_path):
    with empty_app.app_context():
        take_in(read(random_workbook.make(6, tmp_path / "odd.xlsx")))
        first = exported()
    with elsewhere.app_context():
        take_in(read(first))
        second = exported()
    assert read(second).rows == read(first).rows


def test_one_house_goes_out_without_the_others(empty_app):
    with empty_app.app_context():
        taken_in(xlsx(small()))
        taken_in(xlsx(small("nha-hai")))
        rows = rows_of([house("nha-hai")])
    assert {line[0] for lines in rows.values() for line in lines} == {"nha-hai"}


def test_what_was_done_on_the_screen_goes_out_and_comes_back_as_nothing_new(empty_app):
    with empty_app.app_context(), standing_at(empty_app, "2025-12-03T18:00") as hands:
        taken_in(changed(lambda sheets: sheets["Nights"].pop(1)))
        room = add_room(house(), RoomWish("P2", "private", 2, 300_000))
        dorm = add_room(house(), RoomWish("D2", "dorm", 2, 100_000, 150_001))
        add_unit(house(), dorm.id, "D2-3", december(4))
        close_unit(house(), add_unit(house(), dorm.id, "D2-4", december(4)).id, december(4))
        close_nights(house(), room.id, Stay(december(20), december(23)), "family")
        taken = take_booking(
            house(), BookingWish(Stay(december(3), december(6)), 3, whole_rooms=(dorm.id,), contact="Tư", note="dòng 1\ndòng 2")
        )
        code = check_in(house(), taken.code).code
        hands.set("2025-12-05T09:30:12")
        check_out(house(), code)
        outcome = taken_in(exported())
    assert (outcome.problems, outcome.imported) == ([], NOTHING)


def test_a_payment_taken_back_stays_at_home(empty_app):
    with empty_app.app_context(), standing_at(empty_app, "2025-12-05T18:00"):
        taken_in(xlsx(small()))
        paid = add_payment(house(), "B1", PaymentWish(PaymentKind.BALANCE, 7, december(5), "cash"))
        void_payment(house(), "B1", paid.id, "Nhầm")
        lines = rows_of(homestays())["Payments"]
    assert [line[6] for line in lines] == [950_000]


def test_a_whole_dorm_that_has_more_places_now_goes_out_bed_by_bed(empty_app):
    def change(sheets):
        sheets["Nights"][2][3], sheets["Nights"][2][6] = "whole", 250_001

    with empty_app.app_context():
        taken_in(changed(change))
        taken_in(xlsx({"Beds": [["homestay", "room", "bed"], [SLUG, "D1", "D1-4"]]}))
        lines = [line[2:] for line in rows_of(homestays())["Nights"] if line[1] == "B2"]
        before = nights("B2")
    assert lines == [("D1", 2, december(10), december(11), 83_333), ("D1", 1, december(10), december(11), 83_335)]
    assert sum(night[3] for night in before) == 250_001


def whole_for_one(sheets):
    """One guest has the whole dorm D1 on the night of the 3rd."""
    sheets["Bookings"][2][4], sheets["Bookings"][2][8] = "left", 1
    sheets["Nights"][2] = [SLUG, "B2", "D1", "whole", december(3), december(4), 250_001]


def test_a_dorm_that_is_whole_no_more_is_counted_bed_by_bed_here_and_elsewhere(empty_app, elsewhere):
    with empty_app.app_context():
        taken_in(changed(whole_for_one))
        (whole,) = reports([december(1)])
        taken_in(xlsx({"Beds": [["homestay", "room", "bed"], [SLUG, "D1", "D1-4"]]}))
        workbook, now = exported(), reports([december(1)])
    assert (whole["dorm_bed_nights_used"], now[0]["dorm_bed_nights_used"]) == (1, 3)
    assert in_elsewhere(elsewhere, workbook, [december(1)]) == now

"""What stands in the house books after a workbook was taken in."""

from datetime import date

import pytest
from sqlalchemy import func, select

from homestay import clock
from homestay.bookings.actions import cancel_booking
from models import db
from models.booking import Booking, UnitNight
from models.change import Change
from models.guest import Guest
from models.homestay import Homestay
from models.room import Unit
from models.village import Village
from tests.books.books import NOTHING, SMALL, booking, house, nights, places, taken_in
from tests.books.workbooks import GOLDEN, changed, december, small, with_cell, xlsx
from tests.support.installations import on_both_empty

SLUG = "nha-may"


@pytest.fixture
def books(empty_app):
    with empty_app.app_context():
        yield


def sold(*rows):
    """Return the small workbook with these nights for its bookings: (booking, room, beds, from, to, price)."""

    def change(sheets):
        sheets["Nights"][1:] = [
            [SLUG, code, room, beds, december(first), december(end), price] for code, room, beds, first, end, price in rows
        ]

    return changed(change)


def count(model):
    return db.session.scalar(select(func.count()).select_from(model.__table__).where(model.homestay_id == house().id))


@on_both_empty
def test_a_workbook_is_stored_and_counted(books):
    outcome = taken_in(xlsx(small()))
    assert (outcome.problems, outcome.imported) == ([], SMALL)


@on_both_empty
def test_the_same_workbook_a_second_time_changes_nothing(books):
    taken_in(xlsx(small()))
    before = house().version
    outcome = taken_in(xlsx(small()))
    assert (outcome.problems, outcome.imported) == ([], NOTHING)
    db.session.rollback()
    assert house().version == before


@on_both_empty
def test_a_try_stores_nothing_and_says_what_it_would_have(books):
    outcome = taken_in(xlsx(small()), dry_run=True)
    assert outcome.imported == SMALL
    assert db.session.scalar(select(func.count(Homestay.id))) == 0


@on_both_empty
def test_one_problem_anywhere_stores_nothing(books):
    outcome = taken_in(with_cell("Payments", "amount", -1))
    assert (places(outcome.problems), outcome.imported) == ([("Payments", 2, "amount")], NOTHING)
    assert db.session.scalar(select(func.count(Homestay.id))) == 0


@on_both_empty
def test_a_place_taken_twice_stores_nothing(books):
    outcome = taken_in(sold(("B1", "P1", None, 3, 5, 1), ("B2", "P1", None, 4, 6, 1)))
    assert (places(outcome.problems), outcome.imported) == ([("Nights", 3, "room")], NOTHING)
    assert db.session.scalar(select(func.count(Homestay.id))) == 0


@on_both_empty
def test_a_place_taken_by_an_earlier_workbook_is_a_problem(books):
    taken_in(xlsx(small()))

    def change(sheets):
        sheets["Bookings"].append([SLUG, "B3", None, "phone", "confirmed", "Tư", december(4), december(6), 1, 0])
        sheets["Nights"].append([SLUG, "B3", "P1", None, december(4), december(6), 1])

    (problem,) = taken_in(changed(change)).problems
    assert places([problem]) == [("Nights", 4, "room")]
    assert "04/12/2025" in str(problem.message)


def test_a_workbook_that_grew_adds_only_what_is_new(books):
    taken_in(xlsx(small()))

    def change(sheets):
        sheets["Rooms"].append([SLUG, "P2", "private", 2, 1, None, None, None])
        sheets["Bookings"].append([SLUG, "B3", None, "phone", "confirmed", "Tư", december(4), december(6), 1, 0])
        sheets["Nights"].append([SLUG, "B3", "P2", None, december(4), december(6), 1])

    assert taken_in(changed(change)).imported == NOTHING | {"Rooms": 1, "Bookings": 1, "Nights": 1}


def test_what_has_a_key_is_never_written_over(books):
    taken_in(xlsx(small()))
    assert taken_in(with_cell("Homestays", "name", "Another name")).imported == NOTHING
    assert house().name == "Nhà Mây"


@pytest.mark.parametrize(
    ("sheet", "column", "value"),
    [
        ("Nights", "price", 1),
        ("Nights", "to", december(4)),
        ("Guests", "name", "Somebody else"),
        ("Guests", "document_number", "C01X0006X"),
        ("Guests", "birth_date", "03/08/1992"),
        ("Guests", "arrived_at", "03/12/2025 14:31"),
        ("Charges", "amount", 1),
        ("Charges", "people", 2),
        ("Payments", "held_by", "tour"),
        ("Payments", "reference", "FT123"),
    ],
)
def test_other_rows_for_a_booking_that_stands_there_are_a_problem(books, sheet, column, value):
    taken_in(xlsx(small()))
    outcome = taken_in(with_cell(sheet, column, value))
    assert (places(outcome.problems), outcome.imported) == ([(sheet, 2, "booking")], NOTHING)


def test_one_more_payment_for_a_booking_that_stands_there_is_a_problem(books):
    taken_in(xlsx(small()))
    outcome = taken_in(changed(lambda sheets: sheets["Payments"].append([SLUG, "B1", december(6), "cash", "balance", None, 1, None])))
    assert places(outcome.problems) == [("Payments", 2, "booking")]


def test_the_same_nights_in_other_rows_are_the_same(books):
    taken_in(xlsx(small()))
    outcome = taken_in(
        sold(
            ("B1", "P1", None, 4, 5, 400_000),
            ("B1", "P1", None, 3, 4, 400_000),
            ("B2", "D1", 1, 10, 11, 100_000),
            ("B2", "D1", 1, 10, 11, 100_000),
        )
    )
    assert (outcome.problems, outcome.imported) == ([], NOTHING)


def test_a_whole_dorm_stays_the_same_when_a_place_opens_in_it(books):
    whole = sold(("B1", "D1", "whole", 3, 4, 250_001))
    taken_in(whole)
    taken_in(xlsx({"Beds": [["homestay", "room", "bed"], [SLUG, "D1", "D1-4"]]}))
    assert taken_in(whole).problems == []


def test_another_closure_of_a_room_that_stands_there_is_a_problem(books):
    taken_in(xlsx(small()))
    assert places(taken_in(with_cell("Closures", "reason", "family")).problems) == [("Closures", 2, "room")]


def test_nights_of_a_booking_cancelled_meanwhile_are_a_problem(books):
    taken_in(xlsx(small()))
    cancel_booking(house(), "B2", "Bận")
    assert places(taken_in(xlsx(small())).problems) == [("Nights", 3, "booking")]


def test_a_room_of_another_house_in_the_books_cannot_be_used(books):
    taken_in(xlsx(small("nha-hai")))
    outcome = taken_in(changed(lambda sheets: sheets["Rooms"].pop(1)))
    assert ("Nights", 2, "room") in places(outcome.problems)


def test_rows_may_point_to_what_stands_in_the_books(books):
    taken_in(xlsx(small()))
    later = {
        "Bookings": [small()["Bookings"][0], [SLUG, "B3", None, "phone", "confirmed", "Tư", december(25), december(26), 1, 0]],
        "Nights": [small()["Nights"][0], [SLUG, "B3", "P1", None, december(25), december(26), 1]],
    }
    assert taken_in(xlsx(later)).imported == NOTHING | {"Bookings": 1, "Nights": 1}


def test_a_village_is_found_by_its_name_or_made(books):
    taken_in(xlsx(small()))
    taken_in(with_cell("Homestays", "village", "LÔ LÔ CHẢI ", slug="nha-hai"))
    taken_in(with_cell("Homestays", "village", "Nặm Đăm", slug="nha-ba"))
    assert set(db.session.scalars(select(Village.slug))) == {"lo-lo-chai", "nam-dam"}
    assert house("nha-hai").village_id == house().village_id


def test_guests_are_to_be_declared_from_the_day_of_import_on(books):
    taken_in(xlsx(small()))
    assert house().declaring_from == clock.today()


def test_a_dorm_without_rows_of_beds_gets_as_many_places_as_its_capacity(books):
    taken_in(xlsx(small()))
    names = db.session.scalars(select(Unit.name).where(Unit.homestay_id == house().id))
    assert sorted(names) == ["D1-1", "D1-2", "D1-3", "P1"]


def test_rows_of_beds_are_all_the_places_of_their_dorm(books):
    taken_in(changed(lambda sheets: sheets["Beds"].append([SLUG, "D1", "Chiếu", december(1), None]) or sheets["Nights"].pop()))
    names = db.session.scalars(select(Unit.name).where(Unit.homestay_id == house().id))
    assert sorted(names) == ["Chiếu", "P1"]


def test_a_new_bed_of_a_closed_dorm_is_closed_too(books):
    taken_in(changed(lambda sheets: sheets["Closures"].append([SLUG, "D1", december(20), december(22), "season"])))
    outcome = taken_in(xlsx({"Beds": [["homestay", "room", "bed"], [SLUG, "D1", "D1-4"]]}))
    assert outcome.imported["Beds"] == 1
    bed = db.session.scalars(select(Unit.id).where(Unit.homestay_id == house().id, Unit.name == "D1-4")).one()
    held = db.session.scalars(select(UnitNight.night).where(UnitNight.homestay_id == house().id, UnitNight.unit_id == bed))
    assert sorted(held) == [december(20), december(21)]


def test_a_closure_holds_all_places_of_its_room(books):
    taken_in(changed(lambda sheets: sheets["Closures"].append([SLUG, "D1", december(20), december(22), "season"])))
    held = (
        select(func.count()).select_from(UnitNight.__table__).where(UnitNight.homestay_id == house().id, UnitNight.closure_id.is_not(None))
    )
    assert db.session.scalar(held) == 2 + 2 * 3


def test_nights_in_a_closure_are_a_problem(books):
    assert places(taken_in(sold(("B1", "P1", None, 19, 21, 1))).problems) == [("Nights", 2, "room")]


def test_closures_of_a_room_cannot_overlap(books):
    outcome = taken_in(changed(lambda sheets: sheets["Closures"].append([SLUG, "P1", december(21), december(23), "other"])))
    assert places(outcome.problems) == [("Closures", 3, "from")]


def test_beds_are_the_lowest_named_that_are_free_for_all_nights(books):
    taken_in(sold(("B1", "D1", 1, 4, 5, 100), ("B2", "D1", 2, 3, 6, 100)))
    assert {place for _, place, *_ in nights("B2")} == {"D1-2", "D1-3"}


def test_beds_are_filled_up_night_by_night_where_none_is_free_all_along(books):
    def change(sheets):
        sheets["Bookings"].append([SLUG, "B3", None, "phone", "confirmed", "Tư", december(3), december(5), 2, 0])
        sheets["Nights"][1:] = [
            [SLUG, "B1", "D1", 1, december(3), december(4), 100],
            [SLUG, "B2", "D1", 2, december(4), december(5), 100],
            [SLUG, "B3", "D1", 1, december(3), december(5), 100],
        ]

    taken_in(changed(change))
    assert [(place, day) for _, place, day, *_ in nights("B3")] == [("D1-3", 3), ("D1-3", 4)]


def test_beds_sort_by_number(books):
    def change(sheets):
        sheets["Rooms"][2][3] = 12
        sheets["Nights"][2][3] = 3

    taken_in(changed(change))
    assert [place for _, place, *_ in nights("B2")] == ["D1-1", "D1-2", "D1-3"]


def test_too_few_beds_are_a_problem(books):
    outcome = taken_in(sold(("B1", "D1", 2, 3, 5, 100), ("B2", "D1", 2, 4, 6, 100)))
    assert places(outcome.problems) == [("Nights", 3, "beds")]


def test_a_whole_dorm_takes_every_open_place_and_the_remainder_lies_on_the_first(books):
    taken_in(sold(("B1", "D1", "whole", 3, 4, 250_001)))
    assert nights("B1") == [("D1", "D1-1", 3, 83_335, True), ("D1", "D1-2", 3, 83_333, True), ("D1", "D1-3", 3, 83_333, True)]


def test_a_whole_dorm_with_somebody_in_it_is_a_problem(books):
    outcome = taken_in(sold(("B1", "D1", 1, 3, 5, 100), ("B2", "D1", "whole", 4, 6, 100)))
    assert places(outcome.problems) == [("Nights", 3, "room")]


def test_nights_outside_the_opening_of_a_room_are_a_problem(books):
    assert places(taken_in(with_cell("Rooms", "open_from", december(4))).problems) == [("Nights", 2, "room")]


def test_a_held_booking_is_held_to_the_end_of_its_first_day(books):
    taken_in(with_cell("Bookings", "state", "held", row=3))
    assert booking("B2").held_until == clock.at(december(11))


def test_people_without_a_row_get_nameless_slots(books):
    taken_in(xlsx(small()))
    of_booking = (Guest.homestay_id == house().id, Guest.booking_id == booking("B1").id)
    assert db.session.execute(select(Guest.slot, Guest.name).where(*of_booking).order_by(Guest.slot)).all() == [
        (1, "Anna Weber"),
        (2, None),
        (3, None),
    ]


def test_a_guest_is_kept_whole_and_identity_is_sealed(books):
    taken_in(xlsx(small()))
    guest = db.session.scalars(select(Guest).where(Guest.homestay_id == house().id, Guest.name.is_not(None))).one()
    assert (guest.document_number, guest.birth_date, guest.document_type, guest.nationality) == ("C01X0006H", date(1992, 8, 2), 4, "DEU")
    assert (guest.arrived_on, guest.arrived_at) == (december(3), clock.at(december(3), 14, 30))
    assert (guest.left_on, guest.left_at) == (december(5), None)
    assert b"C01X0006H" not in guest.document_number_sealed
    assert guest.document_number_index


def test_a_booking_remembers_the_hour_its_first_guest_came(books):
    taken_in(xlsx(small()))
    assert (booking("B1").arrived_at, booking("B1").left_at) == (clock.at(december(3), 14, 30), None)


def test_the_import_stands_in_the_record_without_names(books):
    taken_in(xlsx(small()))
    line = db.session.scalars(select(Change).where(Change.homestay_id == house().id)).one()
    assert line.action == "books.imported"
    assert '"Guests": 1' in line.detail
    assert "Anna" not in line.detail


def test_a_house_that_two_people_take_in_at_the_same_time_is_taken_in_once(books, monkeypatch):
    from homestay.books import storing

    taken_in(xlsx(small()))
    monkeypatch.setattr(storing.ledgers, "homestays_named", lambda slugs: [])
    with pytest.raises(storing.Meanwhile):
        taken_in(xlsx(small()))


def test_the_key_alone_decides_even_where_nobody_was_seen(books, monkeypatch):
    from homestay.books import storing
    from homestay.places.nights import Taken

    taken_in(xlsx(small()))
    monkeypatch.setattr(storing.ledgers, "load_taken", lambda ledger, first, last: None)
    later = {
        "Bookings": [small()["Bookings"][0], [SLUG, "B3", None, "phone", "confirmed", "Tư", december(4), december(5), 1, 0]],
        "Nights": [small()["Nights"][0], [SLUG, "B3", "P1", None, december(4), december(5), 1]],
    }
    with pytest.raises(Taken):
        taken_in(xlsx(later))
    assert count(Booking) == 2


def test_a_workbook_of_words_that_hurt_is_stored_as_written(books):
    words = "=cmd|' /C calc'!A0 <b>“🐱”</b> O'Brien; DROP TABLE"
    taken_in(with_cell("Bookings", "contact", words))
    assert booking("B1").contact == words


@on_both_empty
def test_the_golden_workbook_is_stored_and_the_second_time_nothing(books):
    first, second = taken_in(GOLDEN), taken_in(GOLDEN)
    assert (first.problems, sum(first.imported.values())) == ([], 65)
    assert (second.problems, second.imported) == ([], NOTHING)

"""Bookings without a place: they hold no night and count nowhere, wait in sight, and are placed when something is free."""

import pytest

from homestay.bookings import actions, correcting, holding, parking, party, queries, stays, undoing
from homestay.bookings.actions import NotPossibleNow
from homestay.bookings.correcting import Hour
from homestay.bookings.parked import nights_parked
from homestay.bookings.parking import park_booking, place_booking, take_without_place
from homestay.bookings.wishes import BookingWish
from homestay.clock import at
from homestay.errors import Changed, Refusal
from homestay.places.nights import Taken
from models import db
from models.booking import BookingState
from models.homestay import Homestay
from tests.bookings.our_house import furnish, october, take, unit


@pytest.fixture
def rooms(clock, homestay):
    """P1 and P2 for two, Đ with three mattresses; it is Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def phoned(homestay: Homestay, stay=None, wanted: int = 1, price: int | None = None, contact: str = "Quân", **more) -> str:
    stay = stay or october(1, 3)
    return take_without_place(homestay, BookingWish(stay, 2, contact=contact, **more), wanted, price).code


def held(homestay: Homestay, code: str) -> list[tuple[str, int, int]]:
    db.session.rollback()
    return [(each.place, each.night.day, each.price) for each in queries.whole_booking(homestay, code)[1]]


def waits(homestay: Homestay, code: str) -> list[tuple[int, int, int | None]]:
    """Return (day of October, places, price) of the nights that wait."""
    db.session.rollback()
    return [(each.night.day, each.places, each.price) for each in nights_parked(queries.booking_of(homestay, code))]


def test_a_booking_phoned_into_a_full_house_holds_nothing(rooms):
    code = phoned(rooms, wanted=2, price=400_000)
    assert held(rooms, code) == []
    assert waits(rooms, code) == [(1, 2, 800_000), (2, 2, 800_000)]
    take(rooms, october(1, 3), "Lan", "P1")


def test_what_was_agreed_is_split_over_the_places_it_gets(rooms):
    code = phoned(rooms, wanted=2, price=400_001)
    place_booking(rooms, code, [unit(rooms, "P1"), unit(rooms, "P2")])
    assert held(rooms, code) == [("P1", 1, 400_001), ("P2", 1, 400_001), ("P1", 2, 400_001), ("P2", 2, 400_001)]
    assert waits(rooms, code) == []


def test_without_a_price_it_costs_what_the_list_says(rooms):
    code = phoned(rooms)
    place_booking(rooms, code, [unit(rooms, "Đ-1")])
    assert held(rooms, code) == [("Đ-1", 1, 120_000), ("Đ-1", 2, 120_000)]


def test_a_place_somebody_has_is_refused_and_it_goes_on_waiting(rooms):
    take(rooms, october(2, 3), "Lan", "P1")
    code = phoned(rooms)
    with pytest.raises(Taken, match="Lan"):
        place_booking(rooms, code, [unit(rooms, "P1")])
    assert (held(rooms, code), len(waits(rooms, code))) == ([], 2)


def test_the_first_nights_may_be_placed_alone(rooms):
    take(rooms, october(2, 3), "Lan", "P1")
    code = phoned(rooms)
    place_booking(rooms, code, [unit(rooms, "P1")], october(2, 2).arrive)
    assert held(rooms, code) == [("P1", 1, 450_000)]
    assert waits(rooms, code) == [(2, 1, None)]


def test_after_a_clash_a_booking_leaves_its_room_and_keeps_its_price(rooms):
    code = take(rooms, october(1, 4), "Quân", "P1")
    park_booking(rooms, code, [unit(rooms, "P1")], october(2, 2).arrive)
    assert held(rooms, code) == [("P1", 1, 450_000)]
    assert waits(rooms, code) == [(2, 1, 450_000), (3, 1, 450_000)]
    place_booking(rooms, code, [unit(rooms, "Đ-1"), unit(rooms, "Đ-2")])
    assert held(rooms, code)[1:3] == [("Đ-1", 2, 225_000), ("Đ-2", 2, 225_000)]


def test_guests_who_are_here_sleep_tonight_where_they_are(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    actions.check_in(rooms, code)
    park_booking(rooms, code, [unit(rooms, "P1")], october(1, 1).arrive)
    assert held(rooms, code) == [("P1", 1, 450_000)]
    with pytest.raises(Refusal):
        park_booking(rooms, code, [unit(rooms, "P1")], october(1, 1).arrive)


def test_nobody_is_checked_in_without_a_place_for_tonight(rooms):
    code = phoned(rooms)
    with pytest.raises(NotPossibleNow):
        actions.check_in(rooms, code)
    with pytest.raises(NotPossibleNow):
        correcting.correct_times(rooms, code, Hour(october(1, 1).arrive), None)
    place_booking(rooms, code, [unit(rooms, "P1")])
    assert actions.check_in(rooms, code).state == BookingState.IN_HOUSE


def test_who_has_a_place_for_tonight_is_let_in_though_a_later_night_waits(rooms):
    code = take(rooms, october(1, 3), "Quân", "P1")
    park_booking(rooms, code, [unit(rooms, "P1")], october(2, 2).arrive)
    actions.check_in(rooms, code)
    assert len(waits(rooms, code)) == 1


@pytest.mark.parametrize(
    "end",
    [lambda house, code: actions.cancel_booking(house, code, "Mưa"), lambda house, code: actions.mark_no_show(house, code, "Không tới")],
    ids=["cancelled", "not come"],
)
def test_what_is_over_waits_no_longer(rooms, end):
    code = phoned(rooms)
    end(rooms, code)
    assert waits(rooms, code) == []


def test_who_leaves_early_waits_no_longer(rooms, clock):
    code = take(rooms, october(1, 4), "Quân", "P1")
    park_booking(rooms, code, [unit(rooms, "P1")], october(3, 3).arrive)
    actions.check_in(rooms, code)
    clock.set("2026-10-02 09:00")
    actions.check_out(rooms, code)
    assert waits(rooms, code) == []


def test_other_days_wait_like_the_first_ones(rooms):
    code = phoned(rooms, price=300_000)
    stays.change_dates(rooms, code, october(5, 8))
    assert waits(rooms, code) == [(5, 1, 300_000), (6, 1, 300_000), (7, 1, 300_000)]


def test_a_longer_stay_gets_its_new_nights_and_the_parked_ones_wait_on(rooms):
    code = take(rooms, october(1, 4), "Quân", "P1")
    park_booking(rooms, code, [unit(rooms, "P1")], october(3, 3).arrive)
    take(rooms, october(3, 4), "Lan", "P1")
    stays.change_dates(rooms, code, october(1, 5))
    assert [day for _place, day, _price in held(rooms, code)] == [1, 2, 4]
    assert [day for day, _places, _price in waits(rooms, code)] == [3]


@pytest.mark.parametrize("change", ["park", "place", "cancel"])
def test_each_is_taken_back_whole(rooms, change):
    code = take(rooms, october(1, 3), "Quân", "P1") if change == "park" else phoned(rooms, price=300_000)
    before = held(rooms, code), waits(rooms, code)
    changes = {
        "park": lambda: park_booking(rooms, code, [unit(rooms, "P1")], october(1, 1).arrive),
        "place": lambda: place_booking(rooms, code, [unit(rooms, "P2")]),
        "cancel": lambda: actions.cancel_booking(rooms, code, "Nhầm"),
    }
    changes[change]()
    assert (held(rooms, code), waits(rooms, code)) != before
    undoing.undo(rooms, code)
    assert (held(rooms, code), waits(rooms, code)) == before


def test_a_hold_without_a_place_that_ran_out_can_be_taken_up(rooms, clock):
    code = phoned(rooms, held_until=at(october(1, 1).arrive, 20))
    clock.set("2026-10-01 20:01")
    holding.catch_up(rooms)
    assert queries.booking_of(rooms, code).has_lapsed
    with pytest.raises(NotPossibleNow):
        place_booking(rooms, code, [unit(rooms, "P1")])


def test_who_was_changed_since_is_not_placed(rooms):
    code = phoned(rooms)
    party.change_people(rooms, code, 2, 1, 0)
    with pytest.raises(Changed):
        place_booking(rooms, code, [unit(rooms, "P1")], version=0)


def test_a_night_that_waits_twice_wants_both(rooms):
    code = take(rooms, october(1, 2), "Quân", "P1", "P2", adults=4)
    park_booking(rooms, code, [unit(rooms, "P1")], october(1, 1).arrive)
    park_booking(rooms, code, [unit(rooms, "P2")], october(1, 1).arrive)
    assert waits(rooms, code) == [(1, 2, 900_000)]


def test_what_is_free_is_sought_for_fewer_nights_when_nothing_is_free_for_all(rooms):
    for name in ("P1", "P2"):
        take(rooms, october(2, 3), "Lan", name)
    take(rooms, october(2, 3), "Páo", "Đ-1", "Đ-2", "Đ-3")
    code = phoned(rooms)
    stay, free = parking.could_have(rooms, parking.next_row(queries.booking_of(rooms, code)))
    assert (len(stay), len(free)) == (1, 5)


def test_it_is_taken_on_the_page_shown_on_today_and_calendar_and_placed(rooms, owner):
    for name in ("P1", "P2"):
        take(rooms, october(1, 3), "Lan", name)
    take(rooms, october(1, 3), "Páo", "Đ-1", "Đ-2", adults=2)
    said = {"contact": "Chị Hoà", "without_place": "y", "places_wanted": "1", "price_said": "200.000"}
    answer = owner.fills_in("/bookings/new?from=2026-10-01&to=2026-10-03", said)
    code = answer.location.rsplit("/", 1)[-1]
    assert waits(rooms, code) == [(1, 1, 200_000), (2, 1, 200_000)]
    for page in ("/", "/calendar", f"/bookings/{code}"):
        text = owner.opens(page).text
        assert "Chị Hoà" in text
        assert "Xếp chỗ" in text
    owner.fills_in(f"/bookings/{code}/place", {})
    assert held(rooms, code) == [("Đ-3", 1, 200_000), ("Đ-3", 2, 200_000)]
    assert "Chờ xếp chỗ" not in owner.opens("/").text
    assert "xếp khách vào Đ-3" in owner.opens(f"/bookings/{code}/history").text


def test_a_ticked_place_counts_before_the_wish_to_wait(rooms, owner):
    said = {"contact": "Chị Hoà", "without_place": "y", "unit": str(unit(rooms, "P1"))}
    answer = owner.fills_in("/bookings/new?from=2026-10-01&to=2026-10-03", said)
    assert len(held(rooms, answer.location.rsplit("/", 1)[-1])) == 2


def test_nobody_who_waits_is_counted_as_arriving(rooms, owner):
    phoned(rooms)
    assert owner.opens("/").text.count("Nhận phòng") == 0

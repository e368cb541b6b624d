"""The room board: one state for each room, the list for whoever cleans, and how clean a room is said to be."""

from itertools import product

import pytest

from homestay.bookings.actions import check_in, check_out
from homestay.errors import Refusal
from homestay.places.actions import close_nights, set_cleaning
from homestay.today.board import Facts, RoomState, state_of
from homestay.today.board_views import rooms_of
from models.room import Cleaning
from tests.bookings.our_house import furnish, links, october, room, take
from tests.support.installations import on_both

CLOSED, LEAVING, TAKEN, ARRIVING, TO_CLEAN, BEING_CLEANED, FREE = RoomState
TABLE = {
    "1???": CLOSED,
    "01??": LEAVING,
    "001?": TAKEN,
    "0001": ARRIVING,
}
"""What is so (closed, leaving, taken, arriving; "?" either way) and what the board shows, however clean the room is."""
NOBODY = {Cleaning.TO_CLEAN: TO_CLEAN, Cleaning.BEING_CLEANED: BEING_CLEANED, Cleaning.CLEAN: FREE}
EVERY = [Facts(*so, cleaning) for *so, cleaning in product(*[(False, True)] * 4, Cleaning)]


def expected(facts: Facts) -> RoomState:
    said = "".join(str(int(so)) for so in facts[:4])
    fitting = [state for pattern, state in TABLE.items() if all(sign in ("?", here) for sign, here in zip(pattern, said, strict=True))]
    return fitting[0] if fitting else NOBODY[Cleaning(facts.cleaning)]


@pytest.fixture
def rooms(homestay, clock):
    """P1, P2 and Đ with three mattresses, on Thursday 1 October 2026, 18:00."""
    return furnish(homestay)


def board(homestay) -> dict[str, RoomState]:
    return {each.name: each.state for each in rooms_of(homestay)}


@pytest.mark.parametrize("facts", EVERY, ids=str)
def test_every_combination_has_one_state(facts):
    assert state_of(facts) == expected(facts)


@on_both
def test_the_board_says_how_each_room_stands(rooms, clock):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 1), "Leaves", "P1"))
    check_in(rooms, take(rooms, october(0, 3), "Stays", "Đ-1", "Đ-2"))
    clock.set("2026-10-01 09:00")
    take(rooms, october(1, 4), "Comes", "P2")
    take(rooms, october(1, 4), "Comes too", "Đ-3", adults=1)
    assert board(rooms) == {"P1": LEAVING, "P2": ARRIVING, "Đ": TAKEN}
    dorm = rooms_of(rooms)[-1]
    assert dorm.places_by_state == {TAKEN: ["Đ-1", "Đ-2"], ARRIVING: ["Đ-3"]}
    assert [party.contact for party in dorm.arriving] == ["Comes too"]


def test_after_a_check_out_the_room_waits_for_the_broom(rooms, clock):
    clock.set("2026-09-30 15:00")
    code = take(rooms, october(0, 1), "Leaves", "P1")
    check_in(rooms, code)
    clock.set("2026-10-01 09:00")
    check_out(rooms, code)
    assert board(rooms) == {"P1": TO_CLEAN, "P2": FREE, "Đ": FREE}


def test_a_closed_room_is_closed_whoever_is_still_there(rooms, clock):
    close_nights(rooms, room(rooms, "P2"), october(1, 3), "repair")
    set_cleaning(rooms, room(rooms, "P2"), Cleaning.TO_CLEAN)
    assert board(rooms)["P2"] == CLOSED


def test_staff_say_that_a_room_is_being_cleaned_and_take_it_back(rooms, staff):
    set_cleaning(rooms, room(rooms, "P2"), Cleaning.TO_CLEAN)
    path = f"/rooms/{room(rooms, 'P2')}/cleaning"
    assert staff.sends(path, {"to": "being_cleaned", "was": "to_clean"}).location == "/rooms"
    page = staff.opens("/rooms")
    assert board(rooms)["P2"] == BEING_CLEANED
    (undo,) = [form.get("action") for form in page.page.all("form") if "was=being_cleaned" in form.get("action", "")]
    staff.sends(undo, {})
    assert board(rooms)["P2"] == TO_CLEAN


def test_who_saw_the_room_otherwise_is_told(rooms):
    set_cleaning(rooms, room(rooms, "P2"), Cleaning.TO_CLEAN)
    with pytest.raises(Refusal, match="P2"):
        set_cleaning(rooms, room(rooms, "P2"), Cleaning.BEING_CLEANED, was=Cleaning.CLEAN)


def test_a_word_that_is_no_state_changes_nothing(rooms, staff):
    answer = staff.sends(f"/rooms/{room(rooms, 'P2')}/cleaning", {"to": "shiny"}, 422)
    assert "Lùi lại và thử lần nữa" in answer.text
    assert board(rooms)["P2"] == FREE


def test_the_list_for_cleaning_says_who_leaves_who_comes_and_what_was_asked_for(rooms, clock, staff):
    clock.set("2026-09-30 15:00")
    check_in(rooms, take(rooms, october(0, 1), "Anna", "P1"))
    clock.set("2026-10-01 09:00")
    take(rooms, october(1, 4), "Minh", "P1", adults=3, note="Thêm một đệm")
    page = staff.opens("/rooms/cleaning")
    assert "Anna đi, 2 khách" in page.text
    assert "Minh đến, 3 khách" in page.text
    assert "Thêm một đệm" in page.text
    assert "P2" not in page.text


def test_the_board_is_reached_from_today_and_from_more(rooms, staff):
    assert "/rooms" in links(staff.opens("/"))
    assert "/rooms" in links(staff.opens("/more"))
    assert "/rooms/cleaning" in links(staff.opens("/rooms"))


@on_both
def test_board_and_list_take_two_statements_each(rooms, owner):
    for path in ("/rooms", "/rooms/cleaning"):
        assert len(owner.opens(path).statements) <= 1 + 1 + 2

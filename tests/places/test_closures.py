"""Why nights are closed: every reason has one word, and that word stands wherever the nights do."""

import pytest

from homestay.places.actions import close_nights
from homestay.places.words import CLOSURE_WORDS
from models.room import ClosureReason
from tests.bookings.our_house import furnish, october, room
from tests.support.houses import House
from tests.support.person import Person

OCTOBER = "/reports/month?month=2026-10"


def close(house: House, reason: str) -> None:
    with house.app.app_context():
        homestay = furnish(house.homestay())
        close_nights(homestay, room(homestay, "P1"), october(5, 8), reason)


@pytest.mark.parametrize("reason", ClosureReason)
def test_a_room_can_be_closed_for_any_reason_and_every_page_says_it_in_words(house, clock, owner: Person, reason):
    close(house, reason)
    for page in ("/settings/rooms", "/calendar?day=2026-10-05", OCTOBER):
        assert reason.value not in owner.opens(page).text.split()


IN_A_SENTENCE = [("repair", "sửa chữa"), ("family", "nhà dùng"), ("season", "nghỉ mùa"), ("other", "lý do khác")]


@pytest.mark.parametrize(("reason", "word"), IN_A_SENTENCE)
def test_the_month_says_why_a_room_was_closed(house, clock, owner: Person, reason, word):
    close(house, reason)
    assert f"P1 đóng 3 đêm: {word}." in owner.opens(OCTOBER).text


def test_every_reason_has_its_word():
    assert set(CLOSURE_WORDS) == {reason.value for reason in ClosureReason}

"""Eight real processes want the same place on the same night, through the real actions, on both databases."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from models import db
from models.booking import Booking, BookingState, UnitNight
from models.homestay import Homestay
from tests.bookings import plays
from tests.support import houses
from tests.support.clock import THURSDAY_EVENING, standing_at
from tests.support.installations import on_both, on_both_empty
from tests.support.race import Outcome, race

ROUNDS = 200
FEW = 16
PLAYS = "tests.bookings.plays"


pytestmark = pytest.mark.slow


@pytest.fixture
def house(app: Flask) -> Iterator[Homestay]:
    """A house of the test alone, on the database that tests share: the racing processes know it already."""
    with furnished(app) as homestay:
        yield homestay


@contextmanager
def furnished(app: Flask) -> Iterator[Homestay]:
    """Give a new house with private rooms P1 to P4 and a dorm of 40 places, on a Thursday evening."""
    with standing_at(app, THURSDAY_EVENING), app.app_context():
        made = houses.new(app)
        homestay = made.homestay()
        for number in range(1, 5):
            add_room(homestay, RoomWish(f"P{number}", "private", 2, 400_000))
        add_room(homestay, RoomWish("D1", "dorm", 40, 120_000))
        yield homestay


def played(app: Flask, homestay: Homestay, play: str, rounds: int) -> list[list[Outcome]]:
    settings = {name: app.config[name] for name in ("DATA", "DATABASE_URL", "NOW", "TESTING")}
    slug = homestay.slug
    db.session.rollback()
    return race(settings, slug, f"{PLAYS}:{play}", rounds)


def winners(outcomes: list[Outcome]) -> int:
    return sum(outcome.answer == "yes" for outcome in outcomes)


def errors(rounds: list[list[Outcome]]) -> list[str]:
    return [outcome.words for outcomes in rounds for outcome in outcomes if outcome.answer == "error"]


def held_nights(homestay: Homestay) -> Counter[str]:
    """Return how many nights each booking of the house holds, by code."""
    rows = db.session.execute(
        select(Booking.code, func.count())
        .join(UnitNight, (UnitNight.homestay_id == Booking.homestay_id) & (UnitNight.booking_id == Booking.id))
        .where(Booking.homestay_id == homestay.id)
        .group_by(Booking.code)
    )
    return Counter(dict(map(tuple, rows)))


@on_both
def test_one_of_eight_gets_a_place_and_the_others_are_told_which_room_and_night(app: Flask, house: Homestay) -> None:
    rounds = played(app, house, "take", ROUNDS)

    refusals = [outcome.words for outcomes in rounds for outcome in outcomes if outcome.answer == "no"]
    assert errors(rounds) == []
    assert [winners(outcomes) for outcomes in rounds] == [1] * ROUNDS
    assert all("P1" in words for words in refusals)
    assert held_nights(house) == {outcome.words: 1 for outcomes in rounds for outcome in outcomes if outcome.answer == "yes"}


@on_both
def test_places_asked_for_in_another_order_never_tear_or_deadlock(app: Flask, house: Homestay) -> None:
    rounds = played(app, house, "take_many", FEW)

    assert errors(rounds) == []
    assert [winners(outcomes) for outcomes in rounds] == [1] * FEW
    assert set(held_nights(house).values()) == {4}


@on_both
def test_one_form_sent_eight_times_is_one_booking_with_one_answer(app: Flask, house: Homestay) -> None:
    rounds = played(app, house, "tap_twice", FEW)

    assert errors(rounds) == []
    assert [len({outcome.words for outcome in outcomes}) for outcomes in rounds] == [1] * FEW
    assert len(held_nights(house)) == FEW


@on_both
def test_taking_extending_moving_and_closing_have_one_winner_together(app: Flask, house: Homestay) -> None:
    plays.prepare_mixed(house, FEW)

    rounds = played(app, house, "mixed", FEW)

    assert errors(rounds) == []
    assert [winners(outcomes) for outcomes in rounds] == [1] * FEW
    held = held_nights(house)
    assert len(held) >= 4 * FEW
    assert set(held.values()) <= {1, 2}


@on_both
def test_a_booking_is_checked_in_or_cancelled_never_both(app: Flask, house: Homestay) -> None:
    plays.prepare_in_or_off(house, FEW)

    rounds = played(app, house, "in_or_off", FEW)

    states = db.session.execute(select(Booking.contact, Booking.state).where(Booking.homestay_id == house.id)).all()
    told = {f"today {number}": {outcome.words for outcome in outcomes if outcome.answer == "yes"} for number, outcomes in enumerate(rounds)}
    assert errors(rounds) == []
    assert [winners(outcomes) for outcomes in rounds] == [1] * FEW
    assert told == {contact: {state} for contact, state in states}
    assert {state for words in told.values() for state in words} <= {BookingState.IN_HOUSE, BookingState.CANCELLED}


@on_both
@pytest.mark.parametrize(
    "play", ["extend_or_take", "move_both", "swap_or_take", "swap_both_ways", "split_or_move", "undo_or_take", "confirm_or_take"]
)
def test_two_ways_to_one_night_never_both(app: Flask, house: Homestay, play: str) -> None:
    prepare = {
        "extend_or_take": plays.prepare_extend,
        "move_both": plays.prepare_moves,
        "swap_or_take": plays.prepare_swaps,
        "swap_both_ways": plays.prepare_swaps,
        "split_or_move": plays.prepare_groups,
        "undo_or_take": plays.prepare_cancelled,
        "confirm_or_take": plays.prepare_run_out,
    }
    prepare[play](house, FEW)

    rounds = played(app, house, play, FEW)

    assert errors(rounds) == []
    assert [winners(outcomes) for outcomes in rounds] == [1] * FEW


@on_both_empty
def test_without_the_key_the_race_is_lost(empty_app: Flask) -> None:
    """The control: only the primary key of unit_nights keeps a place from being sold twice."""
    with furnished(empty_app) as house:
        without_key()
        rounds = played(empty_app, house, "take", FEW)

    assert sum(winners(outcomes) > 1 for outcomes in rounds) > FEW // 2


def without_key() -> None:
    """Take the primary key of unit_nights away in this test's own database."""
    with saving():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("ALTER TABLE unit_nights DROP CONSTRAINT pk_unit_nights"))
            return
        db.session.execute(text("CREATE TABLE loose AS SELECT * FROM unit_nights"))
        db.session.execute(text("DROP TABLE unit_nights"))
        db.session.execute(text("ALTER TABLE loose RENAME TO unit_nights"))

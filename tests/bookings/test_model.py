"""Whatever owners do, in whatever order: the nights held are those of a naive model kept in memory beside."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import select

from homestay.bookings import actions, stays, undoing
from homestay.bookings.actions import BookingWish
from homestay.bookings.swapping import Swap, swap_places
from homestay.errors import Refusal
from homestay.places.actions import RoomWish, add_room, close_nights, reopen
from models import db
from models.booking import UnitNight
from models.homestay import Homestay
from models.room import Closure, Unit
from models.stay import Stay
from tests.support import houses
from tests.support.clock import standing_at
from tests.support.installations import on_both

FIRST = date(2026, 10, 1)
DAYS = st.integers(0, 9).map(lambda number: FIRST + timedelta(days=number))
LENGTHS = st.integers(1, 4)
PLACES = st.lists(st.sampled_from(["P1", "P2", "D1-1", "D1-2"]), min_size=1, max_size=2, unique=True)
Held = set[tuple[str, date]]


class Village(RuleBasedStateMachine):
    """A house with two rooms and a dorm of two, and beside it a plain dictionary: holder -> (place, night)."""

    app: Flask
    bookings = Bundle("bookings")
    closures = Bundle("closures")

    @initialize()
    def build(self) -> None:
        made = houses.new(self.app)
        self.context = self.app.app_context()
        self.context.push()
        self.homestay: Homestay = made.homestay()
        rooms = [add_room(self.homestay, RoomWish(name, "private", 2, 400_000)) for name in ("P1", "P2")]
        rooms.append(add_room(self.homestay, RoomWish("D1", "dorm", 2, 120_000, 200_000)))
        self.rooms = {room.name: room.id for room in rooms}
        units = db.session.scalars(select(Unit).where(Unit.homestay_id == self.homestay.id)).all()
        self.units: dict[str, UUID] = {unit.name: unit.id for unit in units}
        self.held: dict[str, Held] = {}
        self.state: dict[str, str] = {}

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.context.pop()

    def is_free(self, wanted: Held, but: str = "") -> bool:
        return not any(wanted & held for holder, held in self.held.items() if holder != but)

    def tries(self, action: Callable[[], object], allowed: bool) -> bool:
        """Do an action and see that it was let through exactly when the model lets it."""
        try:
            action()
        except Refusal:
            done = False
        else:
            done = True
        assert done == allowed
        return done

    @rule(target=bookings, names=PLACES, first=DAYS, nights=LENGTHS)
    def take(self, names: list[str], first: date, nights: int) -> object:
        stay = Stay(first, first + timedelta(days=nights))
        wanted = {(name, night) for name in names for night in stay}
        made: list[str] = []
        wish = BookingWish(stay, 2, units=tuple(self.units[name] for name in names), contact="Anna")
        if not self.tries(lambda: made.append(actions.take_booking(self.homestay, wish).code), self.is_free(wanted)):
            return multiple()
        self.held[made[0]], self.state[made[0]] = wanted, "confirmed"
        return made[0]

    @rule(target=bookings, first=DAYS, nights=LENGTHS)
    def take_whole_dorm(self, first: date, nights: int) -> object:
        stay = Stay(first, first + timedelta(days=nights))
        wanted = {(name, night) for name in ("D1-1", "D1-2") for night in stay}
        made: list[str] = []
        wish = BookingWish(stay, 5, whole_rooms=(self.rooms["D1"],))
        if not self.tries(lambda: made.append(actions.take_booking(self.homestay, wish).code), self.is_free(wanted)):
            return multiple()
        self.held[made[0]], self.state[made[0]] = wanted, "confirmed"
        return made[0]

    @rule(code=bookings, nights=LENGTHS, shift=st.integers(-2, 2))
    def change_dates(self, code: str, nights: int, shift: int) -> None:
        held = self.held.get(code, set())
        alive = self.state[code] in ("confirmed", "in_house")
        first = min((night for _place, night in held), default=FIRST)
        places = {place for place, _night in held}
        uniform = {(place, night) for place in places for night in {night for _place, night in held}} == held
        if not uniform:
            return  # rooms changed in the middle: what a longer stay means is told by other tests
        here = self.state[code] == "in_house"
        stay = Stay(first + timedelta(days=0 if here else shift), first + timedelta(days=(0 if here else shift) + nights))
        wanted = {(place, night) for place in places for night in stay}
        allowed = alive and bool(held) and self.is_free(wanted, code)
        if self.tries(lambda: stays.change_dates(self.homestay, code, stay), allowed):
            self.held[code] = wanted

    @rule(code=bookings, new=st.sampled_from(["P1", "P2", "D1-1", "D1-2"]), first=DAYS)
    def move(self, code: str, new: str, first: date) -> None:
        held = self.held.get(code, set())
        old = min((place for place, _night in held), default="P1")
        going = {(place, night) for place, night in held if place == old and night >= first}
        wanted = {(new, night) for _place, night in going}
        alive = self.state[code] in ("confirmed", "in_house")
        allowed = alive and bool(going) and self.is_free(wanted, code) and not wanted & (held - going)
        move = lambda: stays.move_booking(self.homestay, code, [self.units[old]], [self.units[new]], first)  # noqa: E731
        if self.tries(move, allowed):
            self.held[code] = held - going | wanted

    @rule(code=bookings, other=bookings, first=DAYS)
    def swap(self, code: str, other: str, first: date) -> None:
        held = {each: self.held.get(each, set()) for each in (code, other)}
        place = {each: min((place for place, _night in nights), default="P1") for each, nights in held.items()}
        going = {each: {(at, night) for at, night in held[each] if at == place[each] and night >= first} for each in held}
        shared = {night for _place, night in going[code]} & {night for _place, night in going[other]}
        coming = {
            code: {(place[other], night) for _place, night in going[code]},
            other: {(place[code], night) for _place, night in going[other]},
        }
        kept = {each: held[each] - going[each] for each in held}
        alive = all(self.state[each] in ("confirmed", "in_house") for each in held)
        strangers = {taken for holder, nights in self.held.items() if holder not in held for taken in nights}
        taken = strangers | kept[code] | kept[other]
        allowed = code != other and alive and bool(shared) and place[code] != place[other] and not (coming[code] | coming[other]) & taken
        wish = Swap((self.units[place[code]],), other, (self.units[place[other]],), first)
        if self.tries(lambda: swap_places(self.homestay, code, wish), allowed):
            self.held.update({each: kept[each] | coming[each] for each in held})

    @rule(code=bookings)
    def cancel(self, code: str) -> None:
        if self.tries(lambda: actions.cancel_booking(self.homestay, code, "mưa"), self.state[code] == "confirmed"):
            self.held[code], self.state[code] = set(), "cancelled"

    @rule(code=bookings)
    def check_in(self, code: str) -> None:
        first = min((night for _place, night in self.held.get(code, set())), default=FIRST)
        if self.tries(lambda: actions.check_in(self.homestay, code), self.state[code] == "confirmed" and first <= FIRST):
            self.state[code] = "in_house"

    @rule(code=bookings)
    def check_out(self, code: str) -> None:
        if self.tries(lambda: actions.check_out(self.homestay, code), self.state[code] == "in_house"):
            self.state[code] = "left"
            self.held[code] = {(place, night) for place, night in self.held[code] if night < FIRST}

    @rule(code=bookings)
    def undo_check_in(self, code: str) -> None:
        if self.tries(lambda: undoing.undo_check_in(self.homestay, code), self.state[code] == "in_house"):
            self.state[code] = "confirmed"

    @rule(target=closures, name=st.sampled_from(["P1", "P2", "D1"]), first=DAYS, nights=LENGTHS)
    def close(self, name: str, first: date, nights: int) -> object:
        stay = Stay(first, first + timedelta(days=nights))
        wanted = {(place, night) for place in self.units if place.partition("-")[0] == name for night in stay}
        made: list[Closure] = []
        act = lambda: made.append(close_nights(self.homestay, self.rooms[name], stay, "repair"))  # noqa: E731
        if not self.tries(act, self.is_free(wanted)):
            return multiple()
        self.held[str(made[0].id)] = wanted
        return str(made[0].id)

    @rule(closure=closures)
    def open_again(self, closure: str) -> None:
        if self.tries(lambda: reopen(self.homestay, UUID(closure)), closure in self.held):
            del self.held[closure]

    @invariant()
    def the_book_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "units"):
            return
        names = {unit_id: name for name, unit_id in self.units.items()}
        rows = db.session.execute(select(UnitNight.unit_id, UnitNight.night).where(UnitNight.homestay_id == self.homestay.id)).all()
        kept = sorted((names[unit_id], night) for unit_id, night in rows)
        assert kept == sorted(place for held in self.held.values() for place in held)
        db.session.rollback()


@on_both
@pytest.mark.slow
def test_the_nights_held_are_those_of_a_naive_model(app: Flask) -> None:
    machine = type("VillageOn", (Village,), {"app": app})
    with standing_at(app, f"{FIRST} 18:00"):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck), database=None
            ),
        )

"""Whatever owners do, in whatever order and however time passes: the nights held are those of a naive model kept in memory beside."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import select

from homestay import clock as village_clock
from homestay.bookings import actions, correcting, holding, parking, promising, queries, stays, undoing
from homestay.bookings.correcting import Hour
from homestay.bookings.splitting import Split, split_off
from homestay.bookings.swapping import Swap, swap_places
from homestay.bookings.wishes import BookingWish
from homestay.errors import Refusal
from homestay.places.actions import RoomWish, add_room, close_nights, reopen
from models import db
from models.booking import RUNNING, Booking, ParkedNight, UnitNight
from models.homestay import Homestay
from models.room import Closure, Unit
from models.stay import Stay
from tests.support import houses
from tests.support.clock import Clock, standing_at
from tests.support.installations import on_both

FIRST = date(2026, 10, 1)
EVENING = f"{FIRST} 18:00"
DAYS = st.integers(0, 3).map(lambda number: FIRST + timedelta(days=number))
LENGTHS = st.integers(1, 3)
MINUTES = st.integers(1, 12)
PLACES = st.lists(st.sampled_from(["P1", "P2", "D1-1", "D1-2"]), min_size=1, max_size=2, unique=True)
Held = frozenset[tuple[str, date]]
NOTHING: Held = frozenset()


@dataclass(frozen=True)
class Kept:
    """A booking as the model knows it."""

    state: str
    held: Held
    arrive: date
    leave: date
    until: datetime | None = None
    has_lapsed: bool = False
    given_back: Held = NOTHING
    """The nights a hold gave back when it ran out, as long as the house remembers them."""
    waits: frozenset[date] = frozenset()
    """The nights that have no place yet."""
    people: int = 2

    @property
    def is_coming(self) -> bool:
        return self.state in ("held", "confirmed")

    @property
    def is_open(self) -> bool:
        return not self.has_lapsed and (self.is_coming or self.state == "in_house")


@dataclass(frozen=True)
class Done:
    """What a change by a tap did to one booking."""

    before: Kept
    after: Kept

    @property
    def changed(self) -> set[str]:
        names = {field.name for field in fields(Kept)} - {"held", "given_back"}
        return {name for name in names if getattr(self.before, name) != getattr(self.after, name)}

    @property
    def gone(self) -> Held:
        return self.before.held - self.after.held

    @property
    def come(self) -> Held:
        return self.after.held - self.before.held

    def stands(self, now: Kept) -> bool:
        """Say whether all that was changed is still so."""
        return all(getattr(now, name) == getattr(self.after, name) for name in self.changed) and self.come <= now.held

    def taken_back(self, now: Kept) -> Kept:
        back = {name: getattr(self.before, name) for name in self.changed}
        return replace(now, held=now.held - self.come | self.gone, given_back=NOTHING, **back)


@dataclass(frozen=True)
class Step:
    """The last change by a tap: when it was, and what it did to each booking it touched."""

    at: datetime
    done: dict[str, Done]


class Village(RuleBasedStateMachine):
    """A house with two rooms and a dorm of two, and beside it a plain dictionary: booking -> what is kept of it."""

    app: Flask
    bookings = Bundle("bookings")
    closures = Bundle("closures")

    @initialize(target=bookings)
    def build(self) -> object:
        """Make the house with three bookings in it, one of them held for five minutes."""
        self.clock = Clock(self.app)
        self.clock.set(EVENING)
        made = houses.new(self.app)
        self.context = self.app.app_context()
        self.context.push()
        self.homestay: Homestay = made.homestay()
        rooms = [add_room(self.homestay, RoomWish(name, "private", 2, 400_000)) for name in ("P1", "P2")]
        rooms.append(add_room(self.homestay, RoomWish("D1", "dorm", 2, 120_000, 200_000)))
        self.rooms = {room.name: room.id for room in rooms}
        units = db.session.scalars(select(Unit).where(Unit.homestay_id == self.homestay.id)).all()
        self.units: dict[str, UUID] = {unit.name: unit.id for unit in units}
        self.kept: dict[str, Kept] = {}
        self.closed: dict[str, Held] = {}
        self.steps: dict[str, Step] = {}
        first = self.take_places(["P1"], Stay(FIRST, FIRST + timedelta(days=2)), 5)
        second = self.take_places(["P2"], Stay(FIRST, FIRST + timedelta(days=2)), None)
        third = self.take_places(["D1-1"], Stay(FIRST - timedelta(days=1), FIRST + timedelta(days=1)), None)
        return multiple(first, second, third)

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.context.pop()

    @property
    def now(self) -> datetime:
        return village_clock.now()

    def is_free(self, wanted: Held, but: str = "") -> bool:
        others = [kept.held for code, kept in self.kept.items() if code != but]
        return not any(wanted & held for held in [*others, *self.closed.values()])

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

    def tapped(self, code: str, after: Kept) -> None:
        """Keep what a change by a tap did; it can be taken back for ten minutes."""
        self.tapped_together({code: after})

    def tapped_together(self, after: dict[str, Kept]) -> None:
        step = Step(self.now, {code: Done(self.kept[code], kept) for code, kept in after.items()})
        self.steps.update(dict.fromkeys(after, step))
        self.kept.update(after)

    def taken_up(self, code: str) -> Kept | None:
        """Return a booking as it is when a hold that ran out gets its nights again; nothing when it cannot."""
        kept = self.kept[code]
        if not kept.has_lapsed:
            return kept
        if not kept.given_back and kept.waits:
            return replace(kept, has_lapsed=False)
        if not kept.given_back or not self.is_free(kept.given_back, code):
            return None
        first = min(night for _place, night in kept.given_back)
        return replace(kept, held=kept.given_back, has_lapsed=False, given_back=NOTHING, arrive=first)

    # ---- time

    @rule(minutes=MINUTES)
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)
        self.holds_run_out()

    def holds_run_out(self) -> None:
        for code, kept in self.kept.items():
            if kept.state == "held" and not kept.has_lapsed and kept.until and kept.until <= self.now:
                over = frozenset((place, night) for place, night in kept.held if night >= FIRST)
                self.kept[code] = replace(kept, held=kept.held - over, has_lapsed=True, given_back=over)
                self.steps.pop(code, None)

    @rule()
    def somebody_looks(self) -> None:
        holding.catch_up(self.homestay)

    # ---- bookings

    @rule(target=bookings, names=PLACES, first=DAYS, nights=LENGTHS, minutes=st.none() | MINUTES)
    def take(self, names: list[str], first: date, nights: int, minutes: int | None) -> object:
        code = self.take_places(names, Stay(first, first + timedelta(days=nights)), minutes)
        return code or multiple()

    def take_places(self, names: list[str], stay: Stay, minutes: int | None) -> str | None:
        wanted = frozenset((name, night) for name in names for night in stay)
        until = self.now + timedelta(minutes=minutes) if minutes else None
        made: list[str] = []
        wish = BookingWish(stay, 2, units=tuple(self.units[name] for name in names), contact="Anna", held_until=until)
        if not self.tries(lambda: made.append(actions.take_booking(self.homestay, wish).code), self.is_free(wanted)):
            return None
        self.kept[made[0]] = Kept("held" if until else "confirmed", wanted, stay.arrive, stay.leave, until)
        return made[0]

    @rule(target=bookings, first=DAYS, nights=LENGTHS)
    def take_whole_dorm(self, first: date, nights: int) -> object:
        stay = Stay(first, first + timedelta(days=nights))
        wanted = frozenset((name, night) for name in ("D1-1", "D1-2") for night in stay)
        made: list[str] = []
        wish = BookingWish(stay, 5, whole_rooms=(self.rooms["D1"],))
        if not self.tries(lambda: made.append(actions.take_booking(self.homestay, wish).code), self.is_free(wanted)):
            return multiple()
        self.kept[made[0]] = Kept("confirmed", wanted, stay.arrive, stay.leave, people=5)
        return made[0]

    @rule(target=bookings, first=DAYS, nights=LENGTHS)
    def take_without_place(self, first: date, nights: int) -> str:
        stay = Stay(first, first + timedelta(days=nights))
        code = parking.take_without_place(self.homestay, BookingWish(stay, 2, contact="Anna"), 1).code
        self.kept[code] = Kept("confirmed", NOTHING, stay.arrive, stay.leave, waits=frozenset(stay))
        return code

    @rule(code=bookings, first=DAYS)
    def park(self, code: str, first: date) -> None:
        kept = self.kept[code]
        place = min((place for place, _night in kept.held), default="P1")
        since = max(first, FIRST + timedelta(days=1)) if kept.state == "in_house" else first
        going = frozenset((at, night) for at, night in kept.held if at == place and night >= since)
        act = lambda: parking.park_booking(self.homestay, code, [self.units[place]], first)  # noqa: E731
        if self.tries(act, kept.is_open and bool(going)):
            self.tapped(code, replace(kept, held=kept.held - going, waits=kept.waits | {night for _place, night in going}))

    @rule(code=bookings, name=st.sampled_from(["P1", "P2", "D1-1", "D1-2"]))
    def place(self, code: str, name: str) -> None:
        kept = self.kept[code]
        to_come = sorted(night for night in kept.waits if night >= FIRST)
        row = {night for number, night in enumerate(to_come) if night == to_come[0] + timedelta(days=number)}
        wanted = frozenset((name, night) for night in row)
        act = lambda: parking.place_booking(self.homestay, code, [self.units[name]])  # noqa: E731
        if self.tries(act, kept.is_open and bool(row) and self.is_free(wanted)):
            self.tapped(code, replace(kept, held=kept.held | wanted, waits=frozenset(to_come) - row))

    @rule(target=bookings, code=bookings)
    def split(self, code: str) -> object:
        kept = self.kept[code]
        place = min((place for place, _night in kept.held), default="P1")
        going = frozenset((at, night) for at, night in kept.held if at == place)
        nights, staying = {night for _place, night in going}, {night for _place, night in kept.held - going} | kept.waits
        made: list[str] = []
        guests = queries.booking_of(self.homestay, code).guests
        wish = Split((self.units[place],), (guests[-1].id,))
        allowed = kept.is_open and bool(nights) and bool(staying) and kept.people > 1
        if not self.tries(lambda: made.append(split_off(self.homestay, code, wish).code), allowed):
            return multiple()
        rest = planned(replace(kept, held=kept.held - going, people=kept.people - 1, given_back=NOTHING), staying)
        self.kept.update({code: rest, made[0]: planned(replace(kept, held=going, people=1, waits=frozenset()), nights)})
        self.steps.pop(code, None)
        return made[0]

    @rule(code=bookings, nights=LENGTHS, shift=st.integers(-2, 2))
    def change_dates(self, code: str, nights: int, shift: int) -> None:
        kept = self.kept[code]
        places = {place for place, _night in kept.held}
        uniform = {(place, night) for place in places for night in {night for _place, night in kept.held}} == kept.held
        if not uniform or kept.waits:
            return  # rooms changed in the middle: what a longer stay means is told by other tests
        first = kept.arrive + timedelta(days=0 if kept.state == "in_house" else shift)
        stay = Stay(first, first + timedelta(days=nights))
        wanted = frozenset((place, night) for place in places for night in stay)
        slept = kept.state == "in_house" and stay.leave < min(FIRST, kept.leave)
        allowed = kept.is_open and bool(kept.held) and not slept and self.is_free(wanted, code)
        if self.tries(lambda: stays.change_dates(self.homestay, code, stay), allowed):
            self.tapped(code, replace(kept, held=wanted, arrive=stay.arrive, leave=stay.leave))

    @rule(code=bookings, new=st.sampled_from(["P1", "P2", "D1-1", "D1-2"]), first=DAYS)
    def move(self, code: str, new: str, first: date) -> None:
        kept = self.kept[code]
        old = min((place for place, _night in kept.held), default="P1")
        going = {(place, night) for place, night in kept.held if place == old and night >= first}
        wanted = frozenset((new, night) for _place, night in going)
        allowed = kept.is_open and bool(going) and self.is_free(wanted, code) and not wanted & (kept.held - going)
        move = lambda: stays.move_booking(self.homestay, code, [self.units[old]], [self.units[new]], first)  # noqa: E731
        if self.tries(move, allowed):
            self.tapped(code, replace(kept, held=kept.held - going | wanted))

    @rule(code=bookings, other=bookings, first=DAYS)
    def swap(self, code: str, other: str, first: date) -> None:
        pair = {each: self.kept[each] for each in (code, other)}
        place = {each: min((place for place, _night in kept.held), default="P1") for each, kept in pair.items()}
        going = {each: {(at, night) for at, night in kept.held if at == place[each] and night >= first} for each, kept in pair.items()}
        shared = {night for _place, night in going[code]} & {night for _place, night in going[other]}
        coming = {
            code: {(place[other], night) for _place, night in going[code]},
            other: {(place[code], night) for _place, night in going[other]},
        }
        stay = {each: kept.held - going[each] for each, kept in pair.items()}
        strangers = [kept.held for each, kept in self.kept.items() if each not in pair] + list(self.closed.values())
        in_the_way = any((coming[code] | coming[other]) & held for held in [*strangers, *stay.values()])
        alive = all(kept.is_open for kept in pair.values())
        allowed = code != other and alive and bool(shared) and place[code] != place[other] and not in_the_way
        wish = Swap((self.units[place[code]],), other, (self.units[place[other]],), first)
        if self.tries(lambda: swap_places(self.homestay, code, wish), allowed):
            self.tapped_together({each: replace(kept, held=stay[each] | coming[each]) for each, kept in pair.items()})

    @rule(code=bookings)
    def cancel(self, code: str) -> None:
        kept = self.kept[code]
        if self.tries(lambda: actions.cancel_booking(self.homestay, code, "mưa"), kept.is_coming):
            self.tapped(code, replace(kept, state="cancelled", held=NOTHING, until=None, given_back=NOTHING, waits=frozenset()))

    @rule(code=bookings)
    def confirm(self, code: str) -> None:
        up = self.taken_up(code)
        if self.tries(lambda: promising.confirm_booking(self.homestay, code), self.kept[code].state == "held" and up is not None):
            assert up
            self.tapped(code, replace(up, state="confirmed", until=None))

    @rule(code=bookings, minutes=MINUTES)
    def hold_longer(self, code: str, minutes: int) -> None:
        up, until = self.taken_up(code), self.now + timedelta(minutes=minutes)
        hold = lambda: promising.hold_until(self.homestay, code, until)  # noqa: E731
        if self.tries(hold, self.kept[code].state == "held" and up is not None):
            assert up
            self.tapped(code, replace(up, until=until))

    @rule(code=bookings)
    def check_in(self, code: str) -> None:
        kept, up = self.kept[code], self.taken_up(code)
        allowed = kept.is_coming and kept.arrive <= FIRST and up is not None and sleeps(up)
        if self.tries(lambda: actions.check_in(self.homestay, code), allowed):
            assert up
            self.tapped(code, replace(up, state="in_house", until=None, waits=to_come(up)))

    @rule(code=bookings)
    def check_out(self, code: str) -> None:
        kept = self.kept[code]
        if self.tries(lambda: actions.check_out(self.homestay, code), kept.state == "in_house"):
            self.tapped(code, replace(kept, state="left", held=slept(kept.held), waits=frozenset()))

    @rule(code=bookings)
    def undo_check_in(self, code: str) -> None:
        kept = self.kept[code]
        has_hour = kept.state == "in_house"
        if self.tries(lambda: undoing.undo_check_in(self.homestay, code), has_hour):
            self.kept[code] = replace(kept, state="confirmed")

    @rule(code=bookings)
    def they_came_this_evening(self, code: str) -> None:
        up = self.taken_up(code)
        allowed = up is not None and (up.is_coming or up.state == "in_house") and up.arrive <= FIRST < up.leave and sleeps(up)
        if self.tries(lambda: correcting.correct_times(self.homestay, code, at_five(), None), allowed):
            assert up
            self.tapped(code, replace(up, state="in_house", until=None, waits=to_come(up)))

    @rule(code=bookings)
    def they_left_this_evening(self, code: str) -> None:
        up = self.taken_up(code)
        allowed = up is not None and (up.is_coming or up.state in ("in_house", "left")) and up.arrive <= FIRST < up.leave and bool(up.held)
        if self.tries(lambda: correcting.correct_times(self.homestay, code, at_five(), Hour(FIRST)), allowed):
            assert up
            self.tapped(code, replace(up, state="left", until=None, held=slept(up.held), waits=frozenset()))

    @rule(code=bookings)
    def undo(self, code: str) -> None:
        step = self.steps.get(code)
        done = step.done if step else {}
        back = {each: change.taken_back(self.kept[each]) for each, change in done.items()}
        allowed = step is not None and self.now - step.at <= timedelta(minutes=10) and self.may_go_back(done, back)
        if self.tries(lambda: undoing.undo(self.homestay, code), allowed):
            self.kept.update(back)
            for each in done:
                self.steps.pop(each, None)
            self.holds_run_out()

    def may_go_back(self, done: dict[str, Done], back: dict[str, Kept]) -> bool:
        """Say whether all that was changed is still so, and nobody else has a night that is wanted again."""
        others = [kept.held for code, kept in self.kept.items() if code not in done] + list(self.closed.values())
        left = [self.kept[code].held - change.come for code, change in done.items()]
        wanted = [change.gone for change in done.values()]
        is_free = not any(gone & held for gone in wanted for held in [*others, *left])
        return all(change.stands(self.kept[code]) for code, change in done.items()) and is_free and bool(back)

    # ---- closed nights

    @rule(target=closures, name=st.sampled_from(["P1", "D1"]), first=DAYS, nights=st.just(1))
    def close(self, name: str, first: date, nights: int) -> object:
        stay = Stay(first, first + timedelta(days=nights))
        wanted = frozenset((place, night) for place in self.units if place.partition("-")[0] == name for night in stay)
        made: list[Closure] = []
        act = lambda: made.append(close_nights(self.homestay, self.rooms[name], stay, "repair"))  # noqa: E731
        if not self.tries(act, self.is_free(wanted)):
            return multiple()
        self.closed[str(made[0].id)] = wanted
        return str(made[0].id)

    @rule(closure=closures)
    def open_again(self, closure: str) -> None:
        if self.tries(lambda: reopen(self.homestay, UUID(closure)), closure in self.closed):
            del self.closed[closure]

    @invariant()
    def the_book_holds_what_the_model_holds(self) -> None:
        if not hasattr(self, "units"):
            return
        db.session.rollback()
        names = {unit_id: name for name, unit_id in self.units.items()}
        over = select(Booking.id).where(Booking.homestay_id == self.homestay.id, Booking.held_until <= self.now, *RUNNING)
        waiting = UnitNight.booking_id.in_(over) & (UnitNight.night >= FIRST)  # the next change, or page, gives them back
        query = select(UnitNight.unit_id, UnitNight.night).where(UnitNight.homestay_id == self.homestay.id, ~waiting | no_booking())
        kept = sorted((names[unit_id], night) for unit_id, night in db.session.execute(query))
        held = [*(kept.held for kept in self.kept.values()), *self.closed.values()]
        assert kept == sorted(place for each in held for place in each)
        parked = db.session.scalars(select(ParkedNight.night).where(ParkedNight.homestay_id == self.homestay.id)).all()
        assert sorted(parked) == sorted(night for kept in self.kept.values() for night in kept.waits)

    @invariant()
    def the_states_are_those_of_the_model(self) -> None:
        if not hasattr(self, "units"):
            return
        rows = db.session.execute(select(Booking.code, Booking.state).where(Booking.homestay_id == self.homestay.id))
        assert dict(map(tuple, rows)) == {code: kept.state for code, kept in self.kept.items()}
        db.session.rollback()


def no_booking():
    """Say that a closure holds the night: a comparison with nothing is neither true nor false."""
    return UnitNight.booking_id.is_(None)


def sleeps(kept: Kept) -> bool:
    """Say whether a booking has a place for tonight, as far as anybody knows."""
    return FIRST not in kept.waits and (bool(kept.held) or not kept.waits)


def to_come(kept: Kept) -> frozenset[date]:
    return frozenset(night for night in kept.waits if night >= FIRST)


def planned(kept: Kept, nights: set[date] | frozenset[date]) -> Kept:
    return replace(kept, arrive=min(nights), leave=max(nights) + timedelta(days=1))


def slept(held: Held) -> Held:
    return frozenset((place, night) for place, night in held if night < FIRST)


def at_five() -> Hour:
    return Hour(FIRST, village_clock.at(FIRST, 17))


@on_both
@pytest.mark.slow
def test_the_nights_held_are_those_of_a_naive_model(app: Flask) -> None:
    machine = type("VillageOn", (Village,), {"app": app})
    with standing_at(app, EVENING):
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
            ),
        )

"""The room board: how every room and dorm place stands now, each in one state, and what whoever cleans has to know."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from homestay.today.day import Day
from homestay.today.queries import Party, Tonight
from models.room import Cleaning


class RoomState(StrEnum):
    """How a room stands, the first that is so: đóng, đi hôm nay, đang ở, đến hôm nay, chưa dọn, đang dọn, trống."""

    CLOSED = "closed"
    LEAVING = "leaving"
    TAKEN = "taken"
    ARRIVING = "arriving"
    TO_CLEAN = "to_clean"
    BEING_CLEANED = "being_cleaned"
    FREE = "free"


class Facts(NamedTuple):
    """What is so of a room or a place tonight; several may be so at once."""

    is_closed: bool
    is_leaving: bool
    is_taken: bool
    is_arriving: bool
    cleaning: str = Cleaning.CLEAN


def state_of(facts: Facts) -> RoomState:
    """Return the one state to show, by fixed priority. Source: issue 3, point 2."""
    cleaning = {Cleaning.TO_CLEAN: RoomState.TO_CLEAN, Cleaning.BEING_CLEANED: RoomState.BEING_CLEANED}
    ranked = (
        (facts.is_closed, RoomState.CLOSED),
        (facts.is_leaving, RoomState.LEAVING),
        (facts.is_taken, RoomState.TAKEN),
        (facts.is_arriving, RoomState.ARRIVING),
    )
    return next((state for is_so, state in ranked if is_so), cleaning.get(Cleaning(facts.cleaning), RoomState.FREE))


class BoardPlace(NamedTuple):
    """A dorm place on the board."""

    name: str
    state: RoomState


@dataclass(frozen=True)
class BoardRoom:
    """A room on the board, with its people; `places` only of a dorm."""

    room_id: UUID
    name: str
    is_dorm: bool
    cleaning: str
    state: RoomState
    places: list[BoardPlace]
    leaving: list[Party]
    taken: list[Party]
    arriving: list[Party]

    @property
    def places_by_state(self) -> dict[RoomState, list[str]]:
        """Return the names of a dorm's places by their state, in the order of the states."""
        return {state: names for state in RoomState if (names := [place.name for place in self.places if place.state == state])}

    @property
    def is_work(self) -> bool:
        """Say whether the room is on the list of whoever cleans: somebody goes or comes, or it is not clean."""
        return bool(self.leaving or self.arriving) or self.cleaning != Cleaning.CLEAN


Find = Callable[[UUID], list[Party]]


def board(day: Day, house: Sequence[Tonight]) -> list[BoardRoom]:
    """Return every room with its state, in the house's order. `house` is `queries.whole_house` of the same night."""
    rooms: dict[UUID, list[Tonight]] = {}
    for each in house:
        rooms.setdefault(each.place.room_id, []).append(each)
    going, staying = by_unit(day.leaving), by_unit(day.in_house)
    coming = by_unit(party for party in day.arriving if not party.has_lapsed)
    return [board_room(places, going, staying, coming) for places in rooms.values()]


def by_unit(parties: Iterable[Party]) -> Find:
    """Return what gives the parties of a place."""
    found: dict[UUID, list[Party]] = {}
    for party in parties:
        for unit in party.units:
            found.setdefault(unit, []).append(party)
    return lambda unit: found.get(unit, [])


def board_room(places: Sequence[Tonight], going: Find, staying: Find, coming: Find) -> BoardRoom:
    """Return a room: it is closed when all its places are, and somebody leaves, stays or comes when anybody does."""
    facts = [facts_of(each, going, staying, coming) for each in places]
    room = places[0].place
    whole = Facts(
        is_closed=all(each.is_closed for each in facts),
        is_leaving=any(each.is_leaving for each in facts),
        is_taken=any(each.is_taken for each in facts),
        is_arriving=any(each.is_arriving for each in facts),
        cleaning=room.cleaning,
    )
    return BoardRoom(
        room.room_id,
        room.room_name,
        room.is_dorm,
        room.cleaning,
        state_of(whole),
        [BoardPlace(each.place.unit_name, state_of(fact)) for each, fact in zip(places, facts, strict=True)] if room.is_dorm else [],
        *(parties_in(places, find) for find in (going, staying, coming)),
    )


def facts_of(each: Tonight, going: Find, staying: Find, coming: Find) -> Facts:
    """Return what is so of one place; nights that a listing site holds count as taken: who has them is not known here."""
    unit = each.place.unit_id
    return Facts(
        not each.is_open or each.is_closed,
        bool(going(unit)),
        bool(staying(unit)) or each.is_imported,
        bool(coming(unit)),
        each.place.cleaning,
    )


def parties_in(places: Sequence[Tonight], find: Find) -> list[Party]:
    """Return the parties of a room's places, each once."""
    return list({party.code: party for each in places for party in find(each.place.unit_id)}.values())


def counted(rooms: Sequence[BoardRoom]) -> dict[RoomState, int]:
    """Return how many rooms stand in each state, in the order of the states, without those that none has."""
    found = Counter(room.state for room in rooms)
    return {state: found[state] for state in RoomState if found[state]}

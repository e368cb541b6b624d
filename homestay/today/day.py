"""Sorting what the day brings into the lists and counters of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from homestay import clock
from homestay.today.queries import Party, Tonight
from models.booking import COMING, BookingState
from models.room import Cleaning

READY_FROM = time(14)
"""Before this hour a room may still be slept in or not yet cleaned: who comes sooner asks for an early hour."""
LATE_FROM = time(21)
"""From this hour on somebody has to wait up."""


@dataclass(frozen=True)
class Day:
    """The lists of Today."""

    today: date
    waiting: list[Party]
    """Who has nights without a place, the next to come first."""
    arriving: list[Party]
    held: list[Party]
    """Who is only held for a later day, the next to run out first."""
    in_house: list[Party]
    leaving: list[Party]
    gone: list[Party]
    by_day: list[Party]
    """Who came and went today without a night (khách trong ngày): told only where they owe."""
    free: list[Tonight]

    @property
    def guests_arriving(self) -> int:
        return people([party for party in self.arriving if not party.has_lapsed])

    @property
    def guests_in_house(self) -> int:
        return people(self.in_house)

    @property
    def guests_leaving(self) -> int:
        """Who leaves or left today, together."""
        return people(self.leaving) + people(self.gone)

    @property
    def guests_not_gone(self) -> int:
        """Who should leave today, or should have before, and is still here."""
        return people(self.leaving)

    @property
    def owing(self) -> list[Party]:
        """Who is here or leaves today and has not paid all, those who leave first."""
        return [party for party in [*self.leaving, *self.gone, *self.by_day, *self.in_house] if party.owed > 0]

    @property
    def sum_owed(self) -> int:
        """What they have to pay, in đồng."""
        return sum(party.owed for party in self.owing)

    @property
    def waits_for(self) -> dict[UUID, Party]:
        """Who is still on a place though their nights are over, by place."""
        return {unit: party for party in self.leaving for unit in party.units}

    @property
    def places_in_house(self) -> int:
        return sum(len(party.places) for party in self.in_house)

    @property
    def free_rooms(self) -> int:
        return sum(not each.place.is_dorm for each in self.free)

    @property
    def free_dorm_places(self) -> int:
        return sum(each.place.is_dorm for each in self.free)


def people(parties: Sequence[Party]) -> int:
    return sum(party.people for party in parties)


def sorted_out(parties: Sequence[Party], house: Sequence[Tonight], today: date) -> Day:
    """Return the lists of the day: who is in house stands under "leaving" once the planned day of leaving has come."""
    here = [party for party in parties if party.state == BookingState.IN_HOUSE]
    return Day(
        today=today,
        waiting=sorted((party for party in parties if party.waits and not party.has_lapsed), key=lambda party: party.waits_from or today),
        arriving=[party for party in parties if party.state in COMING and party.planned_from <= today and party.waits_from != today],
        held=sorted((party for party in parties if party.state == BookingState.HELD and party.planned_from > today), key=running_out),
        in_house=[party for party in here if party.planned_to > today],
        leaving=[party for party in here if party.planned_to <= today],
        gone=[party for party in parties if party.state == BookingState.LEFT and party.nights],
        by_day=[party for party in parties if party.state == BookingState.LEFT and not party.nights],
        free=[each for each in house if each.is_open and not each.is_taken],
    )


def rooms_to_clean(house: Sequence[Tonight]) -> int:
    """Return how many rooms wait to be cleaned, or are being cleaned."""
    return len({each.place.room_id for each in house if each.place.cleaning != Cleaning.CLEAN})


def running_out(party: Party) -> datetime:
    return party.held_until or clock.at(party.planned_to)

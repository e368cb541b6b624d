"""Which free places fit so many people: what is proposed for a group (xếp chỗ cho đoàn)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from homestay.bookings.offer import Offer
from homestay.places.queries import Place, grouped


class Part(NamedTuple):
    """What one room can give: for how many people, what it costs a night in đồng, and which places or whole dorm it is."""

    people: int
    is_dorm: bool
    price: int
    units: tuple[UUID, ...]
    whole: tuple[UUID, ...] = ()


class Choice(NamedTuple):
    """Rooms together, compared by their first fields: few rooms, then few dorms, then little money."""

    rooms: int
    dorms: int
    price: int
    units: tuple[UUID, ...]
    whole: tuple[UUID, ...]

    def and_also(self, part: Part) -> "Choice":
        return Choice(self.rooms + 1, self.dorms + part.is_dorm, self.price + part.price, self.units + part.units, self.whole + part.whole)


@dataclass(frozen=True)
class Proposal:
    """A set of free places for a group: its places, dorms taken as a whole, for how many it is, and what a night costs in đồng."""

    units: tuple[UUID, ...]
    whole: tuple[UUID, ...]
    people: int
    price: int


def propose(offer: Offer, people: int) -> Proposal:
    """Return the places that fit so many people: as few rooms as can be, then as few beds left over, then the lowest price.

    When there is not room for everybody, all that there is.
    """
    best: dict[int, Choice] = {0: Choice(0, 0, 0, (), ())}
    for parts in choices(offer, people):
        for covered, found in sorted(best.items(), reverse=True):
            for part in parts:
                now, more = min(covered + part.people, people + MOST_SPARE), found.and_also(part)
                if now not in best or more[:3] < best[now][:3]:
                    best[now] = more
    enough = [covered for covered in best if covered >= people]
    covered = min(enough, key=lambda number: (best[number].rooms, number, best[number][1:3])) if enough else max(best)
    chosen = best[covered]
    return Proposal(chosen.units, chosen.whole, covered, chosen.price)


MOST_SPARE = 50
"""More beds left over than this are all the same."""


def choices(offer: Offer, people: int) -> Iterator[Sequence[Part]]:
    """Give for each room what can be had of it: a private room whole; of a dorm one place, two, … or the whole where that costs less."""
    for place in offer.rooms:
        yield [Part(place.capacity, False, place.price, (place.unit_id,))]
    whole = {place.room_id: count for place, count in offer.whole}
    for room_id, own in grouped(offer.mattresses).items():
        yield [of_dorm(own, number, whole.get(room_id, 0)) for number in range(1, min(len(own), people) + 1)]


def of_dorm(own: Sequence[Place], number: int, whole: int) -> Part:
    price, whole_price = own[0].price * number, own[0].whole_price
    if whole and whole_price is not None and whole_price <= price:
        return Part(number, True, whole_price, (), (own[0].room_id,))
    return Part(number, True, price, tuple(place.unit_id for place in own[:number]))

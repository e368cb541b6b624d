"""What can be booked on some nights: free rooms, free dorm places, dorms that are free as a whole."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from homestay.places import queries as places
from homestay.places.opening import is_open
from homestay.places.queries import Place, grouped
from models.homestay import Homestay
from models.stay import Stay


@dataclass(frozen=True)
class Offer:
    """The free places of some nights, in the house's order."""

    stay: Stay
    rooms: list[Place]
    mattresses: list[Place]
    whole: list[tuple[Place, int]]
    """Dorms that can be had as a whole: one of their places, and how many they have."""

    def named(self, names_said: Collection[str], ids: Collection[UUID]) -> set[UUID]:
        """Return the free places that a link names: by id, or by a name that only one place bears."""
        free = self.rooms + self.mattresses
        names = Counter(place.unit_name for place in free)
        only = {name for name in names_said if names[name] == 1}
        return {place.unit_id for place in free if place.unit_id in ids or place.unit_name in only}

    def instead_of(self, units: Sequence[UUID]) -> set[UUID]:
        """Return as many free places as were asked for: those asked for that are free, then others of the same kind."""
        free = {place.unit_id: place for place in self.rooms + self.mattresses}
        chosen = [unit for unit in units if unit in free]
        missing = len(units) - len(chosen)
        others = [unit for unit in free if unit not in chosen]
        return {*chosen, *others[: max(missing, 0)]}


def offer_of(homestay: Homestay, stay: Stay) -> Offer:
    """Return what is open and free on every night of the stay (chỗ còn trống); two statements."""
    free = places.free_units(homestay.id, stay)
    sold = Counter(
        row.room_id
        for row in places.open_units(homestay, stay.arrive, stay.leave)
        if all(is_open(row, night) for night in (stay.arrive, stay.last_night))
    )
    rooms = [place for place in free if not place.is_dorm]
    mattresses = [place for place in free if place.is_dorm]
    dorms = grouped(mattresses)
    whole = [(own[0], len(own)) for room_id, own in dorms.items() if own[0].whole_price is not None and len(own) == sold[room_id]]
    return Offer(stay, rooms, mattresses, whole)

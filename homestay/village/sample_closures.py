"""Nights on which sample rooms are out of sale: repair, the family's own use, a rest in the rains."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from homestay.village.sample_houses import SampleRoom
from homestay.village.sample_seasons import is_holiday
from homestay.village.sample_stays import Desk
from models.base import uuid7
from models.room import ClosureReason
from models.stay import ONE_DAY, Stay

EVERY = timedelta(days=75)
"""How often a house closes something."""
REST_MONTHS = (5, 6, 7)
REST_SHARE = 0.4


class SampleClosure(NamedTuple):
    """Nights of a room out of sale."""

    id: UUID
    room: SampleRoom
    stay: Stay
    reason: ClosureReason


def closures(desk: Desk) -> list[SampleClosure]:
    """Close some rooms of a house on nights that nobody has, never on a holiday."""
    found = []
    day = desk.period.first + timedelta(days=desk.random.randint(5, 30))
    while day < desk.period.end:
        stay = Stay(day, min(day + timedelta(days=desk.random.randint(2, 6)), desk.period.end))
        found += shut(desk, *rooms_and_reason(desk, stay), stay)
        day += EVERY + desk.random.randint(-20, 20) * ONE_DAY
    return found


def rooms_and_reason(desk: Desk, stay: Stay) -> tuple[list[SampleRoom], ClosureReason]:
    """Return what is closed: one room, or the whole house to rest in the rains."""
    lasting = [room for room in desk.house.rooms if room.open_to is None]
    if stay.arrive.month in REST_MONTHS and desk.random.random() < REST_SHARE:
        return lasting, ClosureReason.SEASON
    reason = desk.random.choice((ClosureReason.REPAIR, ClosureReason.REPAIR, ClosureReason.FAMILY, ClosureReason.OTHER))
    return [desk.random.choice(lasting)], reason


def shut(desk: Desk, rooms: list[SampleRoom], reason: ClosureReason, stay: Stay) -> list[SampleClosure]:
    nights = stay.nights()
    sold = any((unit.id, night) in desk.board.sold for room in rooms for unit in room.units for night in nights)
    if sold or any(map(is_holiday, nights)):
        return []
    for room in rooms:
        desk.board.shut_nights(room, stay)
    return [SampleClosure(uuid7(), room, stay, reason) for room in rooms]

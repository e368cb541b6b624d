"""What every sample house sees today: somebody comes, somebody has come, somebody leaves, somebody is late, somebody waits."""

from collections.abc import Sequence
from datetime import date, timedelta

from homestay.village.sample_houses import SampleRoom
from homestay.village.sample_stays import Desk, SampleBooking
from models.booking import BookingState
from models.guest import VIETNAM
from models.stay import Stay

BEFORE, AFTER = timedelta(days=3), timedelta(days=6)
LATE_EVERY = 3
"""In every third house, beginning with the first, somebody should have left yesterday."""
FRENCH_EVERY = 2


def set_scene(desk: Desk) -> None:
    """Make today's bookings of a house, before its nights are filled; nothing when today lies at an edge of the period."""
    today, period = desk.period.today, desk.period
    if today - BEFORE < period.first or today + AFTER > period.end:
        return
    first, second, third = desk.house.private[:3]
    party(desk, first, (-1, 0), BookingState.IN_HOUSE, "zalo")
    party(desk, first, (0, 2), BookingState.CONFIRMED, "facebook")
    party(desk, second, (-2, 0), BookingState.LEFT, "tour")
    party(desk, second, (0, 1), BookingState.IN_HOUSE, "phone").is_declared = False
    party(desk, third, (-1, 2), BookingState.IN_HOUSE, "booking", abroad=desk.house.number % FRENCH_EVERY == 1)
    party(desk, second, (3, 4), BookingState.HELD, "zalo")
    if desk.house.number % LATE_EVERY == 1:
        late_leaver(desk, today)


def party(desk: Desk, room: SampleRoom, days: Sequence[int], state: BookingState, source: str, abroad: bool = False) -> SampleBooking:
    """Make a booking of one room, or of the first place of a floor; `days` are those of coming and leaving, 0 is today."""
    today = desk.period.today
    stay = Stay(today + timedelta(days=days[0]), today + timedelta(days=days[1]))
    booked_on = min(stay.arrive, today) - timedelta(days=desk.random.randint(1, 6))
    booking = SampleBooking(desk.new_code(), stay, state, source, booked_on, "FRA" if abroad else VIETNAM, stay.leave)
    booking.people = [None] * (1 if room.is_dorm else room.capacity)
    desk.board.take(booking, desk.at_price(room, room.units[0], stay))
    desk.bookings.append(booking)
    return booking


def late_leaver(desk: Desk, today: date) -> None:
    """Let a party be in its room still, whose last night was the one before last; nobody else has the room until tomorrow."""
    room = desk.house.dorms[0] if desk.house.dorms else desk.house.private[3]
    party(desk, room, (-2, -1), BookingState.IN_HOUSE, "zalo")
    desk.board.sold.update((room.units[0].id, night) for night in (today - timedelta(days=1), today))

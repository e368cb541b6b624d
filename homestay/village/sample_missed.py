"""Bookings of the sample village that never slept there: cancelled, not come, come and gone in a day."""

from datetime import date, timedelta

from homestay.village.sample_asking import asked
from homestay.village.sample_filling import booking_for
from homestay.village.sample_seasons import is_full, share
from homestay.village.sample_stays import Desk, Owed, SampleBooking
from models.booking import BookingState
from models.charge import ChargeKind
from models.guest import VIETNAM
from models.stay import Stay

CANCELLED_A_ROOM, NO_SHOW_A_ROOM, BY_DAY_A_ROOM = 0.09, 0.025, 0.06
"""How many there are for each room taken that night."""
PRICE_BY_DAY = (50_000, 80_000, 100_000)
CANCELLED_BECAUSE = ("Khách ốm", "Đổi lịch", "Đường sạt lở", "Không xin được nghỉ", "Trời mưa, khách không đi")
NOT_COME_BECAUSE = ("Không gọi được", "Khách ngủ lại Đồng Văn", "Xe hỏng giữa đường")


def add_missed(desk: Desk) -> None:
    """Add the bookings that hold no night, as many as the season brings."""
    rooms = len(desk.house.private)
    for night in desk.period.nights:
        taken = share(night, desk.house.liked) * rooms
        if desk.random.random() < taken * CANCELLED_A_ROOM and not is_full(night):
            end_before_coming(desk, night, BookingState.CANCELLED, CANCELLED_BECAUSE)
        if desk.random.random() < taken * NO_SHOW_A_ROOM and night < desk.period.today:
            end_before_coming(desk, night, BookingState.NO_SHOW, NOT_COME_BECAUSE)
        if desk.random.random() < taken * BY_DAY_A_ROOM and night < desk.period.today:
            by_day(desk, night)


def end_before_coming(desk: Desk, night: date, state: BookingState, reasons: tuple[str, ...]) -> None:
    ask = asked(desk, night, desk.random.choice((2, 2, 4)))
    if ask is None or ask.source == "walk_in":
        return
    booking = booking_for(desk, ask, Stay(night, night + timedelta(days=desk.random.choice((1, 1, 2)))))
    booking.state, booking.reason = state, desk.random.choice(reasons)


def by_day(desk: Desk, day: date) -> SampleBooking:
    """Add guests who rest for some hours and sleep elsewhere."""
    people = desk.random.randint(2, 8)
    booking = SampleBooking(desk.new_code(), Stay(day, day), BookingState.LEFT, "walk_in", day, VIETNAM, day)
    booking.people = [None] * people
    amount = people * desk.random.choice(PRICE_BY_DAY)
    booking.charges.append(Owed(ChargeKind.DAY_USE, day, amount, people, "Nghỉ trưa"))
    desk.bookings.append(booking)
    return booking

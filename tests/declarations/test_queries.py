"""Who still has to be declared, by rule."""

from datetime import date

import pytest

from homestay.bookings.actions import cancel_booking, take_booking, use_by_day
from homestay.bookings.wishes import BookingWish
from homestay.declarations.queries import how_many_wait, is_waiting, to_declare
from homestay.guests.actions import Times, change_times
from models.stay import Stay
from tests.guests.people import arrived, places, room, stayed

TODAY = date(2026, 10, 1)


def waiting(homestay):
    """Return the ids of who waits, having looked that the badge says the same number."""
    found = [each.guest.id for each in to_declare(homestay, remote=False)]
    assert len(found) == how_many_wait(homestay)
    return found


def test_everybody_who_came_in_waits(clock, homestay):
    guests = arrived(homestay, room(homestay), people=3)

    assert sorted(waiting(homestay)) == sorted(guest.id for guest in guests)


def test_who_is_only_expected_or_cancelled_does_not_wait(clock, homestay):
    wish = BookingWish(Stay(TODAY, date(2026, 10, 3)), 2, units=places(homestay, room(homestay)))
    booking = take_booking(homestay, wish)
    assert not waiting(homestay)

    cancel_booking(homestay, booking.code, "mưa")

    assert not waiting(homestay)


def test_day_use_does_not_wait(clock, homestay):
    use_by_day(homestay, BookingWish(Stay(TODAY, TODAY), 2), 50_000)

    assert not waiting(homestay)


def test_who_comes_only_tomorrow_does_not_wait_today(clock, homestay):
    guest = arrived(homestay, room(homestay), nights=3)[0]
    change_times(homestay, guest.id, Times(date(2026, 10, 2), None, None, None))
    assert not waiting(homestay)

    clock.set("2026-10-02 09:00")

    assert waiting(homestay) == [guest.id]


def test_who_came_before_the_homestay_began_to_declare_does_not_wait(clock, homestay):
    clock.set("2026-08-30 18:00")
    guest = stayed(homestay, date(2026, 8, 30), room(homestay), nights=5)[0]
    clock.set("2026-09-02 18:00")

    assert not waiting(homestay)
    assert not is_waiting(homestay, guest.id)


def test_after_thirty_days_nobody_is_reminded_but_nobody_is_forgotten(clock, homestay):
    clock.set("2026-09-02 18:00")
    guest = stayed(homestay, date(2026, 9, 2), room(homestay))[0]
    clock.set("2026-10-02 18:00")
    assert waiting(homestay) == [guest.id]

    clock.set("2026-10-03 18:00")

    assert not waiting(homestay)
    assert is_waiting(homestay, guest.id)
    assert [each.guest.id for each in to_declare(homestay, remote=False, since=homestay.declaring_from)] == [guest.id]


@pytest.mark.parametrize(("now", "due"), [("2026-10-01 22:59", "23:00"), ("2026-10-01 23:00", "08:00"), ("2026-10-02 00:30", "08:00")])
def test_the_deadline_hangs_on_the_hour_of_arrival(clock, homestay, now, due):
    clock.set(now)
    arrived(homestay, room(homestay))

    (waits,) = to_declare(homestay, remote=False)

    assert f"{waits.due:%H:%M}" == due

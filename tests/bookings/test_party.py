"""Whom a booking is for: fewer people take only those away of whom nothing was said."""

import pytest

from homestay.bookings import queries
from homestay.bookings.party import change_people
from homestay.declarations.actions import declare_another_way, take_back
from homestay.errors import Refusal
from models.declaration import Channel
from tests.guests.people import arrived, room


@pytest.fixture
def two(clock, homestay):
    """Two nameless guests in P1 since today."""
    return arrived(homestay, room(homestay), people=2)


def slots(homestay, code: str) -> list[int]:
    return [guest.slot for guest in queries.booking_of(homestay, code).guests]


def phone_in(homestay, guest):
    return declare_another_way(homestay, guest.id, Channel.PHONE, None, "Chị Sen")


def test_a_nameless_guest_who_was_declared_stays(two, homestay):
    phone_in(homestay, two[1])
    code = two[0].booking.code
    change_people(homestay, code, 1, 0)
    assert slots(homestay, code) == [2]


def test_nobody_who_was_declared_is_taken_away_even_once_that_is_taken_back(two, homestay):
    declared = [phone_in(homestay, guest) for guest in two]
    code = two[0].booking.code
    take_back(homestay, declared[1].id)
    with pytest.raises(Refusal):
        change_people(homestay, code, 1, 0)
    assert slots(homestay, code) == [1, 2]

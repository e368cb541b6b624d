"""A homestay in October, and guests in it who wait to be declared."""

import pytest

from homestay.guests.actions import write_identity
from tests.declarations.known import EMMA, PAO
from tests.guests.people import arrived, room
from tests.support import houses


@pytest.fixture
def house(clock, app):
    """Return a homestay that declares from 1 September on."""
    clock.set("2026-09-01 08:00")
    made = houses.new(app)
    clock.set("2026-10-01 18:00")
    return made


@pytest.fixture
def two(clock, homestay):
    """Two guests in P1 since today; Páo's papers are complete, nobody knows the other."""
    guests = arrived(homestay, room(homestay), people=2)
    write_identity(homestay, guests[0].id, PAO)
    return guests


@pytest.fixture
def emma(clock, homestay):
    guest = arrived(homestay, room(homestay, "P5"))[0]
    write_identity(homestay, guest.id, EMMA)
    return guest

"""A homestay in October, guests in it who wait to be declared, and the command that writes their sheet."""

import pytest

from homestay.guests.actions import write_identity
from homestay.places.actions import RoomWish, add_room
from models import db
from tests.declarations.christmas import identity_of, stay_in
from tests.declarations.known import EMMA, PAO
from tests.declarations.sheet_guests import GOLDEN
from tests.guests.people import arrived, places, room
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


@pytest.fixture
def export(app, homestay, tmp_path):
    """Run the command as a shell would, for this homestay, into `tmp_path`."""

    def run(*more, day="2025-12-24", out="sheet.xlsx", layout="kbtt-vn-2026", slug=homestay.slug):
        said = ["--homestay", slug, "--layout", layout, "--day", day, "--out", str(tmp_path / out), *more]
        db.session.rollback()
        return app.test_cli_runner().invoke(args=["declarations", "export", *said])

    return run


@pytest.fixture
def christmas(homestay):
    """The guests of Christmas Eve in the sample workbook: four in the dorm D1 for two nights, one in P2 for one."""
    dorm = add_room(homestay, RoomWish("D1", "dorm", 6, 120_000))
    four = stay_in(homestay, places(homestay, dorm)[:4], 2, 4)
    one = stay_in(homestay, places(homestay, room(homestay, "P2")), 1, 1)
    for guest, sheet in zip([*four, *one], GOLDEN, strict=True):
        write_identity(homestay, guest.id, identity_of(sheet))
    return [*four, *one]

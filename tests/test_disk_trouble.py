"""A full disk, a book that cannot be written, a busy one: a plain sentence, nothing lost, reading goes on. And no name in a fault."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from homestay import database
from homestay import saving as saving_module
from homestay.errors import ReadOnly
from homestay.places.actions import RoomWish, add_room
from homestay.saving import saving
from homestay.upkeep.actions import first_code
from models import db
from models.base import uuid7
from models.homestay import Homestay
from models.room import Room
from tests.support import houses
from tests.support.houses import House
from tests.support.installations import on_both_empty
from tests.support.person import Person

ROOM = {"name": "P9", "kind": "private", "capacity": "2", "price": "450.000"}


@pytest.fixture
def place(empty_app: Flask) -> House:
    """A homestay with one room, in an installation of this test alone."""
    made = houses.new(empty_app)
    with empty_app.app_context():
        add_room(made.homestay(), RoomWish("P1", "private", 2, 400_000))
    return made


@pytest.fixture
def keeper(place: House) -> Person:
    return place.person("owner")


def rooms(place: House) -> int:
    with place.app.app_context():
        return db.session.scalar(select(func.count(Room.id)).where(Room.homestay_id == place.id)) or 0


class Pragma:
    """Says something to every new connection of an installation's database."""

    def __init__(self, app: Flask, said: str) -> None:
        self.app, self.said = app, said

    def __enter__(self) -> None:
        with self.app.app_context():
            database.dispose()
            event.listen(database.writing_engine(), "connect", self.say)

    def __exit__(self, *nothing: Any) -> None:
        with self.app.app_context():
            event.remove(database.writing_engine(), "connect", self.say)
            database.dispose()

    def say(self, connection: Any, record: Any) -> None:
        connection.execute(self.said)


@pytest.fixture
def full_disk(place: House) -> Iterator[None]:
    """Let the database grow no more, as on a disk without room."""
    with place.app.app_context():
        pages = db.session.execute(text("PRAGMA page_count")).scalar_one()
        db.session.rollback()
    with Pragma(place.app, f"PRAGMA max_page_count={pages}"):
        yield


def fill_the_last_pages(keeper: Person) -> int:
    """Add rooms until one is refused; return the status of the refusal."""
    return next(
        status
        for number in range(400)
        if (status := keeper.sends("/settings/rooms/new", {**ROOM, "name": f"Q{number}" * 6}, status=None).status) != 303
    )


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_says_so_keeps_what_was_typed_and_lets_one_read(place: House, keeper: Person) -> None:
    assert fill_the_last_pages(keeper) == 503
    before = rooms(place)

    answer = keeper.sends("/settings/rooms/new", {**ROOM, "name": "Nhà sàn to nhất bản"}, status=503)

    assert "Máy hết chỗ chứa" in answer.text
    assert 'value="Nhà sàn to nhất bản"' in answer.response.get_data(as_text=True)
    assert rooms(place) == before
    keeper.opens("/settings/rooms")


def test_a_book_that_cannot_be_written_says_so_and_can_still_be_read(place: House, keeper: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "writing_engine", lambda: db.engine)  # whose connections are query_only, as on a read-only disk

    answer = keeper.sends("/settings/rooms/new", ROOM, status=503)

    assert "đang khóa ghi" in answer.text
    assert rooms(place) == 1
    keeper.opens("/")


def test_when_the_writer_does_not_come_free_the_person_is_told_to_press_again(
    place: House, keeper: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from homestay import saving

    monkeypatch.setattr(saving, "WAIT_SECONDS", 0.05)
    with saving.WRITER:
        answer = keeper.sends("/settings/rooms/new", ROOM, status=503)

    assert "bấm lại" in answer.text
    assert rooms(place) == 1


OTHER_PROGRAM = """
import fcntl, sys, time
lock = open(sys.argv[1], "ab")
fcntl.flock(lock, fcntl.LOCK_EX)
print("has it", flush=True)
time.sleep(float(sys.argv[2]))
"""


@contextmanager
def another_program_writes(place: House, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Let a second process hold the book for so long, or until the end of the block."""
    command = [sys.executable, "-c", OTHER_PROGRAM, f"{place.app.config['DATA'] / 'homestay.sqlite3'}.writer", str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "has it\n"
        yield other
        other.kill()


def test_when_another_program_keeps_the_book_the_person_is_told_to_press_again_and_can(
    place: House, keeper: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from homestay import saving

    with another_program_writes(place, seconds=60), monkeypatch.context() as patience:
        patience.setattr(saving, "WAIT_SECONDS", 0.2)
        answer = keeper.sends("/settings/rooms/new", ROOM, status=503)
        assert "bấm lại" in answer.text
        assert rooms(place) == 1

    keeper.sends("/settings/rooms/new", ROOM, status=303)
    assert rooms(place) == 2


def test_who_comes_while_another_program_writes_waits_for_the_turn(place: House, keeper: Person) -> None:
    with another_program_writes(place, seconds=0.3) as other:
        keeper.sends("/settings/rooms/new", ROOM, status=303)
        assert other.wait(60) == 0

    assert rooms(place) == 2


def test_a_server_that_starts_waits_longer_for_one_that_changes_the_tables(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from homestay import saving

    monkeypatch.setattr(saving, "WAIT_SECONDS", 0.05)
    with another_program_writes(place, seconds=0.5) as other, place.app.app_context():
        flask_migrate.upgrade(directory=str(database.MIGRATIONS))
        assert other.wait(60) == 0


def test_what_was_typed_stands_in_no_fault_of_the_database_and_is_taken_for_no_trouble(place: House) -> None:
    typed = {"homestay_id": place.id, "name": "Giàng A Páo, read-only", "kind": "private", "capacity": 2, "price": 1, "cleaning": "clean"}

    with place.app.app_context(), pytest.raises(IntegrityError) as fault, saving(place.homestay()):
        db.session.execute(insert(Room.__table__), [{"id": uuid7(), **typed}, {"id": uuid7(), **typed}])

    assert "Giàng" not in str(fault.value)


@on_both_empty
def test_a_fault_is_logged_without_what_was_typed(
    place: House, keeper: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def add_twice(homestay: Homestay, wish: RoomWish) -> None:
        row = {"homestay_id": homestay.id, "name": wish.name, "kind": "private", "capacity": 2, "price": 1, "cleaning": "clean"}
        with saving(homestay):
            db.session.execute(insert(Room.__table__), [{"id": uuid7(), **row}, {"id": uuid7(), **row}])

    monkeypatch.setattr("homestay.places.actions.add_room", add_twice)
    monkeypatch.setitem(place.app.config, "PROPAGATE_EXCEPTIONS", False)  # as where people use it

    keeper.sends("/settings/rooms/new", {**ROOM, "name": "Giàng A Páo"}, status=500)

    assert "IntegrityError" in caplog.text
    assert "Giàng" not in caplog.text


@pytest.mark.usefixtures("keeper")
def test_a_program_that_starts_over_a_book_nobody_can_write_has_nothing_to_write(place: House, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def nobody() -> Iterator[None]:
        raise ReadOnly
        yield

    monkeypatch.setattr(saving_module, "one_writer", nobody)
    with place.app.app_context():
        database.bring_up_to_date()
        assert first_code() is None

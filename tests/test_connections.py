"""What a connection may do: those of pages only read, and none is told anything between two pages."""

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError

from homestay import database
from homestay.saving import saving
from models import db
from models.homestay import Homestay
from tests.support import disk
from tests.support.installations import on_both

RENAMED = text("UPDATE homestays SET name = 'Somebody else' WHERE id = :id")


@on_both
def test_the_database_itself_refuses_a_write_outside_saving(homestay):
    with pytest.raises(DBAPIError):
        db.session.execute(RENAMED, {"id": bound(homestay)})
    db.session.rollback()
    with saving(homestay):
        db.session.execute(RENAMED, {"id": bound(homestay)})
    db.session.rollback()
    assert homestay.name == "Somebody else"


def bound(homestay: Homestay) -> object:
    return homestay.id.hex if db.engine.dialect.name == "sqlite" else homestay.id


def test_no_page_and_no_change_makes_a_connection_forget_its_statements(homestay, owner):
    """A PRAGMA lets SQLite prepare every statement anew; only a new connection gets any."""
    said: list[str] = []

    def listen(connection, record, proxy) -> None:
        connection.set_trace_callback(said.append)

    owner.opens("/")
    engines = db.engine, database.writing_engine()
    for engine in engines:
        event.listen(engine, "checkout", listen)
    try:
        owner.opens("/")
        with saving(homestay):
            pass
        owner.opens("/calendar")
    finally:
        for engine in engines:
            event.remove(engine, "checkout", listen)
        database.dispose()  # with the callbacks
    assert len(said) > 10
    assert [words for words in said if "PRAGMA" in words.upper()] == []


@pytest.mark.parametrize(("listen", "synchronous"), [(disk.TRUE, 2), (disk.listen, 0)], ids=["the program", "the tests"])
def test_only_the_program_waits_until_the_disk_has_what_was_saved(tmp_path, listen, synchronous):
    url = f"sqlite:///{tmp_path}/homestay.sqlite3"
    engine = create_engine(url, **database.options(url))
    listen(engine, "query_only=OFF", "BEGIN IMMEDIATE")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == synchronous
    engine.dispose()

"""What a connection may do: those of pages only read, and none is told anything between two pages."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from homestay import database
from homestay.saving import saving
from models import db
from models.homestay import Homestay
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

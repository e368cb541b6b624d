"""The guard itself: forgetful statements are caught, right ones pass, on both databases' SQL."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select, text

from tests.support import tenancy
from tests.support.tenancy import open_tables

OWNED = frozenset({"bookings", "guests", "unit_nights", "units"})

FORGETFUL = {
    "no condition": "SELECT b.id FROM bookings AS b",
    "only an id": "SELECT b.code FROM bookings AS b WHERE b.id = ?",
    "an id of many": "SELECT b.code FROM bookings AS b WHERE b.id IN (?, ?)",
    "joined by id alone": "SELECT 1 FROM bookings AS b JOIN guests AS g ON g.booking_id = b.id WHERE b.homestay_id = ?",
    "tied to one that is open": "SELECT 1 FROM bookings AS b JOIN guests AS g ON g.homestay_id = b.homestay_id",
    "or": "SELECT 1 FROM bookings AS b WHERE b.homestay_id = ? OR b.state = ?",
    "or in brackets": "SELECT 1 FROM bookings AS b WHERE (b.homestay_id = ? OR b.code = ?) AND b.state = ?",
    "not": "SELECT 1 FROM bookings AS b WHERE NOT b.homestay_id = ?",
    "unequal": "SELECT 1 FROM bookings AS b WHERE b.homestay_id <> ?",
    "not in": "SELECT 1 FROM bookings AS b WHERE b.homestay_id NOT IN (?, ?)",
    "equal to itself": "SELECT 1 FROM bookings AS b WHERE b.homestay_id = b.homestay_id",
    "outer join binds the left": "SELECT 1 FROM bookings AS b LEFT OUTER JOIN guests AS g ON b.homestay_id = ? AND g.homestay_id = ?",
    "outer join without a tie": "SELECT 1 FROM bookings AS b LEFT OUTER JOIN guests AS g ON g.booking_id = b.id WHERE b.homestay_id = ?",
    "all homestays": "SELECT 1 FROM bookings AS b JOIN homestays AS h ON h.id = b.homestay_id",
    "all homestays of a name": "SELECT 1 FROM bookings AS b JOIN homestays AS h ON h.id = b.homestay_id WHERE h.name = ?",
    "in all homestays": "SELECT 1 FROM bookings AS b WHERE b.homestay_id IN (SELECT h.id FROM homestays AS h)",
    "a forgetful subquery": "SELECT 1 FROM bookings AS b WHERE b.homestay_id = ? AND b.id IN (SELECT g.booking_id FROM guests AS g)",
    "a forgetful exists": "SELECT EXISTS (SELECT 1 FROM guests AS g WHERE g.booking_id = ?) AS any_guest",
    "a forgetful derived table": "SELECT n.c FROM (SELECT count(*) AS c FROM unit_nights AS u WHERE u.night = ?) AS n",
    "a forgetful cte": "WITH held AS (SELECT u.unit_id FROM unit_nights AS u) SELECT 1 FROM held JOIN units AS t ON t.id = held.unit_id WHERE t.homestay_id = ?",
    "half a union": "SELECT b.id FROM bookings AS b WHERE b.homestay_id = ? UNION SELECT g.id FROM guests AS g",
    "a comma": "SELECT 1 FROM bookings AS b, guests AS g WHERE b.homestay_id = ?",
    "an update": "UPDATE bookings SET state = ? WHERE id = ?",
    "an update of all": "UPDATE bookings SET state = ?",
    "a delete": "DELETE FROM unit_nights WHERE booking_id = ? AND night >= ?",
    "an insert from a select": "INSERT INTO unit_nights (homestay_id, unit_id) SELECT u.homestay_id, u.id FROM units AS u",
    "a note that is equal": "SELECT 1 FROM bookings AS b JOIN homestays AS h ON b.homestay_id = h.note WHERE h.id = ?",
}

RIGHT = {
    "a value": "SELECT b.id FROM bookings AS b WHERE b.homestay_id = ?",
    "without an alias": "SELECT bookings.id FROM bookings WHERE bookings.homestay_id = ? AND bookings.id = ?",
    "turned round": "SELECT b.id FROM bookings AS b WHERE ? = b.homestay_id",
    "in brackets": "SELECT b.id FROM bookings AS b WHERE (b.homestay_id = ? AND (b.state = ? OR b.state = ?))",
    "a list": "SELECT b.id FROM bookings AS b WHERE b.homestay_id IN (?, ?)",
    "a pair": "SELECT g.id FROM guests AS g WHERE (g.homestay_id, g.booking_id) IN ((?, ?), (?, ?))",
    "a join": "SELECT 1 FROM bookings AS b JOIN guests AS g ON g.homestay_id = b.homestay_id AND g.booking_id = b.id WHERE b.homestay_id = ?",
    "a chain from the far end": "SELECT 1 FROM guests AS g JOIN bookings AS b ON g.homestay_id = b.homestay_id JOIN units AS u ON u.homestay_id = b.homestay_id WHERE u.homestay_id = ?",
    "an outer join": "SELECT 1 FROM bookings AS b LEFT OUTER JOIN guests AS g ON g.homestay_id = b.homestay_id AND g.booking_id = b.id WHERE b.homestay_id = ?",
    "by slug": "SELECT 1 FROM bookings AS b JOIN homestays AS h ON h.id = b.homestay_id WHERE h.slug = ?",
    "a village": "SELECT h.slug, count(*) FROM unit_nights AS n JOIN homestays AS h ON h.id = n.homestay_id WHERE h.village_id = ? GROUP BY h.slug",
    "a village by slug": "SELECT 1 FROM unit_nights AS n JOIN homestays AS h ON h.id = n.homestay_id JOIN villages AS v ON v.id = h.village_id WHERE v.slug = ?",
    "in the homestays of a village": "SELECT 1 FROM bookings AS b WHERE b.homestay_id IN (SELECT h.id FROM homestays AS h WHERE h.village_id = ?)",
    "whoever the account may": "SELECT 1 FROM bookings AS b JOIN memberships AS m ON m.homestay_id = b.homestay_id WHERE m.account_id = ?",
    "tied to the outside": "SELECT 1 FROM bookings AS b WHERE b.homestay_id = ? AND EXISTS (SELECT 1 FROM guests AS g WHERE g.homestay_id = b.homestay_id AND g.booking_id = b.id)",
    "a derived table": "SELECT t.name FROM units AS t JOIN (SELECT u.homestay_id, u.unit_id FROM unit_nights AS u WHERE u.homestay_id = ?) AS n ON n.homestay_id = t.homestay_id",
    "a cte": "WITH held AS (SELECT u.homestay_id, u.unit_id FROM unit_nights AS u WHERE u.homestay_id = ?) SELECT 1 FROM held",
    "a union": "SELECT b.id FROM bookings AS b WHERE b.homestay_id = ? UNION SELECT g.id FROM guests AS g WHERE g.homestay_id = ?",
    "an update": "UPDATE bookings SET state = ? WHERE bookings.homestay_id = ? AND bookings.id = ?",
    "a delete": "DELETE FROM unit_nights WHERE unit_nights.homestay_id = ? AND unit_nights.night >= ? RETURNING night",
    "an insert": "INSERT INTO bookings (homestay_id, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
    "other tables": "SELECT h.id FROM homestays AS h",
}


def as_postgres(sql: str) -> str:
    """Write the placeholders as psycopg wants them."""
    return sql.replace("?", "%(value)s::UUID")


@pytest.mark.parametrize("sql", FORGETFUL.values(), ids=FORGETFUL)
def test_a_statement_that_forgets_whose_rows_is_caught(sql):
    assert open_tables(sql, "sqlite", OWNED)
    assert open_tables(as_postgres(sql), "postgresql", OWNED)


@pytest.mark.parametrize("sql", RIGHT.values(), ids=RIGHT)
def test_a_statement_that_says_whose_rows_passes(sql):
    assert open_tables(sql, "sqlite", OWNED) == ()
    assert open_tables(as_postgres(sql), "postgresql", OWNED) == ()


def test_the_open_table_is_named():
    assert open_tables(FORGETFUL["joined by id alone"], "sqlite", OWNED) == ("guests",)


def test_tables_are_owned_when_their_key_holds_the_homestay():
    metadata = MetaData()
    Table("bookings", metadata, Column("homestay_id", Integer, primary_key=True), Column("id", Integer, primary_key=True))
    Table("memberships", metadata, Column("id", Integer, primary_key=True), Column("homestay_id", Integer))
    assert tenancy.owned_tables(metadata) == {"bookings"}


def test_every_engine_is_watched_and_everybody_must_be_said():
    from models import db

    guests = db.metadata.tables["guests"]
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE guests (homestay_id, id)"))
        with pytest.raises(tenancy.Forgotten, match="guests"):
            connection.execute(select(guests.c.id))
        connection.execute(select(guests.c.id), execution_options={"everybody": True})
    engine.dispose()

"""Databases of tests may vanish with a power cut, so nobody waits for the disk: SQLite as little as the PostgreSQL of `postgres`.

That the program itself waits is shown in test_connections.
"""

from sqlalchemy import Engine, event

from homestay import database

TRUE = database.listen


def wait_for_nothing() -> None:
    database.listen = listen


def listen(engine: Engine, mode: str, begin: str) -> None:
    TRUE(engine, mode, begin)
    event.listen(engine, "connect", lambda connection, record: connection.execute("PRAGMA synchronous=OFF"))
